"""The list of plans: filters, a part of a name, an order, and the plans as cards or as a table."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from retrieval.exporting import report_of_plans
from retrieval.model import Filter, Plan
from retrieval.texts import Texts
from ui import address, browsing, markup, state
from ui.address import Params
from ui.components import clickable, exporting, unread, view
from ui.components.plans import basket, plan_cards, plan_filters
from ui.components.plans.plan_filters import NAME_KEY
from ui.filtering import filters_of
from ui.naming import Names, counted
from ui.resources import Engine, Services
from ui.routes import Place

PAGE = Place.PLANS
VIEWS = ("kaarten", "tabel")
# More cards than these are shown at a click: they take the browser longer than a table does.
CARDS_SHOWN = 36
_BASKET_KEY, _VIEW_KEY, _ORDER_KEY, _ALL_KEY = "vergelijk", "weergave", "volgorde", "alles"


def show(services: Services, texts: Texts) -> None:
    """Draw the list that the address asks for."""
    engine, params = services.engine, address.read(PAGE)
    names = Names(services.vocabulary, state.language(), texts)
    found, name = filters_of(params, engine, names.language), address.one(params, NAME_KEY)
    st.html(markup.title(texts("page.plannen"), texts("plans.subtitle")))
    view.show(".pw-title", 0, block="start")
    unread.show(PAGE, engine, texts)
    _controls(engine, found, params, texts)
    plan_filters.chosen(PAGE, found, name, texts)
    everything = engine.plans()
    chosen = browsing.known(params.get(_BASKET_KEY, ()), everything)
    basket.show(chosen, texts, partial(_picked_plan, everything, plan_cards.COMPARE))
    plans = listed(params, services, names)
    _plans(plans, everything, chosen, params, names)
    if plans:
        report = report_of_plans(plans, services.vocabulary, engine.coverage(), names.language, filters=found)
        exporting.show(report, "plans", texts)


def listed(params: Params, services: Services, names: Names) -> list[Plan]:
    """The plans that an address asks for, in its order."""
    meeting = services.engine.plans(filters_of(params, services.engine, names.language))
    found = browsing.named(meeting, address.one(params, NAME_KEY))
    return browsing.ordered(found, _one_of(browsing.ORDERS, params, _ORDER_KEY), names)


def _controls(engine: Engine, found: Sequence[Filter], params: Params, texts: Texts) -> None:
    name = address.one(params, NAME_KEY)
    with st.container(horizontal=True, gap="small", vertical_alignment="bottom", key="plan-controls"):
        address.bind("plan-name", name)
        st.text_input(
            texts("plans.name_part"), max_chars=100, key="plan-name", live=True, on_change=_change, args=(NAME_KEY, "plan-name")
        )
        # What is typed is no filter of the engine: its counts would promise more plans than are shown.
        plan_filters.selects(PAGE, engine.counts(found, state.language()), found, texts, counted=not name)


def _choice(options: Sequence[str], param: str, params: Params, texts: Texts) -> None:
    """A choice of one, kept in the address."""
    key = f"plan-{param}"
    address.bind(key, _one_of(options, params, param))
    st.segmented_control(
        texts(f"plans.{param}"),
        options,
        format_func=lambda option: texts(f"plans.{param}_{option}"),
        required=True,
        key=key,
        on_change=_change,
        args=(param, key),
    )


def _plans(plans: Sequence[Plan], everything: Sequence[Plan], chosen: Sequence[Plan], params: Params, names: Names) -> None:
    texts = names.texts
    with st.container(horizontal=True, gap="small", vertical_alignment="bottom", key="plan-order"):
        st.html(f'<div role="status">{markup.paragraph(_count(plans, everything, texts), "position")}</div>')
        _choice(browsing.ORDERS, _ORDER_KEY, params, texts)
        _choice(VIEWS, _VIEW_KEY, params, texts)
    if not plans:
        return
    ids, full = frozenset(plan.id for plan in chosen), len(chosen) >= browsing.MOST_COMPARED

    def picked(pick: str) -> None:
        act, _, identity = pick.partition(" ")
        _picked_plan(everything, act, identity)

    if _one_of(VIEWS, params, _VIEW_KEY) == "tabel":
        clickable.show(plan_cards.table(plans, names, ids, full=full), "plan-table", picked)
        return
    shown = plans if params.get(_ALL_KEY) else plans[:CARDS_SHOWN]
    clickable.show(plan_cards.cards(shown, names, ids, full=full), "plan-cards", picked)
    if len(shown) < len(plans):
        more = texts("answer.more", count=len(plans) - len(shown))
        st.button(more, key="plan-more", icon=":material/expand_more:", on_click=_show_all)


def _show_all() -> None:
    address.change(PAGE, **{_ALL_KEY: ("ja",)})


def _picked_plan(plans: Sequence[Plan], act: str, identity: str) -> None:
    """Open the page of a plan, or choose it to be compared, or no longer. What was picked comes from the browser."""
    picked = next((plan for plan in plans if plan.id == identity), None)
    if picked is None:
        return
    if act == plan_cards.OPEN:
        address.change(PAGE, plan=(picked.id,))
    elif act == plan_cards.COMPARE:
        chosen = browsing.known(address.read(PAGE).get(_BASKET_KEY, ()), plans)
        address.change(PAGE, **{_BASKET_KEY: browsing.toggled(chosen, picked)})


def _change(param: str, key: str) -> None:
    value = st.session_state[key]
    address.change(PAGE, **{param: (value,) if value else ()})


def _one_of(options: Sequence[str], params: Params, param: str) -> str:
    """What a parameter chooses; the first option where it chooses none of them."""
    wanted = address.one(params, param)
    return wanted if wanted in options else options[0]


def _count(plans: Sequence[Plan], everything: Sequence[Plan], texts: Texts) -> str:
    """How many plans there are, and how many of them are provisional."""
    count, of = len(plans), len(everything)
    if not count:
        return texts("plans.none")
    return counted(texts("plans.all", count=of) if count == of else texts("plans.some", count=count, of=of), plans, texts)
