"""What surrounds every page: its configuration and style."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

_STYLE = Path(__file__).parent / "style.css"


def show() -> None:
    """Configure the page; the first thing drawn in every run."""
    st.set_page_config(page_title="Planwijzer", page_icon="🧭", layout="centered")
    st.html(_STYLE)
