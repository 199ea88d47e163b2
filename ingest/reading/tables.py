"""Tables to blocks: each row is a block of its own that keeps the header of every column, so that it can be quoted alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ingest.reading.blocks import Block

# A span that says more than this is an error of the file.
_WIDEST = 1_000
_TALLEST = 10_000
_MOST_HEADERS = 3
_HEADER_LENGTH = 80
_FIGURES = re.compile(r"[€$£]?\s*-?[\d.,]+\s*(?:%|[a-z]{1,3})?$", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d$")
_SENTENCE_END = (".", "!", "?", ";", "…")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of ``columns`` by ``rows`` places. ``heading``: it is made up as a header."""

    text: str
    columns: int = 1
    rows: int = 1
    heading: bool = False


_EMPTY = Cell("")
# A cell for each place of a row; a merged cell stands, the same one, in all of its places.
Line = list[Cell]


def table_blocks(rows: Sequence[Sequence[Cell]], headers: int | None = None) -> list[Block]:
    """The blocks of a table: "Header: value; Header: value" for each row.

    A merged cell belongs to every row and column that it covers. ``headers``: how many rows are its header; ``None``:
    told by their make-up or, with three columns and more, by their words. Without a header a row of two reads
    "label: value", a longer one "value | value". A cell as wide as the table, and each of a table of one column, is a
    paragraph.
    """
    return grid_blocks(spread(rows), headers)


def grid_blocks(lines: Sequence[Line], headers: int | None = None) -> list[Block]:
    """The blocks of a table that is laid out already."""
    grid = _trimmed(lines)
    above = next((place for place, line in enumerate(grid) if not is_one(line)), len(grid))
    blocks, grid = [Block(line[0].text) for line in grid[:above]], grid[above:]
    count = _headers(grid) if headers is None or 0 < headers <= above else max(0, min(headers - above, len(grid) - 1))
    names = [_name(column) for column in zip(*grid[:count], strict=True)]
    # A table that goes on over pages says its header again.
    header = [texts_of(line) for line in grid[:count]]
    rows = [line for line in grid[count:] if texts_of(line) not in header]
    return [*blocks, *_unsaid(names, rows), *(Block(_row(line, names)) for line in rows)]


def is_header(texts: Sequence[str]) -> bool:
    """Whether the texts of a row read as the header of a table: short, each another, no sentences and no amounts."""
    told = [text for text in texts if text]
    return (
        len(told) >= len(texts) - 1
        and bool(texts[-1:] and texts[-1])
        and len(set(told)) == len(told) > 0
        and not all(map(_YEAR.match, told))
        and all(map(_is_name, told))
    )


def _is_name(text: str) -> bool:
    short = len(text) <= _HEADER_LENGTH and not text.endswith((".", ";"))
    return short and (not _FIGURES.match(text) or bool(_YEAR.match(text)))


def _headers(grid: Sequence[Line]) -> int:
    made_up = 0
    while made_up < min(len(grid), _MOST_HEADERS) and all(cell.heading for cell in grid[made_up] if cell.text):
        made_up += 1
    if 0 < made_up < len(grid):
        return made_up
    return int(len(grid) > 1 and len(grid[0]) > 2 and is_header(texts_of(grid[0])))


def spread(rows: Sequence[Sequence[Cell]]) -> list[Line]:
    """The table laid out: all its lines equally long."""
    grid: list[Line] = []
    hanging: dict[int, tuple[Cell, int]] = {}
    for row in rows:
        line: Line = []
        for cell in row:
            _hang(line, hanging)
            line += [cell] * min(cell.columns, _WIDEST)
            if cell.rows > 1:
                hanging |= {len(line) - 1 - back: (cell, min(cell.rows, _TALLEST)) for back in range(min(cell.columns, _WIDEST))}
        _hang(line, hanging)
        hanging = {place: (cell, left - 1) for place, (cell, left) in hanging.items() if left > 1}
        grid.append(line)
    width = max(map(len, grid), default=0)
    return [line + [_EMPTY] * (width - len(line)) for line in grid]


def _hang(line: Line, hanging: dict[int, tuple[Cell, int]]) -> None:
    """Add the cells of rows above that reach down to the next places of ``line``."""
    while len(line) in hanging:
        line.append(hanging[len(line)][0])


def _trimmed(grid: Sequence[Line]) -> list[Line]:
    """The grid without rows that are empty, and without columns that are but for cells as wide as the table."""
    told = [line for line in grid if any(cell.text for cell in line)]
    parted = [line for line in told if not is_one(line)]
    places = [place for place, column in enumerate(zip(*parted, strict=True)) if any(cell.text for cell in column)]
    return [[line[place] for place in places or [0]] for line in told]


def is_one(line: Line) -> bool:
    """Whether one cell is as wide as the table."""
    return all(cell is line[0] for cell in line)


def texts_of(line: Sequence[Cell]) -> tuple[str, ...]:
    """What stands in each place."""
    return tuple(cell.text for cell in line)


def _name(column: Sequence[Cell]) -> str:
    """The name of a column of which the header has several rows."""
    return " ".join(dict.fromkeys(_flat(cell.text).rstrip(" :") for cell in column if cell.text))


def _unsaid(names: Sequence[str], rows: Sequence[Line]) -> list[Block]:
    """The header by itself, where no row says the name of a column."""
    parted = [line for line in rows if not is_one(line)]
    if all(any(line[place].text for line in parted) for place, name in enumerate(names) if name):
        return []
    return [Block(" | ".join(filter(None, names)))]


def _flat(text: str) -> str:
    """A cell on one line."""
    lines = [line.strip().removeprefix("- ") for line in text.split("\n") if line.strip()]
    return "".join(line + (" " if line.endswith((*_SENTENCE_END, ":", ",")) else ", ") for line in lines[:-1]) + "".join(
        lines[-1:]
    )


def _row(line: Line, names: Sequence[str]) -> str:
    cells = [(cell, place) for place, cell in enumerate(line) if place == 0 or cell is not line[place - 1]]
    if len(cells) == 1:
        return line[0].text
    if names:
        ends = [place for _, place in cells[1:]] + [len(line)]
        return _joined(_pair(cell, names[place:end]) for (cell, place), end in zip(cells, ends, strict=True) if cell.text)
    told = [_flat(cell.text) for cell, _ in cells if cell.text]
    labelled = len(told) > 1 and (len(line) == 2 or (line[0].heading and not line[-1].heading))
    return f"{told[0].rstrip(' :')}: {' | '.join(told[1:])}" if labelled else " | ".join(told)


def _pair(cell: Cell, names: Sequence[str]) -> str:
    name = " / ".join(dict.fromkeys(filter(None, names)))
    return f"{name}: {_flat(cell.text)}" if name else _flat(cell.text)


def _joined(parts: Iterable[str]) -> str:
    text = ""
    for part in parts:
        text += (" " if text.endswith(_SENTENCE_END) else "; ") + part if text else part
    return text
