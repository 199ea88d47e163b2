"""How a question was understood: the filters that were applied, with the words they were read from."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from retrieval.model import Filter
from retrieval.texts import Texts
from ui import derived, markup
from ui.asking import LastTurn
from ui.components import unfolding
from ui.markup import escaped
from ui.picking import Picks

_ADDED = "add-filter"


def block(filters: Sequence[Filter], picks: Picks, texts: Texts, last: LastTurn | None = None) -> str:
    """The filters as chips; ``""`` when there are none. ``last``: with it those that can be are taken away by a click."""
    if not filters:
        return ""
    told = []
    for condition in filters:
        removal = _removal(condition, picks, texts, last) if last and last.can_drop(condition) else ""
        told.append(markup.chip(chip(condition, texts), removal))
    return markup.chips(texts("filters.understood"), told)


def adding(filters: Sequence[Filter], turn: int, texts: Texts, last: LastTurn) -> None:
    """Draw a button that unfolds a list of all further filters, of which one is added."""
    place = unfolding.show(texts("filters.add"), "add", f"adding-{turn}-{len(filters)}")
    if place:
        with place:
            _others(filters, turn, texts, last)


def _others(filters: Sequence[Filter], turn: int, texts: Texts, last: LastTurn) -> None:
    applied = {(f.facet, f.value) for f in filters}
    known = derived.filters(last.services.engine, last.turn.answer.language)
    key = f"{_ADDED}-{turn}-{len(filters)}"

    def added() -> None:
        chosen = st.session_state[key]
        if chosen:
            last.add(chosen.facet, chosen.value)

    st.selectbox(
        texts("filters.which"),
        [f for f in known if (f.facet, f.value) not in applied],
        index=None,
        format_func=lambda f: label(f, texts),
        placeholder=texts("filters.type"),
        key=key,
        on_change=added,
    )


def chip(condition: Filter, texts: Texts) -> markup.Chip:
    """What a filter selects on, the words it was read from where they differ from its name, and what is special about it."""
    told = condition.carried or condition.source_text.casefold() in ("", condition.label.casefold())
    words = "" if told else texts("filters.read_from", words=condition.source_text)
    tips = [texts("filters.carried")] if condition.carried else []
    tips += [texts("filters.preferred")] if condition.preferred else []
    style = "preferred" if condition.preferred else "carried" if condition.carried else ""
    return markup.Chip(label(condition, texts), words, ", ".join(tips), style)


def facet_name(facet: str, texts: Texts) -> str:
    """The name of a facet, or its id when it is a new one."""
    return texts(f"facet.{facet}") if f"facet.{facet}" in texts.keys() else facet  # noqa: SIM118


def label(condition: Filter, texts: Texts) -> str:
    """What a filter selects on: its facet and its value."""
    facet = facet_name(condition.facet, texts)
    if condition.negated:
        return texts("filters.chip_not", facet=facet, label=condition.label)
    return texts("filters.chip", facet=facet, label=condition.label)


def _removal(condition: Filter, picks: Picks, texts: Texts, last: LastTurn) -> str:
    """The button on a chip that takes it away."""
    part = picks.part(f"drop:{condition.facet}:{condition.value}", partial(last.drop, condition))
    name = escaped(texts("filters.drop", chip=label(condition, texts)))
    return f'<button type="button" class="pw-drop" {part} aria-label="{name}" title="{name}"></button>'
