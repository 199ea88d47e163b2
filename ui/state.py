"""The state of one visitor's session beside the conversation: the language, and the source that is open."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import cast

import streamlit as st

from retrieval.model import Citation, Language
from ui.languages import LANGUAGE_KEY, LANGUAGES

_OPENED = "opened"


@dataclass(frozen=True, slots=True)
class Opened:
    """The citation whose source is open, and the page it is open at."""

    citation: Citation
    page: int


def language() -> Language:
    """The language of the interface; Dutch until another known one is chosen."""
    chosen = st.session_state.get(LANGUAGE_KEY)
    return cast("Language", chosen) if chosen in LANGUAGES else LANGUAGES[0]


def open_source(citation: Citation) -> None:
    """Open the source of a citation at the page it cites."""
    st.session_state[_OPENED] = Opened(citation, citation.page)


def turn_to(page: int) -> None:
    """Turn the open source to another of its pages."""
    source = opened()
    if source and 1 <= page <= source.citation.document.pages:
        st.session_state[_OPENED] = replace(source, page=page)


def close_source() -> None:
    """Close the source that is open."""
    st.session_state[_OPENED] = None


def opened() -> Opened | None:
    """The source that is open, if any."""
    return cast("Opened | None", st.session_state.get(_OPENED))
