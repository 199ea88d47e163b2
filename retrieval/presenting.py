"""Answers and rankings as the JSON of the public contract."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from retrieval.answering.composing import Composer
from retrieval.grouping import by_plan
from retrieval.model import Answer, Citation, Correction, Coverage, Document, Filter, Hit, PlanEntry, Ranking


def answer_json(answer: Answer) -> dict[str, Any]:
    """The object that ``ask --json`` prints."""
    composer = Composer(answer.language)
    return {
        "question": answer.question,
        "language": answer.language,
        "status": str(answer.status),
        "filters": _filters(answer.filters),
        "text": answer.text,
        "plans": [_plan(entry) for entry in answer.plans],
        "count": answer.count,
        "complete": answer.complete,
        "near": [_plan(entry) | {"why": composer.why(answer.filters, entry)} for entry in answer.near],
        "citations": [_citation(citation) for citation in answer.citations],
        "coverage": _coverage(answer.coverage),
        "expansion": list(answer.expansion),
        "corrections": _corrections(answer.corrections),
        "timings_ms": dict(answer.timings_ms),
        "index": {"fingerprint": answer.fingerprint},
    }


def ranking_json(ranking: Ranking) -> dict[str, Any]:
    """The object that ``search --json`` prints."""
    return {
        "query": ranking.query,
        "filters": _filters(ranking.filters),
        "hits": [_hit(hit) for hit in ranking.hits],
        "plans": [
            {"id": group.plan.id, "name": group.plan.name, "hits": [hit.rank for hit in group.hits]}
            for group in by_plan(ranking.hits, {plan.id: plan for plan in ranking.plans})
            if group.plan
        ],
        "expansion": list(ranking.expansion),
        "corrections": _corrections(ranking.corrections),
        "timings_ms": {name: round(ms, 1) for name, ms in ranking.timings_ms.items()},
        "index": {"fingerprint": ranking.fingerprint},
    }


def _filters(filters: Sequence[Filter]) -> list[dict[str, str | bool]]:
    return [_filter(wanted) for wanted in filters]


def _filter(wanted: Filter) -> dict[str, str | bool]:
    found: dict[str, str | bool] = {
        "facet": wanted.facet,
        "value": wanted.value,
        "label": wanted.label,
        "source_text": wanted.source_text,
    }
    names = ("negated", "exact", "preferred", "together", "either")
    return found | {name: True for name in names if getattr(wanted, name)}


def _corrections(corrections: Sequence[Correction]) -> list[dict[str, str | int]]:
    return [{"typed": c.typed, "meant": c.meant, "start": c.start, "end": c.end} for c in corrections]


def _plan(entry: PlanEntry) -> dict[str, Any]:
    plan = entry.plan
    return {
        "id": plan.id,
        "name": plan.name,
        "kind": plan.kind,
        "provinces": list(plan.facets.get("province", ())),
        "themes": list(plan.facets.get("theme", ())),
        "citations": list(entry.citations),
    }


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


def _coverage(coverage: Coverage) -> dict[str, Any]:
    known, granted = coverage.consortia
    return {
        "documents": coverage.documents,
        "plans": coverage.plans,
        "passages": coverage.passages,
        "unreadable_pages": coverage.unreadable_pages,
        "built_at": coverage.built_at,
        "granted_consortia": {"known": known, "granted": granted},
    }


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
