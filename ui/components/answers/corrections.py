"""Typing errors that were read as other words, and a way to search for what was typed after all."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from retrieval.model import Correction
from retrieval.texts import Texts
from ui import markup
from ui.asking import LastTurn


def show(corrections: Sequence[Correction], texts: Texts, last: LastTurn | None = None) -> None:
    """Draw what was read as what; nothing when every word was read as it was typed.

    ``last``: asks the question again; with it there is a button that chooses how it is read.
    """
    if last:
        switch(corrections, texts, last.read_typed, as_typed=last.turn.asked.typed)
    elif corrections:
        st.html(_line(corrections, texts))


def switch(corrections: Sequence[Correction], texts: Texts, choose: Callable[[bool], None], *, as_typed: bool) -> None:
    """Draw what was read as what, and a button that chooses how it is read. ``choose``: told whether as typed."""
    if not corrections and not as_typed:
        return
    with st.container(gap=None, key="corrected"):
        st.html(_line(corrections, texts))
        label = texts("corrections.correct") if as_typed else texts("corrections.typed")
        st.button(label, key="as-typed", type="tertiary", on_click=choose, args=(not as_typed,))


def _line(corrections: Sequence[Correction], texts: Texts) -> str:
    if not corrections:
        return markup.paragraph(texts("corrections.none"), "corrected")
    pairs = tuple(dict.fromkeys((correction.meant, correction.typed) for correction in corrections))
    return markup.corrections(texts("corrections.searched"), texts("corrections.instead"), texts("corrections.and"), pairs)
