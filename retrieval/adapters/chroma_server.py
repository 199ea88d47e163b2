"""The vector index in a Chroma server that several processes and libraries may share: a collection for each generation.

The Rust server behind ``chroma run``, distributed Chroma or Chroma Cloud; never the Python server of chromadb 1.5.9, which runs
code of whoever asks (CVE-2026-45829).
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path

import numpy as np

from retrieval.adapters.chroma import BATCH
from retrieval.adapters.chroma_http import BUILDING, Collections, Limits, opened
from retrieval.errors import IndexDamaged, VectorsUnavailable
from retrieval.generations.served import Collection, is_served, owner_of, read_collection, write_collection
from retrieval.ports import Ids, Scores, VectorIndex, VectorIndexWriter, Vectors
from retrieval.settings import ChromaSettings

_PREFIX = "planwijzer"
# A collection that lost some of its vectors is noticed after so many seconds; asking takes a millisecond.
_LOOK_SECONDS = 60.0


class ChromaServerIndex:
    """A ``VectorIndex`` over a collection of a server; ``search`` raises ``VectorsUnavailable``. Safe from several threads."""

    def __init__(self, collections: Collections, held: Collection, clock: Callable[[], float] = time.monotonic) -> None:
        """Raises ``VectorsUnavailable``: also for a collection that is gone, or holds another number of vectors."""
        self._collections, self._held, self._clock = collections, held, clock
        self._id = collections.find(held.name)
        self._look()

    def search(self, vector: Vectors, limit: int) -> tuple[Ids, Scores]:
        """See ``VectorIndex.search``. A zero or non-finite vector has no neighbours: empty arrays."""
        wanted = min(limit, self._held.count)
        if wanted < 1 or not np.isfinite(vector).all() or not vector.any():
            return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.float32)
        if self._clock() > self._looked + _LOOK_SECONDS:
            self._look()
        return self._collections.nearest(self._id, vector, wanted)

    def close(self) -> None:
        """See ``VectorIndex.close``."""
        self._collections.close()

    def _look(self) -> None:
        if self._collections.count(self._id) != self._held.count:
            raise VectorsUnavailable(self._collections.url, "other")
        self._looked = self._clock()


class ChromaServer:
    """A ``VectorServer``. What lies in a folder because it was built without a server is opened by ``local``."""

    def __init__(self, server: ChromaSettings, library: Path | None, local: VectorIndexWriter) -> None:
        """``library``: the folder of the library that is built; ``None`` for who only reads."""
        self._server, self._library, self._local = server, library, local

    @property
    def url(self) -> str:
        """See ``VectorServer.url``."""
        return self._server.url

    def build(self, folder: Path, ids: Ids, vectors: Vectors) -> None:
        """See ``VectorIndexWriter.build``. Zero vectors are left out: they have no direction to compare.

        The collection is named by the library and by the folder that ``folder`` lies in. Raises ``VectorsUnavailable``.
        """
        name = f"{self._prefix()}{folder.parent.name.partition('.')[0]}"
        keep = np.flatnonzero(vectors.any(axis=1))
        with opened(self._server, BUILDING) as collections:
            collection = collections.create(name)
            try:
                for start in range(0, len(keep), BATCH):
                    rows = keep[start : start + BATCH]
                    collections.put(collection, ids[rows], vectors[rows])
            except VectorsUnavailable:
                with suppress(VectorsUnavailable):
                    collections.drop(name)
                raise
        write_collection(folder, Collection(name, len(keep)))

    def open(self, folder: Path) -> VectorIndex:
        """See ``VectorIndexWriter.open``. Raises ``VectorsUnavailable``, too."""
        if not is_served(folder):
            return self._local.open(folder)
        held = read_collection(folder)
        collections = Collections(self._server, Limits(self._server.seconds))
        try:
            return ChromaServerIndex(collections, held)
        except VectorsUnavailable:
            collections.close()
            raise

    def lost(self, folder: Path) -> bool:
        """See ``VectorServer.lost``."""
        try:
            self.open(folder).close()
        except VectorsUnavailable as error:
            return error.reason in ("lost", "other")
        except IndexDamaged:
            return True
        return False

    def keep_only(self, folders: Iterable[Path]) -> None:
        """See ``VectorServer.keep_only``."""
        kept = {read_collection(folder).name for folder in folders if is_served(folder)}
        with opened(self._server, BUILDING) as collections:
            for name in collections.names(self._prefix()):
                if name not in kept:
                    collections.drop(name)

    def access(self) -> bytes:
        """See ``VectorServer.access``."""
        return json.dumps(asdict(self._server)).encode()

    def _prefix(self) -> str:
        assert self._library, "who only reads has no collections"
        return f"{_PREFIX}-{owner_of(self._library)}-"
