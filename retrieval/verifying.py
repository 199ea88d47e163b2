"""Verify a generation: ``python -m retrieval.verifying FOLDER [BASE]`` prints how far its vector index agrees with exact search.

Exit status 1 and a reason when the generation is not right. Run as a child process before a generation is published
and by ``check``.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from pathlib import Path

import numpy as np

from retrieval.assembly import WRITERS, server_by, with_server
from retrieval.dense import ExactIndex
from retrieval.errors import IndexDamaged, VectorsUnavailable
from retrieval.generations.folders import CHROMA
from retrieval.generations.generation import open_generation
from retrieval.generations.manifest import Manifest, read_manifest
from retrieval.generations.segments import Segments
from retrieval.generations.served import AWAY, is_served
from retrieval.ports import Scores, VectorIndex, Vectors, VectorServer

_CANARIES, _NEIGHBOURS = 25, 10
_ROUNDING = 1e-3
_AT_A_TIME = 20_000


def verify(folder: Path, server: VectorServer | None = None, base: Path | None = None) -> float:
    """The agreement of the canary queries, 0 to 1. Raises ``IndexDamaged`` unless files and counts are right.

    ``server``: what may hold its vectors, raising ``VectorsUnavailable``; without it those of a server are not looked at.
    ``base``: a verified generation that it took over from. Segments that are the same file by file are not asked again.
    """
    unseen = server is None and is_served(folder / CHROMA)
    before = read_manifest(base) if base else None
    known = _taken_over(read_manifest(folder), before) if before else set[str]()
    generation = open_generation(folder, with_server(WRITERS, server), spare_vector_index=unseen, without=known)
    try:
        counted = (generation.lexical.count(), len(generation.exact.ids), len(generation.exact.vectors))
        if counted != (generation.manifest.passages,) * 3:
            raise IndexDamaged(index=str(folder), reason=f"counts {counted}")
        if before and known and isinstance(generation.vectors, Segments):
            asked = generation.vectors.ids
            own = generation.exact.vectors[np.searchsorted(generation.exact.ids, asked)]
            return min(before.agreement, _agreement(generation.vectors, ExactIndex(asked, own)))
        return _agreement(generation.vectors, generation.exact)
    finally:
        generation.close()


def _taken_over(manifest: Manifest, before: Manifest) -> set[str]:
    """The names of the segments that are those of ``before``, whatever they are called there."""
    known = _segments(before).values()
    return {name for name, files in _segments(manifest).items() if files in known}


def _segments(manifest: Manifest) -> dict[str, dict[str, str]]:
    """The sha256 of the files of each segment, by path inside it."""
    found = defaultdict[str, dict[str, str]](dict)
    for path, digest in manifest.files.items():
        top, _, inside = path.partition("/")
        if top == CHROMA:
            name, _, own = inside.partition("/")
            found[name][own] = digest
    return found


def _agreement(index: VectorIndex, exact: ExactIndex) -> float:
    """Share of the ten passages with the highest cosines that the vector index finds, for the kind of query it serves worst:
    evenly spread passages, or what one of them has that another has not. A short question lacks what all passages share, as
    these do, and its neighbours are harder to find than those of a passage."""
    vectors = exact.vectors
    usable = np.flatnonzero(vectors.any(axis=1))
    own = np.array(vectors[usable[np.linspace(0, len(usable) - 1, min(_CANARIES, len(usable))).astype(int)]])
    return min(_found(index, exact, own), _found(index, exact, _directions(own - np.roll(own, 1, axis=0))))


def _found(index: VectorIndex, exact: ExactIndex, canaries: Vectors) -> float:
    found = total = 0
    for vector, best in zip(canaries, _best(exact.vectors, canaries), strict=True):
        ids, said = index.search(vector, _NEIGHBOURS)
        total += len(best)
        if np.isin(ids, exact.ids).all():
            true = exact.scores(vector, ids)
            # By score, not by id: equal passages may come in any order. A score that is not that of its id is wrong.
            found += int((true[np.abs(true - said) < _ROUNDING] >= best[-1] - _ROUNDING).sum())
    return found / total if total else 1.0


def _directions(vectors: Vectors) -> Vectors:
    """The vectors with length one; those that have none are left out."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray((vectors / np.maximum(lengths, _ROUNDING))[lengths[:, 0] > _ROUNDING], dtype=np.float32)


def _best(vectors: Vectors, canaries: Vectors) -> Scores:
    """The highest cosines of each of ``canaries`` (n, dimension), falling, shape (n, at most ten): read once for all."""
    best = np.empty((len(canaries), 0), dtype=np.float32)
    for start in range(0, len(vectors), _AT_A_TIME):
        scores = np.concatenate([best, canaries @ vectors[start : start + _AT_A_TIME].T], axis=1)
        best = -np.sort(-scores, axis=1)[:, :_NEIGHBOURS]
    return best


def main() -> int:
    """The door of this module."""
    folder, base, *_ = [*map(Path, sys.argv[1:]), None]
    try:
        sys.stdout.write(f"{verify(folder, server_by(sys.stdin.buffer.read()), base):.4f}\n")
    except VectorsUnavailable as away:
        sys.stderr.write(f"{AWAY}{away.reason}\n")
        return 1
    except IndexDamaged as error:
        sys.stderr.write(f"{error.facts['reason']}\n")
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
