"""Going through the plans by what they have, without a question: which meet filters, and how many for each further value."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from retrieval.model import Filter, Language, Plan, Spot
from retrieval.snapshot import MISSING, Snapshot
from retrieval.understanding.filters import meets_all

# Facets that plans are told apart by, in the order in which a reader chooses; "plan" is no choice, it is the outcome.
BROWSED = ("kind", "province", "region", "theme", "sector", "level", "offer", "organisation", "place", "status")


def plans_meeting(filters: Sequence[Filter], snapshot: Snapshot) -> tuple[Plan, ...]:
    """The plans that meet all filters, in the order of the catalogue; those that no source names are left out."""
    return tuple(p for p in snapshot.plans if p.status != MISSING and meets_all(snapshot.filters, p, filters))


def facet_counts(
    filters: Sequence[Filter], language: Language, snapshot: Snapshot, among: Collection[str] | None = None
) -> dict[str, tuple[Spot, ...]]:
    """For each facet its values that some plan has: how many plans have it under the filters, and anywhere.

    The filters of a facet do not count for that facet itself, because its values are alternatives. Most plans first; a value
    counts the plans of all that is narrower. ``among``: ids of the plans that count under the filters, ``None`` for all.
    """
    return {facet: _spots(facet, filters, language, snapshot, among) for facet in BROWSED}


def _spots(
    facet: str, filters: Sequence[Filter], language: Language, snapshot: Snapshot, among: Collection[str] | None
) -> tuple[Spot, ...]:
    others = [f for f in filters if f.facet != facet or f.negated]
    under = frozenset(plan.id for plan in plans_meeting(others, snapshot) if among is None or plan.id in among)
    held = (
        (value, snapshot.holders.get((facet, value.value), frozenset())) for value in snapshot.filters.all_of(facet, language)
    )
    spots = [Spot(value, len(plans & under), len(plans)) for value, plans in held if plans]
    return tuple(sorted(spots, key=lambda spot: (-spot.count, -spot.anywhere, spot.value.label.casefold())))
