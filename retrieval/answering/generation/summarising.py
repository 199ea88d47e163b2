"""A summary by a language model of quotations that were found: what they prove of it, sentence by sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from retrieval.alignment import Aligner
from retrieval.answering.generation.prompting import NOTHING, messages, offered
from retrieval.answering.generation.sentences import Claim, split
from retrieval.answering.generation.support import Support, supported
from retrieval.dutch import words
from retrieval.errors import ChatUnavailable, JudgeUnavailable
from retrieval.model import Citation, Language, Statement, Summary
from retrieval.ports import ChatModel, Entailment

# A summary stands above the quotations; a longer one would be read instead of them.
MOST_SENTENCES = 5
# A model that goes on after so many sentences that can't be shown won't do better.
MOST_DROPPED = 10
# Quotations of one sentence: with many, each word is found in one of them, whatever the sentence says.
MOST_CITED = 3
# How sure a judge must be. Not measured: no model of the kind was at hand, so it is set where such models call it likely.
ENTAILED = 0.7


def summarise(
    question: str,
    language: Language,
    citations: Sequence[Citation],
    chat: ChatModel,
    similarity: Aligner,
    on_sentence: Callable[[Statement], None] | None = None,
    judge: Entailment | None = None,
) -> Summary:
    """The sentences of ``chat`` that the quotations prove, each given to ``on_sentence`` as soon as it is known to be proven.

    Never raises for what the model or the judge does; ``failure`` then says why no more came, as a key under ``chat.`` of the
    texts. What was proven before that stays.
    """
    given = offered(citations)
    shown: list[Statement] = []
    dropped, failure = 0, ""
    pieces = chat.stream(messages(question, language, given, MOST_SENTENCES)) if given else iter(())
    try:
        for claim in _new(split(pieces)):
            statement = _statement(claim, given, similarity, judge)
            if statement is None:
                dropped += 1
            else:
                shown.append(statement)
                if on_sentence:
                    on_sentence(statement)
            if len(shown) >= MOST_SENTENCES or dropped >= MOST_DROPPED:
                break
    except ChatUnavailable as error:
        failure = error.reason
    except JudgeUnavailable:
        failure = "judge"
    finally:
        _close(pieces)
    return Summary(tuple(shown), dropped, failure)


def check(claim: Claim, citations: Mapping[int, Citation], similarity: Aligner, judge: Entailment | None = None) -> Support:
    """Whether a sentence is proven by the quotations that it names, of ``citations`` by number. Raises ``JudgeUnavailable``."""
    if not claim.quotations:
        return Support(False, "no_token")
    if not citations.keys() >= set(claim.quotations):
        return Support(False, "unknown_token")
    if len(claim.quotations) > MOST_CITED:
        return Support(False, "many_tokens")
    cited = [citations[number] for number in claim.quotations]
    quotes = [citation.quote for citation in cited]
    found = supported(claim.text, quotes, similarity, about=" ".join(part for own in cited for part in own.heading))
    if found.ok and judge and judge.entails("\n".join(map(_premise, cited)), claim.text) < ENTAILED:
        return Support(False, "not_entailed")
    return found


def _premise(citation: Citation) -> str:
    """A quotation behind its headings, which say what it is about."""
    return ": ".join((*citation.heading, citation.quote))


def _statement(claim: Claim, given: Sequence[Citation], similarity: Aligner, judge: Entailment | None) -> Statement | None:
    numbered = dict(enumerate(given, start=1))
    if not check(claim, numbered, similarity, judge).ok:
        return None
    return Statement(claim.text, tuple(dict.fromkeys(numbered[number].mark for number in claim.quotations)))


def _new(claims: Iterator[Claim]) -> Iterator[Claim]:
    """The claims that say something, and not what one before them said."""
    seen: set[tuple[str, ...]] = {(NOTHING.casefold(),)}
    for claim in claims:
        said = tuple(words(claim.text))
        if said not in seen:
            seen.add(said)
            yield claim


def _close(pieces: Iterator[str]) -> None:
    """Let go of the connection of a model that was stopped before it was done."""
    close = getattr(pieces, "close", None)
    if close:
        close()
