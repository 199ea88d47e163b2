"""Passages that belong to no plan: they are found by what they name and what their document is about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from functools import cached_property

import numpy as np

from retrieval.library import Library
from retrieval.model import Document, Filter, Plan
from retrieval.ports import Ids
from retrieval.terms import KIND as GLOSSARY
from retrieval.understanding.filters import FilterReader, meets_all

_Having = frozenset[tuple[str, str]]


class Unplanned:
    """The passages of some documents that belong to no plan; a glossary tells of words, and not of what is done where."""

    def __init__(self, library: Library, documents: Collection[Document]) -> None:
        self._library = library
        self._versions = frozenset(document.version for document in documents if document.kind != GLOSSARY)

    def meeting(self, filters: Sequence[Filter], reader: FilterReader) -> Ids:
        """Ascending ids of the passages that meet all filters, by themselves and by their document."""
        found = [ids for having, ids in self._groups if meets_all(reader, having, filters)]
        return np.sort(np.concatenate(found)) if found else np.zeros(0, dtype=np.int64)

    @cached_property
    def _groups(self) -> list[tuple[Plan, Ids]]:
        """What passages have, as that of a plan without a name, with the ids of all that have just that."""
        about = {version: _having(facets) for version, facets in self._library.document_facets().items()}
        groups: dict[_Having, list[int]] = defaultdict(list)
        for passage, version, named in self._library.unplanned():
            if version in self._versions:
                groups[about.get(version, frozenset()) | _having(named)].append(passage)
        return [(_as_plan(having), np.array(ids, dtype=np.int64)) for having, ids in groups.items()]


def _having(facets: Mapping[str, Sequence[str]]) -> _Having:
    return frozenset((facet, value) for facet, values in facets.items() for value in values)


def _as_plan(having: _Having) -> Plan:
    facets: dict[str, list[str]] = defaultdict(list)
    for facet, value in sorted(having):
        facets[facet].append(value)
    return Plan("", "", (), "", "", "", {facet: tuple(values) for facet, values in facets.items()})
