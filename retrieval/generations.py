"""Derived indexes as immutable generations: built beside the old one, verified, then switched.

``INDEX/generations/000007/`` holds ``chroma/``, ``lexical/``, the vectors and ``MANIFEST.json``; the file
``INDEX/CURRENT`` names the one in use and is replaced atomically. Embedded Chroma can't survive a kill while
writing; a generation that nobody writes can.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from retrieval import dense, lexical
from retrieval.compounds import CompoundSplitter, known_words, read_words, write_words
from retrieval.dutch import words
from retrieval.errors import IndexDamaged, IndexMissing
from retrieval.library import Library
from retrieval.model import Coverage, Passage
from retrieval.ports import Ids, LexicalIndex, LexicalIndexWriter, VectorIndex, VectorIndexWriter

CURRENT, MANIFEST = "CURRENT", "MANIFEST.json"
_FOLDER, _LEXICAL, _CHROMA, _VERSIONS = "generations", "lexical", "chroma", "versions.npy"
_WORDS = "words.tsv"
# The one in use and the one before it, for readers that still hold it and for going back.
KEPT = 2
# HNSW is approximate, and poor among many equal vectors: below this share of exact results, search is exact.
AGREEMENT = 0.95
_ROWS_AT_A_TIME = 2_000
_VERIFY_SECONDS = 600


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation holds. ``state``: digest of plans and inputs; ``files``: sha256 by path inside it;
    ``agreement``: share of exact results that the vector index reached on canary queries."""

    number: int
    fingerprint: str
    state: str
    built_at: str
    passages: int
    dimension: int
    documents: int
    plans: int
    unreadable_pages: int
    files: Mapping[str, str]
    agreement: float = 0.0

    @property
    def trusts_vector_index(self) -> bool:
        """Whether the vector index may answer in place of exact search."""
        return self.agreement >= AGREEMENT


@dataclass(frozen=True, slots=True)
class Generation:
    """An opened generation: its manifest, its three indexes and the document versions it refers to."""

    folder: Path
    manifest: Manifest
    exact: dense.ExactIndex
    lexical: LexicalIndex
    vectors: VectorIndex
    versions: Ids
    splitter: CompoundSplitter

    def coverage(self, consortia: tuple[int, int]) -> Coverage:
        """What a search in this generation covers."""
        m = self.manifest
        return Coverage(m.documents, m.plans, m.passages, m.unreadable_pages, m.built_at, consortia)

    def close(self) -> None:
        """Let go of its files."""
        self.vectors.close()


@dataclass(frozen=True, slots=True)
class IndexWriters:
    """The adapters that build and open the derived indexes."""

    lexical: LexicalIndexWriter
    vectors: VectorIndexWriter


def current_folder(index: Path) -> Path:
    """The generation in use. Raises ``IndexMissing`` when none was published."""
    try:
        return index / _FOLDER / (index / CURRENT).read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise IndexMissing(index=str(index)) from error


