"""Publishing: derive a generation from the record, verify it in a child process, switch to it, drop old ones."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from retrieval import dense, lexical
from retrieval.children import ChildFailed, run_child
from retrieval.compounds import CompoundSplitter, known_words, read_words, write_words
from retrieval.dutch import words
from retrieval.errors import IndexDamaged
from retrieval.generations import (
    CHROMA,
    CURRENT,
    FOLDER,
    LEXICAL,
    MANIFEST,
    VERSIONS,
    WORDS,
    IndexWriters,
    Manifest,
    current_folder,
    file_hash,
    versions_of,
)
from retrieval.library import InputRecord, Library
from retrieval.model import Passage
from retrieval.ports import Ids

# The one in use and the one before it, for readers that still hold it and for going back.
KEPT = 2
_ROWS_AT_A_TIME = 2_000
_VERIFY_SECONDS = 600


def publish(library: Library, writers: IndexWriters) -> Manifest:
    """Derive a generation from the current state of the record, verify it in a child process, switch to it.

    Raises ``IndexDamaged`` when the new generation does not verify; the one in use then stays in use.
    """
    index = library.folder
    number = 1 + max((int(folder.name) for folder in _numbered(index)), default=0)
    final = index / FOLDER / f"{number:06d}"
    building = final.with_suffix(".building")
    shutil.rmtree(building, ignore_errors=True)
    building.mkdir(parents=True)
    manifest = _build(library, writers, building, number)
    manifest = replace(manifest, agreement=verify_in_child(building))
    _write_manifest(building, manifest)
    _sync(building)
    building.rename(final)
    _switch(index, final.name)
    return manifest


def drop_old_generations(index: Path) -> list[int]:
    """Remove all but the generation in use and the newest beside it; return the document versions that those refer to."""
    current = current_folder(index)
    # The one in use first: a switch that failed leaves newer ones that nobody reads.
    numbered = sorted(_numbered(index), key=lambda folder: (folder == current, folder.name), reverse=True)
    for folder in numbered[KEPT:]:
        shutil.rmtree(folder, ignore_errors=True)
    for leftover in (index / FOLDER).glob("*.building"):
        shutil.rmtree(leftover, ignore_errors=True)
    return [version for folder in numbered[:KEPT] for version in versions_of(folder)]


def state_of(library: Library) -> str:
    """A digest of what a generation rests on beside its passages: the plans with their facets, and what became of inputs,
    whatever they are called."""
    told = sum(map(_digest_of, library.each_input()))
    return hashlib.sha256(repr((library.plans(), told)).encode()).hexdigest()


def _digest_of(entry: InputRecord) -> int:
    told = (entry.document, entry.status, entry.reason, entry.pages, entry.unreadable_pages)
    return int.from_bytes(hashlib.sha256(repr(told).encode("utf-8", "surrogatepass")).digest())


def _numbered(index: Path) -> list[Path]:
    return [folder for folder in (index / FOLDER).glob("[0-9]*") if folder.name.isdigit()]


def _build(library: Library, writers: IndexWriters, folder: Path, number: int) -> Manifest:
    dimension = int(library.meta("dimension"))
    ids = library.current_passages()
    documents = library.documents()
    np.save(folder / VERSIONS, np.array([document.version for document in documents], dtype=np.int64))
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
        files={str(p.relative_to(folder).as_posix()): file_hash(p) for p in sorted(folder.rglob("*")) if p.is_file()},
    )
    _write_manifest(folder, manifest)
    return manifest


def _passages(library: Library, ids: Ids) -> Iterator[Passage]:
    for own in _batches(ids):
        yield from library.passages(own.tolist()).values()


def _batches(ids: Ids) -> Iterator[Ids]:
    for start in range(0, len(ids), _ROWS_AT_A_TIME):
        yield ids[start : start + _ROWS_AT_A_TIME]


def _write_manifest(folder: Path, manifest: Manifest) -> None:
    (folder / MANIFEST).write_text(json.dumps(asdict(manifest), indent=1), encoding="utf-8")


def verify_in_child(folder: Path) -> float:
    """Verify a generation in a child process: a damaged Chroma folder can end the process that opens it.

    Returns the agreement of the vector index with exact search. Raises ``IndexDamaged``.
    """
    try:
        return float(run_child("retrieval.verifying", str(folder), seconds=_VERIFY_SECONDS))
    except ChildFailed as failed:
        raise IndexDamaged(index=str(folder), reason=failed.detail) from failed


def _sync(folder: Path) -> None:
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


def _switch(index: Path, name: str) -> None:
    temporary = index / f"{CURRENT}.tmp"
    temporary.write_text(name, encoding="ascii")
    _sync_one(temporary)
    os.replace(temporary, index / CURRENT)
    _sync_one(index)
