"""Which words may be Dutch or English: those of the shipped lists, compounds of them, and what is spelled like them."""

from __future__ import annotations

from collections import Counter
from functools import cache, lru_cache

from retrieval.compounds import WORD_LIST, CompoundSplitter, read_words
from retrieval.dutch import STOP_WORDS

_ENGLISH = WORD_LIST.with_name("wordlist_en.txt")
# Three letters in a row that stand in this many words of the lists are usual, and a word with this share of usual ones
# may be a name, or a word that the lists lack.
_USUAL_WORDS, _USUAL_SHARE = 3, 0.75
# A word this short is known or it is none: three letters hold nearly all that there is.
_SHORT = 3
_SHORT_WORDS = frozenset(
    "ai aoc bv ca co eu hbo ict ii iii iv km kb mb mbo miv nr nv pc pps roc tv uk us vi vii vo vs wo ben bij dan dus een elk ene "
    "eis ga gaf gas gat geld had hem hoe hub ja kan lid man mee met mij nee nu ook op pas per rij ruim zei zag zit zie".split()
)


@lru_cache(maxsize=100_000)
def is_word(word: str) -> bool:
    """Whether a folded word stands in the lists, or is a compound of words that do."""
    return is_listed(word) or bool(_splitter().parts(word))


def is_listed(word: str) -> bool:
    """Whether a folded word stands in the lists."""
    return word in _words()


@lru_cache(maxsize=100_000)
def is_wordlike(word: str) -> bool:
    """Whether a folded word is one, or is spelled like one."""
    if is_word(word):
        return True
    if len(word) <= _SHORT:
        return False
    parts = _threes(word)
    return sum(part in _usual() for part in parts) >= _USUAL_SHARE * len(parts)


@cache
def _lists() -> dict[str, int]:
    return read_words() | read_words(_ENGLISH)


@cache
def _words() -> frozenset[str]:
    stops = STOP_WORDS["nl"] | STOP_WORDS["en"]
    return frozenset(_lists()) | stops | _SHORT_WORDS


@cache
def _splitter() -> CompoundSplitter:
    return CompoundSplitter(read_words())


@cache
def _usual() -> frozenset[str]:
    counts = Counter(part for word in _lists() for part in set(_threes(word)))
    return frozenset(part for part, count in counts.items() if count >= _USUAL_WORDS)


def _threes(word: str) -> list[str]:
    bounded = f"^{word}$"
    return [bounded[at : at + 3] for at in range(len(bounded) - 2)]
