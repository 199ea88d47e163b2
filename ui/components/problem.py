"""What went wrong, in a sentence with what to do."""

from __future__ import annotations

import streamlit as st

from retrieval.errors import PlanwijzerError
from retrieval.texts import load_texts
from ui import state
from ui.markdown import literal


def show(failure: PlanwijzerError | str) -> None:
    """Draw an error, or a sentence about one."""
    sentence = failure if isinstance(failure, str) else sentence_of(failure)
    st.error(literal(sentence), icon=":material/error:")


def sentence_of(error: PlanwijzerError) -> str:
    """The sentence of an error in the language of the interface."""
    return load_texts(state.language()).error(error)
