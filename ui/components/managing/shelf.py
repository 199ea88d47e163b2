"""The files that were added, each with what became of it and a way to remove it."""

from __future__ import annotations

from collections import Counter

import streamlit as st

from retrieval.errors import PlanwijzerError
from retrieval.texts import Texts, load_texts
from ui import markup, state
from ui.components import problem
from ui.components.managing import confirming, starting
from ui.components.managing.working import told
from ui.managing.librarian import Librarian
from ui.managing.shelf import Shelved
from ui.managing.work import Kind, Told
from ui.markdown import literal

# More rows with a button each are slow to draw.
MOST_SHOWN = 50
_ALL = "shelf-all"


def show(librarian: Librarian, texts: Texts) -> None:
    """Draw the list."""
    st.html(markup.section(texts("shelf.title")))
    try:
        files, busy = librarian.shelf.files(librarian.inputs()), librarian.busy()
    except PlanwijzerError as error:
        problem.show(error)
        return
    if not files:
        st.html(markup.paragraph(texts("shelf.empty"), "quiet"))
    shown = files if st.session_state.get(_ALL) else files[:MOST_SHOWN]
    for number, file in enumerate(shown):
        with st.container(horizontal=True, vertical_alignment="center", key=f"shelved-{number}"):
            st.html(markup.shelved(file.name, size(file.bytes, texts), became(file, texts)), width="stretch")
            confirming.show(
                texts("shelf.remove", file=literal(file.name)),
                texts("shelf.sure", file=file.name),
                texts("shelf.yes"),
                f"remove-{file.name}",
                starting.start,
                (librarian, Kind.REMOVE, texts, file.name),
                icon=":material/delete:",
                disabled=busy,
            )
    if len(shown) < len(files):
        st.button(texts("shelf.all", count=len(files)), key="all-shelved", type="tertiary", on_click=_show_all)


def became(file: Shelved, texts: Texts) -> str:
    """What became of a file, in words; of one with several documents, how many times what."""
    words = load_texts(state.language())
    if not file.inputs:
        return texts("shelf.waiting")
    if len(file.inputs) == 1:
        return told(Told(file.name, file.inputs[0].status, file.inputs[0].reason), words)
    counts = Counter(entry.status for entry in file.inputs)
    return ", ".join(f"{count} {words(f'status.{status}')}" for status, count in sorted(counts.items()))


def size(count: int, texts: Texts) -> str:
    """A number of bytes, rounded up to kilobytes or megabytes."""
    kilobytes = -(-count // 1000)
    if kilobytes < 1000:
        return texts("shelf.kilobytes", count=kilobytes)
    return texts("shelf.megabytes", count=-(-kilobytes // 1000))


def _show_all() -> None:
    st.session_state[_ALL] = True
