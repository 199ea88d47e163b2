"""Facets that texts give: of a document what it is about, of a plan what the catalogue leaves open, each with what shows it."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from ingest.mentions import DETAILS, MentionReader
from retrieval.aspects import Aspect
from retrieval.library import FacetsOfDocument
from retrieval.model import Evidence, Passage, Plan
from retrieval.vocabulary import PLACES, Vocabulary

# A plan that names a theme or an offer has it. Places and the like are named in passing too often to overrule the catalogue.
ALWAYS = frozenset({"theme", "offer", "region", *DETAILS})
WHEN_SILENT = frozenset({"sector", "level", "province", "place"})
# What a text names in fewer of its passages than this share, it names in passing: of 33 passages one is enough, of 300 nine.
_PASSING = 0.03

Told = tuple[Evidence, bool]


class FacetReader:
    """Reads facets from passages with the names of a vocabulary and of plans. ``aspects``: what plans are told of by."""

    def __init__(self, vocabulary: Vocabulary, plans: Iterable[Plan] = (), aspects: Iterable[Aspect] = ()) -> None:
        self._regions = {c.id: frozenset(c.places) for c in vocabulary if c.facet == "region"}
        self._by_province: dict[str, set[str]] = defaultdict(set)
        for concept in vocabulary:
            if concept.facet == "place":
                self._by_province[concept.provinces[0]].add(concept.id)
        self._mentions = MentionReader(vocabulary, plans, aspects)
        self.mark = self._mentions.mark

    def read(self, passages: Sequence[Passage], title: str) -> FacetsOfDocument:
        """What the passages of a document name, and what the document is about. ``title``: that of the document."""
        named: list[Evidence] = []
        implied: list[Evidence] = []
        for passage in passages:
            own = self._mentions.named(passage, title)
            known = {(evidence.facet, evidence.value) for evidence in own}
            further: dict[tuple[str, str], Evidence] = {}
            for evidence in (more for found in own for more in self._mentions.implied(found)):
                further.setdefault((evidence.facet, evidence.value), evidence)
            named += own
            implied += [evidence for value, evidence in further.items() if value not in known]
        told = [*((evidence, False) for evidence in named), *((evidence, True) for evidence in implied)]
        about = self._about(told, {passage.id: passage for passage in passages}, len(passages))
        return FacetsOfDocument(named, implied, [(*value, passage) for value, passage in sorted(about.items())])

    def of_plan(self, plan: Plan, told: Sequence[Told], passages: Mapping[int, Passage]) -> Iterator[tuple[str, str, str, int]]:
        """(plan, facet, value, passage that shows it, 0 for none) that the texts of a plan give.

        ``told``: what its passages name, and whether that is only implied; ``passages``: those of the plan, by id. What the
        catalogue gives of a facet is shown by a passage, not added to, except themes and the like.
        """
        given = plan.facets
        if plan.provisional:
            for (facet, value), passage in sorted(self._about(told, passages, len(passages)).items()):
                yield plan.id, facet, value, passage
            return
        shown = self._shown(told, passages)
        located = any(given.get(facet) for facet in PLACES)
        named = self._located(told, passages) if not located else [one for one in told if not one[1]]
        added = {(own.facet, own.value) for own, _ in named} | set(self._regions_of(plan))
        added = {(f, v) for f, v in added if f in ALWAYS or (f in WHEN_SILENT and not given.get(f))}
        for facet, value in sorted(added | {(own, value) for own, values in given.items() for value in values}):
            yield plan.id, facet, value, shown.get((facet, value), 0)

    def _about(self, told: Sequence[Told], passages: Mapping[int, Passage], count: int) -> dict[tuple[str, str], int]:
        """The values that a text has, not only names in passing, each with the passage that shows it."""
        held = Counter((own.facet, own.value) for own, _ in told)
        enough = max(1, math.ceil(_PASSING * count))
        kept = [one for one in self._located(told, passages) if held[one[0].facet, one[0].value] >= enough]
        return self._shown(kept, passages)

    def _located(self, told: Sequence[Told], passages: Mapping[int, Passage]) -> list[Told]:
        """Of the places only those where a text says where; else not those where partners come from, if there are others."""
        places = [one for one in told if one[0].facet in PLACES]
        here = [one for one in places if self._mentions.tells_where(passages[one[0].passage], one[0])]
        # The name of a plan may name its province already: "Zeeland Leert. Regio: Goes".
        here += [(more, True) for found, implied in here if not implied for more in self._mentions.implied(found)]
        own = [one for one in places if not self._mentions.tells_who(passages[one[0].passage], one[0])]
        return [*(one for one in told if one[0].facet not in PLACES), *(here or own or places)]

    def _shown(self, told: Sequence[Told], passages: Mapping[int, Passage]) -> dict[tuple[str, str], int]:
        """For each value the passage that shows it best: in its own words, in its text, where it is told where."""
        best: dict[tuple[str, str], tuple[tuple[bool, bool, bool, int], int]] = {}
        for own, implied in told:
            where = self._mentions.tells_where(passages[own.passage], own)
            rank = (own.start is None, implied, not where, own.passage)
            value = own.facet, own.value
            if value not in best or rank < best[value][0]:
                best[value] = rank, own.passage
        return {value: passage for value, (_, passage) in best.items()}

    def _regions_of(self, plan: Plan) -> Iterator[tuple[str, str]]:
        """Regions that hold a place of the plan, or the whole of its province."""
        places = set(plan.facets.get("place", ()))
        provinces = [own for province in plan.facets.get("province", ()) if (own := self._by_province[province])]
        for region, held in self._regions.items():
            if places & held or any(province <= held for province in provinces):
                yield "region", region