def read_manifest(folder: Path) -> Manifest:
    """Raises ``IndexDamaged`` when the manifest is missing or not one."""
    try:
        return Manifest(**json.loads((folder / MANIFEST).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError) as error:
        raise IndexDamaged(index=str(folder), reason=f"{MANIFEST}: {error}") from error


def open_generation(folder: Path, writers: IndexWriters, *, spare_vector_index: bool = False) -> Generation:
    """Open a generation after comparing its files with its manifest. Raises ``IndexDamaged``.

    ``spare_vector_index``: go on without the vector index when only that is damaged.
    """
    manifest = read_manifest(folder)
    damaged = [name for name, digest in manifest.files.items() if not _is_whole(folder / name, digest)]
    needed = [name for name in damaged if not (spare_vector_index and name.startswith(f"{_CHROMA}/"))]
    if needed:
        raise IndexDamaged(index=str(folder), reason=needed[0])
    exact = dense.open_vectors(folder)
    versions = np.array(_versions(folder), dtype=np.int64)
    lexical_index = writers.lexical.open(folder / _LEXICAL)
    try:
        splitter = CompoundSplitter(known_words(read_words(folder / _WORDS), read_words()))
    except (OSError, ValueError) as error:
        raise IndexDamaged(index=str(folder), reason=_WORDS) from error
    # Exact search stands in for a vector index that is damaged: slower with many passages, never wrong.
    vectors = exact if damaged else writers.vectors.open(folder / _CHROMA)
    return Generation(folder, manifest, exact, lexical_index, vectors, versions, splitter)


def publish(library: Library, writers: IndexWriters, fingerprint: str, dimension: int) -> Manifest:
    """Derive a generation from the current state of the record, verify it in a child process, switch to it.

    Raises ``IndexDamaged`` when the new generation does not verify; the one in use then stays in use.
    """
    index = library.folder
    number = 1 + max((int(folder.name) for folder in _numbered(index)), default=0)
    final = index / _FOLDER / f"{number:06d}"
    building = final.with_suffix(".building")
    shutil.rmtree(building, ignore_errors=True)
    building.mkdir(parents=True)
    manifest = _build(library, writers, building, number, fingerprint, dimension)
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
    for leftover in (index / _FOLDER).glob("*.building"):
        shutil.rmtree(leftover, ignore_errors=True)
    return [version for folder in numbered[:KEPT] for version in _versions(folder)]


def _versions(folder: Path) -> list[int]:
    try:
        return [int(version) for version in np.load(folder / _VERSIONS, allow_pickle=False)]
    except (OSError, ValueError, EOFError):
        return []  # a damaged generation can't be opened, and so refers to nothing


def state_of(library: Library) -> str:
    """A digest of what a generation rests on beside its passages: the plans with their facets, and the inputs."""
    return hashlib.sha256(repr((library.plans(), library.inputs())).encode()).hexdigest()


def _is_whole(path: Path, digest: str) -> bool:
    return path.is_file() and file_hash(path) == digest


def file_hash(path: Path) -> str:
    """The sha256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _numbered(index: Path) -> list[Path]:
    return [folder for folder in (index / _FOLDER).glob("[0-9]*") if folder.name.isdigit()]


def _build(library: Library, writers: IndexWriters, folder: Path, number: int, fingerprint: str, dimension: int) -> Manifest:
    ids = library.current_passages()
    vectors = library.vectors(ids, dimension)
    documents = library.documents()
    np.save(folder / _VERSIONS, np.array([document.version for document in documents], dtype=np.int64))
    dense.write_vectors(folder, ids, vectors)
    titles = {document.version: document.title for document in documents}
    counted = Counter(word for passage in _passages(library, ids) for word in words(passage.text))
    write_words(folder / _WORDS, counted)
    splitter = CompoundSplitter(known_words(counted, read_words()))
    writers.lexical.build(folder / _LEXICAL, lexical.rows(_passages(library, ids), titles, splitter))
    writers.vectors.build(folder / _CHROMA, ids, vectors)
    manifest = Manifest(
        number=number,
        fingerprint=fingerprint,
        state=state_of(library),
        built_at=datetime.now(UTC).isoformat(timespec="seconds"),
        passages=len(ids),
        dimension=dimension,
        documents=len(documents),
        plans=sum(1 for own in library.plan_passages().values() if np.isin(own, ids).any()),
        unreadable_pages=sum(entry.unreadable_pages for entry in library.inputs()),
        files={str(p.relative_to(folder).as_posix()): file_hash(p) for p in sorted(folder.rglob("*")) if p.is_file()},
    )
    _write_manifest(folder, manifest)
    return manifest


def _passages(library: Library, ids: Ids) -> Iterator[Passage]:
    for start in range(0, len(ids), _ROWS_AT_A_TIME):
        yield from library.passages([int(i) for i in ids[start : start + _ROWS_AT_A_TIME]]).values()


def _write_manifest(folder: Path, manifest: Manifest) -> None:
    (folder / MANIFEST).write_text(json.dumps(asdict(manifest), indent=1), encoding="utf-8")


def verify_in_child(folder: Path) -> float:
    """Verify a generation in a child process: a damaged Chroma folder can end the process that opens it.

    Returns the agreement of the vector index with exact search. Raises ``IndexDamaged``.
    """
    command = [sys.executable, "-m", "retrieval.verifying", str(folder)]
    here = Path(__file__).resolve().parent.parent
    try:
        child = subprocess.run(command, cwd=here, capture_output=True, text=True, timeout=_VERIFY_SECONDS, check=False)
    except subprocess.TimeoutExpired as error:
        raise IndexDamaged(index=str(folder), reason="time-out") from error
    if child.returncode != 0:
        reason = child.stderr.strip().splitlines()[-1:] or [f"exit {child.returncode}"]
        raise IndexDamaged(index=str(folder), reason=reason[0])
    return float(child.stdout)


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
