"""The head of every page: the language."""

from __future__ import annotations

import streamlit as st

from retrieval.texts import Texts
from ui import state
from ui.languages import LANGUAGE_KEY, LANGUAGES
from ui.texts import interface_texts


def show() -> Texts:
    """Draw the head; gives the texts in the language that was chosen."""
    texts = interface_texts(state.language())
    with st.container(key="head", width="content"):
        st.segmented_control(
            texts("header.language"),
            LANGUAGES,
            default=LANGUAGES[0],
            required=True,
            key=LANGUAGE_KEY,
            label_visibility="collapsed",
            bind="query-params",
        )
    return interface_texts(state.language())
