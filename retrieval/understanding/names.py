"""The words of names: labels, plans, places and phrases of the glossary, as they are written."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import pairwise

from retrieval.dutch import tokens


class Names:
    """Names by their folded words. ``joined``: names of several words, by those words as one; ``pairs``: words that stand
    together in a name."""

    def __init__(self, names: Iterable[str]) -> None:
        self.joined: dict[str, str] = {}
        self.pairs: set[tuple[str, str]] = set()
        self._hyphened: set[tuple[str, str]] = set()
        self._writings: dict[str, Counter[str]] = defaultdict(Counter)
        for name in names:
            self._add(name)
        self._written = {word: _usual(writings) for word, writings in self._writings.items()}
        # "Zorg-technologie" beside "zorgtechnologie" is no reason to write two words.
        self.pairs |= {pair for pair in self._hyphened if "".join(pair) not in self._written}

    def _add(self, name: str) -> None:
        words = tokens(name)
        for word in words:
            self._writings[word.folded][name[word.start : word.end]] += 1
        gaps = [name[first.end : second.start] for first, second in pairwise(words)]
        for (first, second), gap in zip(pairwise(words), gaps, strict=True):
            if gap.isspace() or gap == "-":
                (self._hyphened if gap == "-" else self.pairs).add((first.folded, second.folded))
        # In "Zorg & Technologie" the words do not stand together.
        if gaps and all(gap.isspace() or gap == "-" for gap in gaps):
            self.joined.setdefault("".join(word.folded for word in words), name[words[0].start : words[-1].end])

    @property
    def words(self) -> Iterable[str]:
        """The folded words."""
        return self._written.keys()

    def written(self, word: str) -> str:
        """How a folded word, or a name as one word, is written; ``""`` when no name has it."""
        return self._written.get(word) or self.joined.get(word, "")

    def is_proper(self, word: str) -> bool:
        """Whether a folded word is written with a capital."""
        written = self.written(word)
        return written != written.lower()


def _usual(writings: Counter[str]) -> str:
    """A word needs capitals only when no name goes without them: any word can begin a name."""
    return next((writing for writing in writings if writing.islower()), "") or max(writings, key=lambda each: writings[each])
