"""Derived indexes as immutable generations: built beside the old one, verified, then switched.

``INDEX/generations/000007/`` holds ``chroma/``, ``lexical/``, the vectors and ``MANIFEST.json``; the file
``INDEX/CURRENT`` names the one in use and is replaced atomically. Embedded Chroma can't survive a kill while
writing; a generation that nobody writes can.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from retrieval import dense
from retrieval.compounds import CompoundSplitter, known_words, read_words
from retrieval.errors import IndexDamaged, IndexMissing
from retrieval.model import Coverage
from retrieval.ports import Ids, LexicalIndex, LexicalIndexWriter, VectorIndex, VectorIndexWriter

CURRENT, MANIFEST = "CURRENT", "MANIFEST.json"
FOLDER, LEXICAL, CHROMA, VERSIONS = "generations", "lexical", "chroma", "versions.npy"
WORDS = "words.tsv"

# HNSW is approximate, and poor among many equal vectors: below this share of exact results, search is exact.
AGREEMENT = 0.95


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation holds. ``shape``: how its passages were cut; ``state``: digest of plans and inputs; ``files``: sha256
    by path inside it; ``agreement``: share of exact results that the vector index reached on canary queries."""

    number: int
    fingerprint: str
    shape: str
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
    """An opened generation: its manifest, its three indexes, the document versions it refers to, and how often each of its
    words occurs."""

    folder: Path
    manifest: Manifest
    exact: dense.ExactIndex
    lexical: LexicalIndex
    vectors: VectorIndex
    versions: Ids
    words: Mapping[str, int]
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
        return index / FOLDER / (index / CURRENT).read_text(encoding="ascii").strip()
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
    needed = [name for name in damaged if not (spare_vector_index and name.startswith(f"{CHROMA}/"))]
    if needed:
        raise IndexDamaged(index=str(folder), reason=needed[0])
    exact = dense.open_vectors(folder)
    versions = np.array(versions_of(folder), dtype=np.int64)
    lexical_index = writers.lexical.open(folder / LEXICAL)
    try:
        own_words = read_words(folder / WORDS)
    except (OSError, ValueError) as error:
        raise IndexDamaged(index=str(folder), reason=WORDS) from error
    # Exact search stands in for a vector index that is damaged: slower with many passages, never wrong.
    vectors = exact if damaged else writers.vectors.open(folder / CHROMA)
    splitter = CompoundSplitter(known_words(own_words, read_words()))
    return Generation(folder, manifest, exact, lexical_index, vectors, versions, own_words, splitter)


def versions_of(folder: Path) -> list[int]:
    """The document versions that a generation refers to; none for one that is damaged."""
    try:
        return [int(version) for version in np.load(folder / VERSIONS, allow_pickle=False)]
    except (OSError, ValueError, EOFError):
        return []  # a damaged generation can't be opened, and so refers to nothing


def _is_whole(path: Path, digest: str) -> bool:
    return path.is_file() and file_hash(path) == digest


def file_hash(path: Path) -> str:
    """The sha256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
