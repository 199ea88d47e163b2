"""Facets that a plan's own texts give: themes everywhere, the rest only where the catalogue is silent."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from retrieval.model import Passage, Plan
from retrieval.vocabulary import Recogniser, Vocabulary

# A plan that names a theme has it. Places and the like are named in passing too often to overrule the catalogue.
ALWAYS = frozenset({"theme"})
WHEN_SILENT = frozenset({"sector", "level", "province", "place"})


class FacetReader:
    """Reads facets from passages with the names of a vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._recogniser = Recogniser(c for c in vocabulary if c.facet in ALWAYS | WHEN_SILENT | {"region"})

    def facets(self, plans: Iterable[Plan], passages: Iterable[Passage]) -> Iterator[tuple[str, str, str]]:
        """(plan, facet, value) that the passages add to the facets the plans already have."""
        found: dict[str, set[tuple[str, str]]] = defaultdict(set)
        for passage in passages:
            if passage.plans:
                named = set(self._named(passage))
                for plan in passage.plans:
                    found[plan] |= named
        for plan in plans:
            for facet, value in sorted(found[plan.id] | set(self._regions(plan))):
                if facet in ALWAYS or facet == "region" or not plan.facets.get(facet):
                    yield plan.id, facet, value

    def _named(self, passage: Passage) -> Iterator[tuple[str, str]]:
        for text in (passage.text, *passage.heading):
            for mention in self._recogniser.mentions(text):
                for concept in mention.concepts:
                    yield concept.facet, concept.id

    def _regions(self, plan: Plan) -> Iterator[tuple[str, str]]:
        places = set(plan.facets.get("place", ()))
        for concept in self._vocabulary:
            if concept.facet == "region" and places & set(concept.places):
                yield "region", concept.id
