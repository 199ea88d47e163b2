"""Facets that a plan's own texts give: themes everywhere, the rest only where the catalogue is silent."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from retrieval.model import Passage, Plan
from retrieval.recogniser import Recogniser
from retrieval.vocabulary import Vocabulary

# A plan that names a theme or an offer has it. Places and the like are named in passing too often to overrule the catalogue.
ALWAYS = frozenset({"theme", "offer"})
WHEN_SILENT = frozenset({"sector", "level", "province", "place"})


class FacetReader:
    """Reads facets from passages with the names of a vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._regions = {c.id: frozenset(c.places) for c in vocabulary if c.facet == "region"}
        self._provinces: dict[str, set[str]] = defaultdict(set)
        for concept in vocabulary:
            if concept.facet == "place":
                self._provinces[concept.provinces[0]].add(concept.id)
        self._recogniser = Recogniser(c for c in vocabulary if c.facet in ALWAYS | WHEN_SILENT | {"region"})

    def facets(self, plans: Iterable[Plan], passages: Iterable[Passage]) -> Iterator[tuple[str, str, str]]:
        """(plan, facet, value) that the passages add to the facets the plans already have."""
        found: dict[str, set[tuple[str, str]]] = defaultdict(set)
        for passage in passages:
            named = set(self._named(passage))
            for name in passage.plans:
                found[name] |= named
        for plan in plans:
            for facet, value in sorted(found[plan.id] | set(self._regions_of(plan))):
                if facet in ALWAYS or facet == "region" or not plan.facets.get(facet):
                    yield plan.id, facet, value

    def _named(self, passage: Passage) -> Iterator[tuple[str, str]]:
        for text in (passage.text, *passage.heading):
            for mention in self._recogniser.mentions(text):
                facets = {concept.facet for concept in mention.concepts}
                for concept in mention.concepts:
                    # "Groningen" says for certain only that it is in the province.
                    if concept.facet != "place" or "province" not in facets:
                        yield concept.facet, concept.id

    def _regions_of(self, plan: Plan) -> Iterator[tuple[str, str]]:
        """Regions that hold a place of the plan, or the whole of its province."""
        places = set(plan.facets.get("place", ()))
        provinces = [self._provinces[province] for province in plan.facets.get("province", ()) if self._provinces[province]]
        for region, held in self._regions.items():
            if places & held or any(province <= held for province in provinces):
                yield "region", region
