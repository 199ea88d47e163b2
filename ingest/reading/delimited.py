"""Tables as text (CSV): the delimiter is found, a row is a block."""

from __future__ import annotations

import csv
from io import StringIO
from itertools import islice

from ingest.reading.blocks import ReadDocument
from ingest.reading.sheets import MOST_COLUMNS, MOST_ROWS, left_out, sheet_pages
from ingest.reading.tables import Cell

_DELIMITERS = (";", ",", "\t", "|")
_SAMPLE_ROWS = 50
# Excel writes the delimiter in a line above the table.
_TOLD = "sep="


def read_delimited(text: str) -> ReadDocument:
    """One page of blocks; several when there are very many rows."""
    told, _, rest = text.partition("\n")
    if told.casefold().startswith(_TOLD):
        delimiter, text = told.strip()[len(_TOLD) :] or ";", rest
    else:
        delimiter = max(_DELIMITERS, key=lambda one: _evenness(_rows(text, one, _SAMPLE_ROWS)))
    rows = _rows(text, delimiter, MOST_ROWS + 1)
    pages = sheet_pages("", [[Cell(cell) for cell in row[:MOST_COLUMNS]] for row in rows[:MOST_ROWS]], listing=True)
    wide = any(any(row[MOST_COLUMNS:]) for row in rows)
    return ReadDocument("", tuple(pages), partial=left_out(rows=len(rows) > MOST_ROWS, columns=wide))


def _rows(text: str, delimiter: str, most: int) -> list[list[str]]:
    try:
        return list(islice(csv.reader(StringIO(text, newline=""), delimiter=delimiter), most))
    except csv.Error:
        # A quotation mark that never closes is a character like any other.
        return [line.split(delimiter) for line in islice(StringIO(text), most)]


def _evenness(rows: list[list[str]]) -> float:
    """How well rows are parted into equally many cells, and more than one."""
    widths = [len(row) for row in rows if any(row)]
    usual = max(widths, key=widths.count, default=1)
    return widths.count(usual) / len(widths) + min(usual, 50) / 1000 if usual > 1 else 0.0
