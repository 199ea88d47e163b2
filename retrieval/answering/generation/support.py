"""Whether quotations prove a sentence: its form, its numbers, its names, its turns, its words, one check after another.

Built to refuse: a true sentence that is left out costs little, for the quotations are shown anyway; a false one costs trust.
``python -m retrieval.evaluation.claims`` measures it on labelled sentences, and prints what other limits would give.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from retrieval.alignment import Aligner
from retrieval.answering.generation import markers, roles
from retrieval.answering.generation.counting import counts_alike, months
from retrieval.answering.generation.matching import Match, match
from retrieval.answering.generation.names import mentions, names
from retrieval.numbers import numbers

# Words of a claim that nothing in its quotations comes near, at most: a paraphrase has one or two, what is made up more. English
# words about Dutch quotations are compared by vectors alone, which miss more of them.
OWN_WORDS, OWN_WORDS_TRANSLATED = 2, 4
# In a claim of so few words each one matters ("de werven ontslaan studenten"); not measured, the labelled claims are longer.
SHORT, OWN_OF_SHORT, OWN_OF_SHORT_TRANSLATED = 3, 0, 1
# How near the words of a claim must come on average, and the claim as a whole where its words don't stand there themselves: a
# short claim is far from a long quotation that says more.
NEARNESS, WHOLE, WORDS_ALONE = 0.4, 0.5, 0.8
# A sentence of a summary; longer ones join what the quotations don't.
LONGEST = 400


@dataclass(frozen=True, slots=True)
class Support:
    """Whether a claim may be shown. ``reason``: what speaks against it first, ``""`` where nothing does."""

    ok: bool
    reason: str = ""


def supported(claim: str, quotes: Sequence[str], similarity: Aligner, about: str = "") -> Support:
    """Whether ``quotes`` prove ``claim``, a sentence without tokens. ``about``: the headings of the quotations, which may name
    what they are about; nothing else is believed for standing there.
    """
    if not quotes:
        return Support(False, "no_token")
    for reason, fails in _checks(claim, " ".join(quotes), f"{' '.join(quotes)} {about}"):
        if fails():
            return Support(False, reason)
    if not counts_alike(claim, " ".join(quotes), similarity):
        return Support(False, "number")
    reason = _too_far(match(claim, quotes, similarity))
    return Support(not reason, reason)


def _checks(claim: str, given: str, named: str) -> Iterator[tuple[str, Callable[[], bool]]]:
    """What must not hold, by the reason it gives, quick checks first."""
    yield "length", lambda: len(claim) > LONGEST or not any(map(str.isalpha, claim))
    yield "markup", partial(markers.has_markup, claim)
    yield "instruction", partial(markers.speaks_to_reader, claim, given)
    yield "number", lambda: not (set(numbers(claim)) <= set(numbers(given)) and months(claim) <= months(given))
    yield "name", lambda: not all(mentions(named, name) for name in names(claim))
    yield "negation", lambda: markers.denies(claim) != markers.denies(given) or markers.denies_other(claim, given)
    yield "status", partial(markers.done_too_soon, claim, given)
    yield "relation", partial(roles.contradicts, claim, given)
    yield "scope", partial(markers.widened, claim, given)
    yield "opposite", partial(markers.opposed, claim, given)


def _too_far(found: Match) -> str:
    if found.swapped:
        return "relation"
    if found.words <= SHORT:
        own = OWN_OF_SHORT_TRANSLATED if found.translated else OWN_OF_SHORT
    else:
        own = OWN_WORDS_TRANSLATED if found.translated else OWN_WORDS
    far = found.nearness < NEARNESS or (found.whole < WHOLE and found.nearness < WORDS_ALONE)
    return "words" if found.own > own or far else ""
