"""A PDF file that PDFium has open."""

from __future__ import annotations

import io
import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

import pypdfium2 as pdfium

from ingest.errors import Unreadable
from ingest.reading.pdf.pdfium.hidden import hidden_words
from ingest.reading.pdf.pdfium.objects import objects_of
from ingest.reading.pdf.pdfium.words import RawLine, lines_of, turned

# Curves and lines drawn on a page without text, from which they may be letters.
_DRAWING = 60


@dataclass(frozen=True, slots=True)
class RawPage:
    """The lines of a page that can be seen. ``hidden``: letters of those that can't; ``recognised``: most letters lie
    unseen over a picture, as the text that a scanner adds; ``drawn``: it shows a picture, or a drawing of some size."""

    lines: tuple[RawLine, ...]
    hidden: int
    recognised: bool
    drawn: bool


class PdfiumFile:
    """An open PDF file. Raises ``Unreadable`` when made: damaged, or encrypted with none of the passwords."""

    def __init__(self, source: Path | bytes, passwords: Sequence[str]) -> None:
        self._document = _opened(source, passwords)

    def __enter__(self) -> PdfiumFile:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._document.close()

    def __len__(self) -> int:
        return len(self._document)

    def page(self, number: int) -> RawPage:
        """Page ``number``, from 0. Of a page that is damaged nothing is seen."""
        try:
            page = self._document[number]
            text_page = page.get_textpage()
        except pdfium.PdfiumError:
            return RawPage((), 0, False, True)
        try:
            return _read(page, text_page)
        finally:
            text_page.close()
            page.close()

    def picture(self, number: int, dots_per_inch: float, max_pixels: int) -> bytes:
        """Page ``number`` as PNG, with fewer dots where it would have more than ``max_pixels``."""
        page = self._document[number]
        width, height = page.get_size()
        scale = min(dots_per_inch / 72, math.sqrt(max_pixels / max(width * height, 1)))
        file = io.BytesIO()
        page.render(scale=scale, grayscale=True).to_pil().save(file, "PNG", compress_level=1)
        page.close()
        return file.getvalue()


def _opened(source: Path | bytes, passwords: Sequence[str]) -> Any:
    problem = ""
    for password in (None, *passwords):
        try:
            return pdfium.PdfDocument(source, password=password)
        except pdfium.PdfiumError as error:
            problem = str(error)
            if "password" not in problem.lower():
                raise Unreadable("damaged", problem) from None
    raise Unreadable("encrypted", problem)


def _letters(lines: Sequence[RawLine], chosen: set[int]) -> int:
    return sum(map(str.isalpha, "".join(word.text for line in lines for word in line.words if word.at in chosen)))


def _read(page: pdfium.PdfPage, text_page: pdfium.PdfTextPage) -> RawPage:
    objects = objects_of(page)
    lines = lines_of(text_page)
    hidden, recognised = hidden_words(page, text_page, lines, objects)
    kept = tuple(turned(line, hidden) for line in lines)
    return RawPage(
        tuple(line for line in kept if line.words),
        _letters(lines, hidden) if hidden else 0,
        recognised,
        bool(objects.pictures) or objects.curves >= _DRAWING,
    )
