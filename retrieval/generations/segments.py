"""A vector index in segments: small ones are made quicker, several at once, find more, and hold while others are made anew.

``FOLDER/0000/`` holds the passages of a segment in ``ids.npy`` and its index in ``index/``.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Collection, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from retrieval.dense import IDS
from retrieval.errors import IndexDamaged
from retrieval.ports import Ids, Scores, VectorIndex, VectorIndexWriter, Vectors
from retrieval.settings import usable_cores

# Passages of one segment. A larger one takes longer for each passage and finds fewer of its neighbours, more of them cost
# each question more. Figures: docs/benchmarks.md.
SEGMENT = 50_000
# A segment that holds more passages that are gone is made anew, as each question has to look past them.
_GONE = 50
# Fewer passages are made anew as quickly as a process starts for them.
_FEW = 2_000
# Asked of each segment first, times its share of what is wanted; who may hold more of the best is asked for all.
_SPARE, _LEAST = 3, 20
_INDEX = "index"


@dataclass(frozen=True, slots=True)
class _Segment:
    """An opened segment: the passages that count (ascending), and how many others its index holds."""

    index: VectorIndex
    ids: Ids
    gone: int

    def search(self, vector: Vectors, limit: int) -> tuple[Ids, Scores]:
        ids, scores = self.index.search(vector, limit + self.gone)
        if self.gone:
            counts = np.isin(ids, self.ids)
            ids, scores = ids[counts], scores[counts]
        return ids[:limit], scores[:limit]


class Segments:
    """A ``VectorIndex`` that asks several, as many at once as there are cores: Chroma needs no lock of Python to search."""

    def __init__(self, segments: Sequence[_Segment]) -> None:
        self._segments = segments
        self._pool = ThreadPoolExecutor(usable_cores(), thread_name_prefix="segments")

    def search(self, vector: Vectors, limit: int) -> tuple[Ids, Scores]:
        """See ``VectorIndex.search``."""
        each = min(limit, max(_LEAST, _SPARE * limit // max(len(self._segments), 1)))
        apply = self._pool.map if len(self._segments) > 1 else map
        found = list(apply(lambda segment: segment.search(vector, each), self._segments))
        if each < limit:
            _, best = _merged(found, limit)
            lowest = best[-1] if len(best) == limit else -np.inf
            for at, (_, scores) in enumerate(found):
                if len(scores) == each and scores[-1] > lowest:
                    found[at] = self._segments[at].search(vector, limit)
        return _merged(found, limit)

    @property
    def ids(self) -> Ids:
        """The passages that count, ascending."""
        return np.sort(np.concatenate([np.empty(0, dtype=np.int64), *(segment.ids for segment in self._segments)]))

    def close(self) -> None:
        """See ``VectorIndex.close``."""
        self._pool.shutdown()
        for segment in self._segments:
            segment.index.close()


def build_segments(writer: VectorIndexWriter, folder: Path, ids: Ids, vectors: Vectors, before: Path | None = None) -> None:
    """Write segments of ``vectors`` (n, dimension) under ``ids`` (n,), ascending. Raises as ``writer.build``.

    ``before``: segments with the same vectors under the same ids, which are taken over where they still hold.
    """
    folder.mkdir()

    def build(own: Path, held: Ids) -> None:
        own.mkdir()
        np.save(own / IDS, held)
        writer.build(own / _INDEX, held, vectors[np.searchsorted(ids, held)])

    def take_over(own: Path, segment: Path) -> None:
        shutil.copytree(segment, own)

    kept, rest = _split(ids, _stored(before) if before else {})
    made = np.array_split(rest, max(1, -(-len(rest) // SEGMENT))) if len(rest) or not kept else []
    with ThreadPoolExecutor(usable_cores()) as pool:
        done = [pool.submit(build, folder / f"{number:04d}", own) for number, own in enumerate(made, len(kept))]
        done += [pool.submit(take_over, folder / f"{number:04d}", own) for number, own in enumerate(kept)]
        for one in done:
            one.result()


def _split(ids: Ids, stored: dict[Path, Ids]) -> tuple[list[Path], Ids]:
    """(segments that are taken over, ids of the passages that others are made of)."""
    counts = {folder: int(np.isin(own, ids, assume_unique=True).sum()) for folder, own in stored.items()}
    kept = {folder: own for folder, own in stored.items() if counts[folder] and len(own) - counts[folder] <= _GONE}
    rest = np.setdiff1d(ids, np.concatenate([*kept.values(), ids[:0]]), assume_unique=True)
    # A small one is made anew with what is added, so that there are never many.
    for folder in sorted(kept, key=lambda own: len(kept[own])):
        if len(rest) and len(kept[folder]) <= min(max(_FEW, len(rest)), SEGMENT // 2):
            rest = np.union1d(rest, np.intersect1d(kept.pop(folder), ids))
    return sorted(kept), rest


def _stored(folder: Path) -> dict[Path, Ids]:
    """The segments in a folder with the passages of each. Raises ``IndexDamaged``."""
    try:
        return {own.parent: np.load(own, allow_pickle=False) for own in sorted(folder.glob(f"*/{IDS}"))}
    except (OSError, ValueError, EOFError) as error:
        raise IndexDamaged(index=str(folder), reason=str(error)) from error


def open_segments(
    writer: VectorIndexWriter,
    folder: Path,
    ids: Ids,
    unwanted: Callable[[], bool] = lambda: False,
    without: Collection[str] = (),
) -> VectorIndex:
    """Open what ``build_segments`` wrote, for the passages ``ids``. Raises ``IndexDamaged`` when it can't be read.

    ``unwanted``: whether nobody will ask it any more, and what was not opened yet need not be; ``without``: names of segments
    that stay closed.
    """
    stored, opened = _stored(folder), list[_Segment]()
    try:
        for own, held in stored.items():
            if unwanted():
                break
            if own.name in without:
                continue
            counting = held[np.isin(held, ids, assume_unique=True)]
            opened.append(_Segment(writer.open(own / _INDEX), counting, len(held) - len(counting)))
    except IndexDamaged:
        Segments(opened).close()
        raise
    # A folder without segments is an index by itself, as an earlier version of the program wrote it.
    return Segments(opened) if stored else writer.open(folder)


def _merged(found: Sequence[tuple[Ids, Scores]], limit: int) -> tuple[Ids, Scores]:
    ids, scores = np.concatenate([own for own, _ in found]), np.concatenate([near for _, near in found])
    best = np.argsort(-scores, kind="stable")[:limit]
    return ids[best], scores[best]
