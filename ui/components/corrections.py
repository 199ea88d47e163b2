"""Typing errors that were read as other words, and a way to search for what was typed after all."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from retrieval.model import Correction
from retrieval.texts import Texts
from ui import markup, state


def show(corrections: Sequence[Correction], texts: Texts, again: Callable[[], None] | None) -> None:
    """Draw what was read as what; nothing when every word was read as it was typed.

    ``again``: asks the question again; with it there is a button that chooses how it is read.
    """
    as_typed = again is not None and state.as_typed()
    if not corrections and not as_typed:
        return
    with st.container(gap=None, key="corrected" if again else None):
        st.html(_line(corrections, texts))
        if again:
            label = texts("corrections.correct") if as_typed else texts("corrections.typed")
            st.button(label, key="as-typed", type="tertiary", on_click=_choose, args=(again,), kwargs={"as_typed": not as_typed})


def _line(corrections: Sequence[Correction], texts: Texts) -> str:
    if not corrections:
        return markup.paragraph(texts("corrections.none"), "corrected")
    pairs = tuple(dict.fromkeys((correction.meant, correction.typed) for correction in corrections))
    return markup.corrections(texts("corrections.searched"), texts("corrections.instead"), texts("corrections.and"), pairs)


def _choose(again: Callable[[], None], *, as_typed: bool) -> None:
    state.choose_typed(as_typed=as_typed)
    again()
