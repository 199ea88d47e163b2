"""Taking documents out of the library again, with what was known of the inputs that they came from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ingest.errors import DocumentUnknown
from ingest.pipeline import publish_changes, put_facets
from retrieval.generations import current_folder, read_manifest
from retrieval.library import InputRecord, Library, LibraryWriter
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
    with LibraryWriter(settings.index) as writer:
        entries = library.inputs()
        found = [entry for name in names for entry in _named(name, entries)]
        removed = tuple(dict.fromkeys(entry.document for entry in found if entry.document))
        writer.remove(removed, [entry.source for entry in found])
        put_facets(library, writer, [], settings)
        publish_changes(library, writer, library.meta("fingerprint"), int(library.meta("dimension")))
    manifest = read_manifest(current_folder(settings.index))
    return Removal(removed, manifest.documents, manifest.number)


def _named(name: str, entries: Sequence[InputRecord]) -> list[InputRecord]:
    """The inputs of a document, or of a file, archive or folder."""
    file = str(Path(name).resolve())
    parts = (f"{file}#", f"{file}:", f"{file}/")
    found = [entry for entry in entries if entry.document == name or entry.source == file or entry.source.startswith(parts)]
    if not found:
        raise DocumentUnknown(document=name)
    return found
