"""The plans and facets of a record: provisional plans, and facets of documents and plans, read where they were not yet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from ingest.attribution import PlanNames
from ingest.facets import FacetReader, Told
from retrieval.aspects import read_aspects
from retrieval.library import Library, LibraryWriter
from retrieval.model import Plan
from retrieval.settings import Settings
from retrieval.vocabulary import read_vocabulary


def put_facets(library: Library, writer: LibraryWriter, plans: Sequence[Plan], settings: Settings) -> None:
    """Add the plans that headings name, known and provisional, then the facets that texts give to documents and plans.

    ``plans``: those whose names count, beside those of the record.
    """
    _put_plans(library, writer, plans)
    reader = FacetReader(read_vocabulary(settings.corpus), library.plans(), read_aspects(settings.corpus))
    versions = library.versions_without_facets(reader.mark)
    titles = library.documents_by_version(versions)
    for version in versions:
        writer.put_facets_of(version, reader.mark, reader.read(library.passages_of(version), titles[version].title))
    _put_facets_of_plans(library, writer, reader)


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
