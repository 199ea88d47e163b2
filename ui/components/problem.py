"""What went wrong, in a sentence with what to do."""

from __future__ import annotations

import logging
import secrets

import streamlit as st

from retrieval.errors import PlanwijzerError
from retrieval.texts import load_texts
from ui import state
from ui.markdown import literal
from ui.texts import interface_texts

_LOG = logging.getLogger(__name__)


def show(failure: PlanwijzerError | str) -> None:
    """Draw an error, or a sentence about one."""
    sentence = failure if isinstance(failure, str) else sentence_of(failure)
    st.error(literal(sentence), icon=":material/error:")


def sentence_of(error: PlanwijzerError) -> str:
    """The sentence of an error in the language of the interface."""
    return load_texts(state.language()).error(error)


def logged(error: Exception, doing: str) -> str:
    """Log an error that nobody foresaw, with a number that the visitor can tell; gives that number."""
    number = secrets.token_hex(4)
    _LOG.error("%s [%s]", doing, number, exc_info=error)
    return number


def unforeseen(error: Exception) -> bool:
    """Draw that a page could not be drawn, in place of what Streamlit would show; yes, it is told."""
    if isinstance(error, PlanwijzerError):
        show(error)
    else:
        texts = interface_texts(state.language())
        show(texts("problem.page", number=logged(error, "a page could not be drawn")))
    return True
