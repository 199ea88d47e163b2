"""Filters on what the sources name with a plan: organisations, and a year or a range of years.

In the address: ``?organisatie=Saxion&jaren=2021-2024``; a range may be open at one end, and one year stands for itself.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from retrieval.dutch import fold
from retrieval.model import Filter, Plan, Spot
from retrieval.texts import Texts
from ui.address import Params

ORGANISATION, YEARS = "organisation", "years"
KEYS: Mapping[str, str] = {ORGANISATION: "organisatie", YEARS: "jaren"}
# Of a plan: the facet of the record.
_YEAR = "year"
_RANGE = re.compile(r"(?P<low>[0-9]{4})?(?P<to>-)?(?P<high>[0-9]{4})?")
_FIRST, _LAST = "0000", "9999"

Having = Mapping[str, Collection[str]]


def conditions(params: Params, plans: Iterable[Plan]) -> tuple[Filter, ...]:
    """The filters that an address names; organisations that no plan has and what is no range are left out."""
    known = {fold(name): name for name in _all(ORGANISATION, plans)}
    wanted = (known.get(fold(value), "") for value in params.get(KEYS[ORGANISATION], ()))
    organisations = [Filter(ORGANISATION, name, name) for name in dict.fromkeys(wanted) if name]
    ranges = [value for value in params.get(KEYS[YEARS], ()) if bounds(value)][:1]
    return (*organisations, *(Filter(YEARS, value, value) for value in ranges))


def unknown(params: Params, plans: Iterable[Plan]) -> tuple[str, ...]:
    """What an address names that no plan has and that is no range, as it stands there."""
    known = {fold(name) for name in _all(ORGANISATION, plans)}
    lost = [value for value in params.get(KEYS[ORGANISATION], ()) if fold(value) not in known]
    return (*lost, *(value for value in params.get(KEYS[YEARS], ()) if not bounds(value)))


def bounds(value: str) -> tuple[str, str] | None:
    """The first and the last year of a range; ``None`` where it is none."""
    found = _RANGE.fullmatch(value)
    if not found or not (found["low"] or found["high"]):
        return None
    if not found["to"]:
        return (value, value) if found["low"] and not found["high"] else None
    low, high = found["low"] or _FIRST, found["high"] or _LAST
    return (low, high) if low <= high else None


def written(low: str, high: str) -> str:
    """A range as the address has it; ``""`` for an end that is open."""
    return low if low == high else f"{low}-{high}"


def ends(value: str) -> tuple[str, str]:
    """The ends of a range that ``bounds`` knows; ``""`` for one that is open."""
    low, high = bounds(value) or (_FIRST, _LAST)
    return "" if low == _FIRST else low, "" if high == _LAST else high


def said(value: str, texts: Texts) -> str:
    """A range in words."""
    low, high = ends(value)
    if low == high:
        return low
    way = "between" if low and high else "from" if low else "until"
    return texts(f"years.{way}", low=low, high=high)


def meets(having: Having, wanted: Sequence[Filter]) -> bool:
    """Whether one of the organisations, and a year of the range, is among what is named."""
    organisations = {f.value for f in wanted if f.facet == ORGANISATION}
    if organisations and organisations.isdisjoint(having.get(ORGANISATION, ())):
        return False
    ranges = [found for f in wanted if f.facet == YEARS and (found := bounds(f.value))]
    return all(any(low <= year <= high for year in having.get(_YEAR, ())) for low, high in ranges)


def counts(plans: Sequence[Plan], under: Collection[str], wanted: Sequence[Filter]) -> dict[str, tuple[Spot, ...]]:
    """For each organisation and each year the plans that have it. ``under``: ids of those that meet all other filters;
    ``wanted``: of these filters those on the other facet count."""
    found = {}
    for facet, own in ((ORGANISATION, ORGANISATION), (YEARS, _YEAR)):
        others = [f for f in wanted if f.facet != facet]
        among = Counter(_all(own, [plan for plan in plans if plan.id in under and meets(plan.facets, others)]))
        spots = (Spot(Filter(facet, value, value), among[value], count) for value, count in Counter(_all(own, plans)).items())
        found[facet] = tuple(sorted(spots, key=lambda spot: fold(spot.value.value)))
    return found


def _all(facet: str, plans: Iterable[Plan]) -> Iterator[str]:
    """What plans have of a facet, once for each of them."""
    return (value for plan in plans for value in plan.facets.get(facet, ()))
