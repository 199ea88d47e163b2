"""Answers and rankings as the JSON of the public contract."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from retrieval.answering.composing import Composer
from retrieval.grouping import by_plan
from retrieval.model import (
    Answer,
    AnswerForm,
    Citation,
    Correction,
    Coverage,
    Decision,
    Document,
    Filter,
    Hit,
    Plan,
    PlanEntry,
    Ranking,
    Requirement,
    RequirementKind,
    Row,
    Standing,
    State,
    Summary,
)
from retrieval.vocabulary import FACETS

_FLAGS = ("negated", "exact", "preferred", "together", "either", "around", "carried", "picking")


def answer_json(answer: Answer) -> dict[str, Any]:
    """The object that ``ask --json`` prints."""
    composer = Composer(answer.language)
    return {
        "question": answer.question,
        "language": answer.language,
        "form": str(answer.form),
        "status": str(answer.status),
        "reason": str(answer.reason) if answer.reason else None,
        "filters": filters_json(answer.filters),
        "requirements": [_requirement(own) for own in answer.requirements],
        "text": answer.text,
        "plans": [_plan(entry) for entry in answer.plans],
        "count": answer.count,
        "complete": answer.complete,
        "nationwide": [_plan(entry) for entry in answer.nationwide],
        "near": [_plan(entry) | {"why": composer.why(answer.filters, entry)} for entry in answer.near],
        "citations": [_citation(citation) for citation in answer.citations],
        "rows": [_row(row) for row in answer.rows],
        "spots": [{"value": _filter(spot.value), "count": spot.count, "anywhere": spot.anywhere} for spot in answer.spots],
        "choices": [{"label": choice.label, "question": choice.question} for choice in answer.choices],
        "summary": _summary(answer.summary),
        "rewritten": answer.rewritten or None,
        "coverage": coverage_json(answer.coverage),
        "expansion": list(answer.expansion),
        "corrections": _corrections(answer.corrections),
        "state": state_json(answer.state) if answer.state else None,
        "steps": [_decision(decision) for decision in answer.decisions],
        "timings_ms": dict(answer.timings_ms),
        "index": {"fingerprint": answer.fingerprint},
    }


def ranking_json(ranking: Ranking) -> dict[str, Any]:
    """The object that ``search --json`` prints."""
    return {
        "query": ranking.query,
        "filters": filters_json(ranking.filters),
        "hits": [_hit(hit) for hit in ranking.hits],
        "plans": [
            {"id": group.plan.id, "name": group.plan.name, "hits": [hit.rank for hit in group.hits]} | _mark(group.plan)
            for group in by_plan(ranking.hits, {plan.id: plan for plan in ranking.plans})
            if group.plan
        ],
        "expansion": list(ranking.expansion),
        "corrections": _corrections(ranking.corrections),
        "timings_ms": {name: round(ms, 1) for name, ms in ranking.timings_ms.items()},
        "index": {"fingerprint": ranking.fingerprint},
    }


def state_json(state: State) -> dict[str, Any]:
    """Where a conversation stands, as an object that ``state_of`` reads."""
    return {
        "text": state.text,
        "form": str(state.form),
        "filters": filters_json(state.filters),
        "asked": state.asked,
        "listed": list(state.listed),
        "focus": list(state.focus),
        "recent": list(state.recent),
        "pending": state.pending,
        "said": list(state.said),
        "earlier": [{"text": own.text, "form": str(own.form), "filters": filters_json(own.filters)} for own in state.earlier],
        "lifted": [list(key) for key in state.lifted],
    }


def state_of(value: Mapping[str, Any]) -> State:
    """The state that ``state_json`` wrote. Raises ``ValueError``, ``KeyError`` or ``TypeError`` when it is none."""
    return State(
        text=str(value["text"]),
        form=AnswerForm(value["form"]),
        filters=tuple(_filter_of(wanted) for wanted in value["filters"]),
        asked=str(value["asked"]),
        listed=_names(value["listed"]),
        focus=_names(value["focus"]),
        recent=_names(value["recent"]),
        pending=bool(value["pending"]),
        said=_names(value["said"]),
        # Earlier versions kept none.
        earlier=tuple(_standing_of(own) for own in value.get("earlier", ())),
        lifted=tuple((RequirementKind(kind).value, str(told)) for kind, told in value.get("lifted", ())),
    )


def _standing_of(value: Mapping[str, Any]) -> Standing:
    return Standing(str(value["text"]), AnswerForm(value["form"]), tuple(_filter_of(wanted) for wanted in value["filters"]))


def _names(value: Sequence[Any]) -> tuple[str, ...]:
    return tuple(map(str, value))


def _filter_of(value: Mapping[str, Any]) -> Filter:
    facet, identity, label, words = (str(value[name]) for name in ("facet", "value", "label", "source_text"))
    if facet not in FACETS:
        raise ValueError(facet)
    flags = {name: True for name in _FLAGS if value.get(name)}
    return Filter(facet, identity, label, words, article=str(value.get("article", "")), **flags)


def filters_json(filters: Sequence[Filter]) -> list[dict[str, str | bool]]:
    """Filters as objects of the contract."""
    return [_filter(wanted) for wanted in filters]


def _filter(wanted: Filter) -> dict[str, str | bool]:
    found: dict[str, str | bool] = {
        "facet": wanted.facet,
        "value": wanted.value,
        "label": wanted.label,
        "source_text": wanted.source_text,
    }
    article: dict[str, str | bool] = {"article": wanted.article} if wanted.article else {}
    return found | article | {name: True for name in _FLAGS if getattr(wanted, name)}


def _requirement(own: Requirement) -> dict[str, str | bool]:
    found: dict[str, str | bool] = {"kind": str(own.kind), "value": own.value, "label": own.label}
    return found | ({"carried": True} if own.carried else {})


def _corrections(corrections: Sequence[Correction]) -> list[dict[str, str | int]]:
    return [{"typed": c.typed, "meant": c.meant, "start": c.start, "end": c.end} for c in corrections]


def _plan(entry: PlanEntry) -> dict[str, Any]:
    plan = entry.plan
    told = {
        "id": plan.id,
        "name": plan.name,
        "kind": plan.kind,
        "provinces": list(plan.facets.get("province", ())),
        "themes": list(plan.facets.get("theme", ())),
        "citations": list(entry.citations),
    }
    return told | _mark(plan) | ({"nearness": str(entry.nearness)} if entry.nearness else {})


def _mark(plan: Plan) -> dict[str, bool]:
    """That a plan is provisional; nothing of one that a catalogue names."""
    return {"provisional": True} if plan.provisional else {}


def _row(row: Row) -> dict[str, Any]:
    cells = [{"plan": cell.plan, "said": cell.said, "citations": list(cell.citations)} for cell in row.cells]
    return {"aspect": row.aspect, "label": row.label, "cells": cells}


def _summary(summary: Summary | None) -> dict[str, Any] | None:
    if summary is None:
        return None
    sentences = [{"text": said.text, "citations": list(said.marks)} for said in summary.sentences]
    return {"sentences": sentences, "dropped": summary.dropped, "failure": summary.failure or None}


def _decision(decision: Decision) -> dict[str, Any]:
    return {"step": decision.step, "outcome": decision.outcome, "detail": decision.detail, "ms": decision.milliseconds}


def _citation(citation: Citation) -> dict[str, Any]:
    return {
        "mark": citation.mark,
        "document": _document(citation.document),
        "page": citation.page,
        "heading": list(citation.heading),
        "quote": citation.quote,
        "start": citation.start,
        "end": citation.end,
    }


def _document(document: Document) -> dict[str, str]:
    return {"id": document.id, "title": document.title, "url": document.url, "hash": document.hash}


def coverage_json(coverage: Coverage) -> dict[str, Any]:
    """What is searched, as an object of the contract."""
    known, granted = coverage.consortia
    told: dict[str, Any] = {
        "documents": coverage.documents,
        "plans": coverage.plans,
        "passages": coverage.passages,
        "unreadable_pages": coverage.unreadable_pages,
        "built_at": coverage.built_at,
        "granted_consortia": {"known": known, "granted": granted},
        "stands_in": coverage.stands_in,
    }
    told |= {"server_away": True} if coverage.server_away else {}
    return told | ({"provisional_plans": coverage.provisional} if coverage.provisional else {})


def _hit(hit: Hit) -> dict[str, Any]:
    passage = hit.passage
    return {
        "rank": hit.rank,
        "score": round(hit.score, 4),
        "scores": {name: round(score, 4) for name, score in hit.scores.items()},
        "document": _document(hit.document),
        "page": passage.page,
        "heading": list(passage.heading),
        "text": passage.text,
        "start": passage.start,
        "end": passage.end,
        "plans": list(passage.plans),
    }
