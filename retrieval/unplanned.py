"""Passages that belong to no plan: they are found by what they name and what their document is about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from retrieval.library import Library
from retrieval.model import Document, Filter, Plan
from retrieval.ports import Ids
from retrieval.terms import KIND as GLOSSARY
from retrieval.understanding.filters import FilterReader, meets_all

_Places = NDArray[np.int64]
_NOTHING = Plan("", "", (), "", "", "")


@dataclass(frozen=True, slots=True)
class _Held:
    """The passages (ascending), and the places among them of those that have a value, that as of a plan without a name."""

    passages: Ids
    having: Sequence[tuple[Plan, _Places]]


@dataclass(frozen=True, slots=True)
class _Met:
    """Filters that some passages meet."""

    filters: tuple[Filter, ...]

    def meets(self, _: Plan, wanted: Filter) -> bool:
        """See ``FilterReader.meets``."""
        return wanted in self.filters


class Unplanned:
    """The passages of some documents that belong to no plan; a glossary tells of words, and not of what is done where."""

    def __init__(self, library: Library, documents: Collection[Document]) -> None:
        self._library = library
        self._versions = np.array(sorted(own.version for own in documents if own.kind != GLOSSARY), dtype=np.int64)

    def meeting(self, filters: Sequence[Filter], reader: FilterReader) -> Ids:
        """Ascending ids of the passages that meet all filters, by themselves and by their document."""
        held = self._held
        # Most passages meet the same few filters: whether that is enough is asked once for all that do.
        alike, codes = [_Met(())], np.zeros(len(held.passages), dtype=np.int64)
        for wanted in filters:
            both = codes * 2 + _meeting(held, wanted, reader)
            counts = np.bincount(both, minlength=2 * len(alike))
            codes = (np.cumsum(counts > 0) - 1)[both]
            found = np.flatnonzero(counts).tolist()
            alike = [_Met((*alike[own // 2].filters, wanted) if own % 2 else alike[own // 2].filters) for own in found]
        enough = np.array([meets_all(own, _NOTHING, filters) for own in alike], dtype=np.bool_)
        return held.passages[enough[codes]]

    @cached_property
    def _held(self) -> _Held:
        passages, versions = self._library.unplanned()
        counts = np.isin(versions, self._versions)
        order = np.argsort(passages[counts])
        passages, versions = passages[counts][order], versions[counts][order]
        places: dict[tuple[str, str], list[_Places]] = defaultdict(list)
        for value, named in self._library.facets_of_passages().items():
            places[value].append(_among(passages, named))
        by_version = np.argsort(versions, kind="stable")
        for value, about in self._library.facets_of_documents().items():
            places[value].append(by_version[_among(versions[by_version], about)])
        having = [
            (Plan("", "", (), "", "", "", {facet: (value,)}), np.concatenate(own)) for (facet, value), own in places.items()
        ]
        return _Held(passages, having)


def _meeting(held: _Held, wanted: Filter, reader: FilterReader) -> NDArray[np.bool_]:
    """Which passages meet a filter: those with a value that does."""
    met = np.full(len(held.passages), reader.meets(_NOTHING, wanted), dtype=np.bool_)
    for plan, places in held.having:
        if reader.meets(plan, wanted):
            met[places] = True
    return met


def _among(sorted_ids: NDArray[np.int64], wanted: NDArray[np.int64]) -> _Places:
    """The places in ``sorted_ids``, which may hold an id several times, of those that are ``wanted``."""
    first, behind = np.searchsorted(sorted_ids, wanted, "left"), np.searchsorted(sorted_ids, wanted, "right")
    lengths = behind - first
    return np.repeat(first - np.cumsum(lengths) + lengths, lengths) + np.arange(lengths.sum())
