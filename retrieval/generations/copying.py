"""Publishing a whole library in another folder, for readers: the generation in use with the record that it was made from.

``DIR/generations/000003/`` holds both, ``DIR/CURRENT`` names it: one file that is replaced in one step, as in a library itself.
So a reader has the last one or the new one, whatever happens between; and nobody who reads writes there.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from retrieval.dense import open_vectors
from retrieval.errors import IndexDamaged, IndexMissing, TargetIsLibrary
from retrieval.generations.changes import changed_versions
from retrieval.generations.folders import CHROMA, FOLDER, MANIFEST, current_folder, generations
from retrieval.generations.generation import IndexWriters
from retrieval.generations.manifest import Manifest, damaged_files, file_hash, files_of, is_whole, read_manifest, write_manifest
from retrieval.generations.publishing import KEPT, building_in, switch_to, sync, verify_in_child
from retrieval.generations.served import drop_strays, is_served
from retrieval.library import FILE, Library
from retrieval.library.failing import foreseen
from retrieval.library.locking import Lock


def publish_copy(index: Path, target: Path, writers: IndexWriters | None = None) -> tuple[Manifest, bool]:
    """Publish what a library answers from in ``target``: what was published, and whether it was new there.

    ``writers``: make the vector index of the copy anew where a server holds that of the library or is to hold that of the copy,
    so that neither depends on the other; ``None``: it is copied as it is. Who writes in the library may go on. Raises
    ``IndexMissing``, ``IndexDamaged`` or ``RecordDamaged`` for the library, ``TargetIsLibrary``, ``LibraryBusy``, ``DiskFull``,
    ``FileUnusable`` or ``VectorsUnavailable`` for the target; what was published there stays then.
    """
    library, source = Library(index), current_folder(index)
    if (target / FILE).exists():
        raise TargetIsLibrary(folder=str(target))
    lock = Lock(target, "copy")
    try:
        target.mkdir(parents=True, exist_ok=True)
        lock.acquire()
        if _is_there(target, source, writers):
            return read_manifest(source), False
        _add(library, source, target, writers)
        _drop_old(target, writers)
    except (OSError, sqlite3.Error) as error:
        raise foreseen(error, target) or error from error
    finally:
        lock.release()
    return read_manifest(source), True


def _is_there(target: Path, source: Path, writers: IndexWriters | None) -> bool:
    """Whether the target answers from a whole copy of this generation already."""
    try:
        current = current_folder(target)
        same = _content(current) == _content(source) and is_whole(current) and _has_its_vectors(current, source, writers)
        return same and not changed_versions(Library(target, current), current)
    except (IndexMissing, IndexDamaged, OSError):
        return False


def _content(folder: Path) -> Manifest:
    """What a generation holds beside its vector index."""
    manifest = read_manifest(folder)
    own = {name: digest for name, digest in manifest.files.items() if not name.startswith(f"{CHROMA}/")}
    return replace(manifest, files=own, agreement=0.0)


def _has_its_vectors(folder: Path, source: Path, writers: IndexWriters | None) -> bool:
    """Whether the vector index of a copy is where it should be."""
    if writers is None:
        return file_hash(folder / MANIFEST) == file_hash(source / MANIFEST)
    server, vectors = writers.server, folder / CHROMA
    return is_served(vectors) == bool(server) and not (server and server.lost(vectors))


def _with_vectors(building: Path, manifest: Manifest, writers: IndexWriters) -> Manifest:
    """Make the vector index of a copy, and look at it."""
    shutil.rmtree(building / CHROMA)
    exact = open_vectors(building)
    writers.vectors.build(building / CHROMA, exact.ids, exact.vectors)
    manifest = replace(manifest, files=files_of(building))
    write_manifest(building, manifest)
    manifest = replace(manifest, agreement=verify_in_child(building, writers.server))
    write_manifest(building, manifest)
    return manifest


def _add(library: Library, source: Path, target: Path, writers: IndexWriters | None) -> None:
    """Copy, look at the copy, and switch to it."""
    manifest = read_manifest(source)
    number = 1 + max((int(folder.name) for folder in generations(target)), default=0)
    final = target / FOLDER / f"{number:06d}"
    with building_in(target, number) as building:
        for name in (*manifest.files, MANIFEST):
            (building / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source / name, building / name)
        remade = writers and (writers.server or is_served(source / CHROMA))
        if writers and remade:
            manifest = _with_vectors(building, manifest, writers)
        library.copy_to(building / FILE)
        _know(building / FILE, final.name, building / MANIFEST)
        wrong = [*damaged_files(building, manifest.files), *map(str, changed_versions(Library(target, building), building))]
        if wrong:
            raise IndexDamaged(index=str(library.folder), reason=f"{source.name}, {wrong[0]}")
        if not remade:
            verify_in_child(building)
        sync(building)
        building.rename(final)
    sync(final.parent)
    switch_to(target, final.name)


def _know(record: Path, name: str, manifest: Path) -> None:
    """Tell a record the one generation that it goes with, and make it one that is read without writing beside it."""
    with closing(sqlite3.connect(record, isolation_level=None)) as db:
        db.execute("PRAGMA journal_mode = DELETE")
        db.execute("UPDATE meta SET value = ? WHERE key = ?", [json.dumps({name: file_hash(manifest)}), FOLDER])


def _drop_old(target: Path, writers: IndexWriters | None) -> None:
    """Keep the one in use and the one before it, for readers that still hold it and for going back."""
    current = current_folder(target)
    others = [folder for folder in generations(target) if folder != current]
    for folder in others[KEPT - 1 :]:
        shutil.rmtree(folder, ignore_errors=True)
    drop_strays(writers.server if writers else None, [folder / CHROMA for folder in generations(target)])
