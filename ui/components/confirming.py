"""A button for what can't be undone: it asks first."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from ui import markup


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
    with st.popover(label, icon=icon or None, disabled=disabled, key=f"ask-{key}"):
        st.html(markup.paragraph(question))
        st.button(yes, key=key, type="primary", disabled=disabled, on_click=act, args=args)
