"""The address: its parameters are the state of the page, so that a copied address shows the same elsewhere.

They come from outside: plain text of bounded length and number, which each page checks against what it knows. A page that is
left and visited again in the same session finds its parameters as they were.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence

import streamlit as st

from ui.languages import LANGUAGE_KEY

Params = Mapping[str, tuple[str, ...]]

# ?woorden=eigen stands for one's own words alone; ?rol=student says who a visitor is. Like the language they hold for all pages.
WORDS_KEY, OWN_WORDS, ROLE_KEY = "woorden", "eigen", "rol"
_EVERYWHERE = (WORDS_KEY, ROLE_KEY)
_COMMON = (LANGUAGE_KEY, *_EVERYWHERE)
# What is longer or more was not made here.
MOST_VALUES, LONGEST_VALUE = 60, 2_000

_KEPT, _HERE, _ARRIVED, _COMMON_KEPT, _LEFT = "addresses", "here", "arrived", "everywhere", "left"
# Seconds in which a browser may not have heard yet that something was closed, and tells the address before with what is clicked
# next. Nobody opens it again within them by going back.
_LATE = 1.0


def enter(page: str) -> None:
    """Tell which page is drawn in this run; what holds for all pages holds for it."""
    st.session_state[_ARRIVED] = page != here()
    if page != here():
        kept = _kept().get(_COMMON_KEPT, {})
        missing = {key: kept[key] for key in _EVERYWHERE if kept.get(key) and not everywhere(key)}
        if missing:
            st.query_params.update(missing)
    st.session_state[_HERE] = page
    _keep(_COMMON_KEPT, {key: (value,) for key in _EVERYWHERE if (value := everywhere(key))})


def here(page: str = "") -> str:
    """The page that is drawn, or was last; ``page`` where none was entered, because it is drawn by itself."""
    return str(st.session_state.get(_HERE, page))


def read(page: str) -> Params:
    """The parameters of a page, as the address has them; on arrival without any, as they were when the page was left."""
    if page != here(page):
        return _kept().get(page, {})
    given = _given()
    kept = _kept().get(page, {})
    came_back = not given and kept and st.session_state.get(_ARRIVED)
    if came_back or _is_late(page, given):
        _show(kept)
        return kept
    # Without a word on a page that was there already: somebody went back to where he began.
    _keep(page, given)
    return given


def write(page: str, params: Mapping[str, Sequence[str]]) -> None:
    """Put the parameters of a page in the address; those without a value are left out."""
    found = {key: tuple(values) for key, values in params.items() if values}
    _keep(page, found)
    if page == here(page):
        _show(found)


def change(page: str, **changed: Sequence[str]) -> None:
    """Put some parameters of a page in the address and leave the others as they are."""
    write(page, {**read(page), **changed})


def close(page: str, key: str) -> None:
    """Take a parameter out of the address for what was closed, also where the browser hears of it late."""
    left = _given()
    change(page, **{key: ()})
    st.session_state[_LEFT] = (page, left, time.monotonic())


def one(params: Params, key: str) -> str:
    """The first value of a parameter, ``""`` where there is none."""
    return next(iter(params.get(key, ())), "")


def bind(key: str, value: object) -> None:
    """Give the widget ``key`` its value in the address before it is drawn.

    One that has it is left alone: to set it again would undo what somebody is typing.
    """
    if st.session_state.get(key) != value:
        st.session_state[key] = value


def everywhere(key: str) -> str:
    """The value of what holds for all pages, ``""`` where the address says nothing of it."""
    return st.query_params.get(key, "")


def choose_everywhere(key: str, value: str) -> None:
    """Let something hold for all pages from now on; ``""`` for nothing."""
    st.query_params.update({key: [value] if value else []})
    _keep(_COMMON_KEPT, {**_kept().get(_COMMON_KEPT, {}), key: (value,) if value else ()})


def own_words() -> bool:
    """Whether only the words of a question itself are looked for; no, until the address says just that."""
    return everywhere(WORDS_KEY) == OWN_WORDS


def choose_words(*, own: bool) -> None:
    """Look from now on for the words of a question alone, or for related ones besides."""
    choose_everywhere(WORDS_KEY, OWN_WORDS if own else "")


def common() -> dict[str, list[str]]:
    """What holds for all pages, for the address of another one."""
    return {key: [value] for key in _COMMON if (value := everywhere(key))}


def _given() -> dict[str, tuple[str, ...]]:
    found = {}
    for key in st.query_params:
        if key not in _COMMON and st.query_params.get_all(key):
            found[key] = tuple(value[:LONGEST_VALUE] for value in st.query_params.get_all(key)[:MOST_VALUES])
    return found


def _is_late(page: str, given: Params) -> bool:
    """Whether the browser tells the address in which something was open that was closed a moment ago."""
    where, left, since = st.session_state.get(_LEFT, (None, {}, 0.0))
    return (page, given) == (where, left) and time.monotonic() - since < _LATE


def _show(params: Params) -> None:
    """Make the address say just this, beside what holds for all pages: a widget looks after the language."""
    given = _given()
    changed = {key: list(params.get(key, ())) for key in {*given, *params} if given.get(key) != params.get(key)}
    if changed:
        # All at once: each message to the browser is a step that its way back takes.
        st.query_params.update(changed)


def _kept() -> dict[str, Params]:
    kept: dict[str, Params] = st.session_state.setdefault(_KEPT, {})
    return kept


def _keep(page: str, params: Params) -> None:
    _kept()[page] = params
