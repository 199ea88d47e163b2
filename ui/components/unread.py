"""What an address asks for that nothing here is called: it is left out, and said."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from retrieval.texts import Texts
from ui import address, filtering, markup, state
from ui.resources import Engine
from ui.routes import Place

# The parameters that name plans.
_PLANS = ("plan", "vergelijk")
# Of a longer value, or of more of them, the first part says enough.
_MOST_CHARACTERS, _MOST_VALUES = 60, 5


def show(page: Place, engine: Engine, texts: Texts, also: Sequence[str] = ()) -> None:
    """Draw the line; nothing where all that the address asks for is known. ``also``: what is not known to the page itself."""
    params = address.read(page)
    plans = {plan.id for plan in engine.plans()}
    values = [value for key in _PLANS for value in params.get(key, ()) if value not in plans]
    values += filtering.unknown(params, engine, state.language())
    values += also
    if values:
        told = ", ".join(f"“{_short(value)}”" for value in values[:_MOST_VALUES])
        st.html(markup.paragraph(texts("problem.unread", values=told), "note"))


def _short(value: str) -> str:
    return value if len(value) <= _MOST_CHARACTERS else f"{value[:_MOST_CHARACTERS]}…"
