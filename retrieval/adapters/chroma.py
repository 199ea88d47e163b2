"""The vector index in embedded Chroma.

Chroma changes its files when it only reads them, and must not be opened by two processes on one folder. So what
was published stays untouched, and each process opens a private copy of it.
"""

from __future__ import annotations

import tempfile
from contextlib import ExitStack
from pathlib import Path
from weakref import finalize

import numpy as np

from retrieval.adapters.copies import PrivateCopy
from retrieval.adapters.unwritten import told, unwritten
from retrieval.children import ChildFailed, run_child
from retrieval.dense import write_vectors
from retrieval.errors import IndexDamaged, VectorsUnavailable
from retrieval.generations.served import is_served
from retrieval.ports import Ids, Scores, VectorIndex, Vectors

_COLLECTION = "passages"
# Nine tenths of a folder: written when vectors are added, and read once. (Of a single vector Chroma writes it when it is opened;
# it is much too small to be linked to.)
_GRAPH = ".bin"
# Chroma refuses more than 5,461 records a call; a thousand is as fast.
BATCH = 1_000
# A vector takes one or two milliseconds; what takes fifty times as long does not go on.
_LEAST_SECONDS, _SECONDS_EACH = 600, 0.1
# Of the ten passages nearest to a question, among 44,000 of synthetic text, so many candidates find 0.975, a third of them 0.909;
# of real sentences a third find 0.98. More neighbours find more and take as much longer: decision 18.
HNSW = {"space": "cosine", "max_neighbors": 32, "ef_construction": 100, "ef_search": 600}
# Vectors between two writings of the index: what was not written when it is closed is computed again by whoever opens it, and
# what waits longer stays in the log.
_WRITTEN_TOGETHER = 10_000


def _client(folder: Path):  # type: ignore[no-untyped-def]  # the client's type can't be named without importing chromadb
    import chromadb  # costs 1.7 s: only when vectors are really searched or written
    from chromadb.config import Settings

    return chromadb.PersistentClient(path=str(folder), settings=Settings(anonymized_telemetry=False))


class ChromaIndex:
    """A ``VectorIndex`` over a private copy of a published folder; safe to search from several threads."""

    def __init__(self, folder: Path) -> None:
        try:
            self._copy = PrivateCopy(folder, only_read=_GRAPH)
        except OSError as error:
            raise IndexDamaged(index=str(folder), reason=str(error)) from error
        held = ExitStack()
        held.callback(self._copy.remove)
        # Also when nobody closes it: it goes with its last user, or with the process.
        self._let_go = finalize(self, held.close)
        try:
            client = _client(self._copy.folder)
            held.callback(client.close)  # its files and threads stay open otherwise
            self._collection = client.get_collection(_COLLECTION, embedding_function=None)
            self._count = int(self._collection.count())
            # Reads the graph, now that it is there: what is linked to may go away with its generation.
            self._collection.get(limit=1, include=["embeddings"])
        except Exception as error:  # Chroma raises many unrelated classes; all mean that this folder can't be used
            self._let_go()
            raise IndexDamaged(index=str(folder), reason=str(error)) from error

    def search(self, vector: Vectors, limit: int) -> tuple[Ids, Scores]:
        """See ``VectorIndex.search``. A zero or non-finite vector has no neighbours: empty arrays.

        Raises ``IndexDamaged`` when its files are gone.
        """
        wanted = min(limit, self._count)
        if wanted < 1 or not np.isfinite(vector).all() or not vector.any():
            return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.float32)
        try:
            found = self._collection.query(query_embeddings=vector[np.newaxis], n_results=wanted, include=["distances"])
        except Exception as error:  # of many unrelated classes, as above
            raise IndexDamaged(index=str(self._copy.folder), reason=str(error)) from error
        ids = np.array([int(identity) for identity in found["ids"][0]], dtype=np.int64)
        return ids, 1.0 - np.array(found["distances"][0], dtype=np.float32)

    def close(self) -> None:
        """See ``VectorIndex.close``."""
        self._let_go()


class ChromaWriter:
    """Builds and opens ``ChromaIndex``."""

    def build(self, folder: Path, ids: Ids, vectors: Vectors) -> None:
        """See ``VectorIndexWriter.build``. In a process of its own, as Chroma lets no other thread work while it adds.

        Raises ``IndexDamaged`` when that process does not end well, ``OSError`` when it finds no room.
        """
        with tempfile.TemporaryDirectory(prefix="planwijzer-vectors-", dir=folder.parent) as name:
            write_vectors(Path(name), ids, vectors)
            try:
                run_child("retrieval.adapters.chroma_child", str(folder), name, seconds=_LEAST_SECONDS + _SECONDS_EACH * len(ids))
            except ChildFailed as failed:
                if told(failed):
                    raise unwritten(folder, failed) from failed
                raise IndexDamaged(index=str(folder), reason=failed.detail) from failed

    def open(self, folder: Path) -> VectorIndex:
        """See ``VectorIndexWriter.open``. Raises ``VectorsUnavailable`` for one that a server holds."""
        if is_served(folder):
            raise VectorsUnavailable("PLANWIJZER_CHROMA_URL", "unset")
        return ChromaIndex(folder)


def fill(folder: Path, ids: Ids, vectors: Vectors) -> None:
    """Write an index in this process. Zero vectors are left out: they have no direction to compare. Raises ``OSError``."""
    folder.mkdir(parents=True)
    keep = np.flatnonzero(vectors.any(axis=1))
    try:
        client = _client(folder)
        try:
            rounds = max(1, round(len(keep) / _WRITTEN_TOGETHER))
            hnsw = HNSW | {"sync_threshold": max(2, len(keep) // rounds)}
            collection = client.create_collection(_COLLECTION, embedding_function=None, configuration={"hnsw": hnsw})
            for together in np.array_split(keep, rounds):
                for rows in np.array_split(together, -(-len(together) // BATCH)) if len(together) else ():
                    collection.add(ids=[str(i) for i in ids[rows]], embeddings=np.asarray(vectors[rows]))
        finally:
            client.close()
    except Exception as error:  # of many unrelated classes, as above
        raise unwritten(folder, error) from error
