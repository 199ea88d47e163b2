"""Tables made from the whole library: kept for all visitors as long as the state of the library stays the same."""

from __future__ import annotations

import streamlit as st

from retrieval.holdings import Holdings
from retrieval.organisations import Organisation
from retrieval.surveying import Told
from ui.resources import Engine

# States of the library times tables; an older state is not asked for again.
_KEPT = 8


def survey(engine: Engine, aspect: str) -> tuple[Told, ...]:
    """What the sources say of one aspect of every plan."""
    return _survey(engine, aspect, _state(engine))


def organisations(engine: Engine) -> tuple[Organisation, ...]:
    """The organisations that are named as partner of two plans or more."""
    return _organisations(engine, _state(engine))


def holdings(engine: Engine) -> Holdings:
    """What is in the library and what is not."""
    return _holdings(engine, _state(engine))


def _state(engine: Engine) -> tuple[str, str]:
    return engine.coverage().built_at, engine.fingerprint()


@st.cache_data(show_spinner=False, max_entries=_KEPT)
def _survey(_engine: Engine, aspect: str, state: tuple[str, str]) -> tuple[Told, ...]:  # noqa: ARG001
    return _engine.survey(aspect)


@st.cache_data(show_spinner=False, max_entries=_KEPT)
def _organisations(_engine: Engine, state: tuple[str, str]) -> tuple[Organisation, ...]:  # noqa: ARG001
    return _engine.organisations()


@st.cache_data(show_spinner=False, max_entries=_KEPT)
def _holdings(_engine: Engine, state: tuple[str, str]) -> Holdings:  # noqa: ARG001
    return _engine.holdings()
