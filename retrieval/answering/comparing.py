"""A plan as a card, and plans side by side: aspects in rows, each filled cell with a quotation."""

from __future__ import annotations

from collections.abc import Sequence

from retrieval.answering.quoting import Quoter
from retrieval.answering.telling import rows
from retrieval.answering.wording import Wording, composed
from retrieval.answering.work import Draft
from retrieval.aspects import Aspect
from retrieval.model import AnswerForm, AnswerStatus, Plan, PlanEntry, Row
from retrieval.retrieving import Retriever
from retrieval.snapshot import Snapshot
from retrieval.understanding.question import Question

# Quotations of each aspect on a card, and in a cell beside others.
_ON_CARD, _IN_CELL = 3, 2
# More stand no longer side by side; a single aspect is compared of more.
_MOST, _MOST_OF_ONE = 4, 12


def card(question: Question, retriever: Retriever) -> Draft:
    """All aspects of the plan that is asked about."""
    return _drafted(AnswerForm.PLAN, question, retriever, _plans(question, retriever.snapshot)[:1], _ON_CARD, ())


def compared(question: Question, retriever: Retriever, asked: Sequence[Aspect] = ()) -> Draft:
    """Aspects of several plans: ``asked``, else those that the question asks for, else all."""
    plans, aspects = _plans(question, retriever.snapshot), retriever.snapshot.understanding.aspects
    wanted = asked or aspects.asked(question.left)
    alone = len(wanted) == 1
    most, each = (_MOST_OF_ONE, _ON_CARD) if alone else (_MOST, _IN_CELL)
    return _drafted(AnswerForm.COMPARE, question, retriever, plans[:most], each, wanted)


def _plans(question: Question, snapshot: Snapshot) -> list[Plan]:
    known = {plan.id: plan for plan in snapshot.plans}
    named = [f.value for f in question.filters if f.facet == "plan" and not f.negated] or question.among
    return [known[plan] for plan in dict.fromkeys(named) if plan in known]


def _drafted(
    form: AnswerForm, question: Question, retriever: Retriever, plans: list[Plan], each: int, wanted: Sequence[Aspect]
) -> Draft:
    snapshot = retriever.snapshot
    quoter = Quoter(snapshot.library, snapshot.documents)
    found = rows(plans, wanted or tuple(snapshot.understanding.aspects), each, snapshot, quoter, question.language)
    words = Wording(question.language, quoter.citations())
    beside = _lead(plans, found, words) if len(plans) > 1 else ""
    lead = _card_lead(plans[0], snapshot, words) if form is AnswerForm.PLAN else beside
    silent = [row for row in found if form is AnswerForm.PLAN and not row.cells[0].said]
    shown: set[int] = set()
    told = [_row(row, plans, words, shown) for row in found if row not in silent]
    notes = words.provisional(plans)
    said = composed(lead, notes, *told, _silent(silent, words), *notes)
    entries = tuple(PlanEntry(plan, ()) for plan in plans)
    focus = tuple(plan.id for plan in plans)
    return Draft(form, _status(found), said, quoter.citations(), entries, rows=found, complete=True, focus=focus)


def _lead(plans: list[Plan], found: tuple[Row, ...], words: Wording) -> str:
    if len(found) == 1:
        return words.texts("compare.lead_one", count=len(plans))
    return words.texts("compare.lead", names=words.joined("answer.and", [words.name(plan) for plan in plans]))


def _card_lead(plan: Plan, snapshot: Snapshot, words: Wording) -> str:
    """What kind of plan it is and where, by its facets."""
    places = [plan.facets.get(facet, ()) for facet in ("place", "province")]
    found = [
        snapshot.filters.find(facet, value, words.language)
        for facet, own in zip(("place", "province"), places, strict=True)
        for value in own
    ]
    where = words.joined("answer.and", dict.fromkeys(f.label for f in found if f))
    kind = words.texts(f"kind.{plan.kind}_one")
    return words.texts("card.lead_place" if where else "card.lead", name=words.name(plan), kind=kind, place=where)


def _silent(rows: list[Row], words: Wording) -> str:
    """What is not mentioned of a plan, in one line."""
    if not rows:
        return ""
    marks = "".join(f" [{mark}]" for mark in dict.fromkeys(mark for row in rows for mark in row.cells[0].citations))
    return words.texts("card.not_mentioned_all", labels=words.joined("answer.and", [row.label for row in rows])) + marks


def _row(row: Row, plans: list[Plan], words: Wording, shown: set[int]) -> str:
    if len(plans) == 1:
        return words.texts("card.row", label=row.label, said=words.cell(row.cells[0], shown))
    lines = (
        words.texts("compare.cell", name=words.name(plan), said=words.cell(cell, shown))
        for plan, cell in zip(plans, row.cells, strict=True)
    )
    return "\n".join([words.texts("compare.row", label=row.label), *lines])


def _status(found: tuple[Row, ...]) -> AnswerStatus:
    if not any(cell.said for row in found for cell in row.cells):
        return AnswerStatus.NO_EVIDENCE
    # A single aspect was asked for, and of some plans it is not mentioned.
    missing = len(found) == 1 and not all(cell.said for cell in found[0].cells)
    return AnswerStatus.PARTLY_ANSWERED if missing else AnswerStatus.ANSWERED
