"""Dutch compounds: "onderhoudsmonteur" is onderhoud + monteur, "warmtepomptechniek" warmte + pomp + techniek.

A word is split when all its parts are known words, linking letters apart. Known are the words of the library and of
a shipped list of common words; the fewer parts, the better.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

from retrieval.dutch import STOP_WORDS

WORD_LIST = Path(__file__).parent / "wordlist.txt"
# Shorter parts ("heid" apart) make more wrong splits than right ones.
_SHORTEST = 4
_LONGEST_WORD = 60
_LINKS = ("", "s", "en", "n")
# Endings that make a word of another, and would pass for a part.
_NO_PARTS = frozenset("heid lijk lijke ling loos loze baar bare wijs wijze aard achtig achtige schap".split()) | STOP_WORDS["nl"]
_CACHED = 200_000


class CompoundSplitter:
    """Splits words into the parts they are made of. ``frequencies``: how often each folded word occurs."""

    def __init__(self, frequencies: Mapping[str, int]) -> None:
        self._frequencies = {
            word: count
            for word, count in frequencies.items()
            if len(word) >= _SHORTEST and word.isalpha() and word not in _NO_PARTS
        }
        self.parts = lru_cache(maxsize=_CACHED)(self._parts)

    def knows(self, word: str) -> bool:
        """Whether a folded word occurs in the library or the list."""
        return word in self._frequencies

    def _parts(self, word: str) -> tuple[str, ...]:
        """The parts of a folded word, in order; empty when it is no compound of known words."""
        if not 2 * _SHORTEST <= len(word) <= _LONGEST_WORD or not word.isalpha():
            return ()
        candidates = [
            (head, *tail)
            for cut in range(_SHORTEST, len(word) - _SHORTEST + 1)
            for tail in self._tails(word[cut:])
            for head in self._heads(word[:cut])
        ]
        return max(candidates, key=self._goodness, default=())

    def _tails(self, rest: str) -> list[tuple[str, ...]]:
        if rest in self._frequencies:
            return [(rest,)]
        further = self.parts(rest)
        return [further] if further else []

    def _heads(self, start: str) -> list[str]:
        stems = (start.removesuffix(link) for link in _LINKS if start.endswith(link))
        return [stem for stem in dict.fromkeys(stems) if stem in self._frequencies]

    def _goodness(self, parts: tuple[str, ...]) -> tuple[int, float]:
        """Fewer parts first; then parts that are common and not short."""
        rarest = min(self._frequencies.get(part, 0) for part in parts)
        return -len(parts), rarest**0.5 * min(map(len, parts))


def read_words(path: Path = WORD_LIST) -> dict[str, int]:
    """Folded words with how often they occur, from a file of ``write_words`` or the shipped list of common words."""
    lines = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    return {word: int(count) for word, count in lines}


def write_words(path: Path, frequencies: Mapping[str, int]) -> None:
    """Write words of letters for ``read_words``."""
    rows = (f"{word}\t{count}\n" for word, count in sorted(frequencies.items()) if word.isalpha())
    path.write_text("".join(rows), encoding="utf-8")


def known_words(library: Mapping[str, int], common: Mapping[str, int]) -> dict[str, int]:
    """The words of a library added to the common ones."""
    words: Iterable[str] = library.keys() | common.keys()
    return {word: library.get(word, 0) + common.get(word, 0) for word in words}
