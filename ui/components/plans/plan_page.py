"""The page of one plan: what it is, where, what the sources say of it, and plans like it."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from retrieval.exporting import report_of_answer
from retrieval.links import web_address
from retrieval.model import NATIONWIDE, Answer, Plan
from retrieval.texts import Texts
from ui import address, browsing, derived, frame, markup, routes, state
from ui.components import clickable, exporting, view
from ui.components.answers import aspects
from ui.components.plans import alike, plan_cards, plan_evidence, plan_facts, plan_list, plan_passages
from ui.components.search import province_map
from ui.markdown import literal
from ui.markup import escaped
from ui.naming import Names
from ui.picking import Picks
from ui.resources import Engine, Services
from ui.routes import Place

_PAGE, _FOR_KEY, _BACK = Place.PLANS, "voor", "back"
# For whom the sources are read, and the aspects and facets that matter to them; all of them for anybody.
READERS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "alles": ((), ()),
    "student": (("training", "area"), ("level", "offer", "place")),
    "mkb": (("partners", "contact"), ("offer",)),
}


def show(plan: Plan, services: Services, texts: Texts) -> None:
    """Draw the page."""
    names = Names(services.vocabulary, state.language(), texts)
    around = plan_list.listed(address.read(_PAGE), services, names)
    everything = list(services.engine.plans())
    frame.name(plan.name)
    _ways(plan, around if plan in around else everything, texts)
    st.html(markup.title(plan.name, " · ".join(part for part in (names.kind_of(plan), names.status(plan)) if part)))
    view.show(".pw-title", everything.index(plan) + 1, block="start")
    if plan.provisional:
        st.html(markup.paragraph(texts("provisional.note"), "note"))
    _facts(plan, names)
    card = derived.described(services.engine, (plan,), names.language)
    _acts(plan, card, names)
    first = len(card.citations) + 1
    first += plan_evidence.show(derived.shown(services.engine, plan), first, names)
    _told(plan, card, names)
    _alike(plan, derived.alike(services.engine, plan, names.language), texts)
    _passages(plan, first, services.engine, texts)


def ways(before: Plan | None, after: Plan | None, texts: Texts) -> str:
    """Links to the list and to the plans before and after one in it."""
    steps = [(_BACK, texts("plan.back"), routes.href(Place.PLANS), "←")]
    steps += [(before.id, texts("plan.previous", name=before.name), _place(before), "‹")] if before else []
    steps += [(after.id, texts("plan.next", name=after.name), _place(after), "›")] if after else []
    links = "".join(
        f'<a href="{escaped(place)}" data-pick="{escaped(pick)}"><span aria-hidden="true">{sign}</span> {escaped(label)}</a>'
        for pick, label, place, sign in steps
    )
    return f'<nav class="pw-ways" aria-label="{escaped(texts("page.plannen"))}">{links}</nav>'


def _place(plan: Plan) -> str:
    return routes.href(Place.PLANS, plan=(plan.id,))


def _ways(plan: Plan, plans: list[Plan], texts: Texts) -> None:
    before, after = browsing.around(plan, plans)

    def picked(pick: str) -> None:
        if pick == _BACK or pick in [step.id for step in (before, after) if step]:
            address.change(_PAGE, plan=() if pick == _BACK else (pick,))

    clickable.show(ways(before, after, texts), "ways", picked)


def _acts(plan: Plan, card: Answer, names: Names) -> None:
    """What can be done with the plan."""
    texts = names.texts
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="plan-acts"):
        routes.link(Place.ASK, texts("plan.ask"), ":material/chat:", v=(texts("plan.question", name=plan.name),))
        routes.link(Place.COMPARE, texts("plan.compare"), ":material/compare_arrows:", plan=(plan.id,))
        if website := web_address(plan.website):
            st.page_link(website, label=texts("plan.website"), icon=":material/open_in_new:")
        exporting.show(report_of_answer(card, names.vocabulary), "plan", texts)


def _facts(plan: Plan, names: Names) -> None:
    texts, own = names.texts, set(plan.facets.get("province", ()))
    if not own - {NATIONWIDE}:
        plan_facts.show(plan, (*plan_facts.WHERE, *plan_facts.ABOUT), names, "plan-facts")
        return
    told, drawn = st.columns([3, 1.2], gap="large")
    with told:
        plan_facts.show(plan, (*plan_facts.WHERE, *plan_facts.ABOUT), names, "plan-facts")
    with drawn:
        # Streamlit takes drawings out of HTML; of this one nothing can be picked.
        clickable.show(province_map.sketch(own, texts("plan.where", where=names.where(plan))), "plan-map", lambda _: None)


def _told(plan: Plan, card: Answer, names: Names) -> None:
    """What the sources say, for whom the address says."""
    texts, wanted = names.texts, address.one(address.read(_PAGE), _FOR_KEY)
    reader = wanted if wanted in READERS else next(iter(READERS))
    st.html(markup.section(texts("plan.told")))
    address.bind("plan-for", reader)
    st.segmented_control(
        texts("plan.for"),
        list(READERS),
        format_func=lambda one: texts(f"plan.for_{one}"),
        required=True,
        key="plan-for",
        label_visibility="collapsed",
        on_change=_read_for,
    )
    st.html(markup.paragraph(texts(f"plan.note_{reader}"), "note"))
    rows, facets = READERS[reader]
    if facets:
        plan_facts.show(plan, facets, names, f"plan-facts-{reader}")
    wanted_rows = (row for aspect in rows for row in card.rows if row.aspect == aspect)
    shown = replace(card, rows=tuple(wanted_rows)) if rows else card
    picks = Picks()
    clickable.show(aspects.block(shown, picks, texts, level=3), f"plan-{reader}", picks.take)


def _read_for() -> None:
    address.change(_PAGE, **{_FOR_KEY: (st.session_state["plan-for"],)})


def _alike(plan: Plan, answer: Answer, texts: Texts) -> None:
    def picked(act: str, other: str) -> None:
        if act == plan_cards.OPEN:
            address.change(_PAGE, plan=(other,))
        else:
            routes.go(Place.COMPARE, plan=(plan.id, other))

    st.html(markup.section(texts("plan.alike")))
    alike.show(answer, texts("plans.compare"), "plan-alike", texts, picked)


def _passages(plan: Plan, first: int, engine: Engine, texts: Texts) -> None:
    passages = engine.passages(plan)
    st.html(markup.section(texts("plan.passages")))
    with st.expander(literal(texts("plan.passages_all", count=len(passages)))):
        plan_passages.show(passages, first, texts)
