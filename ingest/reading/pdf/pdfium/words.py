"""The words of a page and where they stand, a line at a time."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Container, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from ingest.reading.pdf.lines import Word

# What PDFium puts for the hyphen that breaks a word at the end of a line; it leaves out the end of the line.
BROKEN = "\ufffe"
_WORD = re.compile(rf"[^\s{BROKEN}]+{BROKEN}?|{BROKEN}")
# Letters turned this little, in quarters, from straight stand straight.
_STRAIGHT = 0.06


@dataclass(frozen=True, slots=True)
class RawLine:
    """A line as PDFium tells lines apart. ``size`` of its first letter, in points; ``turn`` as in ``Line``."""

    words: tuple[Word, ...]
    size: float
    turn: int


def lines_of(text_page: pdfium.PdfTextPage) -> list[RawLine]:
    """The lines of a page, their words in points from the corner of the page."""
    return [
        RawLine(words, _size(text_page.raw, words[0].at), _turn(pdfium_c.FPDFText_GetCharAngle(text_page, words[0].at)))
        for raw in _raw_lines(_text(text_page))
        for words in _parts([_word(text_page.raw, *found) for found in raw])
    ]


def turned(line: RawLine, hidden: Container[int]) -> RawLine:
    """The line in its own frame, x along the letters and y up, without the words whose ``at`` is in ``hidden``."""
    turn = _TURNS.get(line.turn, _TURNS[0])
    return replace(line, words=tuple(turn(word) for word in line.words if word.at not in hidden))


_TURNS: Mapping[int, Callable[[Word], Word]] = {
    0: lambda word: word,
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


def _raw_lines(text: str) -> Iterator[list[tuple[str, int]]]:
    """Words with their offsets, parted where lines end."""
    start = 0
    for raw in text.splitlines(keepends=True):
        found = [(match.group(), start + match.start()) for match in _WORD.finditer(raw)]
        if found:
            yield found
        start += len(raw)


def _word(text_page: Any, text: str, at: int) -> Word:
    first, last = pdfium_c.FS_RECTF(), pdfium_c.FS_RECTF()
    pdfium_c.FPDFText_GetLooseCharBox(text_page, at, first)
    pdfium_c.FPDFText_GetLooseCharBox(text_page, at + len(text) - 1, last)
    return Word(
        text, at, min(first.left, last.left), max(first.right, last.right),
        min(first.bottom, last.bottom), max(first.top, last.top),
    )  # fmt: skip


def _parts(words: list[Word]) -> Iterator[tuple[Word, ...]]:
    """The lines that are drawn: PDFium goes on over the end of a line that breaks a word."""
    begin = 0
    for at, (word, _) in enumerate(pairwise(words), start=1):
        if word.text.endswith(BROKEN):
            yield tuple(words[begin:at])
            begin = at
    yield tuple(words[begin:])


def _size(text_page: Any, at: int) -> float:
    """The size that a letter is drawn in; in many files the size of the font is 1, and its matrix does the rest."""
    matrix = pdfium_c.FS_MATRIX()
    scale = math.hypot(matrix.c, matrix.d) if pdfium_c.FPDFText_GetMatrix(text_page, at, matrix) else 1.0
    return round(float(pdfium_c.FPDFText_GetFontSize(text_page, at)) * scale, 1)


def _turn(angle: float) -> int:
    quarters = angle / (math.pi / 2)
    return round(quarters) % 4 if abs(quarters - round(quarters)) <= _STRAIGHT else -1
