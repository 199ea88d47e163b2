"""A report as a Word document: headings, tables and numbered sources."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from retrieval.dates import written
from retrieval.exporting.characters import clean
from retrieval.exporting.report import Cell, Report, Source, Table, shown
from retrieval.texts import load_texts

if TYPE_CHECKING:
    from docx.document import Document
    from docx.shared import Length
    from docx.table import Table as _Table
    from docx.table import _Cell, _Row

_LOCALES = {"nl": "nl-NL", "en": "en-GB"}
# A4 on its side, which wide tables need; its margins.
_LONG, _SHORT, _MARGIN = 297, 210, 18
# Texts shorter or longer than these, in characters, make a column no narrower or wider.
_NARROWEST, _WIDEST = 12, 60


def write(report: Report) -> bytes:
    """The file."""
    texts = load_texts(report.language)
    document = _empty(report)
    document.add_heading(clean(report.title), level=1)
    for name, value in report.asked():
        _fact(document, name, value)
    if report.lead:
        document.add_paragraph().add_run(clean(report.lead)).bold = True
    for note in report.notes:
        document.add_paragraph(clean(note))
    for table in report.tables:
        document.add_heading(clean(table.heading), level=2)
        _table(document, table, report)
    if report.sources:
        document.add_heading(texts("export.sources"), level=2)
    for source in report.sources:
        _source(document, source, texts("export.source", title=source.title, page=source.page))
    document.add_paragraph(clean(report.coverage))
    _fact(document, texts("export.index"), written(report.date, report.language))
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _empty(report: Report) -> Document:
    """A document on A4, in the language of the report."""
    from docx import Document as new_document
    from docx.enum.section import WD_ORIENTATION
    from docx.oxml.ns import qn
    from docx.shared import Mm

    document = new_document()
    section = document.sections[0]
    section.orientation, section.page_width, section.page_height = WD_ORIENTATION.LANDSCAPE, Mm(_LONG), Mm(_SHORT)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(_MARGIN)
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), _LOCALES[report.language])
    document.core_properties.title, document.core_properties.author = clean(report.title)[:255], "Planwijzer"
    document.core_properties.comments, document.core_properties.language = "", _LOCALES[report.language]
    return document


def _fact(document: Document, name: str, value: str) -> None:
    paragraph = document.add_paragraph()
    paragraph.add_run(f"{clean(name)}: ").bold = True
    paragraph.add_run(clean(value))


def _table(document: Document, table: Table, report: Report) -> None:
    drawn = document.add_table(rows=1, cols=len(table.columns), style="Table Grid")
    for cell, name in zip(drawn.rows[0].cells, table.columns, strict=True):
        cell.paragraphs[0].add_run(clean(name)).bold = True
    _repeat(drawn.rows[0])
    for row in table.rows:
        for cell, own in zip(drawn.add_row().cells, row, strict=True):
            _fill(cell, own, report)
    for column, width in zip(drawn.columns, _widths(drawn), strict=True):
        column.width = width
        for cell in column.cells:
            cell.width = width


def _widths(drawn: _Table) -> list[Length]:
    """The widths of columns: longer texts get more of the page."""
    from docx.shared import Mm

    longest = [max(len(cell.text) for cell in column.cells) for column in drawn.columns]
    parts = [min(max(length, _NARROWEST), _WIDEST) for length in longest]
    return [Mm((_LONG - 2 * _MARGIN) * part / sum(parts)) for part in parts]


def _fill(cell: _Cell, own: Cell, report: Report) -> None:
    """A paragraph for each text or quotation."""
    for place, (text, marks) in enumerate(report.pieces(own)):
        paragraph = cell.add_paragraph() if place else cell.paragraphs[0]
        paragraph.add_run(clean(shown(text, marks)))


def _repeat(row: _Row) -> None:
    """Show a row at the head of the table on every page."""
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _source(document: Document, source: Source, place: str) -> None:
    document.add_paragraph(clean(f"[{source.mark}] {place} {source.url}".rstrip()))
    document.add_paragraph(clean(source.quote), style="Quote")
