"""Signing in with the provider and out again, and why that is not possible."""

from __future__ import annotations

import streamlit as st

from retrieval.texts import Texts
from ui import markup
from ui.components import problem
from ui.identity import current
from ui.identity.persons import Person
from ui.identity.provider import trouble_of
from ui.identity.returning import FAILED, FAILED_KEY


def show(texts: Texts, why: str) -> None:
    """Draw what lets somebody sign in, or why nobody can. ``why``: what it is needed for."""
    trouble = trouble_of(current.auth())
    if trouble:
        problem.show(texts(f"unready.{trouble.reason}", names=", ".join(trouble.names)))
        return
    st.html(markup.paragraph(why))
    st.button(texts("manage.sign_in"), key="sign-in-person", type="primary", icon=":material/login:", on_click=st.login)


def show_failure(texts: Texts) -> None:
    """Say that somebody came back from the provider without being signed in."""
    if st.query_params.get(FAILED_KEY) == FAILED:
        problem.show(texts("sign_in.failed"))


def show_person(person: Person, texts: Texts) -> None:
    """Draw who is signed in, and the button that signs out."""
    with st.container(horizontal=True, vertical_alignment="center", key="person"):
        st.html(markup.paragraph(texts("sign_in.person", name=person.name), "quiet"))
        st.button(texts("manage.sign_out"), key="sign-out-person", icon=":material/logout:", type="tertiary", on_click=st.logout)
