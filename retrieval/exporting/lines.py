"""A report as one table, a line for each row, with the quotations and their places in columns of their own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from retrieval.exporting.report import Cell, Report, Source, Table
from retrieval.texts import Texts, load_texts

# A column by its name and how many of that name stand before it in its table.
_Key = tuple[str, int]


@dataclass(frozen=True, slots=True)
class _Line:
    """A row of one of the tables, under the columns that it has."""

    part: str
    cells: dict[_Key, Cell]

    def marks(self) -> list[int]:
        return list(dict.fromkeys(mark for cell in self.cells.values() for mark in cell.marks))


def as_lines(report: Report) -> tuple[list[str], list[list[Cell]]]:
    """The names of the columns, and the lines: the part of the report, its columns, and what is quoted and where.

    A crossed table has a line for each of its cells. A report without rows has one line, with its first sentence.
    """
    texts = load_texts(report.language)
    lines = [line for table in report.tables for line in _lines(table, texts)]
    keys = [key for key in dict.fromkeys(key for line in lines for key in line.cells) if not _quotes_only(key, lines)]
    most = max((len(line.marks()) for line in lines), default=0)
    columns = [texts("column.part"), *(name for name, _ in keys), *_quoted(most, texts)]
    if not lines:
        return columns, [[Cell(report.lead or report.title)]]
    return columns, [_cells(line, keys, most, report) for line in lines]


def _lines(table: Table, texts: Texts) -> Iterator[_Line]:
    if table.crossed:
        keys = [(table.columns[0], 0), (texts("column.plan"), 0), (texts("column.said"), 0)]
        for name, *cells in table.rows:
            for plan, cell in zip(table.columns[1:], cells, strict=True):
                yield _Line(table.heading, dict(zip(keys, (name, Cell(plan), cell), strict=True)))
    else:
        keys = [(name, table.columns[:place].count(name)) for place, name in enumerate(table.columns)]
        for row in table.rows:
            yield _Line(table.heading, dict(zip(keys, row, strict=True)))


def _quotes_only(key: _Key, lines: Sequence[_Line]) -> bool:
    """Whether a column holds but quotations, which stand in columns of their own."""
    cells = [line.cells[key] for line in lines if key in line.cells]
    return any(cell.marks for cell in cells) and not any(cell.text for cell in cells)


def _quoted(most: int, texts: Texts) -> Iterator[str]:
    """The names of the columns of ``most`` quotations a line."""
    names = [texts(f"column.{name}") for name in ("quotation", "document", "page", "url")]
    for number in range(1, most + 1):
        yield from (name if number == 1 else texts("export.numbered", name=name, number=number) for name in names)


def _cells(line: _Line, keys: Sequence[_Key], most: int, report: Report) -> list[Cell]:
    sources = [report.source(mark) for mark in line.marks()]
    cells = [Cell(line.part), *(line.cells.get(key, Cell()) for key in keys)]
    cells += [cell for source in sources for cell in _place(source)]
    return cells + [Cell()] * (4 * (most - len(sources)))


def _place(source: Source) -> tuple[Cell, ...]:
    return Cell(source.quote), Cell(source.title), Cell(str(source.page), number=True), Cell(source.url)
