"""How a question was understood: the filters that were applied, with the words they were read from."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from retrieval.model import Filter, Requirement
from retrieval.texts import Texts
from ui import derived, markup
from ui.asking import LastTurn
from ui.components import unfolding
from ui.dialogue import Value
from ui.markup import escaped
from ui.picking import Picks

_ADDED = "add-filter"


def block(
    filters: Sequence[Filter], requirements: Sequence[Requirement], picks: Picks, texts: Texts, last: LastTurn | None = None
) -> str:
    """The filters and what else plans must meet as chips; ``""`` when there is neither. ``last``: with it those that can be are
    taken away by a click."""
    told = []
    for condition in filters:
        removable = last and last.can_drop(condition)
        removal = _removal(label(condition, texts), (condition.facet, condition.value), picks, texts, last) if removable else ""
        told.append(markup.chip(chip(condition, texts), removal))
    for own in requirements:
        carried = (texts("filters.carried"), "carried") if own.carried else ("", "")
        removal = _removal(own.label, (own.kind, own.value), picks, texts, last)
        told.append(markup.chip(markup.Chip(own.label, "", *carried), removal))
    return markup.chips(texts("filters.understood"), told) if told else ""


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


def _removal(shown: str, value: Value, picks: Picks, texts: Texts, last: LastTurn | None) -> str:
    """The button on a chip that takes it away; none on those of an earlier answer. ``shown``: what the chip says."""
    if last is None:
        return ""
    part = picks.part("drop:" + ":".join(value), partial(last.drop, value))
    name = escaped(texts("filters.drop", chip=shown))
    return f'<button type="button" class="pw-drop" {part} aria-label="{name}" title="{name}"></button>'
