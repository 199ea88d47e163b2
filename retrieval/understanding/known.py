"""Which words are no typing errors: words of the library, of names and of shipped lists, their inflections, their compounds."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from itertools import chain, pairwise
from pathlib import Path

from retrieval.compounds import WORD_LIST, CompoundSplitter, read_words
from retrieval.dutch import QUESTION_WORDS, STOP_WORDS, stem, tokens
from retrieval.model import Language
from retrieval.understanding.candidates import LetterRuns

WORD_LISTS: dict[Language, Path] = {"nl": WORD_LIST, "en": WORD_LIST.with_name("wordlist_en.txt")}
# "Ten" and "der" are no stop words of the index, and no parts of words either.
SMALL_WORDS = STOP_WORDS["nl"] | STOP_WORDS["en"] | frozenset("ten ter den der des".split())
# Nearly every combination of three letters is a word or an abbreviation of something.
SHORTEST = 4
# Stems take microseconds each; rarer words of a large library are seldom asked for in another form.
_STEMMED = 50_000
# A shorter word is near so many others that only its stem can tell.
_LONG_ENOUGH = 6
_CACHED = 20_000
_BETWEEN_WORDS = re.compile(r"\s+|-")


class Names:
    """The words of names and how they are written, folded words before written ones.

    ``joined``: names of several words by those words as one; ``pairs``: which words stand next to each other in a name.
    """

    def __init__(self, names: Iterable[str]) -> None:
        self.joined: dict[str, str] = {}
        self.pairs: set[tuple[str, str]] = set()
        self._writings: dict[str, Counter[str]] = defaultdict(Counter)
        for name in names:
            self._add(name)
        self._written = {word: _usual(writings) for word, writings in self._writings.items()}

    def _add(self, name: str) -> None:
        words = tokens(name)
        for word in words:
            self._writings[word.folded][name[word.start : word.end]] += 1
        # In "Zorg & Technologie" the words do not stand together.
        together = [pair for pair in pairwise(words) if _BETWEEN_WORDS.fullmatch(name, pair[0].end, pair[1].start)]
        self.pairs.update((first.folded, second.folded) for first, second in together)
        if together and len(together) == len(words) - 1:
            self.joined.setdefault("".join(word.folded for word in words), name[words[0].start : words[-1].end])

    @property
    def words(self) -> Iterable[str]:
        """The folded words."""
        return self._written.keys()

    def written(self, word: str) -> str:
        """How a folded word, or a name as one word, is written; ``""`` when no name has it."""
        return self._written.get(word) or self.joined.get(word, "")


def _usual(writings: Counter[str]) -> str:
    """A word needs capitals only when no name goes without them: any word can begin a name."""
    return next((writing for writing in writings if writing.islower()), "") or max(writings, key=lambda each: writings[each])


@cache
def shipped_words(language: Language) -> Mapping[str, int]:
    """Common words of a language with their frequency in ordinary text."""
    return read_words(WORD_LISTS[language])


class KnownWords:
    """The words that are never corrected. ``library``: the folded words of the documents with their frequency."""

    def __init__(self, library: Mapping[str, int], names: Names, splitter: CompoundSplitter) -> None:
        self._own, self._splitter = library.keys() | names.words, splitter
        self._common = shipped_words("nl").keys() | shipped_words("en").keys()
        stemmed = (*sorted(library, key=library.__getitem__, reverse=True)[:_STEMMED], *names.words)
        self._stems = {stem(word) for word in chain(stemmed, shipped_words("nl"))}
        self._english = {stem(word, "en") for word in chain(stemmed, shipped_words("en"))}
        self.runs = LetterRuns(chain(self._common, (word for word in self._own if names.written(word) or library[word] >= 5)))
        self.knows = lru_cache(maxsize=_CACHED)(self._knows)

    def has(self, word: str) -> bool:
        """Whether the library or a name has a folded word: only such a word can be what was meant."""
        return word in self._own

    def common(self, word: str) -> bool:
        """Whether a folded word stands in a shipped list."""
        return word in self._common

    def inflected(self, word: str) -> bool:
        """Whether a folded word has the stem of a known word, and so finds the same passages."""
        # English stems of words in "-y" end in "i"; they would make words of "energi" and "technologi".
        return stem(word) in self._stems or (not word.endswith("i") and stem(word, "en") in self._english)

    def _knows(self, word: str) -> bool:
        """Whether a folded word is right as it is.

        The lists of both languages count in both: Dutch questions are full of English words, and the other way about.
        """
        short_or_figure = len(word) < SHORTEST or not word.isalpha()
        listed = self.has(word) or self.common(word) or word in SMALL_WORDS or word in QUESTION_WORDS
        return short_or_figure or listed or self._is_form(word) or self._is_compound(word)

    def _is_form(self, word: str) -> bool:
        """Whether a folded word is a form of a known word; "campuss", "holand" and "maintenence" only have the stem of one."""
        if len(word) >= _LONG_ENOUGH and (self.runs.strange(word) or any(map(self.has, _respelt(word)))):
            return False
        return self.inflected(word)

    def _is_compound(self, word: str) -> bool:
        parts = self._splitter.parts(word)
        return bool(parts) and SMALL_WORDS.isdisjoint(parts)  # "platfrom" is not plat + from


def _respelt(word: str) -> Iterator[str]:
    """The words with one consonant doubled or halved; not "d" and "t", whose doubles make a past tense ("richtten")."""
    for at, letter in enumerate(word):
        if letter not in "aeioudt":
            yield word[:at] + letter + word[at:]
            if word[at - 1 : at] == letter:
                yield word[:at] + word[at + 1 :]
