"""A filter on the years that the sources name with a plan: one, or a range.

In the address: ``?jaren=2021-2024``; a range may be open at one end, and one year stands for itself.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence

from retrieval.model import Filter, Plan, Spot
from retrieval.texts import Texts
from ui.address import Params

YEARS, KEY = "years", "jaren"
# Of a plan: the facet of the record.
NAMED = "year"
_RANGE = re.compile(r"(?P<low>[0-9]{4})?(?P<to>-)?(?P<high>[0-9]{4})?")
_FIRST, _LAST = "0000", "9999"


def range_of(params: Params) -> str:
    """The range that an address names, ``""`` where that is none."""
    return next((value for value in params.get(KEY, ()) if bounds(value)), "")


def unknown(params: Params) -> tuple[str, ...]:
    """What an address names that is no range, as it stands there."""
    return tuple(value for value in params.get(KEY, ()) if not bounds(value))


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


def within(years: Collection[str], value: str) -> bool:
    """Whether one of some years is within a range; any are within ``""``."""
    found = bounds(value)
    return not value or (found is not None and any(found[0] <= year <= found[1] for year in years))


def counts(plans: Sequence[Plan], under: Collection[str]) -> tuple[Spot, ...]:
    """For each year the plans that have it, the first year first. ``under``: ids of those that meet all other filters."""
    anywhere = Counter(year for plan in plans for year in plan.facets.get(NAMED, ()))
    among = Counter(year for plan in plans if plan.id in under for year in plan.facets.get(NAMED, ()))
    return tuple(Spot(Filter(YEARS, year, year), among[year], anywhere[year]) for year in sorted(anywhere))
