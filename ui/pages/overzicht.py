"""The page "overzicht": all plans at a glance: white spots, money, reach and partners."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

import streamlit as st

from retrieval.figures import Figures
from retrieval.model import PLAN_KINDS, Filter, Language, Plan
from retrieval.organisations import FEWEST_PLANS, Organisation
from retrieval.texts import Texts
from ui import address, derived, frame, markup
from ui.components import clickable, exporting, source, unread
from ui.components.overview import heatmap, picking, quoted
from ui.filtering import KEYS, filters_of
from ui.naming import named
from ui.resources import Services
from ui.routes import Place
from ui.state import language

_PAGE = Place.OVERVIEW
# Parameters of the address, and what they may say besides the values of facets.
_VIEW, _ROWS, _WHOLE, _YES = "beeld", "rijen", "alle", "ja"
_ROW_FACETS = ("theme", "sector", "level")
_PROGRAMME = "programme"


@dataclass(frozen=True, slots=True)
class _Chosen:
    """What a visitor chose: filters, and the plans that meet them, by id."""

    services: Services
    texts: Texts
    language: Language
    filters: tuple[Filter, ...]
    plans: Mapping[str, Plan]


def show(services: Services, texts: Texts) -> None:
    """Draw the page."""
    frame.wide()
    st.html(markup.title(texts("page.overzicht"), texts("overview.subtitle")))
    unread.show(_PAGE, services.engine, texts)
    views: dict[str, Callable[[_Chosen], None]] = {"kaart": _map, "geld": _money, "bereik": _reach, "partners": _partners}
    labels = {view: texts(f"overview.{view}") for view in views}
    picking.segments(_PAGE, _VIEW, texts("overview.view"), labels, named=False)
    with st.container(horizontal=True, vertical_alignment="bottom", key="overview-filters"):
        rows = ""
        if picking.chosen(_PAGE, _VIEW, labels) == "kaart":
            picking.select(_PAGE, _ROWS, texts("overview.rows"), _row_labels(texts))
            rows = _row_facet(texts)
        _filters(rows, services, texts)
    views[picking.chosen(_PAGE, _VIEW, labels)](_chosen(services, texts))
    source.show(services, texts)


def _filters(rows: str, services: Services, texts: Texts) -> None:
    """Draw the filters, but for one on the facet that is in the rows: a filter on what is told apart hides the rest."""
    everything = {"": texts("overview.all")}
    kinds = {kind: texts(f"overview.{kind}") for kind in PLAN_KINDS}
    spots = services.engine.counts((), language()).get("level", ())
    levels = {spot.value.value: spot.value.label for spot in spots}
    picking.select(_PAGE, KEYS["kind"], texts("facet.kind").capitalize(), everything | kinds)
    if rows != "level":
        picking.select(_PAGE, KEYS["level"], texts("facet.level").capitalize(), everything | levels)


def _chosen(services: Services, texts: Texts) -> _Chosen:
    params = address.read(_PAGE)
    given = filters_of({key: params.get(key, ())[:1] for key in (KEYS["kind"], KEYS["level"])}, services.engine, language())
    plans = {plan.id: plan for plan in services.engine.plans(given)}
    return _Chosen(services, texts, language(), given, plans)


def _row_labels(texts: Texts) -> dict[str, str]:
    return {KEYS[facet]: texts(f"overview.{facet}") for facet in _ROW_FACETS}


def _row_facet(texts: Texts) -> str:
    param = picking.chosen(_PAGE, _ROWS, _row_labels(texts))
    return next(facet for facet in _ROW_FACETS if KEYS[facet] == param)


def _map(chosen: _Chosen) -> None:
    texts, facet = chosen.texts, _row_facet(chosen.texts)
    filters = tuple(f for f in chosen.filters if f.facet != facet)
    crossing = chosen.services.engine.crossing(facet, "province", filters, chosen.language)
    whole = address.one(address.read(_PAGE), _WHOLE) == _YES
    rows = heatmap.shown(crossing, whole=whole)
    st.html(markup.section(texts("heatmap.title"), texts("heatmap.how")))
    if not crossing.total:
        st.html(markup.paragraph(texts("overview.nothing")))
        return
    drawn = heatmap.html(crossing, rows, filters, texts(f"facet.{facet}"), texts)
    clickable.show(drawn, "heatmap", partial(heatmap.picked, crossing=crossing, filters=filters))
    if len(heatmap.shown(crossing, whole=False)) < len(crossing.rows):
        _more(len(rows), len(crossing.rows), texts, whole=whole)
    st.html(markup.paragraph(texts("heatmap.totals"), "note"))
    caption = texts("heatmap.caption", name=texts(f"facet.{facet}"))
    coverage = chosen.services.engine.coverage()
    exporting.table(
        caption, *heatmap.lines(crossing, rows, texts(f"overview.{facet}"), texts), "heatmap", coverage, texts, filters
    )


def _more(shown: int, every: int, texts: Texts, *, whole: bool) -> None:
    st.session_state["overview-whole"] = whole
    st.toggle(texts("heatmap.whole", count=every, shown=shown), key="overview-whole", on_change=_switched)


def _switched() -> None:
    address.change(_PAGE, **{_WHOLE: (_YES,) if st.session_state["overview-whole"] else ()})


def _money(chosen: _Chosen) -> None:
    texts = chosen.texts
    figures = _of(chosen, derived.money(chosen.services.engine))
    compared = [f for f in figures if f.amount is not None]
    parts = [
        quoted.amounts_table([f for f in compared if f.plan.kind != _PROGRAMME], texts("figures.money_partnerships"), texts),
        quoted.amounts_table([f for f in compared if f.plan.kind == _PROGRAMME], texts("figures.money_programmes"), texts),
        quoted.figures_table([f for f in figures if f.amount is None], texts("figures.money_others"), texts),
    ]
    _quoted(chosen, "money", figures, parts)


def _reach(chosen: _Chosen) -> None:
    figures = _of(chosen, derived.reach(chosen.services.engine))
    _quoted(chosen, "reach", figures, [quoted.figures_table(figures, chosen.texts("figures.reach_caption"), chosen.texts)])


def _of(chosen: _Chosen, figures: tuple[Figures, ...]) -> list[Figures]:
    return [figure for figure in figures if figure.plan.id in chosen.plans]


def _quoted(chosen: _Chosen, view: str, figures: list[Figures], parts: list[str]) -> None:
    """Draw tables of figures, and how many plans have none."""
    texts, told = chosen.texts, {figure.plan.id for figure in figures}
    silent = [plan for plan in chosen.plans.values() if plan.id not in told]
    st.html(markup.section(texts(f"figures.{view}_title"), texts(f"figures.{view}_how")))
    without = texts(f"figures.{view}_silent", count=len(silent), plans=len(chosen.plans))
    html = "".join(parts) + (quoted.names(silent, without, texts) if silent else "")
    citations = {quoted.place_of(figure.citation): figure.citation for figure in figures}
    clickable.show(html, view, quoted.picking(chosen.plans, citations))
    if figures:
        heads = [texts(f"quoted.{name}") for name in ("plan", "figures", "words", "document", "page")]
        coverage = chosen.services.engine.coverage()
        lines = [_line(figure, texts) for figure in figures]
        exporting.table(texts(f"figures.{view}_title"), heads, lines, view, coverage, texts, chosen.filters)


def _line(figure: Figures, texts: Texts) -> list[str | int]:
    quote = figure.citation.quote
    told = "; ".join(quote[start:end] for start, end in figure.spans)
    return [named(figure.plan, texts), told, quote, figure.citation.document.title, figure.citation.page]


def _partners(chosen: _Chosen) -> None:
    texts, found = chosen.texts, [_under(o, chosen) for o in derived.organisations(chosen.services.engine)]
    organisations = sorted((o for o in found if len(o.plans) >= FEWEST_PLANS), key=lambda o: -len(o.plans))
    st.html(markup.section(texts("partners.title"), texts("partners.how")))
    if not organisations:
        st.html(markup.paragraph(texts("partners.nothing")))
        return
    citations = {quoted.place_of(own.citation): own.citation for o in organisations for own in o.plans}
    table = quoted.organisations_table(organisations, texts("partners.caption"), texts)
    clickable.show(table, "partners", quoted.picking(chosen.plans, citations))
    heads = [texts(f"quoted.{name}") for name in ("organisation", "plan", "words", "document", "page")]
    lines: list[list[str | int]] = [
        [o.name, named(own.plan, texts), own.citation.quote, own.citation.document.title, own.citation.page]
        for o in organisations
        for own in o.plans
    ]
    coverage = chosen.services.engine.coverage()
    exporting.table(texts("partners.title"), heads, lines, "partners", coverage, texts, chosen.filters)


def _under(organisation: Organisation, chosen: _Chosen) -> Organisation:
    """An organisation with those of its plans that meet the filters."""
    return Organisation(organisation.name, tuple(own for own in organisation.plans if own.plan.id in chosen.plans))
