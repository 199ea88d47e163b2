"""Filters on a list of plans: a select for each main facet, and what was chosen, each with a button that takes it away."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from retrieval.model import Filter, Spot
from retrieval.texts import Texts
from ui import address
from ui.components import clickable, filters
from ui.filtering import KEYS, params_of
from ui.markup import escaped

# The facets with a select; what the address says of others holds too, and can be taken away.
FACETS = ("province", "theme", "sector", "level", "kind")
NAME_KEY = "naam"
_ALL = "all"


def selects(page: str, counts: Mapping[str, Sequence[Spot]], found: Sequence[Filter], texts: Texts, *, counted: bool) -> None:
    """Draw the selects: a choice adds a filter to the address. ``found``: the filters that are there, offered no more;
    ``counted``: tell how many plans each value has."""
    already = {(f.facet, f.value) for f in found}
    for facet in FACETS:
        spots = {
            spot.value.value: spot for spot in counts.get(facet, ()) if spot.count and (facet, spot.value.value) not in already
        }
        key = f"filter-{facet}"
        st.selectbox(
            filters.facet_name(facet, texts).capitalize(),
            list(spots),
            index=None,
            format_func=_told(spots, texts, counted=counted),
            placeholder=texts("plans.any"),
            key=key,
            on_change=_add,
            args=(page, facet, key),
        )


def chosen(page: str, found: Sequence[Filter], name: str, texts: Texts) -> None:
    """Draw what was chosen; nothing where nothing was. ``name``: the part of a name that was typed."""
    told = [(_pick(f), filters.label(f, texts)) for f in found]
    told += [(f"{NAME_KEY} {name}", texts("plans.named", name=name))] if name else []
    if told:

        def picked(pick: str) -> None:
            _drop(page, pick, found)

        clickable.show(removable(texts("plans.chosen"), told, texts), "plan-chosen", picked)


def removable(name: str, told: Sequence[tuple[str, str]], texts: Texts) -> str:
    """A named row of buttons, each taking one thing away, and one for all: (what is picked, its label) each."""
    buttons = "".join(
        f'<li><button type="button" data-pick="{escaped(pick)}" aria-label="{escaped(texts("filters.drop", chip=label))}">'
        f'{escaped(label)} <span aria-hidden="true">×</span></button></li>'
        for pick, label in told
    )
    everything = f'<li><button type="button" class="pw-plain" data-pick="{_ALL}">{escaped(texts("plans.drop_all"))}</button></li>'
    return f'<div class="pw-removable"><span>{escaped(name)}</span><ul>{buttons}{everything if len(told) > 1 else ""}</ul></div>'


def _told(spots: Mapping[str, Spot], texts: Texts, *, counted: bool) -> Callable[[str], str]:
    def told(value: str) -> str:
        spot = spots[value]
        return texts("plans.counted", label=spot.value.label, count=spot.count) if counted else spot.value.label

    return told


def _add(page: str, facet: str, key: str) -> None:
    value, st.session_state[key] = st.session_state[key], None
    if value:
        already = address.read(page).get(KEYS[facet], ())
        address.change(page, **{KEYS[facet]: (*already, value)})


def _drop(page: str, pick: str, found: Sequence[Filter]) -> None:
    """Take a filter, or the part of a name, out of the address. ``pick``: its parameter and value, or all of them."""
    if pick == _ALL:
        address.change(page, **params_of(()), **{NAME_KEY: ()})
    elif pick.startswith(f"{NAME_KEY} "):
        address.change(page, **{NAME_KEY: ()})
    else:
        # Written anew: an address may name a value by its label.
        address.change(page, **params_of(f for f in found if _pick(f) != pick))


def _pick(condition: Filter) -> str:
    return f"{KEYS[condition.facet]} {condition.value}"
