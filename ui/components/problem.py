"""What went wrong, in a sentence with what to do."""

from __future__ import annotations

import streamlit as st

from retrieval.errors import PlanwijzerError
from ui import failing, state
from ui.markdown import literal
from ui.texts import interface_texts


def show(failure: PlanwijzerError | str) -> None:
    """Draw an error, or a sentence about one."""
    sentence = failure if isinstance(failure, str) else failing.sentence_of(failure)
    st.error(literal(sentence), icon=":material/error:")


def unforeseen(error: Exception) -> bool:
    """Draw that a page could not be drawn, in place of what Streamlit would show; yes, it is told."""
    if isinstance(error, PlanwijzerError):
        show(error)
    else:
        texts = interface_texts(state.language())
        show(texts("problem.page", number=failing.logged(error, "a page could not be drawn")))
    return True
