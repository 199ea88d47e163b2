"""The page "zoeken": search through the passages of all plans, and go through the plans by what they have."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

import streamlit as st

from retrieval.errors import PlanwijzerError
from retrieval.exporting import Report, report_of_plans
from retrieval.model import Language, Plan
from retrieval.texts import Texts
from ui import address, finding, frame, markup, routes, state, years
from ui.address import Params
from ui.components import clickable, coverage, exporting, problem, source, unread
from ui.components.answers import corrections, expansion
from ui.components.filters import facet_name
from ui.components.search import facets, named_filters, province_map, results
from ui.finding import Entry, Found, Wanted
from ui.markdown import literal
from ui.naming import counted
from ui.picking import Picks
from ui.resources import Services
from ui.routes import Place
from ui.texts import number

PAGE = Place.SEARCH
# Plans shown at once, and more at each click.
STEP = 10
LONGEST_QUERY = 300
# The orders of the results, as the address names them; without a query there is no relevance.
ORDERS = {"relevantie": "relevance", "naam": "name", "provincie": "province", "passages": "passages"}
_QUERY, _ORDER = "search-query", "search-order"


@dataclass(frozen=True, slots=True)
class Visit:
    """One drawing of the page: what the address asks for and what there is for it."""

    services: Services
    texts: Texts
    language: Language
    params: Params
    wanted: Wanted

    def toggle(self, facet: str, value: str) -> None:
        """Choose a filter, or let it go."""
        _filter(self.wanted.toggled(facet, value))

    def within(self, years: str) -> None:
        """Choose a range of years, or let it go."""
        _filter(self.wanted.within(years))

    def where(self, facet: str, value: str) -> str:
        """The address after ``toggle``."""
        common = {address.WORDS_KEY: (address.OWN_WORDS,)} if self.wanted.own_words else {}
        return routes.href(Place.SEARCH, **common, **_from_first(self.params, self.wanted.toggled(facet, value).params()))


def show(services: Services, texts: Texts) -> None:
    """Draw the page."""
    frame.wide()
    st.html(markup.title(texts("page.zoeken"), texts("search.subtitle")))
    language, params = state.language(), address.read(PAGE)
    wanted = finding.wanted_of(params, services.engine, language)
    visit = Visit(services, texts, language, params, wanted)
    unread.show(PAGE, services.engine, texts, years.unknown(params))
    _field(wanted, texts)
    try:
        found = finding.find(services.engine, wanted, language)
    except PlanwijzerError as error:
        problem.show(error)
        return
    # Always there, even when empty: what moves in the page is drawn anew, and loses the focus of the keyboard.
    with st.container(key="search-understood", gap="xsmall"):
        _understood(found, wanted, texts)
        facets.chips(wanted.chosen, visit.toggle, _clear, texts)
    with st.container(horizontal=True, key="search-parts", gap="large"):
        with st.container(key="search-side"):
            _map(found, visit)
            named_filters.show(found.counts, wanted.chosen, visit.toggle, visit.within, texts)
            facets.show(found.counts, finding.FACETS, wanted.chosen, visit.toggle, texts)
        with st.container(key="search-results"):
            _results(found, visit)
            st.html(coverage.block(services.engine.coverage(), texts))
    source.show(services, texts)


def ordered(entries: tuple[Entry, ...], order: str, provinces: Callable[[Plan], str]) -> tuple[Entry, ...]:
    """The entries in an order of ``ORDERS``. ``provinces``: the name that a plan is put under, ``""`` for none: those go last."""
    if order == "name":
        return tuple(sorted(entries, key=lambda entry: entry.name.casefold()))
    if order == "passages":
        return tuple(sorted(entries, key=lambda entry: (-entry.passages, entry.name.casefold())))
    if order == "province":
        named = [(provinces(entry.plan) if entry.plan else "", entry) for entry in entries]
        return tuple(entry for _, entry in sorted(named, key=lambda pair: (not pair[0], pair[0], pair[1].name.casefold())))
    return entries


def _field(wanted: Wanted, texts: Texts) -> None:
    st.session_state[_QUERY] = wanted.query
    st.text_input(
        texts("search.field"),
        key=_QUERY,
        max_chars=LONGEST_QUERY,
        placeholder=texts("search.placeholder"),
        icon=":material/search:",
        on_change=_search,
    )


def _understood(found: Found, wanted: Wanted, texts: Texts) -> None:
    """What was read as what, and what was looked for besides."""
    if found.ranking:
        picks = Picks()
        read = corrections.switch(found.ranking.corrections, picks, texts, _choose_typed, as_typed=wanted.as_typed)
        html = read + expansion.block(found.ranking, picks, texts, lambda: None)
        if html:
            clickable.show(html, "search-read", picks.take)


def _map(found: Found, visit: Visit) -> None:
    chosen = [f.value for f in visit.wanted.filters if f.facet == "province"]
    pick, where = partial(visit.toggle, "province"), partial(visit.where, "province")
    province_map.show(found.counts["province"], chosen, "search-map", pick, where, visit.texts, folded=True)


def _results(found: Found, visit: Visit) -> None:
    texts, wanted = visit.texts, visit.wanted
    if not found.entries:
        _nothing(found, visit)
        return
    order = _order(visit.params, wanted)
    with st.container(horizontal=True, vertical_alignment="center", key="search-head"):
        st.html(f'<h2 class="pw-part" role="status">{markup.escaped(_count(found, wanted, texts))}</h2>', width="stretch")
        _orders(order, wanted, texts)
    shown = _shown(visit.params)
    found = replace(found, entries=ordered(found.entries, order, _provinces(found)))
    exporting.show(_report(found, visit), "search", texts)
    results.show(found, shown, wanted.filters, visit.language, visit.services.engine, visit.services.vocabulary, texts)
    rest = len(found.entries) - shown
    if rest > 0:
        label = texts("search.more", count=min(rest, STEP), rest=rest)
        st.button(label, key="search-more", on_click=_more, args=(shown + STEP,))


def _report(found: Found, visit: Visit) -> Report:
    """All plans that were found, in their order, to take along."""
    plans = [entry.plan for entry in found.entries if entry.plan]
    texts, services, wanted = visit.texts, visit.services, visit.wanted
    title = texts("search.report", query=wanted.query) if wanted.query else ""
    # Of documents, which plans are not filtered on.
    notes = [f"{facet_name(f.facet, texts)}: {facets.label(f, texts)}" for f in wanted.chosen if f not in wanted.filters]
    coverage = services.engine.coverage()
    return report_of_plans(plans, services.vocabulary, coverage, visit.language, title=title, filters=wanted.filters, notes=notes)


def _nothing(found: Found, visit: Visit) -> None:
    """Say that nothing was found, and what to do: each filter without which there is something."""
    texts, wanted = visit.texts, visit.wanted
    st.html(f'<h2 class="pw-part" role="status">{markup.escaped(texts("search.nothing"))}</h2>')
    fewer = finding.fewer(visit.services.engine, wanted, found.stock)
    advice = "drop" if fewer else "several" if wanted.chosen else "words"
    st.html(markup.paragraph(texts(f"search.advice_{advice}"), "note"))
    for condition, count in fewer:
        chip = texts("filters.chip", facet=facet_name(condition.facet, texts), label=facets.label(condition, texts))
        label = texts(f"search.without_{number(count)}", chip=chip, count=count)
        st.button(
            literal(label),
            key=f"without-{facets.pick(condition)}",
            on_click=visit.toggle,
            args=(condition.facet, condition.value),
        )
    if wanted.query:
        st.button(texts("search.browse"), key="search-browse", on_click=_browse)


def _count(found: Found, wanted: Wanted, texts: Texts) -> str:
    plans = counted(texts(f"search.plans_{number(len(found.plans))}", count=len(found.plans)), found.plans, texts)
    if not wanted.query:
        return plans
    parts = [texts(f"search.passages_{number(found.passages)}", count=found.passages)]
    others = len(found.entries) - len(found.plans)
    if others:
        parts.append(texts(f"search.documents_{number(others)}", count=others))
    return f"{plans} · {' · '.join(parts)}"


def _orders(order: str, wanted: Wanted, texts: Texts) -> None:
    known = [name for name in ORDERS.values() if wanted.query or name != "relevance"]
    st.session_state[_ORDER] = order
    st.selectbox(
        texts("search.order"),
        known,
        key=_ORDER,
        format_func=lambda name: texts(f"search.by_{name}"),
        label_visibility="collapsed",
        width=220,
        on_change=_sort,
    )


def _order(params: Params, wanted: Wanted) -> str:
    asked = ORDERS.get(address.one(params, "sorteer"), "relevance")
    return "name" if asked == "relevance" and not wanted.query else asked


def _provinces(found: Found) -> Callable[[Plan], str]:
    """What names the first province of a plan."""
    labels = {spot.value.value: spot.value.label for spot in found.counts["province"]}

    def name(plan: Plan) -> str:
        return min((labels[value] for value in plan.facets.get("province", ()) if value in labels), default="")

    return name


def _shown(params: Params) -> int:
    asked = address.one(params, "aantal")
    return int(asked) if asked.isdecimal() and int(asked) > STEP else STEP


def _search() -> None:
    _change(q=(st.session_state[_QUERY].strip(),), **{finding.AS_TYPED: ()})


def _sort() -> None:
    _change(sorteer=tuple(name for name, order in ORDERS.items() if order == st.session_state[_ORDER]))


def _filter(wanted: Wanted) -> None:
    _change(**wanted.params())


def _clear() -> None:
    _filter(Wanted())


def _browse() -> None:
    _change(q=(), **{finding.AS_TYPED: ()})


def _choose_typed(as_typed: bool) -> None:
    _change(**{finding.AS_TYPED: ("ja",) if as_typed else ()})


def _more(shown: int) -> None:
    address.change(PAGE, aantal=(str(shown),))


def _change(**changed: tuple[str, ...]) -> None:
    """Ask for something else, from the first plan on."""
    address.write(PAGE, _from_first(address.read(PAGE), changed))


def _from_first(params: Params, changed: Params) -> Params:
    """The parameters with some changed, from the first plan on."""
    return {**params, **{key: tuple(filter(None, values)) for key, values in changed.items()}, "aantal": ()}
