"""Tables of the corpus: CSV with a header, cells of several values."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

from retrieval.errors import CorpusInvalid


class Row(dict[str, str]):
    """A row of a table by column; ``line`` is where it ends in the file."""

    line: int


def read_table(path: Path, columns: Sequence[str]) -> list[Row]:
    """The rows of a CSV table with a header.

    Raises ``CorpusInvalid`` when it is missing, ragged, or lacks one of ``columns``.
    """
    rows = []
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            missing = [column for column in columns if column not in (reader.fieldnames or ())]
            if missing:
                raise CorpusInvalid(file=str(path), line=1, reason=f"column {', '.join(missing)}")
            for cells in reader:
                if None in cells or None in cells.values():
                    raise CorpusInvalid(file=str(path), line=reader.line_num, reason="number of columns")
                row = Row(cells)
                row.line = reader.line_num
                rows.append(row)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise CorpusInvalid(file=str(path), line=0, reason=str(error)) from error
    return rows


def values(cell: str) -> tuple[str, ...]:
    """The values of a cell that holds several, separated by ``;``."""
    return tuple(part.strip() for part in cell.split(";") if part.strip())
