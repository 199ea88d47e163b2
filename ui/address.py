"""The address: its parameters are the state of the page, so that a copied address shows the same elsewhere.

They come from outside: plain text of bounded length and number, which each page checks against what it knows. A page that is
left and visited again in the same session finds its parameters as they were.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from ui.languages import LANGUAGE_KEY

Params = Mapping[str, tuple[str, ...]]

# ?woorden=eigen stands for one's own words alone; like the language it holds for all pages.
WORDS_KEY, OWN_WORDS = "woorden", "eigen"
_COMMON = (LANGUAGE_KEY, WORDS_KEY)
# What is longer or more was not made here.
MOST_VALUES, LONGEST_VALUE = 60, 2_000

_KEPT, _HERE = "addresses", "here"


def enter(page: str) -> None:
    """Tell which page is drawn in this run."""
    st.session_state[_HERE] = page


def here(page: str = "") -> str:
    """The page that is drawn, or was last; ``page`` where none was entered, because it is drawn by itself."""
    return str(st.session_state.get(_HERE, page))


def read(page: str) -> Params:
    """The parameters of a page, as the address has them, or as they were when the page was left."""
    if page != here(page):
        return _kept().get(page, {})
    given = _given()
    if given:
        _keep(page, given)
    elif kept := _kept().get(page):
        _show(kept)
    return given or _kept().get(page, {})


def write(page: str, params: Mapping[str, Sequence[str]]) -> None:
    """Put the parameters of a page in the address; those without a value are left out."""
    found = {key: tuple(values) for key, values in params.items() if values}
    _keep(page, found)
    if page == here(page):
        _show(found)


def change(page: str, **changed: Sequence[str]) -> None:
    """Put some parameters of a page in the address and leave the others as they are."""
    write(page, {**read(page), **changed})


def one(params: Params, key: str) -> str:
    """The first value of a parameter, ``""`` where there is none."""
    return next(iter(params.get(key, ())), "")


def bind(key: str, value: object) -> None:
    """Give the widget ``key`` its value in the address before it is drawn.

    One that has it is left alone: to set it again would undo what somebody is typing.
    """
    if st.session_state.get(key) != value:
        st.session_state[key] = value


def own_words() -> bool:
    """Whether only the words of a question itself are looked for; no, until the address says just that."""
    return st.query_params.get(WORDS_KEY) == OWN_WORDS


def choose_words(*, own: bool) -> None:
    """Look from now on for the words of a question alone, or for related ones besides."""
    if own:
        st.query_params[WORDS_KEY] = OWN_WORDS
    else:
        st.query_params.pop(WORDS_KEY, None)


def _given() -> dict[str, tuple[str, ...]]:
    found = {}
    for key in st.query_params:
        if key not in _COMMON:
            found[key] = tuple(value[:LONGEST_VALUE] for value in st.query_params.get_all(key)[:MOST_VALUES])
    return found


def _show(params: Params) -> None:
    """Make the address say just this, beside what holds for all pages: a widget looks after the language."""
    given = _given()
    for key in given.keys() - params.keys():
        st.query_params.pop(key)
    for key, values in params.items():
        if given.get(key) != values:
            st.query_params[key] = list(values)


def _kept() -> dict[str, Params]:
    kept: dict[str, Params] = st.session_state.setdefault(_KEPT, {})
    return kept


def _keep(page: str, params: Params) -> None:
    _kept()[page] = params
