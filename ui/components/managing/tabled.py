"""A table of this page as a file for spreadsheets."""

from __future__ import annotations

from retrieval import feedback
from retrieval.exporting import Report, Table, written
from ui import state


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
