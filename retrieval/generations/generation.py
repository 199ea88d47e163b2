"""A generation, opened: its vectors, the index of words and the index of vectors, once its files are those of its manifest."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np

from retrieval import dense
from retrieval.compounds import CompoundSplitter, known_words, read_words
from retrieval.errors import IndexDamaged
from retrieval.generations.folders import CHROMA, LEXICAL, WORDS, versions_of
from retrieval.generations.manifest import Manifest, damaged_files, read_manifest
from retrieval.generations.opening import OpeningIndex
from retrieval.generations.segments import open_segments
from retrieval.generations.served import ServedIndex, is_served
from retrieval.model import Coverage
from retrieval.ports import Ids, LexicalIndex, LexicalIndexWriter, VectorIndex, VectorIndexWriter, VectorServer

# Passages whose vector index takes longer to open than somebody wants to wait: a third of a second for each 50,000.
_LARGE = 200_000


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
        m, damaged = self.manifest, isinstance(self.vectors, OpeningIndex) and self.vectors.damaged
        exact = damaged or self.vectors is self.exact or not self.manifest.trusts_vector_index
        away = isinstance(self.vectors, ServedIndex) and self.vectors.away
        return Coverage(
            m.documents, m.plans, m.passages, m.unreadable_pages, m.built_at, consortia, exact=exact, server_away=away
        )

    def close(self) -> None:
        """Let go of its files."""
        self.vectors.close()


@dataclass(frozen=True, slots=True)
class IndexWriters:
    """The adapters that build and open the derived indexes. ``server``: the ``vectors``, where a server holds them."""

    lexical: LexicalIndexWriter
    vectors: VectorIndexWriter
    server: VectorServer | None = None


def open_generation(
    folder: Path, writers: IndexWriters, *, spare_vector_index: bool = False, without: Collection[str] = ()
) -> Generation:
    """Open a generation after comparing its files with its manifest. Raises ``IndexDamaged``.

    ``spare_vector_index``: go on without the vector index when only that is damaged; ``without``: names of its segments that stay
    closed.
    """
    manifest = read_manifest(folder)
    damaged = damaged_files(folder, {name: digest for name, digest in manifest.files.items() if not _is_of_vectors(name)})
    if damaged:
        raise IndexDamaged(index=str(folder), reason=damaged[0])
    exact = dense.open_vectors(folder)
    versions = np.array(versions_of(folder), dtype=np.int64)
    lexical_index = writers.lexical.open(folder / LEXICAL)
    try:
        own_words = read_words(folder / WORDS)
    except (OSError, ValueError) as error:
        raise IndexDamaged(index=str(folder), reason=WORDS) from error
    vectors = _vectors(folder, manifest, writers, exact, spare=spare_vector_index, without=without)
    splitter = CompoundSplitter(known_words(own_words, read_words()))
    return Generation(folder, manifest, exact, lexical_index, vectors, versions, own_words, splitter)


def _is_of_vectors(name: str) -> bool:
    return name.startswith(f"{CHROMA}/")


def _vectors(
    folder: Path, manifest: Manifest, writers: IndexWriters, exact: dense.ExactIndex, *, spare: bool, without: Collection[str]
) -> VectorIndex:
    """The vector index; with ``spare``, exact search for one that can't be used: slower with many passages, never wrong."""
    own, served = folder / CHROMA, spare and is_served(folder / CHROMA)
    if spare and not served and not manifest.trusts_vector_index:
        return exact  # nobody will ask it
    files = {name: digest for name, digest in manifest.files.items() if _is_of_vectors(name)}

    def open_whole(unwanted: Callable[[], bool] = lambda: False) -> VectorIndex:
        if damaged := damaged_files(folder, files, unwanted):
            raise IndexDamaged(index=str(folder), reason=damaged[0])
        if served:
            return ServedIndex(partial(writers.vectors.open, own), exact)
        return open_segments(writers.vectors, own, exact.ids, unwanted, without)

    if spare and not served and len(exact.ids) >= _LARGE:
        return OpeningIndex(open_whole, exact)
    try:
        return open_whole()
    except IndexDamaged:
        if not spare:
            raise
        return exact
