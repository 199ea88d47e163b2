"""Tables, seen from where words stand: rows of cells under one another."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from ingest.reading.pdf.hyphens import join
from ingest.reading.pdf.lines import Line

SEPARATOR = " | "
# Rows of two cells or more, from which it is a table.
_ROWS = 3
# Segments whose middles differ less than this, in letter sizes, stand on one line.
_LEVEL = 0.35
# White space between rows, in letter sizes, that ends a table.
_FAR = 2.2
# White space above a line, in letter sizes, that makes it one under the table.
_UNDER = 0.6
# White space between the lines of a cell and between rows differs at least this much, in letter sizes.
_LOOSER = 0.3
# A column of a table holds figures, or has cells this short, or ragged ones that are not prose.
_SHORT_CELL, _RAGGED_CELL, _RAGGED = 15, 28, 0.7
_LIST_MARK = re.compile(r"^(?:[-•*▪–○●■◦‣►]|\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})[.)]|\d{1,3})$")
_FIGURE = re.compile(r"^[€$£%+\-–\d.,:/ x±]*\d[€$£%+\-–\d.,:/ x±]*$")

Row = tuple[Line, ...]
Span = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Table:
    """``cells``: the segments that it is made of; ``rows``: one line each, over the whole width."""

    cells: frozenset[Line]
    rows: tuple[Line, ...]


def tables_of(segments: Sequence[Line]) -> list[Table]:
    """The tables among the segments of a page; none where it is not sure."""
    return [table for run in _runs(_levels(segments)) if (table := _table(run)) is not None]


def _levels(segments: Sequence[Line]) -> list[Row]:
    """Segments that stand on one line, from left to right; lines from the top down."""
    levels: list[list[Line]] = []
    for segment in sorted(segments, key=lambda line: -line.middle):
        if levels and levels[-1][0].middle - segment.middle <= _LEVEL * segment.size:
            levels[-1].append(segment)
        else:
            levels.append([segment])
    return [tuple(sorted(level, key=lambda line: line.left)) for level in levels]


def _runs(levels: Sequence[Row]) -> list[list[Row]]:
    """Stretches of lines that share columns and begin with two cells or more."""
    runs: list[list[Row]] = []
    columns: list[Span] = []
    for level in levels:
        merged = _merged([*columns, *((cell.left, cell.right) for cell in level)])
        near = bool(runs) and runs[-1][-1][0].bottom - level[0].top <= _FAR * level[0].size
        if near and columns and _fits(level, merged) and len(merged) >= len(columns):
            runs[-1].append(level)
            columns = merged
        elif len(level) > 1:
            runs.append([level])
            columns = [(cell.left, cell.right) for cell in level]
        else:
            columns = []
    return [_trimmed(run) for run in runs]


def _merged(spans: Sequence[Span]) -> list[Span]:
    merged: list[Span] = []
    for left, right in sorted(spans):
        if merged and left < merged[-1][1]:
            merged[-1] = merged[-1][0], max(right, merged[-1][1])
        else:
            merged.append((left, right))
    return merged


def _fits(level: Row, columns: Sequence[Span]) -> bool:
    """Whether each cell has a column of its own."""
    return len({_column(cell, columns) for cell in level}) == len(level)


def _column(cell: Line, columns: Sequence[Span]) -> int:
    return next(number for number, (left, right) in enumerate(columns) if left <= cell.left and cell.right <= right)


def _trimmed(run: list[Row]) -> list[Row]:
    """Without the lines at the end that are text under the table: alone, in the first column, with white above."""
    while len(run) > 1 and len(run[-1]) == 1:
        last, above = run[-1][0], run[-2][0]
        if last.left > run[0][0].left + last.size or above.bottom - last.top < _UNDER * last.size:
            break
        run = run[:-1]
    return run


def _table(run: list[Row]) -> Table | None:
    columns = _merged([(cell.left, cell.right) for level in run for cell in level])
    rows = _rows(run, columns)
    if sum(len(level) > 1 for level in run) < _ROWS or len(rows) < _ROWS or not _tabular(rows, columns):
        return None
    left, right = columns[0][0], columns[-1][1]
    lines = tuple(_row_line(row, len(columns), columns, left, right) for row in rows)
    return Table(frozenset(cell for level in run for cell in level), lines)


def _rows(run: list[Row], columns: Sequence[Span]) -> list[list[Line]]:
    """The cells of each row: lines close under one another are those of one row."""
    gaps = [before[0].bottom - after[0].top for before, after in pairwise(run)]
    size = run[0][0].size
    uneven = max(gaps) - min(gaps) > _LOOSER * size if gaps else False
    limit = (max(gaps) + min(gaps)) / 2 if uneven else float("-inf")
    rows = [list(run[0])]
    for level, gap in zip(run[1:], gaps, strict=True):
        alone = not uneven and len(level) == 1 and _column(level[0], columns) > 0
        # With a cell in every column it is a row of its own, unless it is as close as lines of a cell are.
        whole = len(level) == len(columns) and gap > min(gaps) + _LOOSER * size
        if (gap < limit and not whole) or alone:
            rows[-1] += level
        else:
            rows.append(list(level))
    return rows


def _tabular(rows: list[list[Line]], columns: Sequence[Span]) -> bool:
    """Whether the columns are those of a table, at most one of prose among them, and not a list with its marks."""
    cells: list[list[Line]] = [[] for _ in columns]
    for row in rows:
        for cell in row:
            cells[_column(cell, columns)].append(cell)
    if len(columns) == 2 and all(_LIST_MARK.match(cell.text) for cell in cells[0]):
        return False
    prose = sum(not _holds_data(own, span) for own, span in zip(cells, columns, strict=True))
    return prose <= 1 and sum(len(row) > 1 for row in rows) >= 0.6 * len(rows)


def _holds_data(cells: list[Line], column: Span) -> bool:
    length = median(len(cell.text) for cell in cells)
    ragged = median((cell.right - cell.left) / max(column[1] - column[0], 1) for cell in cells) < _RAGGED
    figures = sum(bool(_FIGURE.match(cell.text)) for cell in cells)
    return 2 * figures > len(cells) or length <= _SHORT_CELL or (ragged and length <= _RAGGED_CELL)


def _row_line(row: list[Line], width: int, columns: Sequence[Span], left: float, right: float) -> Line:
    texts = [""] * width
    for cell in row:
        number = _column(cell, columns)
        texts[number] = join(texts[number], cell.text) if texts[number] else cell.text
    top, bottom = max(cell.top for cell in row), min(cell.bottom for cell in row)
    return replace(row[0], text=SEPARATOR.join(texts), top=top, bottom=bottom, left=left, right=right, row=True)
