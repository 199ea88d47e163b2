"""What the page "zoeken" finds: plans with their passages, under filters, and how many plans each further filter would leave.

A passage is found by a query when its text or headings hold a word of the query, in any of the ways in which such words are
marked. The counts of the facets are those of the plans that have a found passage; without a query, of all plans.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial

from retrieval.grouping import by_plan
from retrieval.marking import Marker
from retrieval.model import Document, Filter, Hit, Language, Plan, Ranking, Spot
from ui import address
from ui import years as in_text
from ui.address import Params
from ui.filtering import KEYS, filters_of, params_of
from ui.resources import Engine

# Facets of documents beside those of plans; their values are told by the documents themselves.
DOCUMENT_KEYS: Mapping[str, str] = {"document_kind": "soort_document", "year": "jaar"}
FACETS = ("province", "region", "theme", "sector", "level", "offer", "kind", "document_kind", "year")
AS_TYPED = "letterlijk"

# (id of a plan, document) for each passage that a query finds, or for all, whatever the filters.
Stock = tuple[tuple[str, Document], ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an address asks for. ``filters``: conditions on plans; ``documents``: on documents; ``years``: the range of which a
    year is named with a plan, ``""`` for any; ``as_typed``: mend no typing errors; ``own_words``: look for no related words."""

    query: str = ""
    filters: tuple[Filter, ...] = ()
    documents: tuple[Filter, ...] = ()
    years: str = ""
    as_typed: bool = False
    own_words: bool = False

    @property
    def chosen(self) -> tuple[Filter, ...]:
        """All filters."""
        years = (Filter(in_text.YEARS, self.years, self.years),) if self.years else ()
        return (*self.filters, *self.documents, *years)

    def within(self, years: str) -> Wanted:
        """With another range of years, or none."""
        return replace(self, years=years)

    def toggled(self, facet: str, value: str) -> Wanted:
        """With a filter taken away, or put there when it was not."""
        kept = tuple(f for f in self.chosen if (f.facet, f.value) != (facet, value))
        return self._with(kept if kept != self.chosen else (*kept, Filter(facet, value, value)))

    def without(self, condition: Filter) -> Wanted:
        """With a filter taken away."""
        return self._with(tuple(f for f in self.chosen if f != condition))

    def params(self) -> dict[str, tuple[str, ...]]:
        """The parameters of its filters; those of facets without one are empty."""
        found = {key: tuple(f.value for f in self.documents if f.facet == facet) for facet, key in DOCUMENT_KEYS.items()}
        return {**params_of(self.filters), **found, in_text.KEY: (self.years,) if self.years else ()}

    def _with(self, chosen: Sequence[Filter]) -> Wanted:
        of_documents = [f for f in chosen if f.facet in DOCUMENT_KEYS]
        of_plans = tuple(f for f in chosen if f.facet in KEYS)
        years = next((f.value for f in chosen if f.facet == in_text.YEARS), "")
        return replace(self, filters=of_plans, documents=tuple(of_documents), years=years)


@dataclass(frozen=True, slots=True)
class Entry:
    """A plan, or a document of no plan, with its hits, best first; without a query there are none.

    ``passages``: how many passages of it are found, or all that it has.
    """

    name: str
    plan: Plan | None
    hits: tuple[Hit, ...]
    passages: int


@dataclass(frozen=True, slots=True)
class Found:
    """What was found. ``counts``: for each facet its values with the number of plans under the filters of the other facets;
    ``stock``: what may be chosen from; ``passages``: how many different ones; ``ranking`` and ``marker``: of the query, ``None``
    without one."""

    entries: tuple[Entry, ...]
    counts: Mapping[str, Sequence[Spot]]
    stock: Stock
    passages: int = 0
    ranking: Ranking | None = None
    marker: Marker | None = None

    @property
    def plans(self) -> tuple[Plan, ...]:
        """The plans among the entries."""
        return tuple(entry.plan for entry in self.entries if entry.plan)


def wanted_of(params: Params, engine: Engine, language: Language) -> Wanted:
    """What an address asks for; what nobody knows is left out."""
    documents = engine.documents()
    of_documents = tuple(
        Filter(facet, value, value)
        for facet, key in DOCUMENT_KEYS.items()
        for value in dict.fromkeys(params.get(key, ()))
        if any(_value(document, facet) == value for document in documents)
    )
    return Wanted(
        query=" ".join(address.one(params, "q").split()),
        filters=filters_of(params, engine, language),
        documents=of_documents,
        years=in_text.range_of(params),
        as_typed=bool(address.one(params, AS_TYPED)),
        own_words=address.own_words(),
    )


def find(engine: Engine, wanted: Wanted, language: Language) -> Found:
    """What there is for ``wanted``. Raises ``QuestionEmpty``, ``QuestionTooLong`` and what opening the library raises."""
    if not wanted.query:
        return _browsed(engine, wanted, language)
    # As many as there are: what is near alone is left out below, and would take the place of what is counted.
    most = engine.coverage().passages
    ranking = engine.search(wanted.query, (), most, expand=not wanted.own_words, correct=not wanted.as_typed)
    marker = engine.marker(ranking)
    hits = [hit for hit in ranking.hits if _holds(hit, marker)]
    stock = tuple((plan, hit.document) for hit in hits for plan in hit.passage.plans)
    allowed = {plan.id for plan in _plans(engine, wanted)}
    of_no_plan = cache(partial(_names, engine, wanted))
    kept = [hit for hit in hits if _meets(hit.document, wanted.documents) and _allowed(hit, allowed, of_no_plan)]
    entries = tuple(_entries(kept, ranking, allowed))
    return Found(entries, _counts(engine, wanted, stock, language), stock, len(kept), ranking, marker)


