"""Reads one PDF, in a process that can be ended.

PDFium reads the text (20 times faster than pypdf, and it never hung on 4,983 odd files); pypdf gives page labels,
outline and title, and a second opinion on pages that come out empty.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pypdf
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from pypdf.errors import PyPdfError

from ingest.reading.pdf_lines import Line, OutlineEntry, body_size, letter_sizes, mend_hyphens, page_blocks, running_lines

MAX_PAGES = 5_000
# Fewer letters than this on a page with something drawn on it: the text is in a picture.
MIN_LETTERS = 20


@dataclass(frozen=True, slots=True)
class _Metadata:
    title: str
    labels: list[str]
    outline: list[OutlineEntry]
    reader: pypdf.PdfReader | None


def read(data: bytes, passwords: Sequence[str]) -> dict[str, Any]:
    """Title and pages of a PDF file, or ``problem`` and ``detail``. ``passwords``: what to try on an encrypted file."""
    document, password = None, ""
    for password in ("", *passwords):
        try:
            document = pdfium.PdfDocument(data, password=password or None)
            break
        except pdfium.PdfiumError as error:
            if "password" not in str(error).lower():
                return {"problem": "damaged", "detail": str(error)}
    if document is None:
        return {"problem": "encrypted", "detail": ""}
    if len(document) > MAX_PAGES:
        return {"problem": "too_many_pages", "detail": str(len(document))}
    metadata = _metadata(data, password, len(document))
    pages = [_lines(document[number]) for number in range(len(document))]
    second = {
        number: _second_opinion(metadata.reader, number) for number, page in enumerate(pages) if _letters(page) < MIN_LETTERS
    }
    pages = [second.get(number) or page for number, page in enumerate(pages)]
    pages = mend_hyphens(pages)
    running = running_lines(pages)
    sizes, body = letter_sizes(pages), body_size(pages)
    return {
        "title": metadata.title,
        "pages": [
            {
                "label": metadata.labels[number] if number < len(metadata.labels) else "",
                "readable": _letters(page) >= MIN_LETTERS or not _draws_images(document[number]),
                "blocks": page_blocks([line for line in page if line not in running], body, sizes, metadata.outline, number),
            }
            for number, page in enumerate(pages)
        ],
    }


def _letters(page: list[Line]) -> int:
    return sum(character.isalpha() for line in page for character in line.text)


def _lines(page: pdfium.PdfPage) -> list[Line]:
    text_page = page.get_textpage()
    count = text_page.count_chars()
    text = text_page.get_text_range() if count else ""
    if len(text) != count:
        # Character by character, so that an offset in the text is the offset of its letter on the page.
        text = "".join(map(_character, (pdfium_c.FPDFText_GetUnicode(text_page, i) for i in range(count))))
    lines, start = [], 0
    for raw in text.splitlines(keepends=True):
        shown = raw.rstrip("\r\n")
        if shown.strip():
            first = start + len(shown) - len(shown.lstrip())
            lines.append(_line(text_page, shown, first))
        start += len(raw)
    text_page.close()
    return lines


def _character(code: int) -> str:
    return "\ufffd" if 0xD800 <= code <= 0xDFFF else chr(code)


def _line(text_page: pdfium.PdfTextPage, shown: str, first: int) -> Line:
    size = round(pdfium_c.FPDFText_GetFontSize(text_page, first), 1)
    _, bottom, _, top = text_page.get_charbox(first, loose=True)
    return Line(shown.strip(), size, top, bottom)


def _draws_images(page: pdfium.PdfPage) -> bool:
    return any(True for _ in page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_IMAGE], max_depth=3))


def _metadata(data: bytes, password: str, pages: int) -> _Metadata:
    # pypdf raises bare AssertionError, TypeError and the like on damaged files; the text does not depend on it.
    try:
        reader = pypdf.PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted:
            reader.decrypt(password)
        title = str((reader.metadata.title if reader.metadata else "") or "").strip()
        return _Metadata(title, reader.page_labels[:pages], _outline(reader), reader)
    except Exception:
        return _Metadata("", [], [], None)


def _outline(reader: pypdf.PdfReader) -> list[OutlineEntry]:
    entries: list[OutlineEntry] = []

    def walk(items: list[Any], level: int) -> None:
        for item in items:
            if isinstance(item, list):
                walk(item, level + 1)
            else:
                number = reader.get_destination_page_number(item)
                entries.append(OutlineEntry(str(item.title), level, -1 if number is None else number))

    walk(reader.outline, 1)
    return entries


def _second_opinion(reader: pypdf.PdfReader | None, number: int) -> list[Line]:
    if reader is None:
        return []
    try:
        text = reader.pages[number].extract_text()
    except (PyPdfError, ValueError, KeyError, TypeError, AssertionError, AttributeError, NotImplementedError, IndexError):
        return []
    return [Line(line.strip(), 0.0, 0.0, 0.0) for line in text.splitlines() if line.strip()]
