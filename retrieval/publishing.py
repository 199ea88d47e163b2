"""Publishing: derive a generation from the record, verify it in a child process, switch to it, drop old ones."""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import shutil
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from retrieval import dense, lexical
from retrieval.children import ChildFailed, run_child
from retrieval.compounds import CompoundSplitter, known_words, read_words, write_words
from retrieval.dutch import words
from retrieval.errors import IndexDamaged, IndexMissing, RecordDamaged, VectorsUnavailable
from retrieval.generations import (
    CHROMA,
    DIGESTS,
    FOLDER,
    LEXICAL,
    MANIFEST,
    VERSIONS,
    WORDS,
    IndexWriters,
    Manifest,
    changed_versions,
    current_folder,
    digests_of,
    file_hash,
    files_of,
    generations,
    is_of_record,
    is_whole,
    software,
    versions_of,
    write_manifest,
)
from retrieval.library import CURRENT, InputRecord, Library, LibraryWriter
from retrieval.model import Passage
from retrieval.ports import Ids, VectorServer
from retrieval.served import AWAY

# The one in use and the one before it, for readers that still hold it and for going back.
KEPT = 2
_UNFINISHED = ".building"
_NAMED = 5
_ROWS_AT_A_TIME = 2_000
_VERIFY_SECONDS = 600


def publish(library: Library, writer: LibraryWriter, writers: IndexWriters) -> Manifest:
    """Derive a generation from the current state of the record, verify it in a child process, switch to it.

    Raises ``IndexDamaged`` when the new generation does not verify, ``OSError`` when it can't be written; the one in use then
    stays in use. ``VectorsUnavailable`` when a server is to hold the vectors and does not take them.
    """
    index = library.folder
    _refuse_damaged(library)
    known = json.loads(library.meta(FOLDER) or "{}")
    number = 1 + max((int(name) for name in (*known, *(folder.name for folder in generations(index)))), default=0)
    final = index / FOLDER / f"{number:06d}"
    with building_in(index, number) as building:
        manifest = _build(library, writers, building, number)
        manifest = replace(manifest, agreement=verify_in_child(building, writers.server))
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
    whole = [f for f in others if is_of_record(library, f) and is_whole(f) and not changed_versions(library, f)]
    kept = [current, *whole[: KEPT - 1]]
    for folder in {*others} - {*kept}:
        shutil.rmtree(folder, ignore_errors=True)
    _drop_unfinished(index)
    return [version for folder in kept for version in versions_of(folder)]


def state_of(library: Library) -> str:
    """A digest of what a generation rests on beside its passages: the plans with their facets and passages, and what became of
    inputs, whatever they are called."""
    told = sum(map(_digest_of, library.each_input()))
    digest, current = hashlib.sha256(repr((library.plans(), told)).encode()), set(library.current_passages().tolist())
    for plan, passages in library.plan_passages().items():
        digest.update(repr((plan, [passage for passage in passages if passage in current])).encode())
    return digest.hexdigest()


def _digest_of(entry: InputRecord) -> int:
    told = (entry.document, entry.status, entry.reason, entry.pages, entry.unreadable_pages)
    return int.from_bytes(hashlib.sha256(repr(told).encode("utf-8", "surrogatepass")).digest())


def _refuse_damaged(library: Library) -> None:
    """Raises ``RecordDamaged`` when the record no longer holds what the generation in use was made from: nothing may be remade
    from it."""
    try:
        current = current_folder(library.folder)
    except (IndexMissing, IndexDamaged):
        return
    if is_of_record(library, current) and is_whole(current):
        changed = changed_versions(library, current)
        named = [document.id for document in library.documents() if document.version in changed]
        if named:
            reason = ", ".join(named[:_NAMED]) + (", ..." if len(named) > _NAMED else "")
            raise RecordDamaged(index=str(library.folder), reason=reason)


def _build(library: Library, writers: IndexWriters, folder: Path, number: int) -> Manifest:
    dimension = int(library.meta("dimension"))
    ids = library.current_passages()
    documents = library.documents()
    np.save(folder / VERSIONS, np.array([document.version for document in documents], dtype=np.int64))
    np.save(folder / DIGESTS, digests_of(library, [document.version for document in documents]))
    dense.write_batches(folder, ids, dimension, (library.vectors(own, dimension) for own in _batches(ids)))
    vectors = dense.open_vectors(folder).vectors
    # Side by side: the one is made in another process.
    with ThreadPoolExecutor(1) as pool:
        made = pool.submit(writers.vectors.build, folder / CHROMA, ids, vectors)
        titles = {document.version: document.title for document in documents}
        counted = Counter(word for passage in _passages(library, ids) for word in words(passage.text))
        write_words(folder / WORDS, counted)
        splitter = CompoundSplitter(known_words(counted, read_words()))
        writers.lexical.build(folder / LEXICAL, lexical.rows(_passages(library, ids), titles, splitter))
        made.result()
    manifest = Manifest(
        number=number,
        fingerprint=library.meta("fingerprint"),
        shape=library.meta("shape"),
        state=state_of(library),
        built_at=datetime.now(UTC).isoformat(timespec="seconds"),
        passages=len(ids),
        dimension=dimension,
        documents=len(documents),
        plans=sum(1 for own in library.plan_passages().values() if np.isin(own, ids).any()),
        unreadable_pages=sum(entry.unreadable_pages for entry in library.each_input()),
        software=software(),
        files=files_of(folder),
    )
    write_manifest(folder, manifest)
    return manifest


def _passages(library: Library, ids: Ids) -> Iterator[Passage]:
    for own in _batches(ids):
        yield from library.passages(own.tolist()).values()


def _batches(ids: Ids) -> Iterator[Ids]:
    for start in range(0, len(ids), _ROWS_AT_A_TIME):
        yield ids[start : start + _ROWS_AT_A_TIME]


def verify_in_child(folder: Path, server: VectorServer | None = None) -> float:
    """Verify a generation in a child process: a damaged Chroma folder can end the process that opens it.

    ``server``: what may hold its vectors; without it those of a server are not looked at. Returns the agreement of the vector
    index with exact search. Raises ``IndexDamaged``, ``VectorsUnavailable``.
    """
    try:
        access = server.access() if server else b""
        return float(run_child("retrieval.verifying", str(folder), seconds=_VERIFY_SECONDS, data=access))
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
