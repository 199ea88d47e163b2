"""White spots: the values of a facet that no plan has under the filters of a question, and how many have the others."""

from __future__ import annotations

from collections.abc import Sequence

from retrieval.answering.composing import Composer
from retrieval.answering.wording import Wording, composed
from retrieval.answering.work import Composed, Draft
from retrieval.model import NATIONWIDE, AnswerForm, AnswerStatus, Filter, Plan, Spot
from retrieval.retrieving import Retriever
from retrieval.snapshot import MISSING, Snapshot
from retrieval.understanding.cues import PER
from retrieval.understanding.filters import meets_all
from retrieval.understanding.forms import counted_facet
from retrieval.understanding.question import Question

# More than these are a table, not a sentence.
_SHOWN = 40


def gaps(question: Question, retriever: Retriever) -> Draft:
    """What is missing: for each value of the facet that is asked for the number of plans that have it."""
    snapshot = retriever.snapshot
    facet = counted_facet(question.read, question.filters)
    filters = [f for f in question.filters if f.facet != facet and f.facet != "plan"]
    within = [f for f in question.filters if f.facet == facet and not f.negated]
    spots = _spots(facet, filters, within, snapshot, question)
    words = Wording(question.language)
    asked = Composer(question.language).conditions(filters) or Wording(question.language).texts("gaps.everything")
    return Draft(
        AnswerForm.COVERAGE,
        AnswerStatus.ANSWERED,
        _said(facet, asked, spots, words, snapshot, per=bool(PER.search(question.read))),
        spots=spots,
        complete=True,
    )


def _spots(
    facet: str, filters: Sequence[Filter], within: Sequence[Filter], snapshot: Snapshot, question: Question
) -> tuple[Spot, ...]:
    """The values, those that nobody has here and most have elsewhere first."""
    plans = [plan for plan in snapshot.plans if plan.status != MISSING]
    here = [plan for plan in plans if meets_all(snapshot.filters, plan, filters)]
    values = snapshot.filters.all_of(facet, question.language)
    if within:
        inside = frozenset().union(*(snapshot.filters.values(f) for f in within))
        values = [f for f in values if (f.facet, f.value) in inside and f not in within]
    spots = [Spot(f, _count(here, f, snapshot), _count(plans, f, snapshot)) for f in values if f.value != NATIONWIDE]
    return tuple(sorted(spots, key=lambda spot: (spot.count, -spot.anywhere)))


def _count(plans: Sequence[Plan], value: Filter, snapshot: Snapshot) -> int:
    return sum(snapshot.filters.meets(plan, value) for plan in plans)


def _said(facet: str, asked: str, spots: Sequence[Spot], words: Wording, snapshot: Snapshot, *, per: bool) -> Composed:
    white = [spot for spot in spots if not spot.count]
    covered = sorted((spot for spot in spots if spot.count), key=lambda spot: -spot.count)
    elsewhere = [spot for spot in white if spot.anywhere]
    noun = words.texts(f"gaps.{facet}")
    key = "gaps.per" if per else "gaps.lead" if white else "gaps.none"
    lead = words.texts(key, white=len(white), all=len(spots), noun=noun, asked=asked)
    parts = []
    if elsewhere and facet not in ("province", "region"):
        listed = ", ".join(
            words.texts("gaps.counted", label=spot.value.label, count=spot.anywhere) for spot in elsewhere[:_SHOWN]
        )
        parts.append(words.texts("gaps.elsewhere", values=listed))
    nowhere = [spot for spot in white if not spot.anywhere or facet in ("province", "region")]
    if nowhere:
        key = "gaps.white" if facet in ("province", "region") else "gaps.nowhere"
        parts.append(words.texts(key, values=", ".join(spot.value.label for spot in nowhere[:_SHOWN])))
    if covered:
        listed = ", ".join(words.texts("gaps.counted", label=spot.value.label, count=spot.count) for spot in covered[:_SHOWN])
        parts.insert(0 if per else len(parts), words.texts("gaps.covered", values=listed))
    note = words.texts("gaps.note")
    return composed(lead, (note,), *parts, note, words.searched(snapshot.coverage, consortia=True))
