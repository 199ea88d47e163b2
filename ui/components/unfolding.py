"""A button that unfolds something. What it unfolds is made when it is opened: most of it is never seen, and each element of it
takes its time in the browser."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator


def show(label: str, icon: str, key: str) -> DeltaGenerator | None:
    """Draw the button; where to draw what it unfolds, ``None`` while it is closed. ``icon``: the name of a Material icon."""
    place = st.popover(label, type="tertiary", icon=f":material/{icon}:", key=key, on_change="rerun")
    return place if place.open else None
