"""Filters in the address: ``?provincie=gelderland&thema=waterstof``, in words of the interface's first language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from retrieval.errors import FilterUnknown
from retrieval.model import Filter, Language
from ui.address import Params
from ui.resources import Engine

# The parameter of each facet.
KEYS: Mapping[str, str] = {
    "kind": "soort",
    "province": "provincie",
    "region": "regio",
    "place": "plaats",
    "theme": "thema",
    "sector": "sector",
    "level": "niveau",
    "offer": "aanbod",
    "organisation": "organisatie",
    "status": "status",
}
MOST_FILTERS = 30


def filters_of(params: Params, engine: Engine, language: Language) -> tuple[Filter, ...]:
    """The filters that an address names; what no facet knows is left out."""
    found = (_filter(facet, value, engine, language) for facet, value in _named(params))
    return tuple(dict.fromkeys(one for one in found if one))[:MOST_FILTERS]


def unknown(params: Params, engine: Engine, language: Language) -> tuple[str, ...]:
    """What an address names that no facet knows, as it stands there."""
    return tuple(dict.fromkeys(value for facet, value in _named(params) if not _filter(facet, value, engine, language)))


def params_of(filters: Iterable[Filter]) -> dict[str, tuple[str, ...]]:
    """The parameters that name some filters; those of the other facets are empty."""
    chosen = list(filters)
    return {key: tuple(f.value for f in chosen if f.facet == facet) for facet, key in KEYS.items()}


def _named(params: Params) -> Iterator[tuple[str, str]]:
    return ((facet, value) for facet, key in KEYS.items() for value in params.get(key, ()))


def _filter(facet: str, value: str, engine: Engine, language: Language) -> Filter | None:
    try:
        return engine.filter(facet, value, language)
    except FilterUnknown:
        return None
