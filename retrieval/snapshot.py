"""One state of the library, opened: what every step of one answer rests on."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property, lru_cache, partial
from itertools import islice
from weakref import ref

import numpy as np

from retrieval import lexical
from retrieval.aspects import Aspects, is_silent
from retrieval.dense import ExactIndex
from retrieval.dutch import words
from retrieval.generations.generation import Generation
from retrieval.glossary import Glossary
from retrieval.library import Library
from retrieval.model import Coverage, Document, Filter, Notion, Page, Passage, Plan
from retrieval.ports import Ids, LexicalIndex, Vectors
from retrieval.terms import KIND as GLOSSARY
from retrieval.terms import Terms, terms_of
from retrieval.understanding.filters import FilterReader, meets_all
from retrieval.understanding.learned.learned import Learned
from retrieval.understanding.question import Understanding
from retrieval.understanding.spelling import Speller
from retrieval.unplanned import Unplanned
from retrieval.vocabulary import FACETS, Vocabulary

GRANTED, MISSING = "granted", "missing"
# More synonyms of a word than this are noise to a reader.
_SHOWN_SYNONYMS = 4
_Passages = Callable[[Iterable[str]], Ids]
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
        *,
        stands_in: bool = False,
    ) -> None:
        """``stands_in``: for a newer generation, which is damaged."""
        self.library = library
        self.generation = generation
        self._stands_in = stands_in
        self.documents: dict[int, Document] = library.documents_by_version(int(v) for v in generation.versions)
        self.titles = {version: document.title for version, document in self.documents.items()}
        self.plans: list[Plan] = library.plans()
        self._plan_passages = library.plan_passages()
        # None of what is kept knows this state itself: with its last user it goes at once, its indexes with it, and does not
        # wait for a garbage collection that may pass it over.
        # What reads filters stays in caches of its own that outlive this state: it must not keep the index.
        naming = lru_cache(maxsize=_CACHED_NAMES)(partial(_plans_naming, library, ref(generation.lexical)))
        self.filters = FilterReader(vocabulary, self.plans, naming)
        own = partial(_published_of, self._plan_passages, generation.exact)
        stands = lru_cache(maxsize=_CACHED_NAMES)(partial(_is_somewhere, generation.lexical))
        self._stands = stands
        self._members = lru_cache(maxsize=_CACHED_FILTERS)(
            partial(_members_of, self.plans, self.filters, own, Unplanned(library, self.documents.values()))
        )
        self.mean_vector = lru_cache(maxsize=_CACHED_PLANS)(partial(_mean_vector, generation.exact, own))
        self.evidence = lru_cache(maxsize=_CACHED_PLANS)(library.evidence_of_plan)
        self.passages_of = lru_cache(maxsize=_CACHED_PLANS)(partial(_passages_of, library, own))
        names = [label for c in self.filters.concepts for label in (*c.labels, *c.asked)] + list(glossary.names())
        # As somebody wrote it first: "roc's", not "roc s".
        self._written = {tuple(words(name)): name for name in reversed(names)}
        speller = Speller(generation.words, names, generation.splitter, lambda *pair: stands(pair))
        self.understanding = Understanding(self.filters, glossary, speller, aspects, learned)

    @property
    def coverage(self) -> Coverage:
        """What a search in this state covers, and whether it could ask all that it wanted to."""
        consortia, found = self._counted
        return replace(self.generation.coverage(consortia), provisional=found, stands_in=self._stands_in)

    @cached_property
    def _counted(self) -> tuple[tuple[int, int], int]:
        """((consortia known by name, granted), provisional plans)."""
        consortia = [plan for plan in self.plans if plan.kind == "consortium"]
        known = sum(plan.status == GRANTED for plan in consortia)
        missing = sum(plan.status == MISSING for plan in consortia)
        # Those that are only provisional stand in no catalogue.
        found = sum(plan.provisional and bool(self.passages_of(plan.id)) for plan in self.plans)
        return (known, known + missing), found

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

    def allowed(self, filters: Sequence[Filter], phrases: Sequence[Sequence[str]] = ()) -> Ids | None:
        """Ascending ids of the passages that hold the phrases, of plans that meet the filters or of no plan and meeting them
        by themselves or by their document; ``None`` for all."""
        found = self._members(tuple(filters)) if filters else None
        for phrase in phrases:
            ids = self.holding(phrase)
            found = ids if found is None else ids[np.isin(ids, found, assume_unique=True)]
        return found

    def holding(self, phrase: Sequence[str]) -> Ids:
        """Ascending ids of the passages that hold a phrase, given as folded words."""
        return _holding(self.generation.lexical, phrase)

    @cached_property
    def of_plans(self) -> Ids:
        """Ascending ids of the passages that belong to a plan."""
        return np.array(sorted({i for own in self._plan_passages.values() for i in own}), dtype=np.int64)

    def members(self, wanted: Filter) -> Ids:
        """Ascending ids of the passages that meet one filter: their plan does, or, of no plan, they or their document."""
        return self._members((wanted,))

    def expansion(self, notions: Sequence[Notion]) -> tuple[str, ...]:
        """The synonyms of notions that stand in some passage, a few of each notion, as a reader may want to see them."""
        found: dict[str, None] = {}
        asked = {word for notion in notions for word in notion.words}
        for notion in notions:
            present = (name for name in notion.synonyms if not asked.issuperset(name) and self._stands(name))
            found |= dict.fromkeys(self._written.get(name, " ".join(name)) for name in islice(present, _SHOWN_SYNONYMS))
        return tuple(found)

    def page(self, document_id: str, number: int) -> Page | None:
        """A stored page of the version of a document that this state refers to."""
        document = self.document(document_id)
        return self.library.page(document.version, number) if document else None

    def document(self, document_id: str) -> Document | None:
        """The version of a document that this state refers to."""
        return next((document for document in self.documents.values() if document.id == document_id), None)


def _published_of(plan_passages: Mapping[str, Sequence[int]], exact: ExactIndex, plans: Iterable[str]) -> Ids:
    """Ascending ids of the passages of some plans that the generation holds."""
    wanted, held = np.array(sorted({i for plan in plans for i in plan_passages.get(plan, ())}), dtype=np.int64), exact.ids
    # Both ascend: looking up is much quicker than intersecting with all there are.
    places = np.searchsorted(held, wanted)
    return wanted[(places < len(held)) & (held[np.minimum(places, len(held) - 1)] == wanted)] if len(held) else wanted[:0]


def _members_of(
    plans: Sequence[Plan], reader: FilterReader, own: _Passages, unplanned: Unplanned, filters: tuple[Filter, ...]
) -> Ids:
    """Ascending ids of the passages of the plans that meet some filters, and of those of no plan that do."""
    of_plans = own(plan.id for plan in plans if meets_all(reader, plan, filters))
    # None is in both, and numpy sorts what ascends twice much quicker than it makes it unique.
    return np.sort(np.concatenate([of_plans, unplanned.meeting(filters, reader)]), kind="stable")


def _passages_of(library: Library, own: _Passages, plan: str) -> tuple[Passage, ...]:
    """The passages of a plan, in reading order."""
    return tuple(library.passages([int(i) for i in own([plan])]).values())


def _holding(index: LexicalIndex, phrase: Sequence[str]) -> Ids:
    """Ascending ids of the passages that hold a phrase, given as folded words."""
    ids, _ = index.search([lexical.phrase(phrase)], max(index.count(), 1))
    return np.sort(ids)


def _plans_naming(library: Library, held: ref[LexicalIndex], name: str) -> frozenset[str]:
    """Ids of the plans whose passages hold a name as it is written; one that is not mentioned is none of theirs."""
    index = held()
    if index is None:
        raise LookupError("this state of the library is no longer used")
    written = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")
    found = library.passages([int(i) for i in _holding(index, words(name))]).values()
    told = (passage for passage in found if not is_silent(passage) and written.search(passage.text))
    return frozenset(plan for passage in told for plan in passage.plans)


def _mean_vector(exact: ExactIndex, own: _Passages, plan: str) -> Vectors:
    """The direction of the passages of a plan, shape (dimension,): of length one, or all zero."""
    mean = np.asarray(exact.vectors[np.searchsorted(exact.ids, own([plan]))], dtype=np.float32).sum(axis=0)
    return np.asarray(mean / (np.linalg.norm(mean) or 1.0), dtype=np.float32)


def _is_somewhere(index: LexicalIndex, name: tuple[str, ...]) -> bool:
    """Whether folded words stand somewhere as they are, one after the other."""
    if len(name) == 1:
        return index.document_frequency(lexical.SURFACE, name[0]) > 0
    return bool(name) and bool(len(index.search([lexical.phrase(name)], 1)[0]))
