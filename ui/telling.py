"""What the sources say of plans, kept: it is the same until the library is built anew."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from retrieval.model import Answer, Language, Plan
from ui.resources import Engine

# Answers that are kept for all visitors together: each some tens of kB.
_KEPT = 256


def described(engine: Engine, plans: Sequence[Plan], language: Language) -> Answer:
    """What the sources say of one plan, or of several side by side."""
    return _described(engine, tuple(plans), tuple(plan.id for plan in plans), language, engine.coverage().built_at)


def alike(engine: Engine, plan: Plan, language: Language) -> Answer:
    """The plans most like one, each with what they share."""
    return _alike(engine, plan, plan.id, language, engine.coverage().built_at)


# What begins with an underscore is no part of the key. The answers are frozen: all visitors share them.
@st.cache_resource(max_entries=_KEPT, show_spinner=False)
def _described(_engine: Engine, _plans: Sequence[Plan], ids: tuple[str, ...], language: Language, built: str) -> Answer:  # noqa: ARG001
    return _engine.describe(_plans, language)


@st.cache_resource(max_entries=_KEPT, show_spinner=False)
def _alike(_engine: Engine, _plan: Plan, identity: str, language: Language, built: str) -> Answer:  # noqa: ARG001
    return _engine.alike(_plan, language)
