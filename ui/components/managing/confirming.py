"""A button for what can't be undone: it asks first."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from ui import markup

# How often somebody said yes: an open question is closed by another key.
_SAID = "confirmed"


def show(
    label: str,
    question: str,
    yes: str,
    key: str,
    act: Callable[..., None],
    args: tuple[Any, ...] = (),
    *,
    icon: str = "",
    disabled: bool = False,
) -> None:
    """Draw the button ``label``; who clicks it reads ``question`` and can say ``yes``. ``label``: Markdown."""
    said = st.session_state.get(_SAID, 0)
    with st.popover(label, icon=icon or None, disabled=disabled, key=f"ask-{key}-{said}"):
        st.html(markup.paragraph(question))
        st.button(yes, key=key, type="primary", disabled=disabled, on_click=_agreed, args=(act, args))


def _agreed(act: Callable[..., None], args: tuple[Any, ...]) -> None:
    st.session_state[_SAID] = st.session_state.get(_SAID, 0) + 1
    act(*args)
