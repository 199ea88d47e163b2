"""What surrounds every page: its configuration, style and name."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import streamlit as st

_NAME = "Planwijzer"
_HERE = Path(__file__).parent
# Later ones may refine earlier ones.
_STYLES = ("base", "answer", "search", "plans", "overview", "manage")
_ICON = _HERE / "images" / "icon.svg"
_LOGO = _HERE / "images" / "logo.svg"


def show() -> None:
    """Draw what is on every page; the first thing in every run."""
    st.html(_style())
    st.logo(str(_LOGO), size="large")


@cache
def _style() -> str:
    return "\n".join(
        ["<style>", *((_HERE / "styles" / f"{name}.css").read_text(encoding="utf-8") for name in _STYLES), "</style>"]
    )


def name(page: str = "") -> None:
    """Name the page in the title of the browser's window, before the name of the whole. Once a run: each time the browser sets up
    the page."""
    st.set_page_config(page_title=f"{page} - {_NAME}" if page else _NAME, page_icon=str(_ICON), layout="centered")


def wide() -> None:
    """Give a page the width of the screen; for columns and maps, not for text."""
    st.html('<span class="pw-wide"></span>')
