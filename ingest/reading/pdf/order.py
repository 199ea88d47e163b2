"""The lines of a page in reading order: columns one after the other, what stands across them between them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from statistics import mean

from ingest.reading.pdf.lines import Line, beside
from ingest.reading.pdf.segments import rejoin
from ingest.reading.pdf.tables import tables_of

# A column has this many lines, of so many characters; what is less is labels or figures.
_COLUMN_LINES, _COLUMN_CHARACTERS = 3, 12
# Of the lines beside a column at most this share crosses the white space.
_CROSSING = 0.34
# White space between columns, in letter sizes.
_GUTTER = 0.7
# Columns within columns that are looked for.
_DEPTH = 4


def reading_order(lines: Sequence[Sequence[Line]]) -> list[Line]:
    """The lines of a page, each given as its segments. Lines that are turned otherwise than most come last."""
    turns = Counter[int]()
    for parts in lines:
        turns[parts[0].turn] += sum(len(part.text) for part in parts)
    return [line for turn, _ in turns.most_common() for line in _ordered([p for p in lines if p[0].turn == turn])]


def _ordered(lines: Sequence[Sequence[Line]]) -> list[Line]:
    segments = [part for parts in lines for part in parts]
    if len(segments) == len(lines) and not _side_by_side(segments):
        return segments if _descends(segments) else sorted(segments, key=lambda line: -line.top)
    for table in tables_of(segments):
        first = next(at for at, segment in enumerate(segments) if segment in table.cells)
        before = [segment for segment in segments[:first] if segment not in table.cells]
        segments = [*before, *table.rows, *(segment for segment in segments[first:] if segment not in table.cells)]
    return _columns(segments, _DEPTH)


def _side_by_side(lines: Sequence[Line]) -> bool:
    ordered = sorted(lines, key=lambda line: -line.top)
    return any(beside(line, other) for line, other in pairwise(ordered))


def _descends(lines: Sequence[Line]) -> bool:
    return all(after.middle < before.top for before, after in pairwise(lines))


def _columns(lines: list[Line], depth: int) -> list[Line]:
    """Left of the widest-reaching white space first, then right of it, between the lines that cross it."""
    x = _gutter(lines) if depth else None
    if x is None:
        joined = rejoin(lines)
        return joined if _side_by_side(joined) or _descends(joined) else sorted(joined, key=lambda line: -line.top)
    across = sorted((line for line in lines if _crosses(line, x)), key=lambda line: -line.top)
    rest = [line for line in lines if not _crosses(line, x)]
    ordered: list[Line] = []
    for line in across:
        above = [other for other in rest if other.middle > line.middle]
        rest = [other for other in rest if other.middle <= line.middle]
        ordered += _both(above, x, depth)
        ordered.append(line)
    return ordered + _both(rest, x, depth)


def _both(lines: list[Line], x: float, depth: int) -> list[Line]:
    left, right = [line for line in lines if line.right <= x], [line for line in lines if line.right > x]
    return [*_columns(left, depth - 1), *_columns(right, depth - 1)]


def _crosses(line: Line, x: float) -> bool:
    return line.left < x < line.right


def _gutter(lines: Sequence[Line]) -> float | None:
    """An x with a column on both sides; the one that parts most lines."""
    best, parted = None, 0
    for x in sorted({round(line.left) - 1 for line in lines}):
        left = [line for line in lines if line.right <= x and not line.row]
        right = [line for line in lines if line.left >= x and not line.row]
        if min(len(left), len(right)) > parted and _are_columns(left, right, [line for line in lines if _crosses(line, x)]):
            best, parted = x, min(len(left), len(right))
    return best


def _are_columns(left: list[Line], right: list[Line], across: list[Line]) -> bool:
    top = min(max(line.top for line in side) for side in (left, right))
    bottom = max(min(line.bottom for line in side) for side in (left, right))
    sides = [[line for line in side if bottom <= line.middle <= top] for side in (left, right)]
    if any(len(side) < _COLUMN_LINES or mean(len(line.text) for line in side) < _COLUMN_CHARACTERS for side in sides):
        return False
    crossing = sum(bottom <= line.middle <= top for line in across)
    gap = min(line.left for line in sides[1]) - max(line.right for line in sides[0])
    return crossing <= _CROSSING * sum(map(len, sides)) and gap >= _GUTTER * sides[0][0].size
