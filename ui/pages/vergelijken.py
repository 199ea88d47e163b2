"""The page "vergelijken": plans side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from retrieval.exporting import Cell, Report, Table, report_of_answer
from retrieval.model import Answer, Plan
from retrieval.texts import Texts
from ui import address, browsing, contrasts, derived, frame, markup, routes, state
from ui.browsing import MOST_COMPARED
from ui.components import exporting, source, unread
from ui.components.filters import facet_name
from ui.components.plans import alike, comparison, plan_cards
from ui.markdown import literal
from ui.naming import Names, named
from ui.resources import Engine, Services
from ui.routes import Place

_PAGE = Place.COMPARE
_PLAN, _DIFFERENCES = "plan", "verschillen"
_CHOICE, _SWITCH = "compared-plans", "compared-differences"
# In the session: the ids of the plans before the last change, and after it.
_CHANGE = "compared-change"
# What a visitor may begin with; those that the library does not hold are left out.
EXAMPLES = (("scale", "snel"), ("new-waves", "it-verband-zuid-holland", "people"), ("civon", "clv", "civil", "chill"))


def show(services: Services, texts: Texts) -> None:
    """Draw the page."""
    frame.wide()
    params, plans = address.read(_PAGE), services.engine.plans()
    chosen = browsing.known(params.get(_PLAN, ()), plans)
    st.html(markup.title(texts("page.vergelijken"), texts("compare.subtitle", most=MOST_COMPARED)))
    unread.show(_PAGE, services.engine, texts)
    _choice(chosen, plans, texts)
    _step_back(chosen, plans, texts)
    if len(chosen) > 1:
        _compared(chosen, Names(services.vocabulary, state.language(), texts), services.engine)
    elif not chosen:
        _examples(plans, texts)
    if chosen and len(chosen) < MOST_COMPARED:
        _suggestions(chosen, services.engine, texts)
    source.show(services, texts)


def _choice(chosen: Sequence[Plan], plans: Sequence[Plan], texts: Texts) -> None:
    names = {plan.id: named(plan, texts) for plan in plans}
    address.bind(_CHOICE, [plan.id for plan in chosen])
    st.multiselect(
        texts("compare.choose"),
        sorted(names, key=lambda identity: names[identity].casefold()),
        format_func=lambda identity: names[identity],
        max_selections=MOST_COMPARED,
        placeholder=texts("compare.placeholder"),
        select_all=False,
        wrap=True,
        key=_CHOICE,
        on_change=lambda: _choose(chosen, tuple(st.session_state[_CHOICE])),
    )


def _choose(before: Sequence[Plan], ids: tuple[str, ...]) -> None:
    """Compare other plans from now on; one step back leads to those ``before``."""
    st.session_state[_CHANGE] = tuple(plan.id for plan in before), ids
    address.change(_PAGE, plan=ids)


def _step_back(chosen: Sequence[Plan], plans: Sequence[Plan], texts: Texts) -> None:
    """Draw the button that takes the last change back, as long as that is the last one."""
    before, after = st.session_state.get(_CHANGE, ((), ()))
    if before == after or after != tuple(plan.id for plan in chosen):
        return
    own = browsing.known(before, plans)
    lost, new = [plan for plan in own if plan not in chosen], [plan for plan in chosen if plan not in own]
    way = "both" if lost and new else "put_back" if lost else "take_away"
    label = texts(f"compare.{way}", names=literal(", ".join(_short(plan) for plan in lost or new)))
    st.button(label, key="compared-back", type="tertiary", icon=":material/undo:", on_click=_choose, args=(chosen, before))


def _compared(chosen: Sequence[Plan], names: Names, engine: Engine) -> None:
    texts, only = names.texts, bool(address.read(_PAGE).get(_DIFFERENCES))
    answer = derived.described(engine, chosen, names.language)
    with st.container(horizontal=True, vertical_alignment="center", key="compared-tools"):
        address.bind(_SWITCH, only)
        st.toggle(texts("compare.only"), key=_SWITCH, on_change=_switched)
        exporting.show(report(chosen, answer, names), "compared", texts)
    comparison.show(chosen, answer, names, only_differences=only)


def report(chosen: Sequence[Plan], answer: Answer, names: Names) -> Report:
    """What is compared, to take along: the facets of the plans, and what the sources say of them."""
    texts, told = names.texts, report_of_answer(answer, names.vocabulary)
    columns = (texts("compare.facet"), texts("compare.differs"), *(named(plan, texts) for plan in chosen))
    rows = tuple(
        (
            Cell(facet_name(facet, texts)),
            # Its sign is for who looks, and would make a formula of it.
            Cell(texts(f"contrast.{contrasts.of_facet(chosen, facet)}").lstrip("=≠ ")),
            *(Cell(", ".join(names.values(plan, facet)) or texts("aspects.silent")) for plan in chosen),
        )
        for facet in contrasts.FACETS
    )
    return replace(told, tables=(Table(texts("compare.facets"), columns, rows), *told.tables))


def _switched() -> None:
    address.change(_PAGE, **{_DIFFERENCES: ("ja",) if st.session_state[_SWITCH] else ()})


def _examples(plans: Sequence[Plan], texts: Texts) -> None:
    """What the page is for, and a few comparisons to begin with."""
    st.html(markup.paragraph(texts("compare.empty"), "note"))
    found = [browsing.known(ids, plans) for ids in EXAMPLES]
    told = [example for example in found if len(example) > 1]
    if told:
        st.html(markup.paragraph(texts("welcome.try"), "label"))
    with st.container(gap="xsmall", key="examples"):
        for place, example in enumerate(told):
            label = literal(texts("compare.and").join(_short(plan) for plan in example))
            ids = tuple(plan.id for plan in example)
            st.button(label, key=f"example-{place}", width="stretch", on_click=_choose, args=((), ids))


def _short(plan: Plan) -> str:
    """The name of a plan without what explains it: "SCALE" of "SCALE - Smart Campus Leerpark"."""
    return plan.name.partition(" - ")[0]


def _suggestions(chosen: Sequence[Plan], engine: Engine, texts: Texts) -> None:
    """Plans like the first one that was chosen, to be added."""
    first, ids = chosen[0], tuple(plan.id for plan in chosen)
    found = derived.alike(engine, first, state.language())

    def picked(act: str, other: str) -> None:
        if act == plan_cards.OPEN:
            routes.go(Place.PLANS, plan=(other,))
        else:
            _choose(chosen, (*ids, other))

    if len(chosen) == 1:
        st.html(markup.paragraph(texts("compare.another", name=first.name), "lead"))
    st.html(markup.section(texts("compare.suggestions", name=first.name)))
    alike.show(found, texts("compare.add"), "suggestions", texts, picked, without=ids)
