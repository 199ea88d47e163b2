"""An engine that searches: the lines of the pages are its passages."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from retrieval.dutch import stem, words
from retrieval.errors import FilterUnknown
from retrieval.marking import Marker
from retrieval.model import Correction, Document, Filter, Hit, Language, Passage, Plan, Ranking, Spot
from tests.ui.fakes import BARE, GUIDE, ODD, PAGES, SCALE, SNEL, VOCABULARY, FakeEngine


class SearchEngine(FakeEngine):
    """Finds the lines of the pages that hold a word of the query, in the order of the pages."""

    def search(
        self,
        query: str,
        filters: Sequence[Filter] = (),
        limit: int = 10,
        *,
        expand: bool = True,
        correct: bool = True,
    ) -> Ranking:
        read = query.replace("watestof", "waterstof") if correct else query
        asked = tuple(words(read))
        wanted = {stem(word) for word in asked}
        lines = [(p, d) for p, d in LINES if wanted & {stem(word) for word in words(p.text)}]
        hits = tuple(Hit(rank, 1.0 / rank, {"lexical": 1.0}, p, d) for rank, (p, d) in enumerate(lines[:limit], 1))
        corrections = (Correction("watestof", "waterstof", 0, 8),) if read != query else ()
        related = (("maintenance",),) if expand and "onderhoud" in asked else ()
        also = tuple(word for name in related for word in name)
        return Ranking(query, tuple(filters), hits, PLANS, {}, "f", also, corrections, "nl", asked, related)

    def marker(self, ranking: Ranking) -> Marker:
        return Marker(ranking, lambda _: ())

    def filter(self, facet: str, value: str, language: Language = "nl") -> Filter:
        concept = VOCABULARY.find(facet, value)
        if concept:
            return Filter(facet, concept.id, concept.label(language))
        if any(value in _values(plan, facet) for plan in PLANS):
            return Filter(facet, value, value)
        raise FilterUnknown(filter=f"{facet}={value}", known="")

    def plans(self, filters: Sequence[Filter] = ()) -> tuple[Plan, ...]:
        facets = {f.facet for f in filters}
        return tuple(p for p in PLANS if all(any(_meets(p, f) for f in filters if f.facet == facet) for facet in facets))

    def counts(
        self,
        filters: Sequence[Filter] = (),
        language: Language = "nl",  # noqa: ARG002
        among: Collection[str] | None = None,
    ) -> dict[str, tuple[Spot, ...]]:
        found = {}
        for facet in ("kind", "province", "theme", "organisation"):
            under = [p for p in self.plans([f for f in filters if f.facet != facet]) if among is None or p.id in among]
            values = sorted({value for p in PLANS for value in _values(p, facet)})
            named = [Filter(facet, v, concept.label("nl") if (concept := VOCABULARY.get(facet, v)) else v) for v in values]
            found[facet] = tuple(Spot(f, sum(_meets(p, f) for p in under), sum(_meets(p, f) for p in PLANS)) for f in named)
        return found

    def passages(self, plan: Plan) -> tuple[tuple[Passage, Document], ...]:
        return tuple((p, d) for p, d in LINES if plan.id in p.plans)

    def documents(self) -> list[Document]:
        return [GUIDE, ODD]


def _values(plan: Plan, facet: str) -> tuple[str, ...]:
    return (plan.kind,) if facet == "kind" else plan.facets.get(facet, ())


def _meets(plan: Plan, condition: Filter) -> bool:
    return condition.value in _values(plan, condition.facet)


def _lines() -> Iterator[tuple[Passage, Document]]:
    """Each line of the pages as a passage of the plans that it names."""
    for (name, number), text in PAGES.items():
        document, start = GUIDE if name == GUIDE.id else ODD, 0
        for line in text.splitlines(keepends=True):
            own = line.strip()
            begin = start + line.index(own)
            plans = tuple(plan.id for plan in PLANS if plan.name in own)
            if own:
                yield (
                    Passage(
                        begin + 1_000 * number, document.version, number, begin, begin + len(own), own, ("Geld",), "nl", plans
                    ),
                    document,
                )
            start += len(line)


PLANS = (SCALE, SNEL, BARE)
LINES = tuple(_lines())
