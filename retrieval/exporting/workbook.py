"""A report as an Excel workbook: a sheet of rows, one of sources, one that says what it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import TYPE_CHECKING

from retrieval.dates import written
from retrieval.exporting.characters import clean
from retrieval.exporting.lines import as_lines
from retrieval.exporting.report import Cell, Report
from retrieval.texts import Texts, load_texts

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

# More characters (of UTF-16) than these Excel takes for damage.
_MOST = 32_767
_NARROWEST, _WIDEST = 8, 60
# Excel reads this as the character of that number.
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def write(report: Report) -> bytes:
    """The file; no text in it is ever a formula."""
    from openpyxl import Workbook

    texts = load_texts(report.language)
    book = Workbook()
    book.remove(book.active)
    _fill(book.create_sheet(texts("export.rows")), *as_lines(report))
    links = _fill(book.create_sheet(texts("export.sources")), *_sources(report, texts))
    for (cell,), source in zip(links.iter_rows(min_row=2, min_col=4, max_col=4), report.sources, strict=False):
        if source.url:
            cell.hyperlink = source.url
    _fill(book.create_sheet(texts("export.about")), [clean(report.title), ""], list(_about(report, texts)))
    book.properties.title, book.properties.creator = clean(report.title), "Planwijzer"
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _sources(report: Report, texts: Texts) -> tuple[list[str], list[list[Cell]]]:
    columns = [texts(f"column.{name}") for name in ("mark", "document", "page", "url", "quotation")]
    rows = [
        [Cell(str(s.mark), number=True), Cell(s.title), Cell(str(s.page), number=True), Cell(s.url), Cell(s.quote)]
        for s in report.sources
    ]
    return columns, rows


def _about(report: Report, texts: Texts) -> Iterator[list[Cell]]:
    told = [*report.asked(), (texts("export.outcome"), report.lead), *((texts("export.note"), note) for note in report.notes)]
    told += [(texts("export.searched"), report.coverage), (texts("export.index"), written(report.date, report.language))]
    for name, value in told:
        if value:
            yield [Cell(name), Cell(value)]


def _fill(sheet: Worksheet, columns: Sequence[str], rows: Sequence[Sequence[Cell]]) -> Worksheet:
    """A header that stays in sight, and the rows, wrapped in columns of a width to read."""
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    wrapped, plain, bold = Alignment(wrap_text=True, vertical="top"), Font(), Font(bold=True)
    for place, row in enumerate([list(map(Cell, columns)), *rows], start=1):
        for column, own in enumerate(row, start=1):
            cell = sheet.cell(place, column)
            _put(cell, own)
            cell.alignment, cell.font = wrapped, bold if place == 1 else plain
    for column, name in enumerate(columns, start=1):
        longest = max((len(row[column - 1].text) for row in rows if column <= len(row)), default=0)
        sheet.column_dimensions[get_column_letter(column)].width = min(max(longest, len(name), _NARROWEST), _WIDEST) + 2
    sheet.freeze_panes = "A2"
    return sheet


def _put(cell: object, own: Cell) -> None:
    """The value of a cell: a number where it is one, else characters."""
    if own.number:
        cell.value = int(own.text)  # type: ignore[attr-defined]
    elif own.text:
        cell.value = _bounded(_ESCAPE.sub("_x005F_", clean(own.text)))  # type: ignore[attr-defined]
        cell.data_type = "s"  # type: ignore[attr-defined]


def _bounded(text: str) -> str:
    """``text``, cut where a cell can't hold it."""
    units = text.encode("utf-16-le")
    return text if len(units) <= 2 * _MOST else units[: 2 * (_MOST - 1)].decode("utf-16-le", "ignore") + "…"
