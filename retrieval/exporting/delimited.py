"""A report as comma-separated values (RFC 4180), which spreadsheets open and never run."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable

from retrieval.exporting.characters import clean
from retrieval.exporting.lines import as_lines
from retrieval.exporting.report import Report
from retrieval.texts import load_texts

# What begins so, spreadsheets take for a formula. Apostrophes before it count too, so that ours can be told from them.
_FORMULA = re.compile(r"'*[=+\-@\t\r\n]")


def write(report: Report) -> bytes:
    """UTF-8 with a byte order mark, without which Excel takes the letters for others; the day of the index on every line."""
    columns, lines = as_lines(report)
    columns, width = [*columns, load_texts(report.language)("export.index")], len(columns)
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow(_safe(columns))
    for line in lines:
        texts = [cell.text for cell in line] + [""] * (width - len(line))
        writer.writerow([*_safe(texts), clean(report.date)])
    return file.getvalue().encode("utf-8-sig")


def _safe(texts: Iterable[str]) -> list[str]:
    return [f"'{text}" if _FORMULA.match(text) else text for text in map(clean, texts)]
