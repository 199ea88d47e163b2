"""Starting work on the library from the page; what could not be started is said there in the next run."""

from __future__ import annotations

import streamlit as st

from retrieval.errors import PlanwijzerError
from retrieval.texts import Texts
from ui import failing, state
from ui.components import problem
from ui.components.managing import signing
from ui.managing.librarian import Librarian
from ui.managing.work import Kind

_TROUBLE = "work-trouble"


def start(librarian: Librarian, kind: Kind, texts: Texts, file: str = "") -> None:
    """Begin work; for callbacks. ``file``: the one to remove, or the address to fetch."""
    try:
        if not librarian.start(kind, state.language(), file, who=signing.who()):
            tell(texts("work.busy"))
    except PlanwijzerError as error:
        tell_error(librarian, error)


def tell(trouble: str) -> None:
    """Say a sentence at the next drawing of the page."""
    st.session_state.setdefault(_TROUBLE, []).append(trouble)


def tell_error(librarian: Librarian, error: PlanwijzerError) -> None:
    """Say at the next drawing of the page what went wrong, without the folders of this computer."""
    tell(librarian.spoken(failing.sentence_of(error)))


def show() -> None:
    """Draw what went wrong in callbacks before this run."""
    for trouble in st.session_state.pop(_TROUBLE, []):
        problem.show(trouble)
