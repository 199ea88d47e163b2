"""PDF files to read, made here: letters set and pages laid out in the ways that go wrong."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from ingest.cleaning import clean_document
from ingest.reading import ReadDocument
from ingest.reading.pdf import read_pdf

Draw = Callable[[Canvas], None]

LEFT = [
    "Het consortium leidt vakmensen op",
    "voor de techniek van morgen. Daarvoor",
    "werken scholen en bedrijven samen in",
    "een werkplaats in de regio. Studenten",
    "leren er van mensen uit de praktijk.",
    "De werkplaats is elke dag open en",
]
RIGHT = [
    "bedrijven sturen er hun mensen heen.",
    "Het geld komt van de provincie en van",
    "de bedrijven zelf, ieder de helft. In",
    "het tweede jaar is er een onderzoek",
    "naar wat de deelnemers ervan vonden,",
    "waarvan de uitkomst openbaar wordt.",
]


def made(path: Path, *pages: Draw) -> ReadDocument:
    """The clean document of a file with these pages."""
    return clean_document(read_pdf(write(path, *pages)))


def write(path: Path, *pages: Draw) -> Path:
    """A file with these pages."""
    canvas = Canvas(str(path / "a.pdf") if path.is_dir() else str(path))
    for draw in pages:
        canvas.setFont("Helvetica", 11)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return Path(canvas._filename)


def texts(document: ReadDocument) -> list[list[str]]:
    """The blocks of each page."""
    return [[block.text for block in page.blocks] for page in document.pages]


def put(canvas: Canvas, x: float, y: float, lines: Sequence[str], leading: float = 14) -> None:
    """Lines under one another."""
    for number, line in enumerate(lines):
        canvas.drawString(x, y - leading * number, line)
