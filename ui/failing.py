"""Errors as visitors are told of them: a sentence in their language, and a number for what nobody foresaw."""

from __future__ import annotations

import logging
import secrets

from retrieval.errors import PlanwijzerError
from retrieval.texts import load_texts
from ui import state

_LOG = logging.getLogger(__name__)


def sentence_of(error: PlanwijzerError) -> str:
    """The sentence of an error in the language of the interface."""
    return load_texts(state.language()).error(error)


def logged(error: Exception, doing: str) -> str:
    """Log an error that nobody foresaw, with a number that the visitor can tell; gives that number."""
    number = secrets.token_hex(4)
    _LOG.error("%s [%s]", doing, number, exc_info=error)
    return number
