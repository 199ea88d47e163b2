"""Excel workbooks through openpyxl: a sheet is a page, a row a block."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from io import BytesIO
from itertools import islice
from typing import TYPE_CHECKING, Any

from ingest.errors import Unreadable
from ingest.reading.blocks import ReadDocument, ReadPage
from ingest.reading.figures import shown
from ingest.reading.packages import check_package
from ingest.reading.sheets import MOST_COLUMNS, MOST_ROWS, left_out, sheet_pages
from ingest.reading.tables import Cell
from retrieval.language import language_of
from retrieval.model import Language

if TYPE_CHECKING:
    from openpyxl import Workbook

# Sheets of more bytes of XML are read row by row, without knowing which cells are merged: openpyxl holds the others whole.
_WHOLE_BYTES = 20_000_000
_SHEETS = "xl/worksheets/"
_SAMPLE_ROWS, _SAMPLE_COLUMNS = 40, 20


def read_spreadsheet(data: bytes) -> ReadDocument:
    """A page a sheet that is not hidden, with the values that its formulas had when it was saved. Raises ``Unreadable``."""
    sizes = check_package(data, "xl/workbook.xml")
    large = sum(size for name, size in sizes.items() if name.startswith(_SHEETS)) > _WHOLE_BYTES
    try:
        with warnings.catch_warnings(action="ignore"):
            return _read(data, large=large)
    except Exception as error:  # The library raises what it comes upon: KeyError, ValueError, errors of XML.
        raise Unreadable("damaged", str(error)) from error


def _read(data: bytes, *, large: bool) -> ReadDocument:
    import openpyxl

    book = openpyxl.load_workbook(BytesIO(data), read_only=large, data_only=True, keep_links=False)
    language = _language(book)
    pages: list[ReadPage] = []
    long = wide = False
    for sheet in book.worksheets:
        if sheet.sheet_state == "visible":
            rows = list(islice(_rows(sheet, language), MOST_ROWS + 1))
            long |= len(rows) > MOST_ROWS
            wide |= _is_wide(sheet)
            pages += sheet_pages(sheet.title, rows[:MOST_ROWS])
    title = (book.properties.title or "").strip()
    book.close()
    return ReadDocument(title, tuple(pages), partial=left_out(rows=long, columns=wide))


def _language(book: Workbook) -> Language:
    """The language of the words in the first rows: it tells how its readers see numbers."""
    sheets = (sheet for sheet in book.worksheets if sheet.sheet_state == "visible")
    rows = (row for sheet in sheets for row in sheet.iter_rows(max_row=_SAMPLE_ROWS, max_col=_SAMPLE_COLUMNS, values_only=True))
    return language_of(" ".join(value for row in rows for value in row if isinstance(value, str)))


def _rows(sheet: Any, language: Language) -> Iterator[list[Cell]]:
    """The rows of a sheet; cells that a merged one covers are left out."""
    if streamed := hasattr(sheet, "reset_dimensions"):
        # What a file says of its own size is not always so.
        sheet.reset_dimensions()
    width = None if streamed else min(sheet.max_column, MOST_COLUMNS)
    merged = [] if streamed else sheet.merged_cells.ranges
    spans = {(area.min_row, area.min_col): (area.size["columns"], area.size["rows"]) for area in merged}
    covered = {place for area in merged for place in area.cells} - set(spans)
    for number, row in enumerate(sheet.iter_rows(max_col=width), start=1):
        yield [
            Cell(_text(cell, language), *spans.get((number, column), (1, 1)), bool(cell.value and cell.font and cell.font.b))
            for column, cell in enumerate(row[:MOST_COLUMNS], start=1)
            if (number, column) not in covered
        ]


def _is_wide(sheet: Any) -> bool:
    """Whether something stands in columns that are not read."""
    if hasattr(sheet, "reset_dimensions"):
        beyond = sheet.iter_rows(min_col=MOST_COLUMNS + 1, max_row=MOST_ROWS, values_only=True)
        return any(value is not None for row in beyond for value in row)
    # Asking for the cells would make those that are not there: a sheet has room for sixteen thousand columns.
    return any(column > MOST_COLUMNS and cell.value is not None for (_, column), cell in sheet._cells.items())


def _text(cell: Any, language: Language) -> str:
    return shown(cell.value, cell.number_format or "General", language).strip() if cell.value is not None else ""
