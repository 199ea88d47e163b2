"""Values of the harness made in one line, and an engine that only has pages."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any

from retrieval.evaluation.evaluation import Evaluation
from retrieval.evaluation.experiment import Answered, Ranked
from retrieval.evaluation.measures import Score
from retrieval.evaluation.testset import Judged, Quote, Topic
from retrieval.model import Answer, AnswerForm, AnswerStatus, Citation, Coverage, Document, Filter, Page, Plan, PlanEntry

COVERAGE = Coverage(documents=1, plans=1, passages=1, unreadable_pages=0, built_at="")
NOTHING: Mapping[str, Any] = MappingProxyType({})


class Pages:
    """As much of an engine as ``Locator`` needs: the pages of documents."""

    def __init__(self, pages: Mapping[str, Sequence[str]]) -> None:
        self._pages = pages

    def documents(self) -> list[Document]:
        return [document(name, len(pages)) for name, pages in self._pages.items()]

    def page(self, document_id: str, number: int) -> Page:
        return Page(document_id, number, str(number), self._pages[document_id][number - 1])


def document(identity: str = "gids", pages: int = 1) -> Document:
    return Document(1, identity, f"Titel {identity}", "", "", "nl", "", "hash", pages)


def topic(identity: str = "t", kind: str = "fact", text: str = "vraag", language: str = "nl", **more: Any) -> Topic:
    return Topic(identity, text, language, kind, **more)


def nugget(*quotes: tuple[str, str]) -> tuple[Quote, ...]:
    """Quotations, as document and text, that each give one thing."""
    return tuple(Quote(document, text) for document, text in quotes)


def judged(must: str = "", may: str = "") -> Judged:
    """A judged set; ids parted by spaces."""
    return Judged(frozenset(must.split()), frozenset(may.split()))


def ranked(topic: Topic, items: str, milliseconds: float = 1.0) -> Ranked:
    return Ranked(topic, tuple(items.split()), milliseconds)


def citation(mark: int, quote: str, own: Document | None = None) -> Citation:
    return Citation(mark, own or document(), 1, (), quote, 0, len(quote))


def answered(
    topic: Topic,
    plans: Mapping[str, Sequence[int]] | str = "",
    *,
    form: AnswerForm = AnswerForm.LIST,
    status: AnswerStatus = AnswerStatus.ANSWERED,
    count: int | None = None,
    filters: Iterable[Filter] = (),
    nuggets: str = "",
    citations: Sequence[Citation] = (),
) -> Answered:
    """What came of a topic. ``plans``: ids parted by spaces, or ids with the marks of their citations."""
    listed = plans if isinstance(plans, Mapping) else dict.fromkeys(plans.split(), ())
    entries = tuple(PlanEntry(Plan(plan, plan, (), "pps", "", ""), tuple(marks)) for plan, marks in listed.items())
    answer = Answer(
        question=topic.text,
        language="nl",
        form=form,
        status=status,
        filters=tuple(filters),
        text="",
        lead="",
        notes=(),
        plans=entries,
        count=len(entries) if count is None else count,
        complete=True,
        near=(),
        citations=tuple(citations),
        coverage=COVERAGE,
        timings_ms={},
        fingerprint="",
    )
    return Answered(topic, answer, frozenset(nuggets.split()))


def score(value: float, n: int = 4) -> Score:
    return Score(value, value - 0.1, value + 0.1, n)


def evaluation(**parts: Any) -> Evaluation:
    """An evaluation of which only ``parts`` hold something."""
    empty: dict[str, Any] = {
        **dict.fromkeys(("halves", "kinds", "stages", "translations", "index"), NOTHING),
        "quotations": None,
        "query_ms": 1.0,
        "unlocated": 0,
    }
    return Evaluation(**(empty | parts))


def write_own(
    folder: Path,
    topics: Iterable[Mapping[str, Any]],
    quotes: Iterable[Mapping[str, str]] = (),
    plans: str = "",
    filters: str = "",
) -> Path:
    """A test set in our own layout."""
    write_lines(folder / "topics.jsonl", topics)
    write_lines(folder / "quotes.jsonl", quotes)
    (folder / "plans.qrels").write_text(plans, encoding="utf-8")
    (folder / "filters.qrels").write_text(filters, encoding="utf-8")
    return folder


def write_lines(path: Path, rows: Iterable[Mapping[str, Any]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


def row(identity: str, kind: str = "fact", text: str = "vraag", half: str = "development", **more: Any) -> dict[str, Any]:
    """A line of topics.jsonl."""
    return {"id": identity, "text": text, "language": "nl", "kind": kind, "user": "mkb", "half": half} | more
