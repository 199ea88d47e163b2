"""Hits by plan: a reader wants plans, a passage is only where one is found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from retrieval.model import Hit, Plan


@dataclass(frozen=True, slots=True)
class PlanHits:
    """A plan with its hits, best first. ``plan`` is ``None`` for hits that belong to no plan."""

    plan: Plan | None
    hits: tuple[Hit, ...]


def by_plan(hits: Iterable[Hit], plans: Mapping[str, Plan]) -> Sequence[PlanHits]:
    """The hits grouped by plan, in the order of each plan's best hit; a hit of two plans stands with both."""
    found: dict[str, list[Hit]] = {}
    for hit in hits:
        for identity in hit.passage.plans or ("",):
            found.setdefault(identity, []).append(hit)
    return tuple(PlanHits(plans.get(identity), tuple(own)) for identity, own in found.items())
