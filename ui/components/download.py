"""A table to take along, as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

import streamlit as st

from retrieval.texts import Texts

# A spreadsheet takes a cell that begins so for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def show(name: str, columns: Sequence[str], lines: Iterable[Sequence[str]], texts: Texts) -> None:
    """Draw the button. ``name``: that of the file, without its ending."""
    data = csv_of(columns, lines)
    st.download_button(
        texts("download.csv"), data, f"{name}.csv", "text/csv", key=f"csv-{name}", icon=":material/download:", on_click="ignore"
    )


def csv_of(columns: Sequence[str], lines: Iterable[Sequence[str]]) -> bytes:
    """A table as CSV in UTF-8, with the mark by which spreadsheets know that; no cell is read as a formula."""
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerows([_safe(cell) for cell in line] for line in (columns, *lines))
    return file.getvalue().encode("utf-8-sig")


def _safe(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
