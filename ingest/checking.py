"""Checking a library: do the record, the spans and the published indexes agree?"""

from __future__ import annotations

from pathlib import Path

from ingest.pipeline import is_published, publish_now
from retrieval import auditing
from retrieval.assembly import server_of
from retrieval.auditing import recorded
from retrieval.errors import IndexDamaged, IndexMissing, RecordDamaged, VectorsUnavailable
from retrieval.generations.changes import changed_versions
from retrieval.generations.folders import current_folder, generations
from retrieval.generations.manifest import AGREEMENT, is_of_record, is_whole, read_manifest
from retrieval.generations.publishing import verify_in_child
from retrieval.library import Library, LibraryWriter
from retrieval.ports import VectorServer
from retrieval.settings import Settings
from retrieval.texts import Texts


def check(settings: Settings, texts: Texts) -> list[str]:
    """The problems found, as sentences; empty when all is right. Raises ``IndexMissing`` without a record."""
    library, server = Library(settings.index), server_of(settings)
    lost = _lost_spans(library)
    problems = [texts("check.record", reason=fault) for fault in library.faults()]
    problems += [texts("check.span", passage=passage) for passage in lost]
    evidence = ((passage, name) for passage, name in library.lost_evidence() if passage not in lost)
    problems += [texts("check.evidence", passage=passage, name=name) for passage, name in evidence]
    try:
        current = current_folder(library.folder)
        if _agreement(current, server, problems, texts) < AGREEMENT and read_manifest(current).trusts_vector_index:
            problems.append(texts("check.disagrees"))
        problems += [texts("check.changed", document=name) for name in _changed(library)]
        if not is_published(library, server):
            problems.append(texts("check.differs"))
    except RecordDamaged:
        raise
    except IndexDamaged as error:
        return [*problems, texts("check.damaged", reason=error.facts["reason"])]
    except IndexMissing:
        return [*problems, texts("check.unpublished")]
    return problems


def repair(settings: Settings) -> int:
    """Remake the derived indexes from the record, without reading or embedding again; the new generation."""
    with LibraryWriter(settings.index, work="repair") as writer, recorded(settings, "repair") as change:
        library = Library(settings.index)
        if not library.meta("dimension"):
            raise IndexMissing(index=str(settings.index))  # ended before anything was stored
        manifest = publish_now(library, writer, server_of(settings), anew=True)
        change.tell(generation=manifest.number)
        return manifest.number


def _agreement(folder: Path, server: VectorServer | None, problems: list[str], texts: Texts) -> float:
    """As ``verify_in_child``; a server that holds the vectors and gives none is a problem, and the only one of them."""
    try:
        return verify_in_child(folder, server)
    except VectorsUnavailable as error:
        problems.append(texts.error(error))
        return 1.0


def check_log(settings: Settings, texts: Texts) -> list[str]:
    """What is wrong with the audit log, as sentences: nothing that can be repaired. Raises ``FileUnusable``."""
    return [texts(f"check.audit_{fault.kind}", line=fault.line) for fault in auditing.read(settings.index).faults]


def _changed(library: Library) -> list[str]:
    """The documents of which the record no longer holds what a generation was made from, be it the one before."""
    whole = [folder for folder in generations(library.folder) if is_of_record(library, folder) and is_whole(folder)]
    changed = {version for folder in whole for version in changed_versions(library, folder)}
    documents = library.documents_by_version(changed)
    return sorted({documents[version].id if version in documents else f"#{version}" for version in changed})


def _lost_spans(library: Library) -> list[int]:
    return [passage for passage, start, end, length in library.spans() if length is None or not 0 <= start < end <= length]
