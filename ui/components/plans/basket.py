"""The plans chosen to be compared, in a bar that stays in sight."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from retrieval.model import Plan
from retrieval.texts import Texts
from ui import routes
from ui.browsing import MOST_COMPARED
from ui.components import clickable
from ui.markup import escaped
from ui.naming import named
from ui.routes import Place

_GO = "go"


def show(plans: Sequence[Plan], texts: Texts, drop: Callable[[str], None]) -> None:
    """Draw the bar; nothing where nothing was chosen. ``drop``: takes away the plan with an id."""

    def picked(value: str) -> None:
        if value == _GO:
            routes.go(Place.COMPARE, plan=tuple(plan.id for plan in plans))
        else:
            drop(value)

    if plans:
        with st.container(key="basket"):
            clickable.show(bar(plans, texts), "basket-bar", picked)


def bar(plans: Sequence[Plan], texts: Texts) -> str:
    """The names, each with a button that takes it away, what more can be chosen, and the link to the comparison."""
    place = escaped(routes.href(Place.COMPARE, plan=tuple(plan.id for plan in plans)))
    names = "".join(
        f'<li><button type="button" data-pick="{escaped(plan.id)}" aria-label="{escaped(texts("basket.drop", name=plan.name))}">'
        f'<span>{escaped(named(plan, texts))}</span> <span aria-hidden="true">×</span></button></li>'
        for plan in plans
    )
    go = escaped(texts("basket.go", count=len(plans)))
    return (
        f'<div class="pw-removable pw-basket" role="region" aria-label="{escaped(texts("basket.title"))}">'
        f'<a class="pw-go" href="{place}" data-pick="{_GO}">{go}</a><ul>{names}</ul>{_note(len(plans), texts)}</div>'
    )


def _note(count: int, texts: Texts) -> str:
    notes = {1: texts("basket.another"), MOST_COMPARED: texts("basket.full", most=MOST_COMPARED)}
    return f'<p role="status">{escaped(notes[count])}</p>' if count in notes else ""
