"""Taking documents out of the library again, with what was known of the inputs that they came from."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ingest.errors import DocumentUnknown
from ingest.facetting import put_facets
from ingest.outcomes import INDEXED, PARTIAL
from ingest.pipeline import publish_changes
from retrieval.assembly import server_of
from retrieval.auditing import recorded
from retrieval.generations.folders import current_folder
from retrieval.generations.manifest import read_manifest
from retrieval.library import DUPLICATE, InputRecord, Library, LibraryWriter
from retrieval.settings import Settings


@dataclass(frozen=True, slots=True)
class Removal:
    """What a removal did. ``removed``: ids of documents; ``documents``: how many are left; ``generation``: what was published."""

    removed: tuple[str, ...]
    documents: int
    generation: int


def remove(names: Sequence[str], settings: Settings) -> Removal:
    """Take documents out of the library and publish it; older generations hold them until they are dropped.

    ``names``: ids of documents, or files, archives or folders, for all that was read from them. Raises ``DocumentUnknown``,
    and then nothing is removed; ``IndexMissing``, ``LibraryBusy``, ``FileUnusable`` or ``IndexDamaged``.
    """
    library = Library(settings.index)
    with LibraryWriter(settings.index, work="remove") as writer, recorded(settings, "remove", names) as change:
        entries = library.inputs()
        found = {entry.source: entry for name in names for entry in _named(name, entries)}
        given = {entry.document for entry in found.values() if entry.document and entry.status != DUPLICATE}
        heirs = _heirs(given, [entry for entry in entries if entry.source not in found])
        removed = tuple(dict.fromkeys(own.document for own in found.values() if own.document in given - heirs.keys()))
        writer.remove(removed, found)
        for heir in heirs.values():
            writer.put_input(replace(heir, entry=writer.index.entry(heir.source)))
        put_facets(library, writer, [], settings)
        publish_changes(library, writer, server_of(settings))
        change.tell(documents=len(removed))
    manifest = read_manifest(current_folder(settings.index))
    return Removal(removed, manifest.documents, manifest.number)


def _heirs(documents: Collection[str], others: Iterable[InputRecord]) -> dict[str, InputRecord]:
    """For each document that another input is to the letter, that input as the one that gives it from now on."""
    heirs = [own for own in others if own.document in documents and own.status == DUPLICATE and own.hash == own.twin]
    return {
        own.document: replace(
            own,
            status=PARTIAL if own.unreadable_pages else INDEXED,
            reason="pages_unreadable" if own.unreadable_pages else "",
            twin="",
        )
        for own in reversed(heirs)
    }


def _named(name: str, entries: Sequence[InputRecord]) -> list[InputRecord]:
    """The inputs of a document, or of a file, archive or folder."""
    file = str(Path(name).resolve())
    parts = (f"{file}#", f"{file}:", f"{file}/")
    found = [entry for entry in entries if entry.document == name or entry.source == file or entry.source.startswith(parts)]
    if not found:
        raise DocumentUnknown(document=name)
    return found
