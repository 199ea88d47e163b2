"""Typing errors that were read as other words: a visitor sees what was searched for instead."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from retrieval.model import Correction
from retrieval.texts import Texts
from ui import markup


def show(corrections: Sequence[Correction], texts: Texts) -> None:
    """Draw the line; nothing when every word was read as it was typed."""
    if corrections:
        pairs = dict.fromkeys((correction.meant, correction.typed) for correction in corrections)
        st.html(
            markup.corrections(
                texts("corrections.searched"), texts("corrections.instead"), texts("corrections.and"), tuple(pairs)
            )
        )
