"""From sources to a published library: store each input, read the facets, publish a generation."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import numpy as np

from ingest.attribution import PlanNames
from ingest.catalogue import PLANS, is_catalogue, read_plans
from ingest.cleaning import CLEANING
from ingest.facets import FacetReader
from ingest.passages import PASSAGE_CHARACTERS
from ingest.reading.workers import Readers
from ingest.sources import check_sources, inputs
from ingest.storing import BuildReport, Storing
from retrieval.assembly import WRITERS, load_encoder
from retrieval.errors import IndexDamaged, IndexMismatch, IndexMissing
from retrieval.fingerprint import fingerprint
from retrieval.generations import current_folder, open_generation, read_manifest
from retrieval.library import Library, LibraryWriter
from retrieval.model import Plan
from retrieval.ports import Encoder
from retrieval.publishing import drop_old_generations, publish, state_of
from retrieval.settings import Settings
from retrieval.vocabulary import read_vocabulary

Progress = Callable[[str, int, int], None]
SHAPE = f"passages-{PASSAGE_CHARACTERS};{CLEANING}"


def build(sources: Sequence[Path], settings: Settings, *, rebuild: bool = False, progress: Progress) -> BuildReport:
    """Add the sources to the library and publish it.

    ``progress`` is called with the name, number and total of each input. Raises ``SourceMissing``,
    ``SourceUnsupported``, ``CorpusInvalid``, ``IndexMismatch``, ``LibraryBusy``, ``FileUnusable``,
    ``EncoderUnavailable`` or ``IndexDamaged``; what was stored before stays.
    """
    check_sources(sources)
    encoder = load_encoder(settings.encoder)
    plans, listed = _plans(sources, settings)
    items = [item for source in sources for item in inputs(source)]
    report = BuildReport()
    readers = Readers(settings.read_processes, settings.read_limits, settings.pdf_passwords)
    with LibraryWriter(settings.index, anew=rebuild) as writer, readers:
        library = Library(settings.index)
        mark = _check_fingerprint(library, writer, encoder, rebuild)
        for catalogue, own in listed.items():
            writer.put_plans(own, catalogue)
        known = {entry.source: entry for entry in library.inputs()}
        storing = Storing(writer, readers, encoder, PlanNames(plans), _context(plans), report, known)
        for number, item in enumerate(items):
            progress(item.entry.title or item.entry.id, number, len(items))
            storing.take(item)
        storing.forget_lost_findings()
        progress("", len(items), len(items))
        put_facets(library, writer, plans, settings)
        report.published = publish_changes(library, writer, mark, encoder.dimension)
    manifest = read_manifest(current_folder(settings.index))
    report.generation, report.documents = manifest.number, manifest.documents
    report.passages, report.plans = manifest.passages, manifest.plans
    return report


def _plans(sources: Sequence[Path], settings: Settings) -> tuple[list[Plan], dict[str, list[Plan]]]:
    """(all plans whose names count, those that each catalogue among the sources lists)."""
    tables = [source.parent / PLANS for source in sources if is_catalogue(source)]
    listed = {str(table.resolve()): read_plans(table) for table in tables if table.is_file()}
    shipped = settings.corpus / PLANS
    known = {plan.id: plan for plan in (read_plans(shipped) if shipped.is_file() else [])}
    return list((known | {plan.id: plan for own in listed.values() for plan in own}).values()), listed


def _context(plans: Iterable[Plan]) -> str:
    """What decides, beside a document itself, how it is stored: the names of plans and the shape of passages."""
    names = repr([(plan.id, plan.name, plan.aliases) for plan in plans])
    return f"{SHAPE};{hashlib.sha256(names.encode()).hexdigest()}"


def _check_fingerprint(library: Library, writer: LibraryWriter, encoder: Encoder, rebuild: bool) -> str:
    mark = fingerprint(encoder, SHAPE)
    built = library.meta("fingerprint")
    if built and built != mark and not rebuild:
        raise IndexMismatch(index=str(library.folder), built=built, wanted=mark)
    if rebuild:
        writer.forget_all()
    writer.set_meta(fingerprint=mark, shape=SHAPE, dimension=str(encoder.dimension))
    return mark


def put_facets(library: Library, writer: LibraryWriter, plans: Sequence[Plan], settings: Settings) -> None:
    """Add the plans that headings name, then the facets that the texts of plans give."""
    named = library.plan_passages()
    listed = {plan.id for plan in library.plans()}
    writer.put_plans([plan for plan in plans if plan.id in named and plan.id not in listed], "")
    writer.put_text_facets([])
    current = {int(i) for i in library.current_passages()}
    passages = library.passages([i for own in named.values() for i in own if i in current])
    reader = FacetReader(read_vocabulary(settings.corpus))
    writer.put_text_facets(list(reader.facets(library.plans(), passages.values())))


def publish_changes(library: Library, writer: LibraryWriter, mark: str, dimension: int) -> bool:
    """Publish when the generation in use is not this state of the record; whether it was needed."""
    if is_published(library, mark):
        return False
    publish(library, WRITERS, mark, dimension)
    writer.drop_versions_except(drop_old_generations(library.folder))
    return True


def is_published(library: Library, mark: str) -> bool:
    """Whether the generation in use is whole and is the current state of the record."""
    try:
        generation = open_generation(current_folder(library.folder), WRITERS)
    except (IndexMissing, IndexDamaged):
        return False
    generation.close()
    same = generation.manifest.fingerprint == mark and generation.manifest.state == state_of(library)
    return same and np.array_equal(generation.exact.ids, library.current_passages())
