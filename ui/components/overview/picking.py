"""Choices that stand in the address: what is picked is a value of one of its parameters."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from retrieval.dutch import fold
from ui import address


def chosen(page: str, param: str, labels: Mapping[str, str]) -> str:
    """The value that the address has, also in other case, if it is one of ``labels``; else the first of them."""
    given = fold(address.one(address.read(page), param))
    return next((value for value in labels if fold(value) == given), next(iter(labels)))


def select(page: str, param: str, name: str, labels: Mapping[str, str], *, width: int = 160) -> None:
    """Draw a list to choose from. ``labels``: by value; the first holds where the address has none."""
    key = _kept(page, param, chosen(page, param, labels))
    st.selectbox(
        name, list(labels), format_func=lambda v: labels[v], key=key, on_change=_picked, args=(page, param, labels), width=width
    )


def segments(page: str, param: str, name: str, labels: Mapping[str, str], *, named: bool = True) -> None:
    """Draw a row of which one is chosen. ``named``: the name is in sight, not only for who can't see the row."""
    key = _kept(page, param, chosen(page, param, labels))
    st.segmented_control(
        name,
        list(labels),
        format_func=lambda v: labels[v],
        key=key,
        on_change=_picked,
        args=(page, param, labels),
        label_visibility="visible" if named else "collapsed",
    )


def _kept(page: str, param: str, value: str) -> str:
    key = f"{page}-{param}"
    st.session_state[key] = value
    return key


def _picked(page: str, param: str, labels: Mapping[str, str]) -> None:
    # Nothing is picked in a row when its chosen part is clicked again.
    value = st.session_state[f"{page}-{param}"]
    address.change(page, **{param: () if value in (None, next(iter(labels))) else (value,)})
