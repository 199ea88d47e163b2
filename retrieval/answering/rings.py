"""The rings around a place: the town itself, its region, its province, the provinces beside it, the rest."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from retrieval.answering.fits import Fit
from retrieval.model import Filter, Nearness, Plan
from retrieval.snapshot import Snapshot

_ORDER = {nearness: place for place, nearness in enumerate(Nearness)}
_CLOSE_BY = frozenset({Nearness.PLACE, Nearness.REGION, Nearness.PROVINCE})
_BESIDE = Nearness.NEIGHBOUR


def nearness_of(plan: Plan, places: Sequence[Filter], snapshot: Snapshot) -> Nearness:
    """How near a plan is to the nearest of some places."""
    return min((snapshot.filters.geography.nearness(plan, place) for place in places), key=_ORDER.__getitem__)


def nearest_first(fits: Iterable[Fit], places: Sequence[Filter], snapshot: Snapshot) -> list[Fit]:
    """Plans by their rings around some places, as they stood within each."""
    return sorted(fits, key=lambda fit: _ORDER[nearness_of(fit.plan, places, snapshot)])


def close_by(fits: Iterable[Fit], places: Sequence[Filter], snapshot: Snapshot) -> list[Fit]:
    """The plans in the region or the province of some places."""
    return [fit for fit in fits if nearness_of(fit.plan, places, snapshot) in _CLOSE_BY]


def nearest_ring(fits: Iterable[Fit], places: Sequence[Filter], snapshot: Snapshot) -> list[Fit]:
    """The plans in the nearest ring that has any, no farther than the provinces beside."""
    rings = [(nearness_of(fit.plan, places, snapshot), fit) for fit in fits]
    within = [ring for ring, _ in rings if _ORDER[ring] <= _ORDER[_BESIDE]]
    nearest = min(within, key=_ORDER.__getitem__, default=None)
    return [fit for ring, fit in rings if ring is nearest]
