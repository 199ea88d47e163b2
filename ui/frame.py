"""What surrounds every page: its configuration, style and name."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

_HERE = Path(__file__).parent
_STYLE = _HERE / "style.css"
_ICON = _HERE / "images" / "icon.svg"
_LOGO = _HERE / "images" / "logo.svg"


def show() -> None:
    """Configure the page; the first thing drawn in every run."""
    st.set_page_config(page_title="Planwijzer", page_icon=str(_ICON), layout="centered")
    st.html(_STYLE)
    st.logo(str(_LOGO), size="large")


def wide() -> None:
    """Give a page the width of the screen; for columns and maps, not for text."""
    st.html('<span class="pw-wide"></span>')


def name(page: str) -> None:
    """Call the tab of the browser by what the page shows."""
    st.set_page_config(page_title=f"{page} – Planwijzer")
