"""Conditions that give way: where no plan meets them as well, the plans of a place or a subject are worth showing still."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from retrieval.model import Filter, Plan
from retrieval.understanding.conditions import WAYS
from retrieval.understanding.question import Question
from retrieval.understanding.situation import asking_part, within
from retrieval.vocabulary import SUBJECTS

# Which kind of plan, and which of those shown before.
NOT_SELECTIVE = frozenset({"kind", "plan"})


def applicable(question: Question, holding: Callable[[Question], Sequence[Plan]]) -> Question:
    """The question with what it wants to be offered, and the sector of who asks, as preferences where no plan meets them as well.

    ``holding``: the plans that meet a question.
    """
    asked = question.conditions
    subjects = {f for f in asked if f.facet in SUBJECTS and not f.negated}
    ways = {f for f in subjects if f.value in WAYS}
    offered = {f for f in asked if f.facet == "offer" and not f.negated} | (ways if ways != subjects else set())
    told = _told_sectors(question)
    for out in (offered, told, offered | told):
        left = {f.facet for f in asked if f not in out} - NOT_SELECTIVE
        if out and left and not holding(question):
            filters = (replace(f, preferred=f.preferred or f in out) for f in question.filters)
            relaxed = replace(question, filters=tuple(filters))
            if holding(relaxed):
                return relaxed
    return question


def _told_sectors(question: Question) -> set[Filter]:
    """The sectors that say who asks, beside a theme: "wij zijn een installatiebedrijf, wie weet iets van warmtepompen?"."""
    asking = asking_part(question.read)
    if not any(f.facet == "theme" and not f.negated for f in question.conditions):
        return set()
    sectors = (f for f in question.conditions if f.facet == "sector" and not f.negated and not f.carried and f.source_text)
    starts = {f: question.read.find(f.source_text) for f in sectors}
    return {f for f, start in starts.items() if start >= 0 and not within(start, asking)}
