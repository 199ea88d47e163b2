"""One state of the library, opened: what every step of one answer rests on."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property, lru_cache

import numpy as np

from retrieval.generations import Generation
from retrieval.library import Library
from retrieval.model import Coverage, Document, Filter, Page, Passage, Plan
from retrieval.ports import Ids
from retrieval.understanding.filters import FilterReader, meets_all
from retrieval.vocabulary import Vocabulary

GRANTED, MISSING = "granted", "missing"
_CACHED_PLANS = 1_000


class Snapshot:
    """A generation with the documents, plans and passages it refers to."""

    def __init__(self, library: Library, generation: Generation, vocabulary: Vocabulary) -> None:
        self.library = library
        self.generation = generation
        self.documents: dict[int, Document] = library.documents_by_version(int(v) for v in generation.versions)
        self.plans: list[Plan] = library.plans()
        self.filters = FilterReader(vocabulary, self.plans)
        self._plan_passages = library.plan_passages()
        self.passages_of = lru_cache(maxsize=_CACHED_PLANS)(self._passages_of)

    @cached_property
    def coverage(self) -> Coverage:
        """What a search in this state covers."""
        consortia = [plan for plan in self.plans if plan.kind == "consortium"]
        known = sum(plan.status == GRANTED for plan in consortia)
        missing = sum(plan.status == MISSING for plan in consortia)
        return self.generation.coverage((known, known + missing))

    def _passages_of(self, plan: str) -> tuple[Passage, ...]:
        """The passages of a plan, in reading order."""
        ids = np.intersect1d(self._plan_passages.get(plan, []), self.generation.exact.ids)
        return tuple(self.library.passages([int(i) for i in ids]).values())

    def allowed(self, filters: Sequence[Filter]) -> Ids | None:
        """Ascending ids of the passages of plans that meet the filters; ``None`` when there are no filters."""
        if not filters:
            return None
        ids = {i for plan in self.plans if meets_all(self.filters, plan, filters) for i in self._plan_passages.get(plan.id, [])}
        return np.intersect1d(np.array(sorted(ids), dtype=np.int64), self.generation.exact.ids)

    def page(self, document_id: str, number: int) -> Page | None:
        """A stored page of the version of a document that this state refers to."""
        version = next((d.version for d in self.documents.values() if d.id == document_id), None)
        return None if version is None else self.library.page(version, number)
