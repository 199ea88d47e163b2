"""The pages, by name, and the ways between them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import cast
from urllib.parse import urlencode

import streamlit as st
from streamlit.navigation.page import Page

from ui import address

_PAGES = "pages"
_WANTED = "wanted"


class Place(StrEnum):
    """A page; its value is its address."""

    ASK = "vraag"
    SEARCH = "zoeken"
    PLANS = "plannen"
    COMPARE = "vergelijken"
    OVERVIEW = "overzicht"
    COVERAGE = "dekking"
    MANAGE = "beheer"


def register(pages: Mapping[Place, Page]) -> None:
    """Tell which pages there are in this run."""
    st.session_state[_PAGES] = pages


def link(place: Place, label: str, icon: str = "", **params: Sequence[str]) -> None:
    """Draw a link to a page. ``label``: Markdown, so text from outside goes through ``ui.markdown.literal``."""
    st.page_link(_pages()[place], label=label, icon=icon or None, query_params=_with_common(params))


def href(place: Place, **params: Sequence[str]) -> str:
    """The address of a page, for links of our own: what a visitor copies or opens in another tab."""
    # Streamlit knows the start page by no name of its own.
    path = "./" if place is Place.ASK else place
    return f"{path}?{urlencode(_with_common(params), doseq=True)}"


def go(place: Place, **params: Sequence[str]) -> None:
    """Show another page from the next run on; for callbacks, in which a page can't be switched."""
    st.session_state[_WANTED] = (place, params)


def follow() -> None:
    """Switch to the page that was asked for, if any."""
    wanted = st.session_state.pop(_WANTED, None)
    if wanted:
        place, params = cast("tuple[Place, dict[str, Sequence[str]]]", wanted)
        # Not with its parameters: Streamlit would put them in the address of the page that is left first, as a step of the
        # way back that nobody took. On arrival they are there.
        address.write(place, params)
        st.switch_page(_pages()[place])


def _with_common(params: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    return {**address.common(), **{key: list(values) for key, values in params.items() if values}}


def _pages() -> Mapping[Place, Page]:
    return cast("Mapping[Place, Page]", st.session_state[_PAGES])
