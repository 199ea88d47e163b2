"""What is made of the whole library, or of plans in it: kept for all visitors as long as the library stays the same.

All of it is frozen, so visitors can share it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from retrieval.figures import Figures, amounts, counts
from retrieval.model import Answer, Citation, Filter, Language, Plan
from retrieval.organisations import Organisation
from ui.languages import LANGUAGES
from ui.resources import Engine

# The state in use and, while a new one is published, the one before it.
_KEPT = 2
# What is told of plans, of which each is some tens of kB.
_TOLD = 256


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


def described(engine: Engine, plans: Sequence[Plan], language: Language) -> Answer:
    """What the sources say of one plan, or of several side by side."""
    return _described(engine, tuple(plans), tuple(plan.id for plan in plans), language, _state(engine))


def alike(engine: Engine, plan: Plan, language: Language) -> Answer:
    """The plans most like one, each with what they share."""
    return _alike(engine, plan, plan.id, language, _state(engine))


def shown(engine: Engine, plan: Plan) -> Mapping[tuple[str, str], Citation]:
    """For each value of a facet of a plan the sentence that shows it."""
    return _shown(engine, plan, plan.id, _state(engine))


def _state(engine: Engine) -> tuple[str, str]:
    return engine.coverage().built_at, engine.fingerprint()


# What begins with an underscore is no part of the key.
@st.cache_resource(show_spinner=False, max_entries=_KEPT)
def _money(_engine: Engine, state: tuple[str, str]) -> tuple[Figures, ...]:  # noqa: ARG001
    return amounts(_engine.survey("money"))


@st.cache_resource(show_spinner=False, max_entries=_KEPT)
def _reach(_engine: Engine, state: tuple[str, str]) -> tuple[Figures, ...]:  # noqa: ARG001
    return counts(_engine.survey("reach"))


@st.cache_resource(show_spinner=False, max_entries=_KEPT)
def _organisations(_engine: Engine, state: tuple[str, str]) -> tuple[Organisation, ...]:  # noqa: ARG001
    return _engine.organisations()


@st.cache_resource(show_spinner=False, max_entries=_KEPT * len(LANGUAGES))
def _filters(_engine: Engine, language: Language, state: tuple[str, str]) -> tuple[Filter, ...]:  # noqa: ARG001
    return tuple(spot.value for spots in _engine.counts((), language).values() for spot in spots)


@st.cache_resource(show_spinner=False, max_entries=_TOLD)
def _described(
    _engine: Engine,
    _plans: Sequence[Plan],
    ids: tuple[str, ...],  # noqa: ARG001
    language: Language,
    state: tuple[str, str],  # noqa: ARG001
) -> Answer:
    return _engine.describe(_plans, language)


@st.cache_resource(show_spinner=False, max_entries=_TOLD)
def _alike(_engine: Engine, _plan: Plan, identity: str, language: Language, state: tuple[str, str]) -> Answer:  # noqa: ARG001
    return _engine.alike(_plan, language)


@st.cache_resource(show_spinner=False, max_entries=_TOLD)
def _shown(
    _engine: Engine,
    _plan: Plan,
    identity: str,  # noqa: ARG001
    state: tuple[str, str],  # noqa: ARG001
) -> Mapping[tuple[str, str], Citation]:
    return _engine.shown(_plan)
