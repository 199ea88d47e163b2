"""Tables of this page as files, and the buttons that give them."""

from __future__ import annotations

import streamlit as st

from retrieval import feedback
from retrieval.exporting import Report, Table, written
from ui import state


def download(label: str, data: str | bytes, name: str, mime: str, key: str) -> None:
    """A button that gives a file and leaves the page as it is."""
    st.download_button(label, data, name, mime, key=key, icon=":material/download:", on_click="ignore")


def csv_of(table: Table) -> bytes:
    """A table as CSV, of which a spreadsheet runs nothing."""
    report = Report(
        title=table.heading,
        language=state.language(),
        question="",
        filters=(),
        lead="",
        notes=(),
        tables=(table,),
        sources=(),
        coverage="",
        date=feedback.today(),
    )
    return written(report, "csv")
