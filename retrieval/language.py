"""Which of our two languages a text is in, by its stop words."""

from __future__ import annotations

from retrieval.dutch import STOP_WORDS, words
from retrieval.model import Language

_ONLY_DUTCH = STOP_WORDS["nl"] - STOP_WORDS["en"]
_ONLY_ENGLISH = STOP_WORDS["en"] - STOP_WORDS["nl"] | frozenset(
    "show me find list tell give name number partnership partnerships please".split()
)
# Enough to tell; a longer text gives no other answer and costs time.
_SAMPLE = 4000


def language_of(text: str, otherwise: Language = "nl") -> Language:
    """The language of which the text has more stop words; ``otherwise`` when of both as many."""
    sample = words(text[:_SAMPLE])
    dutch = sum(word in _ONLY_DUTCH for word in sample)
    english = sum(word in _ONLY_ENGLISH for word in sample)
    return otherwise if english == dutch else "en" if english > dutch else "nl"
