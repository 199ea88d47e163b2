"""Who changed the library, what, when and with what result: to read and to take along, never to change."""

from __future__ import annotations

import streamlit as st

from retrieval.auditing import FILE, Change, changes
from retrieval.errors import PlanwijzerError
from retrieval.exporting import FORMATS, Cell, Table
from retrieval.texts import Texts, load_texts
from ui import markup, state
from ui.components import problem
from ui.components.managing import tabled
from ui.managing.gate import PASSWORD
from ui.managing.librarian import Librarian

# A page of more lines is slow to draw; the file to take along has all.
MOST_SHOWN = 50
_COLUMNS = ("at", "who", "what", "on", "result")
# What the file has besides: whose process it was, which for a change on this page is always the server's.
_KEPT = (*_COLUMNS, "user")
# A cell that names more is no line of a table.
_MOST_NAMED = 3


def show(librarian: Librarian, texts: Texts) -> None:
    """Draw the changes, the latest first, and what is wrong with the log."""
    st.html(markup.section(texts("history.title")))
    try:
        log = librarian.ledger.history()
        lines = librarian.ledger.lines()
    except PlanwijzerError as error:
        problem.show(error)
        return
    words = load_texts(state.language())
    for fault in log.faults:
        problem.show(texts("history.fault", fault=words(f"check.audit_{fault.kind}", line=fault.line)))
    rows = [cells(change, librarian, texts) for change in reversed(changes(log.entries))]
    if not rows:
        st.html(markup.paragraph(texts("history.none"), "quiet"))
        return
    st.html(markup.paragraph(texts("history.what_it_is"), "quiet"))
    caption = texts("history.caption", shown=min(len(rows), MOST_SHOWN), count=len(rows))
    heads = [texts(f"history.{column}") for column in _KEPT]
    shown = [(row[: len(_COLUMNS)], False) for row in rows[:MOST_SHOWN]]
    st.html(markup.register(caption, heads[: len(_COLUMNS)], shown))
    _ways(rows, heads, lines, texts)


def cells(change: Change, librarian: Librarian, texts: Texts) -> list[str]:
    """A change as text, in the order of the columns of the file."""
    begun = change.begun
    who = texts("history.password") if begun.who == PASSWORD else begun.who
    known = texts.keys()
    what = f"history.{begun.what}"
    on = [librarian.spoken(name) for name in begun.on[:_MOST_NAMED]]
    more = len(begun.on) - len(on) + int(begun.facts.get("more", 0))
    return [
        begun.at.replace("T", " ").removesuffix("Z"),
        who,
        texts(what) if what in known else begun.what,
        ", ".join(on) + (texts("history.more", count=more) if more else ""),
        texts(f"history.{change.result}") if f"history.{change.result}" in known else change.result,
        begun.user,
    ]


def _ways(rows: list[list[str]], heads: list[str], lines: bytes, texts: Texts) -> None:
    with st.container(horizontal=True, key="history-ways"):
        csv = csv_of(rows, heads, texts)
        tabled.download(texts("history.csv"), csv, "planwijzer-log.csv", FORMATS["csv"].mime, "history-csv")
        tabled.download(texts("history.lines"), lines, FILE, "application/x-ndjson", "history-lines")


def csv_of(rows: list[list[str]], heads: list[str], texts: Texts) -> bytes:
    """All changes as a file for spreadsheets, which run nothing in it."""
    return tabled.csv_of(Table(texts("history.title"), tuple(heads), tuple(tuple(map(Cell, row)) for row in rows)))
