"""Deriving a generation from the record: vectors, the index of words, the index of vectors, and the manifest of them all."""

from __future__ import annotations

import hashlib
import shutil
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import numpy as np

from retrieval import dense, lexical
from retrieval.compounds import CompoundSplitter, known_words, read_words, write_words
from retrieval.dutch import words
from retrieval.generations.changes import digests_of
from retrieval.generations.folders import CHROMA, DIGESTS, LEXICAL, VERSIONS, WORDS
from retrieval.generations.generation import IndexWriters
from retrieval.generations.increments import Base
from retrieval.generations.manifest import Manifest, files_of, software, write_manifest
from retrieval.generations.segments import build_segments
from retrieval.library import InputRecord, Library
from retrieval.model import Passage
from retrieval.ports import Ids, LexicalIndexWriter, LexicalRow, Vectors

_ROWS_AT_A_TIME = 2_000


def derive(library: Library, writers: IndexWriters, folder: Path, number: int, base: Base | None) -> Manifest:
    """Write generation ``number`` in a folder, taking over from ``base`` what holds. Raises ``OSError`` or ``IndexDamaged``."""
    dimension, ids, versions = int(library.meta("dimension")), library.current_passages(), library.current_versions()
    np.save(folder / VERSIONS, np.array(versions, dtype=np.int64))
    np.save(folder / DIGESTS, base.digests(library, versions) if base else digests_of(library, versions))
    vectors_of = partial(base.vectors, library) if base else partial(library.vectors, dimension=dimension)
    dense.write_batches(folder, ids, dimension, map(vectors_of, _batches(ids)))
    vectors = dense.open_vectors(folder).vectors
    # Side by side: the one is made in other processes.
    with ThreadPoolExecutor(1) as pool:
        made = pool.submit(_build_vectors, writers, folder / CHROMA, ids, vectors, base)
        _build_lexical(library, writers.lexical, folder, ids, base)
        made.result()
    manifest = Manifest(
        number=number,
        fingerprint=library.meta("fingerprint"),
        shape=library.meta("shape"),
        state=state_of(library),
        built_at=datetime.now(UTC).isoformat(timespec="seconds"),
        passages=len(ids),
        dimension=dimension,
        documents=len(versions),
        plans=sum(1 for own in library.plan_passages().values() if np.isin(own, ids).any()),
        unreadable_pages=sum(entry.unreadable_pages for entry in library.each_input()),
        software=software(),
        base=base.manifest.number if base else 0,
        added=base.added if base else 0,
        taken=base.taken if base else 0,
        files=files_of(folder),
    )
    write_manifest(folder, manifest)
    return manifest


def _build_vectors(writers: IndexWriters, folder: Path, ids: Ids, vectors: Vectors, base: Base | None) -> None:
    """The index of vectors: in one piece on a server."""
    if writers.server:
        writers.server.build(folder, ids, vectors)
    else:
        build_segments(writers.vectors, folder, ids, vectors, base.folder / CHROMA if base else None)


def _build_lexical(library: Library, writer: LexicalIndexWriter, folder: Path, ids: Ids, base: Base | None) -> None:
    """The index of words, and how often each occurs."""
    if base:
        counted, indexed = base.words(_passages(library, base.new), _passages(library, base.gone)), base.new
    else:
        counted, indexed = Counter(word for passage in _passages(library, ids) for word in words(passage.text)), ids
    write_words(folder / WORDS, counted)
    rows = _rows(library, indexed, CompoundSplitter(known_words(counted, read_words())))
    if base:
        shutil.copytree(base.folder / LEXICAL, folder / LEXICAL)
        writer.extend(folder / LEXICAL, base.gone, rows)
    else:
        writer.build(folder / LEXICAL, rows)


def _rows(library: Library, ids: Ids, splitter: CompoundSplitter) -> Iterator[LexicalRow]:
    for own in _batches(ids):
        passages = library.passages(own.tolist()).values()
        documents = library.documents_by_version(passage.version for passage in passages)
        yield from lexical.rows(passages, {version: own.title for version, own in documents.items()}, splitter)


def _passages(library: Library, ids: Ids) -> Iterator[Passage]:
    for own in _batches(ids):
        yield from library.passages(own.tolist()).values()


def _batches(ids: Ids) -> Iterator[Ids]:
    for start in range(0, len(ids), _ROWS_AT_A_TIME):
        yield ids[start : start + _ROWS_AT_A_TIME]


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
