"""Vector search: exact over a memory map where passages are filtered, the vector index where they are not."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

import numpy as np

from retrieval.errors import IndexDamaged
from retrieval.ports import Ids, Scores, VectorIndex, Vectors

VECTORS, IDS = "vectors.npy", "ids.npy"
# Of more than this share of all vectors the products are quicker had with those of all than with a copy of theirs.
_MANY = 0.2


class ExactIndex:
    """A ``VectorIndex`` without an index: cosines over vectors (n, dimension) whose ``ids`` (n,) ascend."""

    def __init__(self, ids: Ids, vectors: Vectors) -> None:
        self.ids = ids
        self.vectors = vectors

    def search(self, vector: Vectors, limit: int) -> tuple[Ids, Scores]:
        """See ``VectorIndex.search``."""
        return self.search_among(vector, limit, self.ids)

    def search_among(self, vector: Vectors, limit: int, allowed: Ids) -> tuple[Ids, Scores]:
        """Like ``search``, restricted to the passages ``allowed`` (ascending, each one known)."""
        if not len(allowed) or limit < 1 or not vector.any() or not np.isfinite(vector).all():
            return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.float32)
        scores = self.scores(vector, allowed)
        best = _best(scores, limit)
        return allowed[best], scores[best]

    def scores(self, vector: Vectors, ids: Ids) -> Scores:
        """Cosines of ``vector`` (dimension,) with the passages ``ids``, shape (n,), in their order; each one known."""
        if np.array_equal(ids, self.ids):
            return np.asarray(self.vectors @ vector, dtype=np.float32)
        places = np.searchsorted(self.ids, ids)
        if len(ids) > _MANY * len(self.ids):
            return np.asarray(self.vectors @ vector, dtype=np.float32)[places]
        return np.asarray(self.vectors[places] @ vector, dtype=np.float32)

    def close(self) -> None:
        """See ``VectorIndex.close``."""


def _best(scores: Scores, limit: int) -> Ids:
    """Places of the ``limit`` highest scores, best first, equal ones in their order; without sorting all the others."""
    if limit < len(scores):
        lowest = np.partition(scores, -limit)[-limit]
        among = np.flatnonzero(scores >= lowest)
        return among[np.argsort(-scores[among], kind="stable")][:limit]
    return np.argsort(-scores, kind="stable")


def write_vectors(folder: Path, ids: Ids, vectors: Vectors) -> None:
    """Write what ``open_vectors`` opens."""
    np.save(folder / IDS, ids)
    np.save(folder / VECTORS, np.ascontiguousarray(vectors, dtype=np.float32))


def write_batches(folder: Path, ids: Ids, dimension: int, batches: Iterable[Vectors]) -> None:
    """Write what ``open_vectors`` opens, from vectors in the order of ``ids``, some at a time; all is never in memory."""
    np.save(folder / IDS, ids)
    if not len(ids):
        np.save(folder / VECTORS, np.empty((0, dimension), dtype=np.float32))
        return
    # Not through a memory map: on a full disk the system would end the process.
    with (folder / VECTORS).open("wb") as file:
        head = {"descr": "<f4", "fortran_order": False, "shape": (len(ids), dimension)}
        np.lib.format.write_array_header_1_0(file, head)
        for batch in batches:
            file.write(np.ascontiguousarray(batch, dtype="<f4").data)


def open_vectors(folder: Path) -> ExactIndex:
    """Open the vectors of a generation as a memory map. Raises ``IndexDamaged``."""
    try:
        ids = np.load(folder / IDS, allow_pickle=False)
        # A memory map of nothing is an error to the operating system.
        if not len(ids):
            return ExactIndex(ids, np.load(folder / VECTORS, allow_pickle=False))
        return ExactIndex(ids, np.load(folder / VECTORS, mmap_mode="r", allow_pickle=False))
    except (OSError, ValueError) as error:
        raise IndexDamaged(index=str(folder), reason=str(error)) from error


def nearest(index: VectorIndex, exact: ExactIndex, vector: Vectors, limit: int, allowed: Ids | None) -> tuple[Ids, Scores]:
    """The nearest passages: from ``index``, or by exact search when only ``allowed`` (ascending) count."""
    if allowed is None:
        with suppress(IndexDamaged):  # its files went away under it
            return index.search(vector, limit)
        return exact.search(vector, limit)
    return exact.search_among(vector, limit, allowed)
