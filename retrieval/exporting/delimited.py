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

# Where a spreadsheet would begin a formula: at the beginning of a cell and, as one that expects semicolons or tabs heeds no
# quotation marks within its own cells, after each of these and on each line. Apostrophes and quotation marks before it count
# too, so that our apostrophe can be told from those of the text.
_FORMULA = re.compile(r"""(?:^|(?<=[;\t\r\n]))(?=['"]*[=+\-@])|^(?=['"]*[\t\r\n])""")


def write(report: Report) -> bytes:
    """UTF-8 with a byte order mark, without which Excel takes the letters for others; the day of the index on every line."""
    columns, lines = as_lines(report)
    columns, width = [*columns, load_texts(report.language)("export.index")], len(columns)
    file = io.StringIO(newline="")
    # Quoted, a semicolon stays inside of its cell in Excel with Dutch settings too.
    writer = csv.writer(file, quoting=csv.QUOTE_ALL)
    writer.writerow(_safe(columns))
    for line in lines:
        texts = [cell.text for cell in line] + [""] * (width - len(line))
        writer.writerow([*_safe(texts), clean(report.date)])
    return file.getvalue().encode("utf-8-sig")


def _safe(texts: Iterable[str]) -> list[str]:
    return [_FORMULA.sub("'", text) for text in map(clean, texts)]
