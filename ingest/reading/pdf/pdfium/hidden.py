"""Words that nobody sees on the page: in the colour of what lies behind them, under a picture, without ink, too small, or
off the page.

Text that may be unseen is left out of a second drawing of the page: where both look the same, there was nothing to see.
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import cache
from itertools import compress, count
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from PIL import Image, ImageChops

from ingest.reading.pdf.lines import Word
from ingest.reading.pdf.pdfium.objects import Edges, Objects
from ingest.reading.pdf.pdfium.words import RawLine

# Letters lower than this, in points, can't be read.
_TINY = 1.0
# Pixels a point of the drawings, the most pixels of one, and how little difference of a channel (of 255) is nothing to see: a
# watermark in the lightest grey that somebody can read differs by 25 and more.
_SCALE, _MOST_PIXELS, _NOTHING = 1.5, 4_000_000, 18
# Pictures that cover less of a page are no scan of it.
_SCAN = 0.5

Look = Callable[[Word], bool]


def hidden_words(
    page: pdfium.PdfPage, text_page: pdfium.PdfTextPage, lines: Sequence[RawLine], objects: Objects
) -> tuple[set[int], bool]:
    """(the words that can't be seen, by ``at``; whether most letters lie unseen over or under the picture of a scan).

    Unseen words in the place of a scan are those that were recognised in it, and belong to the page.
    """
    edges = page.get_cropbox()
    hidden = {word.at for word in _words(lines) if _tiny(word) or not _inside(word, edges)}
    if not objects.suspects:
        return hidden, False
    suspect, seen, scan = _Suspects(text_page, objects), _seen(page, objects.suspects.values()), _scan(objects.pictures, edges)
    total = recognised = 0
    for word in _words(lines):
        total += len(word.text)
        if not suspect(word) or seen(word):
            continue
        if any(_inside(word, picture) for picture in scan):
            recognised += len(word.text)
        else:
            hidden.add(word.at)
    return hidden, recognised > total / 2


def _scan(pictures: Sequence[Edges], page: Edges) -> Sequence[Edges]:
    """The pictures of a page that are a scan of it; none where they cover too little of it."""
    covered = sum((right - left) * (top - bottom) for left, bottom, right, top in pictures)
    whole = (page[2] - page[0]) * (page[3] - page[1])
    return pictures if covered >= _SCAN * whole else ()


def _words(lines: Sequence[RawLine]) -> Iterator[Word]:
    return (word for line in lines for word in line.words)


def _tiny(word: Word) -> bool:
    return word.top - word.bottom < _TINY or (len(word.text) > 1 and word.right - word.left < _TINY)


def _inside(word: Word, edges: Edges) -> bool:
    """Whether the middle of a word lies within left, bottom, right and top."""
    left, bottom, right, top = edges
    return left <= (word.left + word.right) / 2 <= right and bottom <= (word.bottom + word.top) / 2 <= top


class _Suspects:
    """Whether a word is of a text object that may be unseen; asked once of each object."""

    def __init__(self, text_page: pdfium.PdfTextPage, objects: Objects) -> None:
        self._page, self._suspects = text_page, objects.suspects

    def __call__(self, word: Word) -> bool:
        text = pdfium_c.FPDFText_GetTextObject(self._page, word.at)
        return bool(text) and ctypes.addressof(text.contents) in self._suspects


def _seen(page: pdfium.PdfPage, texts: Collection[Any]) -> Look:
    """Whether something of a word is to be seen; the page is drawn when that is asked first."""

    @cache
    def drawn() -> tuple[Image.Image, Callable[[float, float], tuple[float, float]]]:
        width, height = page.get_size()
        scale = min(_SCALE, math.sqrt(_MOST_PIXELS / max(width * height, 1)))
        with_all = page.render(scale=scale)
        for text in texts:
            pdfium_c.FPDFPageObj_SetIsActive(text, False)
        try:
            without = page.render(scale=scale)
        finally:
            for text in texts:
                pdfium_c.FPDFPageObj_SetIsActive(text, True)
        return ImageChops.difference(with_all.to_pil(), without.to_pil()), with_all.get_posconv(page).to_bitmap

    def look(word: Word) -> bool:
        difference, to_bitmap = drawn()
        (x1, y1), (x2, y2) = to_bitmap(word.left, word.bottom), to_bitmap(word.right, word.top)
        left, top = max(int(min(x1, x2)), 0), max(int(min(y1, y2)), 0)
        right, bottom = min(int(max(x1, x2)) + 1, difference.width), min(int(max(y1, y2)) + 1, difference.height)
        if left >= right or top >= bottom:
            return False
        channels = difference.crop((left, top, right, bottom)).split()
        return any(max(compress(count(), channel.histogram())) > _NOTHING for channel in channels)

    return look
