"""The page "vergelijken": plans side by side."""

from __future__ import annotations

import streamlit as st

from retrieval.texts import Texts
from ui import frame, markup
from ui.resources import Services


def show(services: Services, texts: Texts) -> None:  # noqa: ARG001
    """Draw the page."""
    frame.wide()
    st.html(markup.title(texts("page.vergelijken")))
