"""Plans like another one: by what they have in common, and by what their texts say."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from retrieval.answering.listing import entries, selector_of
from retrieval.answering.quoting import Quoter
from retrieval.answering.wording import Wording, composed
from retrieval.answering.work import Composed, Draft
from retrieval.model import AnswerForm, AnswerStatus, Coverage, Filter, Language, Plan, PlanEntry
from retrieval.ports import Vectors
from retrieval.retrieving import Retriever
from retrieval.snapshot import MISSING, Snapshot
from retrieval.understanding.filters import meets_all
from retrieval.understanding.question import Question

# Facets that make plans alike, and what having one of their values in common counts: what they work on most.
_SHARED = {"theme": 1.0, "sector": 1.0, "level": 0.3, "offer": 0.5, "region": 0.3, "province": 0.2}
# What the likeness of the texts counts beside that of the facets, both from 0 to 1.
_TEXTS = 0.5
_MOST, _SHOWN = 5, 4


def resembling(question: Question, retriever: Retriever) -> Draft:
    """The plans most like the one that is named, under the other filters of the question, each with what they share."""
    snapshot = retriever.snapshot
    wanted = next(f.value for f in question.filters if f.facet == "plan" and not f.negated)
    own = next(plan for plan in snapshot.plans if plan.id == wanted)
    # "Die lijken op SCALE in Zeeland": SCALE is not there, so that is where the others are to be.
    rest = [f for f in question.filters if f.facet != "plan" and not (f.preferred and snapshot.filters.meets(own, f))]
    others = [p for p in snapshot.plans if p.id != wanted and p.status != MISSING and meets_all(snapshot.filters, p, rest)]
    best = _ranked(own, others, snapshot)[:_MOST]
    selector, quoter = selector_of(question, retriever), Quoter(snapshot.library, snapshot.documents)
    common = {plan.id: _common(own, plan, snapshot, question.language) for plan in best}
    found = entries([replace(selector.fit(plan, common[plan.id]), met=common[plan.id]) for plan in best], quoter)
    words = Wording(question.language, quoter.citations())
    status = AnswerStatus.ANSWERED if found else AnswerStatus.NO_EVIDENCE
    return Draft(
        AnswerForm.LIKENESS, status, _said(own, found, words, snapshot.coverage), quoter.citations(), found, focus=(own.id,)
    )


def _said(own: Plan, found: Sequence[PlanEntry], words: Wording, coverage: Coverage) -> Composed:
    """What each plan has in common with it, and a quotation."""
    number = "none" if not found else "one" if len(found) == 1 else "many"
    lead = words.texts(f"alike.{number}", count=len(found), name=own.name)
    lines = (
        words.line(entry, words.texts("alike.both", shared=", ".join(f.label for f in entry.why)) if entry.why else "")
        for entry in found
    )
    return composed(lead, (), "\n".join(lines), words.texts("alike.how") if found else words.searched(coverage, consortia=False))


def _ranked(own: Plan, others: Sequence[Plan], snapshot: Snapshot) -> list[Plan]:
    """The other plans that share something with it, most alike first."""
    rarity = _rarity(snapshot.plans)
    # Sums that do not depend on the order, which is another one in each process.
    whole = math.fsum(_SHARED[facet] * rarity[facet, value] for facet, value in _values(own)) or 1.0
    shared = {p.id: math.fsum(_SHARED[f] * rarity[f, v] for f, v in _values(own) & _values(p)) / whole for p in others}
    near = dict(zip([p.id for p in others], _text_likeness(own, others, snapshot), strict=True))
    alike = [p for p in others if any(f in ("theme", "sector") for f, _ in _values(own) & _values(p))]
    return sorted(alike, key=lambda p: -(shared[p.id] + _TEXTS * near[p.id]))


def _values(plan: Plan) -> frozenset[tuple[str, str]]:
    return frozenset((facet, value) for facet in _SHARED for value in plan.facets.get(facet, ()))


def _rarity(plans: Sequence[Plan]) -> dict[tuple[str, str], float]:
    """What a value tells: less, the more plans have it."""
    counts = Counter(value for plan in plans for value in _values(plan))
    return {value: math.log(1 + len(plans) / count) for value, count in counts.items()}


def _text_likeness(own: Plan, others: Sequence[Plan], snapshot: Snapshot) -> Vectors:
    """Cosines of the mean vectors of the passages of plans with that of one, shape (others,)."""
    if not others:
        return np.zeros(0, dtype=np.float32)
    means = np.stack([snapshot.mean_vector(plan.id) for plan in (own, *others)])
    return np.asarray(means[1:] @ means[0], dtype=np.float32)


def _common(own: Plan, other: Plan, snapshot: Snapshot, language: Language) -> tuple[Filter, ...]:
    """What two plans have in common, what tells most first."""
    rarity = _rarity(snapshot.plans)
    shared = sorted(_values(own) & _values(other), key=lambda value: (-_SHARED[value[0]] * rarity[value], value))
    found = (snapshot.filters.find(facet, value, language) for facet, value in shared)
    return tuple(f for f in found if f)[:_SHOWN]
