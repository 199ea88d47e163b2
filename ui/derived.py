"""Tables made from the whole library: kept for all visitors as long as the state of the library stays the same."""

from __future__ import annotations

import streamlit as st

from retrieval.figures import Figures, amounts, counts
from retrieval.model import Filter, Language
from retrieval.organisations import Organisation
from ui.languages import LANGUAGES
from ui.resources import Engine

# The state in use and, while a new one is published, the one before it.
_KEPT = 2


def money(engine: Engine) -> tuple[Figures, ...]:
    """The quotations about plans that state an amount of money."""
    return _money(engine, _state(engine))


def reach(engine: Engine) -> tuple[Figures, ...]:
    """The quotations about plans that state how many they reach."""
    return _reach(engine, _state(engine))


def organisations(engine: Engine) -> tuple[Organisation, ...]:
    """The organisations that are named as partner of two plans or more."""
    return _organisations(engine, _state(engine))


def filters(engine: Engine, language: Language) -> tuple[Filter, ...]:
    """All filters that some plan meets, by facet, most plans first."""
    return _filters(engine, language, _state(engine))


def _state(engine: Engine) -> tuple[str, str]:
    return engine.coverage().built_at, engine.fingerprint()


@st.cache_data(show_spinner=False, max_entries=_KEPT)
def _money(_engine: Engine, state: tuple[str, str]) -> tuple[Figures, ...]:  # noqa: ARG001
    return amounts(_engine.survey("money"))


@st.cache_data(show_spinner=False, max_entries=_KEPT)
def _reach(_engine: Engine, state: tuple[str, str]) -> tuple[Figures, ...]:  # noqa: ARG001
    return counts(_engine.survey("reach"))


@st.cache_data(show_spinner=False, max_entries=_KEPT)
def _organisations(_engine: Engine, state: tuple[str, str]) -> tuple[Organisation, ...]:  # noqa: ARG001
    return _engine.organisations()


@st.cache_data(show_spinner=False, max_entries=_KEPT * len(LANGUAGES))
def _filters(_engine: Engine, language: Language, state: tuple[str, str]) -> tuple[Filter, ...]:  # noqa: ARG001
    return tuple(spot.value for spots in _engine.counts((), language).values() for spot in spots)
