"""The page "dekking": what is in the library and what is not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import streamlit as st

from retrieval import dates
from retrieval.holdings import Holding, Holdings, PlanHolding
from retrieval.model import Coverage, Plan
from retrieval.texts import Texts, load_texts
from ui import address, frame, markup, state
from ui.components import clickable, exporting, source
from ui.components.overview import document_page, holdings, picking, quoted
from ui.naming import named
from ui.resources import Services

_PAGE = "dekking"
_VIEW, _SORT, _FIND, _STATUS = "beeld", "op", "zoek", "status"
_DOCUMENTS, _PLANS = "documenten", "plannen"
_STATUSES = ("indexed", "partial", "duplicate", "unreadable", "failed", "missing", "skipped")
# Told as such, or only when there are any.
_SELDOM = frozenset({"duplicate", "failed"})
_NAMES = {"unreadable": "unreadable_inputs"}
# Lines of a table at once; a search finds the others.
_MOST = 200


def show(services: Services, texts: Texts) -> None:
    """Draw the page."""
    frame.wide()
    engine = services.engine
    # Not kept from one drawing to the next: its inputs change while a library is built, before a new state is published.
    found = engine.holdings()
    if wanted := address.one(address.read(_PAGE), holdings.DOCUMENT_KEY):
        document_page.show(wanted, found, services, texts)
        source.show(services, texts)
        return
    st.html(markup.title(texts("page.dekking"), texts("holdings.subtitle")))
    _summary(engine.coverage(), engine.fingerprint(), found, texts)
    _consortia(engine.coverage(), engine.plans(), texts)
    labels = {view: texts(f"holdings.view_{view}") for view in (_DOCUMENTS, _PLANS)}
    st.html(markup.section(texts("holdings.contents")))
    picking.segments(_PAGE, _VIEW, texts("holdings.view"), labels, named=False)
    if picking.chosen(_PAGE, _VIEW, labels) == _PLANS:
        _plans(found.plans, engine.coverage(), texts)
    else:
        _documents(found.inputs, engine.coverage(), texts)
    _missing(texts)


def _summary(searched: Coverage, fingerprint: str, found: Holdings, texts: Texts) -> None:
    """The numbers, and the state that they are of."""
    counts = Counter(holding.status for holding in found.inputs)
    copies = sum(bool(holding.copy_of) or holding.reason == "same_id" for holding in found.inputs)
    numbers = [(texts("holdings.expected"), str(len(found.inputs)))]
    told = [status for status in _STATUSES if status not in _SELDOM or (status == "failed" and counts[status])]
    numbers += [(texts(f"holdings.{_NAMES.get(status, status)}"), str(counts[status])) for status in told]
    numbers += [
        (texts("holdings.copies"), str(copies)),
        (texts("holdings.unreadable_pages"), str(searched.unreadable_pages)),
        (texts("holdings.all_passages"), str(searched.passages)),
        (texts("holdings.all_plans"), str(searched.plans)),
    ]
    if searched.provisional:
        numbers.append((texts("provisional.column"), str(searched.provisional)))
    st.html(markup.section(texts("holdings.summary")) + markup.facts(numbers))
    built = dates.written(searched.built_at, texts.language)
    st.html(markup.paragraph(texts("holdings.built", date=built, fingerprint=fingerprint), "note"))


def _consortia(searched: Coverage, plans: tuple[Plan, ...], texts: Texts) -> None:
    """The granted consortia: those that some source names, and how many none does."""
    known, granted = searched.consortia
    if not granted:
        return
    known_ones = [plan for plan in plans if plan.kind == "consortium" and plan.status == "granted"]
    st.html(markup.section(texts("holdings.consortia")))
    st.html(markup.paragraph(texts("holdings.consortia_known", known=known, granted=granted, missing=granted - known)))
    items = "".join(f"<li>{quoted.plan_link(plan, texts)}</li>" for plan in known_ones)
    by_id = {plan.id: plan for plan in known_ones}
    clickable.show(f'<ul class="pw-known">{items}</ul>', "consortia", quoted.picking(by_id, {}))


def _documents(inputs: tuple[Holding, ...], searched: Coverage, texts: Texts) -> None:
    reasons, params = load_texts(state.language()), address.read(_PAGE)
    statuses = {"": texts("overview.all")} | {s: reasons(f"status.{s}") for s in _STATUSES if any(h.status == s for h in inputs)}
    with st.container(horizontal=True, vertical_alignment="bottom", key="holdings-filters"):
        _finding(texts)
        picking.select(_PAGE, _STATUS, texts("holdings.status"), statuses)
    wanted, by = picking.chosen(_PAGE, _STATUS, statuses), holdings.sorting(address.one(params, _SORT), holdings.INPUTS)
    under = [holding for holding in inputs if wanted in ("", holding.status)]
    found = holdings.ordered(holdings.matching(under, address.one(params, _FIND)), holdings.INPUTS, by)
    _count(len(found), len(inputs), "holdings.found", texts)
    if not found:
        return
    table = holdings.inputs_table(found[:_MOST], by, texts("holdings.documents_caption"), texts, reasons)

    def picked(value: str) -> None:
        _sort(value, by, holdings.INPUTS)
        document = value.removeprefix(holdings.DOCUMENT)
        if document != value and any(holding.key == document for holding in inputs):
            address.change(_PAGE, **{holdings.DOCUMENT_KEY: (document,)})

    clickable.show(table, "documents", picked)
    heads = [texts(f"holdings.{column}") for column in (*holdings.INPUTS, "source")]
    lines = (holdings.cells(holding, texts, reasons) for holding in found)
    exporting.table(texts("holdings.documents_caption"), heads, lines, "documents", searched, texts)


def _plans(plans: tuple[PlanHolding, ...], searched: Coverage, texts: Texts) -> None:
    by = holdings.sorting(address.one(address.read(_PAGE), _SORT), holdings.PLANS)
    found = holdings.ordered(plans, holdings.PLANS, by)
    table = holdings.plans_table(found, by, texts("holdings.plans_caption"), texts)
    go = quoted.picking({own.plan.id: own.plan for own in plans}, {})

    def picked(value: str) -> None:
        _sort(value, by, holdings.PLANS)
        go(value)

    clickable.show(table, "plans", picked)
    heads = [texts(f"holdings.{column}") for column in holdings.PLANS]
    lines: list[list[str | int]] = [
        [named(own.plan, texts), texts(f"kind.{own.plan.kind}"), own.documents, own.passages] for own in found
    ]
    exporting.table(texts("holdings.plans_caption"), heads, lines, "plans", searched, texts)


def _finding(texts: Texts) -> None:
    st.session_state["holdings-find"] = address.one(address.read(_PAGE), _FIND)
    st.text_input(texts("holdings.find"), key="holdings-find", on_change=_found, width=280, max_chars=200)


def _found() -> None:
    text = st.session_state["holdings-find"].strip()
    address.change(_PAGE, **{_FIND: (text,) if text else ()})


def _sort(value: str, now: holdings.Sorting, columns: Mapping[str, object]) -> None:
    by = holdings.turned(value, now, columns)
    if by:
        address.change(_PAGE, **{_SORT: (by.param(),)})


def _count(found: int, every: int, key: str, texts: Texts) -> None:
    parts = [texts(key, found=found, every=every)]
    if found > _MOST:
        parts.append(texts("holdings.first", count=_MOST))
    st.html(markup.paragraph(" ".join(parts), "note"))


def _missing(texts: Texts) -> None:
    """How a plan gets into the library."""
    st.html(markup.section(texts("holdings.missing_plan")))
    st.html(markup.paragraph(texts("holdings.add_tell")))
    st.html(markup.paragraph(texts("holdings.add")))
    st.code(texts("holdings.command"), language=None)
    st.html(markup.paragraph(texts("holdings.add_catalogue")))
