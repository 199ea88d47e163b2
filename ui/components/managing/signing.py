"""Signing in with the password of the page that manages the library, and out again."""

from __future__ import annotations

import streamlit as st

from retrieval.texts import Texts
from ui import session
from ui.components import problem
from ui.managing.gate import PASSWORD, Entry, Gate

# In the memory of the server alone: an address or a browser can't say that somebody is signed in.
_SIGNED_IN = "signed-in"


def signed_in(gate: Gate) -> bool:
    """Whether this visitor gave the password."""
    return st.session_state.get(_SIGNED_IN) is True and gate.is_in(session.name())


def who() -> str:
    """Who this visitor is, for the audit log."""
    return PASSWORD


def show(gate: Gate, texts: Texts) -> None:
    """Draw the question for the password, and what came of a try."""
    with st.form("sign-in", clear_on_submit=True, border=False):
        tried = st.text_input(
            texts("manage.password"), type="password", max_chars=200, autocomplete="current-password", key="password"
        )
        sent = st.form_submit_button(texts("manage.sign_in"), type="primary")
    if not sent:
        return
    entry = gate.enter(tried)
    if entry is Entry.OPEN:
        st.session_state[_SIGNED_IN] = True
        gate.let_in(session.name())
        st.rerun()
    problem.show(texts("manage.refused") if entry is Entry.REFUSED else texts("manage.wrong"))


def show_way_out(gate: Gate, texts: Texts) -> None:
    """Draw the button that signs out."""
    st.button(texts("manage.sign_out"), key="sign-out", icon=":material/logout:", type="tertiary", on_click=_leave, args=(gate,))


def _leave(gate: Gate) -> None:
    st.session_state.pop(_SIGNED_IN, None)
    gate.let_out(session.name())
