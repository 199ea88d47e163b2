"""Starting work on the library from the page; what could not be started is said there in the next run."""

from __future__ import annotations

import streamlit as st

from retrieval.errors import PlanwijzerError
from retrieval.texts import Texts
from ui import failing, state
from ui.components import problem
from ui.managing.librarian import Librarian
from ui.managing.work import Kind

_TROUBLE = "work-trouble"


def start(librarian: Librarian, kind: Kind, texts: Texts, file: str = "") -> None:
    """Begin work; for callbacks. ``file``: the one to remove, or the address to fetch."""
    try:
        if not librarian.start(kind, state.language(), file):
            tell(texts("work.busy"))
    except PlanwijzerError as error:
        tell(failing.sentence_of(error))


def tell(trouble: str) -> None:
    """Say a sentence at the next drawing of the page."""
    st.session_state.setdefault(_TROUBLE, []).append(trouble)


def show() -> None:
    """Draw what went wrong in callbacks before this run."""
    for trouble in st.session_state.pop(_TROUBLE, []):
        problem.show(trouble)
