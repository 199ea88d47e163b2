"""Sheets of rows to pages: tables, and what stands above, between and below them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from ingest.reading.blocks import Block, ReadPage
from ingest.reading.tables import Cell, Line, grid_blocks, is_header, is_one, spread, texts_of

# More rows are data, not a plan; reading them would take minutes.
MOST_ROWS = 20_000
MOST_COLUMNS = 250
# A page is shown whole.
_PAGE_ROWS = 1_000


def left_out(*, rows: bool, columns: bool) -> str:
    """The key of the reason why not all of a table was read, or ``""``."""
    return {(True, True): "table_cut", (True, False): "rows_left_out", (False, True): "columns_left_out"}.get((rows, columns), "")


def sheet_pages(name: str, rows: Sequence[Sequence[Cell]], *, listing: bool = False) -> list[ReadPage]:
    """The pages of a sheet, labelled with its name, which is a heading; one page, unless it has very many rows.

    Rows are parted by empty ones into tables; a table without a header goes on with the one above it. A row with a single
    cell is a paragraph. ``listing``: the first row of a table is its header also with two columns, if it reads like one.
    """
    blocks: list[Block] = []
    for table in _tables(spread(rows)):
        two = listing and is_header(texts_of(table[0])) and len(table) > 1
        blocks += grid_blocks(table, 1 if two else None)
    parts = [blocks[start : start + _PAGE_ROWS] for start in range(0, len(blocks), _PAGE_ROWS)] or [[]]
    titles = [Block(name, 1)] if name and blocks else []
    return [ReadPage((*titles, *parts[0]), name), *(ReadPage(tuple(part), name) for part in parts[1:])]


def _tables(grid: Sequence[Line]) -> list[list[Line]]:
    """The stretches of rows that belong together."""
    tables: list[list[Line]] = []
    for told, lines in groupby(grid, key=lambda line: any(cell.text for cell in line)):
        if told:
            table = [_widened(line) for line in lines]
            if tables and _goes_on(table, tables[-1]):
                tables[-1] += table
            else:
                tables.append(table)
    return tables


def _widened(line: Line) -> Line:
    """The line; its only cell as wide as the sheet."""
    told = {id(cell): cell for cell in line if cell.text}
    return [next(iter(told.values()))] * len(line) if len(told) == 1 else line


def _goes_on(table: list[Line], above: list[Line]) -> bool:
    """Whether rows are more of the table above: in columns that it has, without a title or a header in bold."""
    first, last = table[0], above[-1]
    if is_one(first) or is_one(last) or all(cell.heading for cell in first if cell.text):
        return False
    columns = {place for line in above if not is_one(line) for place, cell in enumerate(line) if cell.text}
    return {place for place, cell in enumerate(first) if cell.text} <= columns
