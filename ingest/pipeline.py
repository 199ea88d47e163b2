"""From sources to a published library: store each input, read the facets, publish a generation."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from ingest.arriving import Arrivals
from ingest.catalogue import PLANS, is_catalogue, read_catalogue, read_plans
from ingest.counting import count_inputs
from ingest.embedding import Ahead, embed_again
from ingest.facetting import put_facets
from ingest.failing import logged
from ingest.identity import file_of
from ingest.outcomes import FINDINGS, BuildReport
from ingest.provisional import FINDING
from ingest.reading.workers import Readers
from ingest.shaping import SHAPE
from ingest.shaping_workers import Shapers, plan_finder
from ingest.sources import check_sources, inputs
from ingest.stopping import Stopping
from ingest.storing import Storing
from ingest.timing import Stages
from retrieval import feedback
from retrieval.assembly import WRITERS, load_encoder, server_of, with_server
from retrieval.auditing import recorded
from retrieval.dense import open_vectors
from retrieval.errors import IndexDamaged, IndexMissing
from retrieval.generations.deriving import state_of
from retrieval.generations.fingerprint import fingerprint
from retrieval.generations.folders import CHROMA, current_folder, generations
from retrieval.generations.manifest import Manifest, damaged_files, is_of_record, read_manifest, software
from retrieval.generations.publishing import drop_old_generations, publish
from retrieval.generations.served import drop_strays, is_served
from retrieval.library import Library, LibraryWriter
from retrieval.model import Plan
from retrieval.ports import VectorServer
from retrieval.settings import Settings

# Stage, name of what it works on, how far it is, and how far it goes.
Progress = Callable[[str, str, int, int], None]
READ, EMBED, PUBLISH = "read", "embed", "publish"


def build(
    sources: Sequence[Path], settings: Settings, *, rebuild: bool = False, prune: bool = False, progress: Progress
) -> BuildReport:
    """Add the sources to the library and publish it.

    ``prune``: take out what is no longer in the sources. ``progress`` is called with each step. Raises ``SourceMissing``,
    ``SourceUnsupported``, ``CorpusInvalid``, ``LibraryBusy``, ``FileUnusable``, ``EncoderUnavailable``, ``IndexMismatch`` or
    ``IndexDamaged``, and ``KeyboardInterrupt`` when it is told to stop; what was stored before stays.
    """
    check_sources(sources)
    for source in sources:
        if is_catalogue(source):
            read_catalogue(source)  # a broken table stops the run before anything is stored
    encoder = load_encoder(settings.encoder)
    plans, listed = _plans(sources, settings)
    report, stages = BuildReport(), Stages()
    readers = Readers(settings.read_processes, settings.read_limits, settings.pdf_passwords)
    with (
        LibraryWriter(settings.index, work="build", anew=rebuild) as writer,
        recorded(settings, "rebuild" if rebuild else "build", list(map(str, sources))) as change,
        logged(settings.index),
        Stopping() as stopping,
        readers,
    ):
        feedback.expire(settings.index, settings.feedback_days, feedback.today())
        library = Library(settings.index)
        if rebuild:
            writer.forget_all()
        with stages(EMBED):
            report.again = embed_again(library, writer, encoder, lambda done, total: progress(EMBED, "", done, total))
        marks = {"fingerprint": fingerprint(encoder, SHAPE), "shape": SHAPE}
        writer.set_meta(**marks, encoder=encoder.identity, dimension=str(encoder.dimension))
        for catalogue, own in listed.items():
            writer.put_plans(own, catalogue)
        # Plans that catalogues of earlier builds list are known too.
        plans = list(({plan.id: plan for plan in library.plans() if not plan.provisional} | {p.id: p for p in plans}).values())
        storing = Storing(writer, Ahead(encoder), plan_finder(plans, settings.corpus), report, stages, stopping)
        with Shapers(plans, settings.corpus, settings.read_processes) as shapers:
            _store(sources, storing, Arrivals(readers, shapers, writer.index, _context(plans), stages), progress)
        _look_after(sources, storing, prune=prune)
        progress(PUBLISH, "", 0, 1)
        with stages("facets"):
            put_facets(library, writer, plans, settings)
            report.provisional = library.provisional_plans()
        with stages(PUBLISH):
            report.published = publish_changes(library, writer, server_of(settings))
        _finish(report, stages, writer, settings)
        change.tell(documents=report.documents, generation=report.generation)
        progress(PUBLISH, "", 1, 1)
    return report


def _store(sources: Sequence[Path], storing: Storing, arrivals: Arrivals, progress: Progress) -> None:
    """Store what the sources hold."""
    total = sum(map(count_inputs, sources))
    storing.writer.see_nothing()
    try:
        items = (item for source in sources for item in inputs(source))
        for number, arrival in enumerate(arrivals.of(items)):
            progress(READ, arrival.item.entry.title or arrival.item.entry.id, number, max(total, number + 1))
            storing.take(arrival)
        storing.flush()
    except BaseException:
        storing.give_up(arrivals)
        raise
    progress(READ, "", total, total)


def _look_after(sources: Sequence[Path], storing: Storing, *, prune: bool) -> None:
    """See to what the run did not come by, or did not come by in the right order."""
    lost = [entry for entry in storing.writer.index.unseen() if _is_within(entry.source, sources)]
    for entry in lost:
        if prune or not entry.document:
            storing.drop(entry)
    storing.report.gone = [] if prune else [entry.source for entry in lost if entry.document]
    storing.writer.set_gone(storing.report.gone, gone=True)
    storing.settle()
    storing.cut_again()


def _is_within(source: str, named: Iterable[Path]) -> bool:
    """Whether an input stands in one of the sources that were named."""
    for path in map(Path.resolve, named):
        file = Path(file_of(source))
        if file == path or (path.is_dir() and file.is_relative_to(path)):
            return True
    return False


def _finish(report: BuildReport, stages: Stages, writer: LibraryWriter, settings: Settings) -> None:
    """Count what came of the run, and write it down."""
    manifest = read_manifest(current_folder(settings.index))
    report.generation, report.documents = manifest.number, manifest.documents
    report.passages, report.plans = manifest.passages, manifest.plans
    report.statuses = writer.index.statuses()
    report.findings = writer.index.seen_with(FINDINGS)
    report.seconds = {name: round(seconds, 3) for name, seconds in stages.seconds.items()}
    finished = datetime.now(UTC).isoformat(timespec="seconds")
    writer.set_meta(run=json.dumps({"finished": finished, "seconds": report.seconds, "unchanged": report.unchanged}))


def _plans(sources: Sequence[Path], settings: Settings) -> tuple[list[Plan], dict[str, list[Plan]]]:
    """(all plans whose names count, those that each catalogue among the sources lists)."""
    tables = [source.parent / PLANS for source in sources if is_catalogue(source)]
    listed = {str(table.resolve()): read_plans(table) for table in tables if table.is_file()}
    shipped = settings.corpus / PLANS
    known = {plan.id: plan for plan in (read_plans(shipped) if shipped.is_file() else [])}
    return list((known | {plan.id: plan for own in listed.values() for plan in own}).values()), listed


def _context(plans: Iterable[Plan]) -> str:
    """What decides, beside a document itself, how it is stored: the names of plans and the shape of passages."""
    names = repr(sorted((plan.id, plan.name, plan.aliases) for plan in plans))
    return f"{SHAPE};{FINDING};{hashlib.sha256(names.encode()).hexdigest()}"


def publish_changes(library: Library, writer: LibraryWriter, server: VectorServer | None) -> bool:
    """Publish when the generation in use is not this state of the record; whether it was needed."""
    if is_published(library, server):
        return False
    publish_now(library, writer, server)
    return True


def publish_now(library: Library, writer: LibraryWriter, server: VectorServer | None, *, anew: bool = False) -> Manifest:
    """Publish, and drop what nobody needs any more. ``anew``: take nothing over from what is published."""
    manifest = publish(library, writer, with_server(WRITERS, server), anew=anew)
    writer.drop_versions_except(drop_old_generations(library))
    drop_strays(server, [folder / CHROMA for folder in generations(library.folder)])
    return manifest


def is_published(library: Library, server: VectorServer | None) -> bool:
    """Whether the generation in use is whole and is the current state of the record, and its vectors are where they should be;
    of a server that does not answer nothing is known, and nothing asked."""
    try:
        folder = current_folder(library.folder)
        built = read_manifest(folder)
    except (IndexMissing, IndexDamaged):
        return False
    if not is_of_record(library, folder) or built.software != software():
        return False
    # Before its hashes, which take seconds for each million passages.
    if built.fingerprint != library.meta("fingerprint") or built.state != state_of(library) or damaged_files(folder, built.files):
        return False
    if is_served(folder / CHROMA) != bool(server) or (server and server.lost(folder / CHROMA)):
        return False
    return np.array_equal(open_vectors(folder).ids, library.current_passages())
