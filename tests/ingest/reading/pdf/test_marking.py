"""What was read of a page can be marked on its picture, or nothing is."""

from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from ingest.reading.pdf import read_pdf
from retrieval.adapters.pdfium import PdfiumDrawer
from retrieval.placing import place
from tests.ingest.reading.pdf.making import LEFT, RIGHT, Draw, made, put
from tests.ingest.reading.pdf.test_broken import needs_tesseract, scanned
from tests.ingest.reading.pdf.test_order import ROWS


def columns(canvas: Canvas) -> None:
    put(canvas, 60, 700, LEFT)
    put(canvas, 320, 700, RIGHT)


def table(canvas: Canvas) -> None:
    for number, row in enumerate(ROWS):
        for x, cell in zip((60, 220, 400), row, strict=True):
            canvas.drawString(x, 700 - 18 * number, cell)


def turned(canvas: Canvas) -> None:
    canvas.setPageRotation(90)
    put(canvas, 72, 400, LEFT)


def apart(canvas: Canvas) -> None:
    canvas.drawString(72, 700, "V A N   D E   R E G I O")


def marked(path: Path, quote: str, text: str) -> str:
    drawn = PdfiumDrawer().draw(path.read_bytes(), 1)
    start = text.index(quote)
    return "".join(drawn.characters[index] for index in place(text, start, start + len(quote), drawn.characters))


@pytest.mark.parametrize(
    ("draw", "quote"),
    [
        (columns, "De werkplaats is elke dag open en bedrijven sturen er hun mensen heen."),
        (table, "Leiden | € 9.000.000 | 12"),
        (turned, LEFT[0]),
        (apart, "VAN DE REGIO"),
    ],
)
def test_a_quotation_is_marked_however_the_page_is_laid_out(tmp_path: Path, draw: Draw, quote: str) -> None:
    (page,) = made(tmp_path, draw).pages
    text = "\n\n".join(block.text for block in page.blocks)
    found = marked(tmp_path / "a.pdf", quote, text)
    assert "".join(found.split()) == "".join(quote.replace("|", "").split())


def test_nothing_is_marked_of_lines_that_are_drawn_in_another_order(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        for number, (left, right) in enumerate(zip(LEFT, RIGHT, strict=True)):
            canvas.drawString(60, 700 - 14 * number, left)
            canvas.drawString(320, 700 - 14 * number, right)

    (read,) = made(tmp_path, page).pages
    assert marked(tmp_path / "a.pdf", " ".join(LEFT[:3]), read.blocks[0].text) == ""
    assert marked(tmp_path / "a.pdf", LEFT[0], read.blocks[0].text) == LEFT[0]


@needs_tesseract
def test_nothing_is_marked_of_what_was_recognised_in_a_picture(tmp_path: Path) -> None:
    path = scanned(tmp_path)
    text = read_pdf(path).pages[0].blocks[1].text
    assert marked(path, text[:20], text) == ""
