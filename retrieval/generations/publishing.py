"""Publishing: derive a generation from the record, verify it in a child process, switch to it, drop old ones."""

from __future__ import annotations

import json
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import islice
from pathlib import Path

from retrieval.children import ChildFailed, run_child
from retrieval.errors import IndexDamaged, IndexMissing, RecordDamaged, VectorsUnavailable
from retrieval.generations.changes import changed_versions
from retrieval.generations.deriving import derive
from retrieval.generations.folders import FOLDER, MANIFEST, current_folder, generations, versions_of
from retrieval.generations.generation import IndexWriters
from retrieval.generations.increments import base_of
from retrieval.generations.manifest import Manifest, file_hash, is_of_record, is_whole, read_manifest, write_manifest
from retrieval.generations.served import AWAY
from retrieval.library import CURRENT, Library, LibraryWriter
from retrieval.ports import VectorServer

# The one in use and the one before it, for readers that still hold it and for going back.
KEPT = 2
_UNFINISHED = ".building"
_NAMED = 5

_VERIFY_SECONDS = 600


def publish(library: Library, writer: LibraryWriter, writers: IndexWriters, *, anew: bool = False) -> Manifest:
    """Derive a generation from the current state of the record, verify it in a child process, switch to it.

    ``anew``: take nothing over from the one in use.
    Raises ``IndexDamaged`` when the new generation does not verify, ``OSError`` when it can't be written; the one in use then
    stays in use. ``VectorsUnavailable`` when a server is to hold the vectors and does not take them.
    """
    index = library.folder
    base = None if anew else base_of(library, library.current_passages())
    if base is None:
        _refuse_damaged(library)
    known = json.loads(library.meta(FOLDER) or "{}")
    number = 1 + max((int(name) for name in (*known, *(folder.name for folder in generations(index)))), default=0)
    final = index / FOLDER / f"{number:06d}"
    with building_in(index, number) as building:
        manifest = derive(library, writers, building, number, base)
        manifest = replace(manifest, agreement=verify_in_child(building, writers.server, base.folder if base else None))
        write_manifest(building, manifest)
        sync(building)
        building.rename(final)
    _sync_one(final.parent)
    there = {folder.name for folder in generations(index)}
    marks = {name: mark for name, mark in known.items() if name in there} | {final.name: file_hash(final / MANIFEST)}
    writer.set_meta(**{FOLDER: json.dumps(marks)})
    switch_to(index, final.name)
    return manifest


@contextmanager
def building_in(index: Path, number: int) -> Iterator[Path]:
    """A folder to build generation ``number`` in; what was left unfinished before takes no room."""
    _drop_unfinished(index)
    # Chroma remembers by its path, for the whole process, a folder that it could not fill.
    building = index / FOLDER / f"{number:06d}-{secrets.token_hex(4)}{_UNFINISHED}"
    building.mkdir(parents=True)
    try:
        yield building
    except BaseException:
        shutil.rmtree(building, ignore_errors=True)
        raise


def _drop_unfinished(index: Path) -> None:
    for leftover in (index / FOLDER).glob(f"*{_UNFINISHED}"):
        shutil.rmtree(leftover, ignore_errors=True)


def drop_old_generations(library: Library) -> list[int]:
    """Remove all but the generation in use and the newest whole one beside it, and what was left unfinished; return the
    document versions that those refer to."""
    index = library.folder
    current = current_folder(index)
    others = [folder for folder in generations(index) if folder != current]
    # Whoever finds the one in use damaged goes back to the other.
    base = read_manifest(current).base  # found whole when it was taken over from, and held against the record by ``check``
    # No more are looked at than are kept: it takes a minute for each million passages.
    whole = (f for f in others if int(f.name) == base or _is_right(library, f))
    kept = [current, *islice(whole, KEPT - 1)]
    for folder in {*others} - {*kept}:
        shutil.rmtree(folder, ignore_errors=True)
    _drop_unfinished(index)
    return [version for folder in kept for version in versions_of(folder)]


def _is_right(library: Library, folder: Path) -> bool:
    return is_of_record(library, folder) and is_whole(folder) and not changed_versions(library, folder)


def _refuse_damaged(library: Library) -> None:
    """Raises ``RecordDamaged`` when the record no longer holds what the generation in use was made from: nothing may be remade
    from it."""
    try:
        current = current_folder(library.folder)
    except (IndexMissing, IndexDamaged):
        return
    if is_of_record(library, current) and is_whole(current):
        changed = changed_versions(library, current).intersection(library.current_versions())
        named = sorted(document.id for document in library.documents_by_version(changed).values())
        if named:
            reason = ", ".join(named[:_NAMED]) + (", ..." if len(named) > _NAMED else "")
            raise RecordDamaged(index=str(library.folder), reason=reason)


def verify_in_child(folder: Path, server: VectorServer | None = None, base: Path | None = None) -> float:
    """Verify a generation in a child process: a damaged Chroma folder can end the process that opens it.

    ``server``: what may hold its vectors; without it those of a server are not looked at. ``base``: the verified generation that
    it took over from. Returns the agreement of the vector index with exact search. Raises ``IndexDamaged``,
    ``VectorsUnavailable``.
    """
    try:
        access, folders = server.access() if server else b"", [str(folder), *([str(base)] if base else [])]
        return float(run_child("retrieval.verifying", *folders, seconds=_VERIFY_SECONDS, data=access))
    except ChildFailed as failed:
        if server and failed.detail.startswith(AWAY):
            raise VectorsUnavailable(server.url, failed.detail.removeprefix(AWAY)) from failed
        raise IndexDamaged(index=str(folder), reason=failed.detail) from failed


def sync(folder: Path) -> None:
    """Bring a folder and all that is in it to the disk."""
    for path in [*folder.rglob("*"), folder, folder.parent]:
        _sync_one(path)


def _sync_one(path: Path) -> None:
    if path.is_dir() and os.name == "nt":
        return  # Windows can't open a folder to sync it
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def switch_to(index: Path, name: str) -> None:
    """Name the generation in use, in one step."""
    temporary = index / f"{CURRENT}.tmp"
    temporary.write_text(name, encoding="ascii")
    _sync_one(temporary)
    os.replace(temporary, index / CURRENT)
    _sync_one(index)
