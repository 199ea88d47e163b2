"""How near plans are to places, by the gazetteer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from retrieval.model import NATIONWIDE, Filter, Nearness, Plan
from retrieval.vocabulary import Concept


class Geography:
    """Places, the regions that hold them, their provinces and what those border on."""

    def __init__(self, concepts: Iterable[Concept]) -> None:
        self._concepts = {(c.facet, c.id): c for c in concepts if c.facet in ("place", "region", "province")}
        places: dict[str, set[str]] = defaultdict(set)
        for (facet, name), concept in self._concepts.items():
            if facet == "place":
                places[concept.provinces[0]].add(name)
        self._places = {province: frozenset(names) for province, names in places.items()}
        regions = [c for (facet, _), c in self._concepts.items() if facet == "region"]
        # Who lives in Enschede is not near all that lies in the east of the country.
        self._local = [c for c in regions if not any(own <= set(c.places) for own in places.values())]

    def around(self, place: str) -> frozenset[tuple[str, str]]:
        """(facet, value) of what lies around a town: its regions with all they hold, or its province if it lies in none."""
        regions = self._regions_of(place)
        if not regions:
            return frozenset({("place", place), *(("province", p) for p in self.provinces_of(Filter("place", place, "")))})
        return frozenset({("place", p) for region in regions for p in region.places} | {("region", r.id) for r in regions})

    def nearness(self, plan: Plan, wanted: Filter) -> Nearness:
        """How near a plan is to the place, region or province that is wanted."""
        own = {facet: set(plan.facets.get(facet, ())) for facet in ("place", "region", "province")}
        provinces = self.provinces_of(wanted)
        if wanted.value in own.get(wanted.facet, ()):
            return Nearness.PROVINCE if wanted.facet == "province" else Nearness.PLACE
        if wanted.facet == "place" and any((f, v) in self.around(wanted.value) for f in ("place", "region") for v in own[f]):
            return Nearness.REGION
        if own["province"] & provinces:
            return Nearness.PROVINCE
        if own["province"] & {n for province in provinces for n in self._concepts["province", province].neighbours}:
            return Nearness.NEIGHBOUR
        return Nearness.NATION if NATIONWIDE in own["province"] else Nearness.ELSEWHERE

    def lies_in(self, own: tuple[str, str], wanted: Filter) -> bool:
        """Whether a (facet, value) is a place, region or province within the region or province that is wanted."""
        concept = self._concepts.get(own)
        if concept is None or own == (wanted.facet, wanted.value):
            return False
        if wanted.facet == "province":
            return set(concept.provinces) == {wanted.value}
        around = self._concepts.get((wanted.facet, wanted.value))
        within = {concept.id} if concept.facet == "place" else self._places.get(concept.id) or set(concept.places)
        return around is not None and bool(within) and within <= set(around.places)

    def holds(self, own: tuple[str, str], wanted: Filter) -> bool:
        """Whether a (facet, value) is a region or province that holds, or touches, the place that is wanted."""
        concept = self._concepts.get(own)
        if concept is None or own == (wanted.facet, wanted.value):
            return False
        if wanted.facet == "place" and wanted.value in concept.places:
            return True
        return bool(self.provinces_of(wanted) & {*concept.provinces, *([concept.id] if concept.facet == "province" else [])})

    def provinces_of(self, wanted: Filter) -> set[str]:
        """The provinces that a place, a region or a province lies in."""
        if wanted.facet == "province":
            return {wanted.value} & {value for facet, value in self._concepts if facet == "province"} - {NATIONWIDE}
        concept = self._concepts.get((wanted.facet, wanted.value))
        return set(concept.provinces) if concept else set()

    def _regions_of(self, place: str) -> list[Concept]:
        return [region for region in self._local if place in region.places]
