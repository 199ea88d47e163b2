"""PDFs of several pages to build from: synthetic Dutch under headings, with a header and page numbers on every page."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, PageBreak, PageTemplate, Paragraph, Spacer

from benchmarks.generating import Writer

# Pages of a document, and texts of the writer on one: some 400 words, as a report has.
PAGES, _TEXTS = 10, 4
_MARGIN, _HEADER = 60, 30


def write_papers(folder: Path, count: int, writer: Writer, pages: int = PAGES) -> int:
    """Write ``count`` documents of ``pages`` pages; the number of pages."""
    folder.mkdir(parents=True, exist_ok=True)
    texts = writer.documents(count * pages * _TEXTS)
    for number in range(1, count + 1):
        _write(folder / f"rapport-{number:05d}.pdf", f"Rapport {number}", texts, pages)
    return count * pages


def _write(path: Path, title: str, texts: Iterator[dict[str, str]], pages: int) -> None:
    styles = getSampleStyleSheet()
    story = []
    for _ in range(pages):
        for text in (next(texts) for _ in range(_TEXTS)):
            heading, *paragraphs = text["text"].split("\n\n")
            story += [
                Paragraph(escape(heading), styles["Heading2"]),
                *(Paragraph(escape(p), styles["BodyText"]) for p in paragraphs),
            ]
            story.append(Spacer(1, 6))
        story.append(PageBreak())
    # The same bytes each time: neither a date nor a random id.
    document = BaseDocTemplate(str(path), pagesize=A4, title=title, invariant=1)
    width, height = A4
    frame = Frame(_MARGIN, _MARGIN, width - 2 * _MARGIN, height - 2 * _MARGIN)

    def furnish(canvas: Canvas, _: BaseDocTemplate) -> None:
        canvas.setFont("Helvetica", 8)
        canvas.drawString(_MARGIN, height - _HEADER, title)
        canvas.drawRightString(width - _MARGIN, _HEADER, f"Pagina {canvas.getPageNumber()}")

    document.addPageTemplates(PageTemplate("page", [frame], onPage=furnish))
    document.build(story)
