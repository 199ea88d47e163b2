"""What visitors said of answers and sources: to read, to take along, to make a test set of, to throw away."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import streamlit as st

from retrieval import feedback
from retrieval.errors import PlanwijzerError
from retrieval.exporting import FORMATS, Cell, Table
from retrieval.feedback import Complaint, Received
from retrieval.texts import Texts
from ui import markup
from ui.components import problem
from ui.components.managing import confirming, signing, starting, tabled
from ui.managing.librarian import Librarian
from ui.texts import number

# A page of more lines is slow to draw; the file to take along has all.
MOST_SHOWN = 100
_COLUMNS = ("question", "complaint", "remark", "document", "page", "quote", "day")
_KEPT = (*_COLUMNS, "start", "end", "index")


def show(librarian: Librarian, index: Path, days: int, texts: Texts) -> None:
    """Draw what was kept in the folder of the library in the last ``days``, newest first, and what can be done with it."""
    st.html(markup.section(texts("received.title")))
    try:
        feedback.expire(index, days, feedback.today())
        received = feedback.read(index)
    except PlanwijzerError as error:
        problem.show(error)
        return
    st.html(markup.paragraph(texts("received.kept_for", days=days), "quiet"))
    if received.broken:
        st.html(markup.paragraph(texts(f"received.broken_{number(received.broken)}", count=received.broken), "note"))
    if received.lines:
        _table(received, texts)
    else:
        st.html(markup.paragraph(texts("received.none"), "quiet"))
    if received.lines or received.broken:
        _ways(received, librarian, texts)


def cells(line: Mapping[str, Any], columns: tuple[str, ...], texts: Texts) -> list[str]:
    """A line of feedback as text, in the order of ``columns``."""
    known = {own.value for own in Complaint}
    complaint = line["complaint"]
    worded = {**line, "complaint": texts(f"feedback.{complaint}") if complaint in known else complaint}
    return [str(worded.get(column, "")) for column in columns]


def csv_of(received: Received, texts: Texts) -> bytes:
    """All that was kept as a file for spreadsheets, which run nothing in it."""
    rows = tuple(tuple(map(Cell, cells(line, _KEPT, texts))) for line in received.lines)
    return tabled.csv_of(Table(texts("received.title"), tuple(texts(f"received.{column}") for column in _KEPT), rows))


def _table(received: Received, texts: Texts) -> None:
    newest = received.lines[::-1][:MOST_SHOWN]
    rows = [(cells(line, _COLUMNS, texts), False) for line in newest]
    caption = texts("received.caption", shown=len(newest), count=len(received.lines))
    st.html(markup.register(caption, [texts(f"received.{column}") for column in _COLUMNS], rows))


def _ways(received: Received, librarian: Librarian, texts: Texts) -> None:
    with st.container(horizontal=True, key="received-ways"):
        if received.lines:
            csv, topics = csv_of(received, texts), feedback.topics(received)
            tabled.download(texts("received.csv"), csv, "planwijzer-feedback.csv", FORMATS["csv"].mime, "received-csv")
            tabled.download(texts("received.topics"), topics, "topics.jsonl", "application/x-ndjson", "topics")
        confirming.show(
            texts("received.delete"),
            texts("received.sure", count=len(received.lines)),
            texts("received.yes"),
            "delete-feedback",
            _delete,
            (librarian,),
            icon=":material/delete:",
        )


def _delete(librarian: Librarian) -> None:
    try:
        librarian.ledger.forget_feedback(signing.who())
    except PlanwijzerError as error:
        starting.tell_error(librarian, error)
