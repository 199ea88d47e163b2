"""The head of every page: the name, the language and a way to begin anew."""

from __future__ import annotations

import streamlit as st

from retrieval.texts import Texts
from ui import state
from ui.texts import interface_texts


def show() -> Texts:
    """Draw the head; gives the texts in the language that was chosen."""
    with st.container(horizontal=True, vertical_alignment="center", key="head"):
        st.html('<p class="pw-brand">Planwijzer</p>')
        place = st.container(width="content")
        _language_switch(interface_texts(state.language()))
        texts = interface_texts(state.language())
        if state.begun():
            place.button(texts("header.anew"), key="anew", icon=":material/add:", on_click=state.start_anew)
    return texts


def _language_switch(texts: Texts) -> None:
    st.segmented_control(
        texts("header.language"),
        state.LANGUAGES,
        default=state.LANGUAGES[0],
        required=True,
        key=state.LANGUAGE_KEY,
        label_visibility="collapsed",
        bind="query-params",
    )
