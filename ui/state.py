"""The state of one visitor's session beside the conversation: the language, and the source that is open."""

from __future__ import annotations

import zlib
from dataclasses import dataclass, replace
from typing import cast

import streamlit as st

from retrieval.errors import PageUnknown
from retrieval.model import Citation, Language
from ui import address
from ui.languages import LANGUAGE_KEY, LANGUAGES
from ui.resources import Engine

# The parameter of the address that names the open source: document, page, span, and a check of what stood there.
_SOURCE = "bron"
_OPENED = "opened"
_PARTS = 5


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
    address.change(address.here(), **{_SOURCE: (reference(citation),)})


def turn_to(page: int) -> None:
    """Turn the open source to another of its pages."""
    source = _kept()
    if source and 1 <= page <= source.citation.document.pages:
        st.session_state[_OPENED] = replace(source, page=page)


def close_source() -> None:
    """Close the source that is open."""
    st.session_state[_OPENED] = None
    address.close(address.here(), _SOURCE)


def opened(engine: Engine) -> Opened | None:
    """The source that is open, if any: the one that the address names."""
    named = address.one(address.read(address.here()), _SOURCE)
    source = _kept()
    if not named:
        return None
    if source is None or reference(source.citation) != named:
        citation = _cited(named, engine)
        source = Opened(citation, citation.page) if citation else None
        st.session_state[_OPENED] = source
    return source


def _kept() -> Opened | None:
    return cast("Opened | None", st.session_state.get(_OPENED))


def reference(citation: Citation) -> str:
    """How the address names a citation."""
    check = zlib.crc32(citation.quote.encode())
    return f"{citation.document.id}:{citation.page}:{citation.start}:{citation.end}:{check:08x}"


def _cited(named: str, engine: Engine) -> Citation | None:
    """The citation that an address names; with an empty quotation, which does not hold, where something else stands there."""
    identity, *span = named.rsplit(":", _PARTS - 1)
    document = next((own for own in engine.documents() if own.id == identity), None)
    if document is None or len(span) != _PARTS - 1 or not all(part.isdecimal() and len(part) < 10 for part in span[:3]):
        return None
    page, start, end = map(int, span[:3])
    try:
        text = engine.page(identity, page).text
    except PageUnknown:
        return None
    citation = Citation(0, document, page, (), text[start:end], start, end)
    return citation if reference(citation) == named else replace(citation, quote="")
