"""How a question was understood: the filters that were applied, with the words they were read from."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from retrieval.model import Filter
from retrieval.texts import Texts
from ui import derived, markup
from ui.asking import LastTurn
from ui.markdown import literal

_ADDED = "add-filter"


def show(filters: Sequence[Filter], turn: int, texts: Texts, last: LastTurn | None = None) -> None:
    """Draw the filters as chips; nothing when there are none. ``last``: takes them away, and adds others."""
    if not last:
        if filters:
            st.html(markup.chips(texts("filters.understood"), [chip(f, texts) for f in filters]))
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="xxsmall", key=f"chips-{turn}"):
        if filters:
            st.html(markup.paragraph(texts("filters.understood"), "understood"), width="content")
        dropped = [f for f in filters if last.can_drop(f)]
        for place, condition in enumerate(dropped):
            _droppable(condition, f"{turn}-{place}", texts, last)
        rest = [chip(f, texts) for f in filters if f not in dropped]
        if rest:
            st.html(markup.chips("", rest), width="content")
        _adding(filters, turn, texts, last)


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


def _droppable(condition: Filter, key: str, texts: Texts, last: LastTurn) -> None:
    """A chip with a button that takes it away; the style sheet leaves of the button's words only the sign in sight."""
    with st.container(horizontal=True, vertical_alignment="center", gap=None, width="content", key=f"chip-{key}"):
        st.html(markup.chips("", [chip(condition, texts)]), width="content")
        name = literal(texts("filters.drop", chip=label(condition, texts)))
        st.button(name, key=f"drop-{key}", type="tertiary", icon=":material/close:", on_click=last.drop, args=(condition,))


def _adding(filters: Sequence[Filter], turn: int, texts: Texts, last: LastTurn) -> None:
    """A list of all further filters, of which one is added."""
    applied = {(f.facet, f.value) for f in filters}
    known = derived.filters(last.services.engine, last.turn.answer.language)
    others = [f for f in known if (f.facet, f.value) not in applied]
    key = f"{_ADDED}-{turn}-{len(filters)}"

    def added() -> None:
        chosen = st.session_state[key]
        if chosen:
            last.add(chosen.facet, chosen.value)

    with st.popover(texts("filters.add"), icon=":material/add:", type="tertiary", key=f"adding-{turn}-{len(filters)}"):
        st.selectbox(
            texts("filters.which"),
            others,
            index=None,
            format_func=lambda f: label(f, texts),
            placeholder=texts("filters.type"),
            key=key,
            on_change=added,
        )
