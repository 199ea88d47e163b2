"""The question who a visitor is."""

from __future__ import annotations

import streamlit as st

from retrieval.texts import Texts
from ui import roles
from ui.roles import Role

_KEY = "role"


def show(texts: Texts) -> None:
    """Draw the choice; nobody needs to make it."""
    st.session_state[_KEY] = roles.current()
    st.pills(
        texts("role.question"),
        list(Role),
        format_func=lambda role: texts(f"role.{role}"),
        key=_KEY,
        on_change=lambda: roles.choose(st.session_state[_KEY]),
    )
