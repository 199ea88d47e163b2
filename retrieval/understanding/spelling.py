"""Typing errors in a question, and what was probably meant: "bedoelde u ..."."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from retrieval.compounds import CompoundSplitter
from retrieval.dutch import Token, tokens
from retrieval.model import Correction, Language
from retrieval.understanding.guessing import Guesser, Unknown
from retrieval.understanding.known import SHORTEST, SMALL_WORDS, KnownWords
from retrieval.understanding.names import Names

# As many words at a time may be one word that was typed with spaces; longest first.
_TOGETHER = (3, 2)
# What is shorter is more often chance; so is a guess in which a word of one or two letters takes part.
_SHORTEST_JOINED, _SHORTEST_PART = 6, 3
# A text with more unknown words than this is in another language, or pasted: guesses would be many, slow and wrong.
_MOST_UNKNOWN = 12
# A correction can bring another; two rounds are the rule, and this ends every doubt.
_MOST_ROUNDS = 8
_SPACES, _CHUNK = re.compile(" +"), re.compile(r"\S+")
_ADDRESS = re.compile(r"\w@\w|://|^www\.|\w\.[^\W\d_]{2}")
_OPENING = " \t\n\"'“”‘’„(¿¡"


@dataclass(frozen=True, slots=True)
class _Reading:
    """A text with its words. ``unknown``: the folded words that may be errors."""

    text: str
    language: Language
    words: Sequence[Token]
    unknown: frozenset[str]

    def typed(self, words: Sequence[Token]) -> str:
        return self.text[words[0].start : words[-1].end]

    def spaced(self, words: Sequence[Token]) -> bool:
        """Whether there are only spaces between words."""
        return all(_SPACES.fullmatch(self.text, first.end, second.start) for first, second in pairwise(words))

    def is_name(self, word: Token) -> bool:
        """Whether a word has a capital that does not come from beginning a sentence."""
        before = self.text[: word.start].rstrip(_OPENING)
        return self.text[word.start].isupper() and bool(before) and before[-1] not in ".!?:"

    def in_address(self, words: Sequence[Token]) -> bool:
        """Whether one of the words is part of an e-mail or web address."""
        addresses = (found for found in _CHUNK.finditer(self.text) if _ADDRESS.search(found.group()))
        return any(words[0].start < found.end() and found.start() < words[-1].end for found in addresses)


class Speller:
    """Corrects questions. ``library``: the folded words of the documents with their frequency; ``names``: as written;
    ``adjacent``: whether two folded words stand next to each other somewhere in the library."""

    def __init__(
        self, library: Mapping[str, int], names: Iterable[str], splitter: CompoundSplitter, adjacent: Callable[[str, str], bool]
    ) -> None:
        self._library, self._names, self._adjacent = library, Names(names), adjacent
        self._known = KnownWords(library, self._names, splitter)
        self._guesser = Guesser(self._known)

    def corrected(self, text: str, language: Language) -> tuple[str, tuple[Correction, ...]]:
        """The text with what was meant in place of typing errors, and these errors with their spans as typed."""
        errors = self._errors(text, language)
        if not errors:
            return text, ()
        letters = [_Letter(letter, at, at + 1) for at, letter in enumerate(text)]
        for _ in range(_MOST_ROUNDS):
            letters = _replaced(letters, errors)
            errors = self._errors(_text(letters), language)
            if not errors:
                break
        return _text(letters), tuple(_corrections(text, letters))

    def _errors(self, text: str, language: Language) -> list[Correction]:
        words = tokens(text)
        unknown = frozenset(word.folded for word in words if not self._known.knows(word.folded))
        if len(unknown) > _MOST_UNKNOWN:
            return []
        return list(self._read(_Reading(text, language, words, unknown)))

    def _read(self, reading: _Reading) -> Iterator[Correction]:
        position = 0
        while position < len(reading.words):
            words, meant = self._at(reading, position)
            if meant:
                yield _correction(reading, words, self._written(meant, reading.typed(words)))
            position += len(words)

    def _at(self, reading: _Reading, position: int) -> tuple[Sequence[Token], str]:
        """The words at a position that were meant as another word, and that word; ``""`` when they are right."""
        for length in _TOGETHER:
            words = reading.words[position : position + length]
            if len(words) == length and (meant := self._as_one(reading, words)) and not reading.in_address(words):
                return words, meant
        word = reading.words[position]
        return [word], self._alone(reading, word)

    def _as_one(self, reading: _Reading, words: Sequence[Token]) -> str:
        """The word that was typed with spaces, "water stof", or the name in which one word is unknown, "smart industri"."""
        parts = [part.folded for part in words]
        unknown, small = not reading.unknown.isdisjoint(parts), not SMALL_WORDS.isdisjoint(parts)
        if small and not unknown:
            return ""  # words end like small words: "vrouw en", "warm te" and "aan bod" are right
        word = "".join(parts)
        if len(word) < _SHORTEST_JOINED or not word.isalpha() or not reading.spaced(words):
            return ""
        if self._known.has(word):
            return word if self._apart(parts) else ""
        # "Nano moduul": an error besides. Known parts need the stem of a known word for such a guess.
        if not unknown and not self._known.has_stem_of(word):
            return ""
        guess = self._guesser.meant(Unknown(word, reading.language, joined=True))
        certain = not small and min(map(len, parts)) >= _SHORTEST_PART and self._apart(parts)
        return guess if certain or (unknown and guess in self._names.joined) else ""

    def _apart(self, parts: Sequence[str]) -> bool:
        """Whether folded words stand together nowhere else: "smart industry" is two words."""
        return not any(pair in self._names.pairs or self._adjacent(*pair) for pair in pairwise(parts))

    def _alone(self, reading: _Reading, word: Token) -> str:
        unknown, joined = word.folded in reading.unknown, self._is_joined_name(word.folded)
        typed = reading.typed([word])
        if (plain := self._known.undiminished(word.folded)) and not reading.is_name(word) and not reading.in_address([word]):
            return plain
        if not (unknown or joined) or typed.isupper() or reading.in_address([word]):
            return ""
        if joined:
            return word.folded
        # Capitals inside a word are there on purpose: "CoVE", "MediaPact".
        if not typed.removeprefix("IJ")[1:].islower():
            return ""
        return self._guesser.meant(Unknown(word.folded, reading.language, named=reading.is_name(word)))

    def _is_joined_name(self, word: str) -> bool:
        """Whether a word is a name without its spaces: "zuidholland".

        The library has such words from addresses ("smartindustry.nl"); they give way where it has the name as well.
        """
        name = self._names.joined.get(word)
        if name is None or len(word) < SHORTEST or word in self._names.words or self._known.is_common(word):
            return False
        return word not in self._library or all(self._adjacent(a.folded, b.folded) for a, b in pairwise(tokens(name)))

    def _written(self, word: str, typed: str) -> str:
        """A folded word as names write it, with a capital when what was typed has one."""
        written = self._names.written(word) or word
        return written[0].upper() + written[1:] if typed[0].isupper() else written


def _correction(reading: _Reading, words: Sequence[Token], meant: str) -> Correction:
    """The correction of words, less those at either end that stay as they are."""
    while len(words) > 1 and meant.startswith(first := reading.typed(words[:1]) + " "):
        words, meant = words[1:], meant.removeprefix(first)
    while len(words) > 1 and meant.endswith(last := " " + reading.typed(words[-1:])):
        words, meant = words[:-1], meant.removesuffix(last)
    return Correction(reading.typed(words), meant, words[0].start, words[-1].end)


@dataclass(frozen=True, slots=True)
class _Letter:
    """Letters of a corrected text, and the span of the typed text that they stand for."""

    now: str
    start: int
    end: int


def _text(letters: Iterable[_Letter]) -> str:
    return "".join(letter.now for letter in letters)


def _replaced(letters: Sequence[_Letter], errors: Sequence[Correction]) -> list[_Letter]:
    """The letters after the corrections of the text that they make."""
    replaced = list(letters)
    for error in reversed(errors):
        start, end = letters[error.start].start, letters[error.end - 1].end
        replaced[error.start : error.end] = [_Letter(letter, start, end) for letter in error.meant]
    return replaced


def _corrections(text: str, letters: Iterable[_Letter]) -> Iterator[Correction]:
    """What became of the typed text; letters that stand for the same or overlapping spans are one correction."""
    pieces: list[_Letter] = []
    for letter in letters:
        if pieces and letter.start < pieces[-1].end:
            last = pieces.pop()
            letter = _Letter(last.now + letter.now, last.start, max(last.end, letter.end))
        pieces.append(letter)
    for piece in pieces:
        if piece.now != text[piece.start : piece.end]:
            yield Correction(text[piece.start : piece.end], piece.now, piece.start, piece.end)
