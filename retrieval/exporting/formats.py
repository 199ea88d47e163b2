"""The formats of files that a report can be written in, and how such a file is named."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from retrieval.errors import FormatUnknown
from retrieval.exporting import delimited, markdown, page, word, workbook
from retrieval.exporting.report import Report

# A longer name is cut at a word: some programs and folders can't hold it.
_LONGEST = 60


class Format(NamedTuple):
    """A format: its media type, the ending of its files without the dot, and what writes it."""

    mime: str
    extension: str
    write: Callable[[Report], bytes | str]


_OFFICE = "application/vnd.openxmlformats-officedocument"
FORMATS = {
    "xlsx": Format(f"{_OFFICE}.spreadsheetml.sheet", "xlsx", workbook.write),
    "docx": Format(f"{_OFFICE}.wordprocessingml.document", "docx", word.write),
    "html": Format("text/html; charset=utf-8", "html", page.write),
    "csv": Format("text/csv; charset=utf-8", "csv", delimited.write),
    "markdown": Format("text/markdown; charset=utf-8", "md", markdown.write),
}


def written(report: Report, format_id: str) -> bytes:
    """The bytes of a file of ``report``. Raises ``KeyError`` for a format that is not in ``FORMATS``."""
    content = FORMATS[format_id].write(report)
    return content.encode("utf-8") if isinstance(content, str) else content


def format_of(file: Path) -> str:
    """The id of the format that the name of a file asks for. Raises ``FormatUnknown``."""
    for format_id, own in FORMATS.items():
        if file.suffix.lower() == f".{own.extension}":
            return format_id
    raise FormatUnknown(file=str(file), known=", ".join(f".{own.extension}" for own in FORMATS.values()))


def file_name(report: Report, format_id: str) -> str:
    """A name that tells what is in the file, of plain letters, digits and hyphens."""
    subject = _plain(" ".join(report.subject))
    if len(subject) > _LONGEST:
        subject = subject[:_LONGEST].rpartition("-")[0] or subject[:_LONGEST]
    name = "-".join(part for part in ("planwijzer", subject, _plain(report.date)[:10].strip("-")) if part)
    return f"{name}.{FORMATS[format_id].extension}"


def _plain(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii").lower()
    return re.sub(r"[^a-z0-9]+", "-", letters.replace("'", "")).strip("-")
