"""Which words are no typing errors: words of the library, of names and of shipped lists, their forms, their compounds."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from functools import cache, lru_cache
from itertools import chain
from pathlib import Path

from retrieval.compounds import WORD_LIST, CompoundSplitter, read_words
from retrieval.dutch import QUESTION_WORDS, STOP_WORDS, stem, undiminished, words
from retrieval.model import Language
from retrieval.understanding.candidates import LetterRuns
from retrieval.understanding.names import Names

WORD_LISTS: dict[Language, Path] = {"nl": WORD_LIST, "en": WORD_LIST.with_name("wordlist_en.txt")}
# "Ten" and "der" are no stop words of the index, and no parts of words either.
SMALL_WORDS = STOP_WORDS["nl"] | STOP_WORDS["en"] | frozenset("ten ter den der des".split())
# Nearly every combination of three letters is a word or an abbreviation of something.
SHORTEST = 4
# Words of fewer letters are near so many others that only little can be told from how they are written.
SHORT = 6
# Frequent is a hundred thousandth of the library, and five times at least: what is rarer may be an error itself.
_FREQUENT, _FREQUENT_SHARE = 5, 100_000
# Stems take microseconds each; rarer words of a large library are seldom asked for in another form.
_STEMMED = 50_000
_ENDINGS = "s n e en es t d ed ing te de ten den".split()
_CACHED = 20_000


@cache
def shipped_words(language: Language) -> Mapping[str, int]:
    """Common words of a language with their frequency in ordinary text."""
    return read_words(WORD_LISTS[language])


def is_common(word: str) -> bool:
    """Whether a folded word stands in a shipped list of Dutch or English words."""
    return word in shipped_words("nl") or word in shipped_words("en")


def mostly_in(text: str, names: Collection[str]) -> Language:
    """The language in whose shipped list alone more words of a text stand; Dutch when as many do. ``names``: folded words that
    are of no language."""
    said = [word for word in words(text) if word not in names]
    dutch, english = shipped_words("nl"), shipped_words("en")
    more = sum((word in english) - (word in dutch) for word in said)
    return "en" if more > 0 else "nl"


class KnownWords:
    """The words that are never corrected. ``library``: the folded words of the documents with their frequency;
    ``runs``: the runs of letters in known words."""

    def __init__(self, library: Mapping[str, int], names: Names, splitter: CompoundSplitter) -> None:
        self.library, self.names, self._splitter = library, names, splitter
        self._frequent = max(_FREQUENT, sum(library.values()) // _FREQUENT_SHARE)
        stemmed = (*sorted(library, key=library.__getitem__, reverse=True)[:_STEMMED], *names.words)
        self._stems = {stem(word) for word in chain(stemmed, shipped_words("nl"))}
        self._english_stems = {stem(word, "en") for word in chain(stemmed, shipped_words("en"))}
        frequent = filter(self.is_frequent, library)
        self.runs = LetterRuns(chain(frequent, names.words, shipped_words("nl"), shipped_words("en")))
        self.knows = lru_cache(maxsize=_CACHED)(self._knows)

    def has(self, word: str) -> bool:
        """Whether the library or a name has a folded word: only such a word can have been meant."""
        return word in self.library or word in self.names.words

    def is_frequent(self, word: str) -> bool:
        """Whether a folded word stands in the library so often that it is no error there."""
        return self.library.get(word, 0) >= self._frequent

    def is_common(self, word: str) -> bool:
        """Whether a folded word stands in a shipped list."""
        return is_common(word)

    def has_stem_of(self, word: str) -> bool:
        """Whether a known word has the stem of a folded word, so that both find the same passages."""
        # English stems of words in "-y" end in "i"; they would make words of "energi" and "technologi".
        return stem(word) in self._stems or (not word.endswith("i") and stem(word, "en") in self._english_stems)

    def undiminished(self, word: str) -> str:
        """The word of the library, or made of such words, of which a folded word, itself in no list, is the diminutive:
        "metaalbedrijfje"; ``""`` for none."""
        if self.has(word) or self.is_common(word):
            return ""
        return next((own for own in undiminished(word) if self.has(own) or self._is_compound(own)), "")

    def _knows(self, word: str) -> bool:
        """Whether a folded word is right as it is.

        The lists of both languages count in both: Dutch questions are full of English words, and the other way about.
        """
        short_or_figure = len(word) < SHORTEST or not word.isalpha()
        listed = self.has(word) or self.is_common(word) or word in SMALL_WORDS or word in QUESTION_WORDS
        small = any(map(self.is_common, undiminished(word)))
        return short_or_figure or listed or small or self._is_form(word) or self._is_compound(word)

    def _is_form(self, word: str) -> bool:
        """Whether a folded word is a form of a known word: "maintenence", "campuss" and "holand" only have the stem of one."""
        strange = len(word) >= SHORT and self.runs.strange(word) and not any(map(self.has, _endings_changed(word)))
        misspelt = len(word) >= SHORT and any(map(self.has, _consonants_changed(word)))
        return not strange and not misspelt and self.has_stem_of(word)

    def _is_compound(self, word: str) -> bool:
        """Whether it is made of known words: "platfrom" is not "plat" and "from"."""
        parts = self._splitter.parts(word)
        return bool(parts) and SMALL_WORDS.isdisjoint(parts)


def _endings_changed(word: str) -> Iterator[str]:
    """The words with a usual ending more or less."""
    for ending in _ENDINGS:
        yield word + ending
        yield word.removesuffix(ending)


def _consonants_changed(word: str) -> Iterator[str]:
    """The words with one consonant doubled or halved; not "d" and "t", whose doubles make a past tense ("richtten")."""
    for at, letter in enumerate(word):
        if letter not in "aeioudt":
            yield word[:at] + letter + word[at:]
            if word[at - 1 : at] == letter:
                yield word[:at] + word[at + 1 :]
