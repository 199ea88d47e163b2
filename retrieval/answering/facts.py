"""Questions of fact: the sentence that holds the answer, or nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from retrieval.answering.evidence import NOT_MENTIONED, Sentence
from retrieval.coverage import Weighted, coverage
from retrieval.dutch import stem, words

# Shares of a sentence's score. Words of the question that stand in the sentence say most; its headings may supply
# the subject ("SCALE" above "krijgt € 9 miljoen"). Untuned beyond the examples; the issue on answers calibrates them.
_WORDS, _CONTEXT, _MEANING = 0.45, 0.2, 0.35
_TYPE_BONUS = 0.12
# "Hoeveel aanvragen" is answered by "21 aanvragen": counts as this much more of the question.
_COUNT_BONUS, _COUNT_RANK, _UNCOUNTED = 0.2, 0.15, 0.7
# What is not mentioned is quoted only when nothing else answers.
_SILENCE_PENALTY = 0.15
# "Samen € 29,4 miljoen" is not what one of them got.
_JOINT_PENALTY = 0.15
_JOINT = re.compile(r"\b(?:samen|bij elkaar|in totaal|gezamenlijk|together|jointly|combined)\b", re.IGNORECASE)
# "Wat is een consortium?" is answered best under the heading "Consortium".
_DEFINITION_RANK = 0.2
_ASKS_MEANING = re.compile(r"\b(?:wat (?:is|zijn|betekent)|what (?:is|are|does))\b", re.IGNORECASE)
_ASKS_NUMBER = re.compile(r"\b(?:hoeveel|how many)\b", re.IGNORECASE)
# A sentence is evidence when it expresses this share of the question's weight, or less with a like meaning.
_ENOUGH, _SOME, _ALIKE = 0.55, 0.4, 0.3
# Further sentences from other documents are shown when they come this close to the best.
_CLOSE = 0.9
_MOST = 3

# What a question asks for, by its words, and what an answer of that kind looks like.
_EXPECTED: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = (
    (
        re.compile(
            r"\b(?:bedrag|budget|begroting|kosten|subsidie|geld|amount|cost|money|grant|how much|"
            r"hoeveel (?:krijg\w*|kre\w+|ontv\w+|kost\w*))\b",
            re.IGNORECASE,
        ),
        re.compile(r"€\s?\d|\d\s*(?:miljoen|miljard|euro)\b"),
    ),
    (re.compile(r"\b(?:hoeveel|aantal|how many)\b", re.IGNORECASE), re.compile(r"(?<![\d.,])(?!(?:19|20)\d\d\b)\d")),
    (
        re.compile(r"\b(?:wanneer|datum|jaar|sinds|when|date|year|since)\b", re.IGNORECASE),
        re.compile(r"\b(?:19|20)\d\d\b"),
    ),
    (re.compile(r"\b(?:wie|who)\b", re.IGNORECASE), re.compile(r"\s[A-Z][\w-]+\s+(?:van\s|de\s|der\s)*[A-Z]")),
)


@dataclass(frozen=True, slots=True)
class Scored:
    """A sentence with its score and what decides whether it is evidence: the share of the question that it expresses by
    itself (``own``) and with its headings (``coverage``), and the likeness of meaning."""

    sentence: Sentence
    score: float
    own: float
    coverage: float
    cosine: float


def best_sentences(
    question: str,
    weights: Sequence[Weighted],
    sentences: Sequence[Sentence],
    cosines: Sequence[float],
) -> list[Scored]:
    """The sentences that answer the question, best first, from different documents; empty when none does."""
    scored = [_score(question, weights, s, cosine) for s, cosine in zip(sentences, cosines, strict=True)]
    scored.sort(key=lambda found: -found.score)
    if not scored or not _is_evidence(scored[0]) or _is_said_unknown(scored):
        return []
    best = scored[0]
    close = [s for s in scored if s.score >= _CLOSE * best.score and _is_evidence(s)]
    chosen: dict[int, Scored] = {}
    for found in close:
        chosen.setdefault(found.sentence.passage.version, found)
    return list(chosen.values())[:_MOST]


def _score(question: str, weights: Sequence[Weighted], sentence: Sentence, cosine: float) -> Scored:
    counted = weights[0].counted if weights and _ASKS_NUMBER.search(question) else None
    more = _COUNT_BONUS if counted and counted.search(sentence.text) else 0.0
    # A sentence that counts something else, or nothing, answers "how many" badly.
    share = 1.0 if more or not counted else _UNCOUNTED
    own = share * coverage(weights, sentence.text) + more
    context = share * coverage(weights, sentence.context()) + more
    bonus = sum(_TYPE_BONUS for asks, holds in _EXPECTED if asks.search(question) and holds.search(sentence.text))
    # A sentence much shorter than a statement is a heading or a label, not an answer.
    scrap = 0.1 if len(words(sentence.text)) < 5 or sentence.text[:1] in "-–•" else 0.0
    joint = _JOINT_PENALTY if _JOINT.search(sentence.text) and not _JOINT.search(question) else 0.0
    silence = _SILENCE_PENALTY if sentence.passage.heading[-1:] == (NOT_MENTIONED,) else 0.0
    bonus += (_COUNT_RANK if more else 0.0) + (_DEFINITION_RANK if _defines(question, weights, sentence) else 0.0)
    rank = _WORDS * own + _CONTEXT * context + _MEANING * cosine + bonus
    return Scored(sentence, rank - scrap - joint - silence, own, context, cosine)


def _defines(question: str, weights: Sequence[Weighted], sentence: Sentence) -> bool:
    """Whether it asks what something is, and the sentence begins with that, under it as its heading."""
    if len(weights) != 1 or not _ASKS_MEANING.search(question) or not sentence.passage.heading:
        return False
    asked = weights[0].forms[0]
    begins = set(map(stem, words(sentence.text)[: len(asked) + 1]))
    return frozenset(map(stem, words(sentence.passage.heading[-1]))) == asked and asked <= begins


def _is_said_unknown(scored: Sequence[Scored]) -> bool:
    """Whether a document says that its sources do not mention this, in words as near to the question as the best."""
    unknown = [s for s in scored if s.sentence.passage.heading[-1:] == (NOT_MENTIONED,)]
    if scored[0] in unknown:
        return True
    return scored[0].own < 1 and any(s.own >= scored[0].own and _is_evidence(s) for s in unknown)


def _is_evidence(found: Scored) -> bool:
    return found.coverage >= _ENOUGH or (found.coverage >= _SOME and found.cosine >= _ALIKE)
