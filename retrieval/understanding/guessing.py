"""Which word was meant by an unknown one, when there is good reason to think that it was mistyped."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from retrieval.dutch import stem
from retrieval.model import Language
from retrieval.understanding.candidates import Candidates, LetterRuns, sound
from retrieval.understanding.known import SHORTEST, Names, shipped_words

# A longer word has room for more errors, and fewer words are near it by chance.
_MOST_ERRORS = ((12, 3), (7, 2), (SHORTEST, 1))
# Every other word of fewer letters than _SHORT is near some word; from _LONG letters one error away is seldom chance.
_SHORT, _LONG = 6, 9
# Frequent is a hundred thousandth of the library, and five times at least: what is rarer may be an error itself.
_FREQUENT, _FREQUENT_SHARE = 5, 100_000
_CACHED = 20_000


@dataclass(frozen=True, slots=True)
class Unknown:
    """A folded word that nobody knows. ``named``: it has the capital of a name; ``joined``: it was typed as several."""

    word: str
    language: Language
    named: bool = False
    joined: bool = False

    @property
    def most_errors(self) -> int:
        """How many typing errors it may hold."""
        if self.joined:
            return 1
        # A name that nobody knows is most often just that: "Philips".
        most = (2 if len(self.word) >= _LONG else 1) if self.named else _MOST_ERRORS[0][1]
        return min(most, next((errors for length, errors in _MOST_ERRORS if len(self.word) >= length), 0))


class Guesser:
    """Guesses among the words of the library and of names. ``library``: folded words with their frequency."""

    def __init__(self, library: Mapping[str, int], names: Names) -> None:
        self._library, self._names = library, names
        self._frequent = max(_FREQUENT, sum(library.values()) // _FREQUENT_SHARE)
        words = chain(library, names.words, names.joined)
        self._candidates = Candidates(word for word in words if len(word) >= SHORTEST and word.isalpha())
        common = (word for word in library if self._is_frequent(word))
        self._runs = LetterRuns(chain(common, names.words, shipped_words("nl"), shipped_words("en")))
        self.meant = lru_cache(maxsize=_CACHED)(self._meant)

    def _meant(self, typed: Unknown) -> str:
        """The folded word, or name as one word, that was probably meant; ``""`` when there is none, or two as likely."""
        near = self._candidates.near(typed.word, typed.most_errors)
        ranked = sorted(
            (self._unlikeliness(typed, word, errors), word)
            for word, errors in near.items()
            if self._is_credible(typed, word, errors)
        )
        if len(ranked) > 1 and ranked[0][0] == ranked[1][0] and stem(ranked[0][1]) != stem(ranked[1][1]):
            return ""
        return ranked[0][1] if ranked else ""

    def _unlikeliness(self, typed: Unknown, word: str, errors: int) -> tuple[int, bool, bool, bool, int]:
        """The likeliest word is the lowest: near, then with the same first letter, of a name, of the language, frequent."""
        other_start, foreign = word[0] != typed.word[0], word not in shipped_words(typed.language)
        return errors, other_start, not self._names.written(word), foreign, -self._library.get(word, 0)

    def _is_credible(self, typed: Unknown, word: str, errors: int) -> bool:
        if word not in self._library and word in self._names.joined and errors > 1:
            return False  # a name without its spaces and an error besides is as much as one can guess
        if typed.named:
            # Who writes a capital looks at that letter: "Hemert" is not Gemert.
            same_start = word[0] == typed.word[0] or sound(word) == sound(typed.word)
            return same_start and self._names.written(word) != self._names.written(word).lower()
        if len(typed.word) < _SHORT and (word[0] != typed.word[0] or not (self._names.written(word) or self._is_frequent(word))):
            return False
        return self._is_mistyped(typed.word, word, errors)

    def _is_mistyped(self, typed: str, word: str, errors: int) -> bool:
        """Whether ``typed`` looks like an error, and not like a word that we happen not to know.

        An error makes runs of letters that no word has; the more errors are supposed, the more of those there must be.
        Measured with the shipped library on 20,292 rare words and 24,000 made errors: without this 6.6 % of the rare
        words were corrected, with it 1.5 %, and 3 % fewer of the errors in words of seven letters or more.
        """
        if len(typed) >= _SHORT and sound(typed) == sound(word):
            return True
        return self._runs.strange(typed) >= 2 * errors - (2 if len(typed) >= _LONG else 1)

    def _is_frequent(self, word: str) -> bool:
        return self._library.get(word, 0) >= self._frequent
