"""The words of a page and where they stand, a line at a time."""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Callable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from ingest.reading.pdf.lines import Word

# What PDFium puts for the hyphen that breaks a word at the end of a line; it leaves out the end of the line.
BROKEN = "\ufffe"
_WORD = re.compile(r"\S+")
# Where a line of one piece may hold more white than a space: doubled spaces, or letters standing apart.
_WIDE = re.compile(r"[ \t\u00a0]{2}|\t|(?:(?<!\S)\S[ \u00a0]){3}")
# Figures behind a word that are the mark of a footnote where they are smaller and raised by so much of its letter size; behind
# fewer letters they are a unit: "km2".
_MARKED = re.compile(r"[^\W\d_]{4}[.,;:)\]”’\"']{0,2}(\d{1,3})$")
_RAISED, _SMALLER = 0.15, 0.8
# Letters turned this little, in quarters, from straight stand straight.
_STRAIGHT = 0.06
# A word so much taller than the one before may be slanted.
_TALLER = 2.0


@dataclass(frozen=True, slots=True)
class RawLine:
    """A line as it is drawn. ``size`` of its first letter, in points; ``turn`` as in ``Line``."""

    words: tuple[Word, ...]
    size: float
    turn: int


def lines_of(text_page: pdfium.PdfTextPage) -> list[RawLine]:
    """The lines of a page, their words in points from the corner of the page."""
    look = _Look(text_page.raw)
    return [
        RawLine(words, look.size(words[0].at), look.turn(words[0]))
        for shown, at in _drawn_lines(_text(text_page))
        for words in look.parts(look.words(shown, at))
    ]


def turned(line: RawLine, hidden: AbstractSet[int]) -> RawLine:
    """The line in its own frame, x along the letters and y up, without the words whose ``at`` is in ``hidden``."""
    turn = _TURNS.get(line.turn)
    if turn is None and not hidden:
        return line
    words = (word for word in line.words if word.at not in hidden)
    return replace(line, words=tuple(map(turn, words) if turn else words))


_TURNS: Mapping[int, Callable[[Word], Word]] = {
    1: lambda word: word._replace(left=-word.top, right=-word.bottom, bottom=word.left, top=word.right),
    2: lambda word: word._replace(left=-word.right, right=-word.left, bottom=-word.top, top=-word.bottom),
    3: lambda word: word._replace(left=word.bottom, right=word.top, bottom=-word.right, top=-word.left),
}


def _text(text_page: pdfium.PdfTextPage) -> str:
    count = text_page.count_chars()
    text: str = text_page.get_text_range() if count else ""
    if len(text) != count:
        # Character by character, so that an offset in the text is the offset of its letter on the page.
        text = "".join(_character(pdfium_c.FPDFText_GetUnicode(text_page, index)) for index in range(count))
    return text


def _character(code: int) -> str:
    return "\ufffd" if 0xD800 <= code <= 0xDFFF else chr(code)


def _drawn_lines(text: str) -> Iterator[tuple[str, int]]:
    """Lines with the offset of their first letter. PDFium goes on over the end of a line that breaks a word."""
    start = 0
    for raw in text.splitlines(keepends=True):
        for part in raw.split(BROKEN) if BROKEN in raw else (raw,):
            shown = part.strip()
            if shown:
                broken = text[start + len(part) : start + len(part) + 1] == BROKEN
                yield (part.lstrip() + BROKEN if broken else shown), start + len(part) - len(part.lstrip())
            start += len(part) + 1
        start -= 1


class _Look:
    """Looks where letters stand on a page."""

    def __init__(self, text_page: Any) -> None:
        self._page = text_page
        self._first, self._last, self._matrix = pdfium_c.FS_RECTF(), pdfium_c.FS_RECTF(), pdfium_c.FS_MATRIX()

    def words(self, shown: str, at: int) -> tuple[Word, ...]:
        """The words of a line; all of it as one where it is drawn in one piece, so that no column can part it."""
        if self._piece(at) == self._piece(at + len(shown.rstrip(BROKEN)) - 1) and not _WIDE.search(shown):
            return (self._word(shown, at),)
        return tuple(word for found in _WORD.finditer(shown) for word in self._without_mark(found.group(), at + found.start()))

    def parts(self, words: tuple[Word, ...]) -> Iterator[tuple[Word, ...]]:
        """The words parted where they are not of one line: PDFium adds a stamp across the page to a line that it meets."""
        begin = 0
        for at, (before, after) in enumerate(pairwise(words), start=1):
            if not _beside(before, after) or (_uneven(before, after) and self.turn(before) != self.turn(after)):
                yield words[begin:at]
                begin = at
        yield words[begin:]

    def turn(self, word: Word) -> int:
        """Quarters that a word is turned clockwise; -1: it is slanted."""
        quarters = pdfium_c.FPDFText_GetCharAngle(self._page, word.at) / (math.pi / 2)
        return round(quarters) % 4 if abs(quarters - round(quarters)) <= _STRAIGHT else -1

    def size(self, at: int) -> float:
        """The size that a letter is drawn in; in many files that of the font is 1, and its matrix does the rest."""
        matrix = self._matrix
        scale = math.hypot(matrix.c, matrix.d) if pdfium_c.FPDFText_GetMatrix(self._page, at, matrix) else 1.0
        return round(float(pdfium_c.FPDFText_GetFontSize(self._page, at)) * scale, 1)

    def _without_mark(self, text: str, at: int) -> Iterator[Word]:
        """The word, apart from the mark of a footnote behind it, which would make it another word."""
        found = _MARKED.search(text)
        whole = self._word(text, at)
        mark = self._word(text[found.start(1) :], at + found.start(1)) if found else None
        raised = mark and mark.bottom - whole.bottom > _RAISED * self.size(at) and self.size(mark.at) < _SMALLER * self.size(at)
        if mark and raised:
            yield self._word(text[: mark.at - at], at)
            yield mark
        else:
            yield whole

    def _piece(self, at: int) -> int:
        piece = pdfium_c.FPDFText_GetTextObject(self._page, at)
        return ctypes.addressof(piece.contents) if piece else 0

    def _word(self, text: str, at: int) -> Word:
        first, last = self._first, self._last
        pdfium_c.FPDFText_GetLooseCharBox(self._page, at, first)
        pdfium_c.FPDFText_GetLooseCharBox(self._page, at + len(text) - 1, last)
        return Word(
            text, at, min(first.left, last.left), max(first.right, last.right),
            min(first.bottom, last.bottom), max(first.top, last.top),
        )  # fmt: skip


def _beside(word: Word, other: Word) -> bool:
    """Whether words share a stretch of either axis, as those of a line do whichever way it is turned."""
    upright = word.bottom < other.top and other.bottom < word.top
    return upright or (word.left < other.right and other.left < word.right)


def _uneven(word: Word, other: Word) -> bool:
    heights = word.top - word.bottom, other.top - other.bottom
    return max(heights) > _TALLER * min(heights)
