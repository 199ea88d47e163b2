"""Words that nobody sees on the page: white on white, without ink, too small, or off the page."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator, Sequence
from functools import cache

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from PIL import Image

from ingest.reading.pdf.lines import Word
from ingest.reading.pdf.pdfium.objects import Edges, Objects, is_inkless, is_pale
from ingest.reading.pdf.pdfium.words import RawLine

# Letters lower than this, in points, can't be read.
_TINY = 1.0
# Pixels a point of the picture in which pale words are looked for, and how little grey (of 255) is nothing to see.
_SCALE, _GREY = 1.5, 10

Look = Callable[[Word], bool]


def hidden_words(
    page: pdfium.PdfPage, text_page: pdfium.PdfTextPage, lines: Sequence[RawLine], objects: Objects
) -> tuple[set[int], bool]:
    """(the words that can't be seen, by ``at``; whether most letters lie without ink over a picture).

    Words without ink over a picture are those that the scanner recognised in it, and belong to the page.
    """
    edges = page.get_cropbox()
    hidden = {word.at for word in _words(lines) if _tiny(word) or not _inside(word, edges)}
    if not objects.suspect:
        return hidden, False
    inkless, pale = _by_ink(text_page)
    blank = _blank(page)
    total = recognised = 0
    for word in _words(lines):
        total += len(word.text)
        if inkless(word) and any(_inside(word, picture) for picture in objects.pictures):
            recognised += len(word.text)
        elif inkless(word) or (pale(word) and blank(word)):
            hidden.add(word.at)
    return hidden, recognised > total / 2


def _words(lines: Sequence[RawLine]) -> Iterator[Word]:
    return (word for line in lines for word in line.words)


def _tiny(word: Word) -> bool:
    return word.top - word.bottom < _TINY or (len(word.text) > 1 and word.right - word.left < _TINY)


def _inside(word: Word, edges: Edges) -> bool:
    """Whether the middle of a word lies within left, bottom, right and top."""
    left, bottom, right, top = edges
    return left <= (word.left + word.right) / 2 <= right and bottom <= (word.bottom + word.top) / 2 <= top


def _by_ink(text_page: pdfium.PdfTextPage) -> tuple[Look, Look]:
    """Whether a word is drawn without ink, and whether in white; asked once of each text object."""
    known: dict[int, tuple[bool, bool]] = {}

    def ink(word: Word) -> tuple[bool, bool]:
        text = pdfium_c.FPDFText_GetTextObject(text_page, word.at)
        if not text:
            return False, False
        address = ctypes.addressof(text.contents)
        if address not in known:
            known[address] = is_inkless(text), is_pale(text)
        return known[address]

    return lambda word: ink(word)[0], lambda word: ink(word)[1]


def _blank(page: pdfium.PdfPage) -> Look:
    """Whether nothing is to be seen where a word stands; the page is drawn when that is asked first."""

    @cache
    def drawn() -> tuple[Image.Image, Callable[[float, float], tuple[float, float]]]:
        bitmap = page.render(scale=_SCALE, grayscale=True)
        return bitmap.to_pil(), bitmap.get_posconv(page).to_bitmap

    def look(word: Word) -> bool:
        picture, to_bitmap = drawn()
        (x1, y1), (x2, y2) = to_bitmap(word.left, word.bottom), to_bitmap(word.right, word.top)
        left, top = max(int(min(x1, x2)), 0), max(int(min(y1, y2)), 0)
        right, bottom = min(int(max(x1, x2)) + 1, picture.width), min(int(max(y1, y2)) + 1, picture.height)
        if left >= right or top >= bottom:
            return True
        greys = [grey for grey, count in enumerate(picture.crop((left, top, right, bottom)).histogram()) if count]
        return greys[-1] - greys[0] <= _GREY

    return look
