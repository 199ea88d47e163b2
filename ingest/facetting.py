"""The plans and facets of a record: provisional plans, and facets of documents and plans, read where they were not yet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from ingest.attribution import PlanNames
from ingest.facet_workers import Read, ToRead, facet_reader, read_here, read_spread
from ingest.facets import FacetReader, Told
from retrieval.library import Library, LibraryWriter
from retrieval.model import Plan
from retrieval.settings import Settings

# Documents whose facets are written in one transaction.
_TOGETHER = 200
# Passages whose facets take longer to read than it takes to start processes for them.
_MANY = 2_000


def put_facets(library: Library, writer: LibraryWriter, plans: Sequence[Plan], settings: Settings) -> None:
    """Add the plans that headings name, known and provisional, then the facets that texts give to documents and plans.

    ``plans``: those whose names count, beside those of the record.
    """
    _put_plans(library, writer, plans)
    known = library.plans()
    reader = facet_reader(known, settings.corpus)
    versions = library.versions_without_facets(reader.mark)
    counts = library.passage_counts()
    documents = _documents(library, versions, counts)
    if sum(counts.get(version, 0) for version in versions) < _MANY:
        _write(writer, reader.mark, read_here(documents, reader))
    else:
        _write(writer, reader.mark, read_spread(documents, known, settings.corpus, settings.read_processes))
    _put_facets_of_plans(library, writer, reader)


def _documents(library: Library, versions: Sequence[int], counts: Mapping[int, int]) -> Iterator[ToRead]:
    for together in _together(versions, counts):
        titles, passages = library.documents_by_version(together), library.passages_of_versions(together)
        for version in together:
            yield ToRead(version, titles[version].title, passages[version])


def _together(versions: Sequence[int], counts: Mapping[int, int]) -> Iterator[list[int]]:
    """Versions that are looked up together: few enough, with few enough passages."""
    together, held = list[int](), 0
    for version in versions:
        together.append(version)
        held += counts.get(version, 0)
        if len(together) >= _TOGETHER or held >= _MANY:
            yield together
            together, held = [], 0
    if together:
        yield together


def _write(writer: LibraryWriter, mark: str, facets: Iterator[Read]) -> None:
    """Write facets as they are read, those of some documents in a transaction."""
    while together := list(islice(facets, _TOGETHER)):
        writer.begin()
        for version, found in together:
            writer.put_facets_of(version, mark, found)
        writer.commit()


def _put_plans(library: Library, writer: LibraryWriter, plans: Sequence[Plan]) -> None:
    listed = {plan.id: plan for plan in library.plans() if not plan.provisional}
    known = PlanNames(({plan.id: plan for plan in plans} | listed).values())
    found = library.found_plans()
    adopted = {plan.id: own for plan in found if (own := known.names_one_of((plan.name, *plan.aliases)))}
    writer.adopt(adopted)
    named = library.plan_passages()
    writer.put_plans([plan for plan in plans if plan.id in named and plan.id not in listed], "")
    writer.put_provisional([plan for plan in found if plan.id not in adopted])


def _put_facets_of_plans(library: Library, writer: LibraryWriter, reader: FacetReader) -> None:
    told: dict[str, list[Told]] = defaultdict(list)
    for name, evidence, implied in library.named_of_plans():
        told[name].append((evidence, implied))
    named = library.plan_passages()
    current = {int(i) for i in library.current_passages()}
    writer.put_text_facets([])
    rows = []
    for plan in library.plans():
        passages = library.passages([i for i in named.get(plan.id, ()) if i in current])
        rows += list(reader.of_plan(plan, told[plan.id], passages))
    writer.put_text_facets(rows)
