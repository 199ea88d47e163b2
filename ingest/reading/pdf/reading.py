"""A PDF file to pages of blocks: read by PDFium, by others where its text looks broken, and put in order."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ingest.errors import Unreadable
from ingest.reading.blocks import ReadDocument, ReadPage
from ingest.reading.pdf.hyphens import hyphenated, mend
from ingest.reading.pdf.lines import Line
from ingest.reading.pdf.ocr import DOTS_PER_INCH, MAX_PIXELS, PAGE_SECONDS, tesseract
from ingest.reading.pdf.order import reading_order
from ingest.reading.pdf.paragraphs import OutlineEntry, page_blocks
from ingest.reading.pdf.pdfium import PdfiumFile, RawPage
from ingest.reading.pdf.plausibility import BROKEN_BELOW, POOR_BELOW, USELESS_BELOW, plausibility
from ingest.reading.pdf.running import body_size, letter_sizes, running_lines
from ingest.reading.pdf.segments import fold_ligatures, segments
from ingest.reading.pdf.spelling import is_wordlike
from ingest.reading.pdf.structure import PypdfFile, bounded

MAX_PAGES = 5_000
# Fewer letters than this on a page with something drawn on it: the text is in a picture.
MIN_LETTERS = 20
# Another reader's text must be this much better to be taken: PDFium's has its place on the page.
_BETTER = 0.05
# What recognising may take of a document; pages after that are as unreadable as without it.
OCR_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class _Page:
    """A page on its way: its lines, each as its segments, and how they were had."""

    lines: Sequence[Sequence[Line]]
    reader: str
    quality: float = 1.0
    letters: int = 0
    ocr: bool = False
    hidden: int = 0
    drawn: bool = False

    @property
    def flat(self) -> list[Line]:
        return [part for parts in self.lines for part in parts]

    @property
    def bare(self) -> bool:
        return self.letters < MIN_LETTERS


def read_pdf(source: Path | bytes, passwords: Sequence[str] = (), *, ocr_seconds: float = OCR_SECONDS) -> ReadDocument:
    """Pages with their printed labels. Raises ``Unreadable``: damaged, encrypted, or too many pages.

    ``source``: a file, or its content. ``passwords`` are tried in turn. ``ocr_seconds``: what Tesseract may take where it is
    installed, 0 for never.
    """
    with bounded():
        other = PypdfFile(source, passwords)
        with _opened(source, passwords, other) as file:
            if len(file) > MAX_PAGES:
                raise Unreadable("too_many_pages", str(len(file)))
            recognise = _Recogniser(file, ocr_seconds)
            pages = [_page(file.page(number), number, other, recognise) for number in range(len(file))]
        return _document(pages, other.title(), other.labels(), other.outline())


def _opened(source: Path | bytes, passwords: Sequence[str], other: PypdfFile) -> PdfiumFile:
    """The file as it is or, when PDFium can't open it, as pypdf mends it."""
    try:
        return PdfiumFile(source, passwords)
    except Unreadable:
        mended = other.mended()
        if not mended:
            raise
        return PdfiumFile(mended, passwords)


class _Recogniser:
    """Recognises pages until its time is up."""

    def __init__(self, file: PdfiumFile, seconds: float) -> None:
        self._file = file
        self._left = seconds

    def __call__(self, number: int) -> list[Line]:
        """The lines in the picture of page ``number``; none without Tesseract, or time."""
        program = tesseract() if self._left > 0 else None
        if program is None:
            return []
        begun = time.monotonic()
        picture = self._file.picture(number, DOTS_PER_INCH, MAX_PIXELS)
        lines = program.lines(picture, min(self._left, PAGE_SECONDS))
        self._left -= time.monotonic() - begun
        return lines


def _page(raw: RawPage, number: int, other: PypdfFile, recognise: Callable[[int], list[Line]]) -> _Page:
    """The best reading of a page: others are asked only where PDFium's is empty or looks broken."""
    lines = [list(segments(line, is_wordlike)) for line in raw.lines]
    page = _judged(_Page(lines, "pdfium", ocr=raw.recognised, hidden=raw.hidden, drawn=raw.drawn))
    # Another reader would bring back what is hidden.
    if (page.bare or page.quality < BROKEN_BELOW) and not raw.hidden:
        for reader, text in other.texts(number):
            page = _better(page, _judged(replace(page, lines=_unplaced(text), reader=reader, ocr=False)))
    if (page.bare and page.drawn) or page.quality < POOR_BELOW:
        page = _better(page, _judged(replace(page, lines=[[line] for line in recognise(number)], reader="tesseract", ocr=True)))
    return page


def _judged(page: _Page) -> _Page:
    text = "\n".join(line.text for line in page.flat)
    return replace(page, quality=plausibility(text).quality, letters=sum(map(str.isalpha, text)))


def _better(page: _Page, other: _Page) -> _Page:
    if page.bare or other.bare:
        return other if other.letters > page.letters else page
    return other if other.quality >= page.quality + _BETTER else page


def _unplaced(text: str) -> list[list[Line]]:
    return [[Line(fold_ligatures(line.strip()), 0.0, 0.0, 0.0)] for line in text.splitlines() if line.strip()]


def _document(pages: Sequence[_Page], title: str, labels: Sequence[str], outline: Sequence[OutlineEntry]) -> ReadDocument:
    """The document of the pages, without running lines, each in reading order."""
    flat = [page.flat for page in pages]
    running = running_lines(flat, [entry.title for entry in outline])
    sizes, body = letter_sizes(flat), body_size(flat)
    whole = hyphenated(line.text for lines in flat for line in lines)
    read = []
    for number, page in enumerate(pages):
        lines = [kept for parts in page.lines if (kept := [part for part in parts if part not in running[number]])]
        readable = not (page.bare and page.drawn) and page.quality >= USELESS_BELOW
        blocks = page_blocks(reading_order(lines), body, sizes, outline, number) if page.quality >= USELESS_BELOW else []
        mended = tuple(replace(block, text=mend(block.text, whole)) for block in blocks)
        label = labels[number] if number < len(labels) else ""
        read.append(ReadPage(mended, label, readable, page.reader, page.quality, page.ocr, page.hidden))
    return ReadDocument(title, tuple(read))