def fewer(engine: Engine, wanted: Wanted, stock: Stock) -> tuple[tuple[Filter, int], ...]:
    """For each filter how many plans there are without it, most first; those without which there is none are left out."""
    left = [(f, wanted.without(f)) for f in wanted.chosen]
    counted = [(f, len(_holders(stock, w.documents) & {plan.id for plan in _plans(engine, w)})) for f, w in left]
    return tuple(sorted((pair for pair in counted if pair[1]), key=lambda pair: -pair[1]))


def _browsed(engine: Engine, wanted: Wanted, language: Language) -> Found:
    passages = {plan.id: engine.passages(plan) for plan in engine.plans()}
    stock = tuple((plan, document) for plan, own in passages.items() for _, document in own)
    held = _holders(stock, wanted.documents) if wanted.documents else None
    plans = [plan for plan in _plans(engine, wanted) if held is None or plan.id in held]
    entries = tuple(Entry(plan.name, plan, (), len(passages[plan.id])) for plan in plans)
    return Found(entries, _counts(engine, wanted, stock, language), stock)


def _holds(hit: Hit, marker: Marker) -> bool:
    """Whether a hit holds a word of the query; the lexical score is a quick no."""
    language = hit.passage.language
    return hit.scores["lexical"] > 0 and any(marker.spans(text, language) for text in (hit.passage.text, *hit.passage.heading))


def _plans(engine: Engine, wanted: Wanted) -> list[Plan]:
    """The plans that meet the filters on plans and on the years that are named with them."""
    return [plan for plan in engine.plans(wanted.filters) if in_text.within(plan.facets.get(in_text.NAMED, ()), wanted.years)]


def _names(engine: Engine, wanted: Wanted, document: str) -> bool:
    """Whether a document of no plan names a year that is wanted; a filter on plans it can't meet."""
    if wanted.filters or not wanted.years:
        return not wanted.filters
    return in_text.within({value for facet, value in engine.about(document) if facet == in_text.NAMED}, wanted.years)


def _allowed(hit: Hit, allowed: Collection[str], of_no_plan: Callable[[str], bool]) -> bool:
    """Whether some plan of a hit meets the filters; of what belongs to no plan, its document."""
    return any(plan in allowed for plan in hit.passage.plans) if hit.passage.plans else of_no_plan(hit.document.id)


def _entries(hits: Sequence[Hit], ranking: Ranking, allowed: Collection[str]) -> list[Entry]:
    """The hits by plan and those of no plan by document, in the order of each one's best hit."""
    found = []
    for group in by_plan(hits, {plan.id: plan for plan in ranking.plans}):
        if group.plan is None:
            documents = dict.fromkeys(hit.document.version for hit in group.hits)
            own = [tuple(hit for hit in group.hits if hit.document.version == version) for version in documents]
            found += [Entry(hits[0].document.title, None, hits, len(hits)) for hits in own]
        elif group.plan.id in allowed:
            found.append(Entry(group.plan.name, group.plan, tuple(group.hits), len(group.hits)))
    return sorted(found, key=lambda entry: entry.hits[0].rank)


def _counts(engine: Engine, wanted: Wanted, stock: Stock, language: Language) -> dict[str, Sequence[Spot]]:
    allowed = {plan.id for plan in _plans(engine, wanted)}
    among = _holders(stock, wanted.documents) if wanted.query or wanted.documents or wanted.years else None
    if among is not None and wanted.years:
        among &= {plan.id for plan in _plans(engine, Wanted(years=wanted.years))}
    found: dict[str, Sequence[Spot]] = dict(engine.counts(wanted.filters, language, among))
    under = {plan.id for plan in engine.plans(wanted.filters)} & _holders(stock, wanted.documents)
    found[in_text.YEARS] = in_text.counts(engine.plans(), under)
    for facet in DOCUMENT_KEYS:
        others = [f for f in wanted.documents if f.facet != facet]
        spots = []
        for value in sorted({_value(document, facet) for _, document in stock} - {""}):
            condition = Filter(facet, value, value)
            holders = _holders(stock, [condition])
            spots.append(Spot(condition, len(_holders(stock, [*others, condition]) & allowed), len(holders)))
        found[facet] = sorted(spots, key=lambda spot: -spot.count)
    return found


def _holders(stock: Stock, conditions: Sequence[Filter]) -> set[str]:
    """The ids of the plans with a passage in a document that meets the conditions."""
    return {plan for plan, document in stock if _meets(document, conditions)}


def _meets(document: Document, conditions: Sequence[Filter]) -> bool:
    """Whether a document has one of the values of each facet among the conditions."""
    asked = {condition.facet for condition in conditions}
    return all(any(_value(document, c.facet) == c.value for c in conditions if c.facet == facet) for facet in asked)


def _value(document: Document, facet: str) -> str:
    """The value of a document for a facet, ``""`` for none. A date begins with its year."""
    if facet == "document_kind":
        return document.kind
    year = document.date[:4]
    return year if year.isdigit() and len(year) == 4 else ""
