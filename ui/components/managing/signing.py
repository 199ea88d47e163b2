"""Who may see the page that manages the library: who gave the password, or who signed in and has the role."""

from __future__ import annotations

import time

import streamlit as st

from retrieval.texts import Texts
from ui import resources, session
from ui.components import problem, signing_in
from ui.identity import current
from ui.managing.gate import PASSWORD, Entry, Gate
from ui.resources import Management

# In the memory of the server alone: an address or a browser can't say that somebody is signed in.
_SIGNED_IN = "signed-in"


def signed_in(management: Management) -> bool:
    """Whether this visitor may see the page, and send files."""
    gate = management.gate
    if not management.sign_in.on:
        return st.session_state.get(_SIGNED_IN) is True and gate.is_in(session.name())
    person = current.person(management.sign_in)
    if person is None or not person.may_manage(management.sign_in):
        gate.let_out(session.name())
        return False
    gate.let_in(session.name(), person.until - time.time())
    return True


def who() -> str:
    """Who this visitor is, for the audit log."""
    person = current.person(resources.sign_in())
    return person.named if person else PASSWORD


def show(management: Management, texts: Texts) -> None:
    """Draw how to come in."""
    if not management.sign_in.on:
        _ask_password(management.gate, texts)
        return
    person = current.person(management.sign_in)
    if person is None:
        signing_in.show(texts, texts("sign_in.to_manage"))
    else:
        problem.show(texts("sign_in.no_role", name=person.name))


def _ask_password(gate: Gate, texts: Texts) -> None:
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


def show_way_out(management: Management, texts: Texts) -> None:
    """Draw the button that signs out; who signed in with the provider has it on every page."""
    if not management.sign_in.on:
        gate = management.gate
        st.button(
            texts("manage.sign_out"), key="sign-out", icon=":material/logout:", type="tertiary", on_click=_leave, args=(gate,)
        )


def _leave(gate: Gate) -> None:
    st.session_state.pop(_SIGNED_IN, None)
    gate.let_out(session.name())
