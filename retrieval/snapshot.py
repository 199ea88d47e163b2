"""One state of the library, opened: what every step of one answer rests on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache
from itertools import islice

import numpy as np

from retrieval import lexical
from retrieval.aspects import Aspects
from retrieval.generations import Generation
from retrieval.glossary import Glossary
from retrieval.library import Library
from retrieval.model import Coverage, Document, Filter, Notion, Page, Passage, Plan
from retrieval.ports import Ids, Vectors
from retrieval.terms import KIND as GLOSSARY
from retrieval.terms import Terms, terms_of
from retrieval.understanding.filters import FilterReader, meets_all
from retrieval.understanding.learned.learned import Learned
from retrieval.understanding.question import Understanding
from retrieval.understanding.spelling import Speller
from retrieval.vocabulary import FACETS, Vocabulary

GRANTED, MISSING = "granted", "missing"
# More synonyms of a word than this are noise to a reader.
_SHOWN_SYNONYMS = 4
_CACHED_PLANS, _CACHED_FILTERS, _CACHED_NAMES = 1_000, 1_000, 20_000


class Snapshot:
    """A generation with the documents, plans and passages it refers to."""

    def __init__(
        self,
        library: Library,
        generation: Generation,
        vocabulary: Vocabulary,
        glossary: Glossary,
        aspects: Aspects,
        learned: Learned,
    ) -> None:
        self.library = library
        self.generation = generation
        self.documents: dict[int, Document] = library.documents_by_version(int(v) for v in generation.versions)
        self.titles = {version: document.title for version, document in self.documents.items()}
        self.plans: list[Plan] = library.plans()
        self.filters = FilterReader(vocabulary, self.plans)
        names = [label for c in self.filters.concepts for label in (*c.labels, *c.asked)]
        speller = Speller(generation.words, [*names, *glossary.names()], generation.splitter, lambda *pair: self._stands(pair))
        self.understanding = Understanding(self.filters, glossary, speller, aspects, learned)
        self._plan_passages = library.plan_passages()
        self._stands = lru_cache(maxsize=_CACHED_NAMES)(self._is_somewhere)
        self._members = lru_cache(maxsize=_CACHED_FILTERS)(self._members_of)
        self.mean_vector = lru_cache(maxsize=_CACHED_PLANS)(self._mean_vector)
        self.passages_of = lru_cache(maxsize=_CACHED_PLANS)(self._passages_of)

    @cached_property
    def coverage(self) -> Coverage:
        """What a search in this state covers."""
        consortia = [plan for plan in self.plans if plan.kind == "consortium"]
        known = sum(plan.status == GRANTED for plan in consortia)
        missing = sum(plan.status == MISSING for plan in consortia)
        return self.generation.coverage((known, known + missing))

    @cached_property
    def terms(self) -> Terms:
        """The words of the field that the glossaries among the documents explain."""
        glossaries = [version for version, document in self.documents.items() if document.kind == GLOSSARY]
        return terms_of(passage for version in glossaries for passage in self.library.passages_of(version))

    @cached_property
    def holders(self) -> dict[tuple[str, str], frozenset[str]]:
        """For each (facet, value) that some plan has, itself or by something narrower, the ids of those plans."""
        known = [plan for plan in self.plans if plan.status != MISSING]
        values = [f for facet in FACETS if facet != "plan" for f in self.filters.all_of(facet, "nl")]
        found = {(f.facet, f.value): frozenset(p.id for p in known if self.filters.meets(p, f)) for f in values}
        return {value: plans for value, plans in found.items() if plans}

    def _passages_of(self, plan: str) -> tuple[Passage, ...]:
        """The passages of a plan, in reading order."""
        ids = self._published(self._plan_passages.get(plan, []))
        return tuple(self.library.passages([int(i) for i in ids]).values())

    def _mean_vector(self, plan: str) -> Vectors:
        """The direction of the passages of a plan, shape (dimension,): of length one, or all zero."""
        ids = self._published(self._plan_passages.get(plan, []))
        exact = self.generation.exact
        mean = np.asarray(exact.vectors[np.searchsorted(exact.ids, ids)], dtype=np.float32).sum(axis=0)
        return np.asarray(mean / (np.linalg.norm(mean) or 1.0), dtype=np.float32)

    def allowed(self, filters: Sequence[Filter], phrases: Sequence[Sequence[str]] = ()) -> Ids | None:
        """Ascending ids of the passages of plans that meet the filters and hold the phrases; ``None`` for all."""
        found = self._members(tuple(filters)) if filters else None
        for phrase in phrases:
            ids = self.holding(phrase)
            found = ids if found is None else np.intersect1d(found, ids)
        return found

    def holding(self, phrase: Sequence[str]) -> Ids:
        """Ascending ids of the passages that hold a phrase, given as folded words."""
        ids, _ = self.generation.lexical.search([lexical.phrase(phrase)], self.generation.manifest.passages)
        return np.sort(ids)

    @cached_property
    def of_plans(self) -> Ids:
        """Ascending ids of the passages that belong to a plan."""
        return np.array(sorted({i for own in self._plan_passages.values() for i in own}), dtype=np.int64)

    def members(self, wanted: Filter) -> Ids:
        """Ascending ids of the passages of plans that meet one filter."""
        return self._members((wanted,))

    def _members_of(self, filters: tuple[Filter, ...]) -> Ids:
        ids = {i for plan in self.plans if meets_all(self.filters, plan, filters) for i in self._plan_passages.get(plan.id, [])}
        return self._published(ids)

    def _published(self, ids: Iterable[int]) -> Ids:
        """Those of some passages that the generation holds, ascending."""
        wanted, held = np.array(sorted(ids), dtype=np.int64), self.generation.exact.ids
        # Both ascend: looking up is much quicker than intersecting with all there are.
        places = np.searchsorted(held, wanted)
        return wanted[(places < len(held)) & (held[np.minimum(places, len(held) - 1)] == wanted)] if len(held) else wanted[:0]

    def expansion(self, notions: Sequence[Notion]) -> tuple[str, ...]:
        """The synonyms of notions that stand in some passage, a few of each notion, as a reader may want to see them."""
        found: dict[str, None] = {}
        asked = {word for notion in notions for word in notion.words}
        for notion in notions:
            present = (name for name in notion.synonyms if not asked.issuperset(name) and self._stands(name))
            found |= dict.fromkeys(" ".join(name) for name in islice(present, _SHOWN_SYNONYMS))
        return tuple(found)

    def _is_somewhere(self, name: tuple[str, ...]) -> bool:
        """Whether folded words stand somewhere as they are, one after the other."""
        index = self.generation.lexical
        if len(name) == 1:
            return index.document_frequency(lexical.SURFACE, name[0]) > 0
        return bool(name) and bool(len(index.search([lexical.phrase(name)], 1)[0]))

    def page(self, document_id: str, number: int) -> Page | None:
        """A stored page of the version of a document that this state refers to."""
        document = self.document(document_id)
        return self.library.page(document.version, number) if document else None

    def document(self, document_id: str) -> Document | None:
        """The version of a document that this state refers to."""
        return next((document for document in self.documents.values() if document.id == document_id), None)
