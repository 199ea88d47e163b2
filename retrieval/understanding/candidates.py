"""Words that are like a mistyped word: a few typing errors away, or sounding the same."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from rapidfuzz import process
from rapidfuzz.distance import OSA

_LONGEST_WORD = 60
_ALPHABET = "abcdefghijklmnopqrstuvwxyz"
# What Dutch writes in two ways for one sound: first "ch", and "c" where it is an "s", before the "c" that is a "k".
_SOUNDS = (("ch", "g"), ("ce", "se"), ("ci", "si"), ("ij", "y"), ("ei", "y"), ("ou", "au"), ("ph", "f"))
_LETTERS = str.maketrans("cvz", "kfs")
_REPEATED = re.compile(r"(.)\1+")
# A last "e" is hardly heard ("moduul", "module"), a last "d" is a "t".
_LAST = re.compile(r"(?<=...)(?:e|d)$")
_RUN = 4


def sound(word: str) -> str:
    """How a folded word sounds, roughly: the same for words that differ only in how Dutch writes a sound."""
    for written, heard in _SOUNDS:
        word = word.replace(written, heard)
    word = _LAST.sub(lambda last: "t" if last.group() == "d" else "", word.translate(_LETTERS))
    return _REPEATED.sub(r"\1", word)


class Candidates:
    """Folded words by first letter and length."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = frozenset(word for word in words if word and len(word) <= _LONGEST_WORD)
        self._groups: dict[tuple[str, int], list[str]] = defaultdict(list)
        for word in self._words:
            self._groups[word[0], len(word)].append(word)

    def near(self, typed: str, most: int) -> dict[str, int]:
        """The words at most ``most`` errors from a folded word, with how many; a word that sounds the same is one away."""
        heard = sound(typed)
        found = dict.fromkeys((word for word in _other_starts(typed) if word in self._words), 1)
        # One error more, because two letters for a sound instead of one count twice: "tegport", "techport".
        for word, errors in self._within(typed, most + 1):
            if errors > 1 and sound(word) == heard:
                found[word] = 1
            elif errors <= most:
                found[word] = errors
        return found

    def _within(self, typed: str, most: int) -> Iterator[tuple[str, int]]:
        for length in range(len(typed) - most, len(typed) + most + 1):
            group = self._groups.get((typed[0], length), ())
            for word, errors, _ in process.extract(typed, group, scorer=OSA.distance, score_cutoff=most, limit=None):
                yield word, errors


def _other_starts(typed: str) -> Iterator[str]:
    """What one error in the first letter makes of ``typed``.

    A first letter is seldom wrong, least of all together with another. A search among the words with one first letter
    takes a tenth of the time of a search among all.
    """
    yield typed[1:]
    yield typed[1:2] + typed[:1] + typed[2:]
    for letter in _ALPHABET:
        yield letter + typed
        yield letter + typed[1:]


class LetterRuns:
    """The runs of four letters of known words, which other words share and typing errors break."""

    def __init__(self, words: Iterable[str]) -> None:
        self._runs = frozenset(run for word in words for run in _runs(word))

    def strange(self, word: str) -> int:
        """How many runs of a folded word no known word has."""
        return sum(run not in self._runs for run in _runs(word))


def _runs(word: str) -> Iterator[str]:
    marked = f"^{word}$"
    return (marked[start : start + _RUN] for start in range(len(marked) - _RUN + 1))
