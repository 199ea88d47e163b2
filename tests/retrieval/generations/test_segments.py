"""Segments of a vector index: what is made anew, what is taken over, and what is found in several."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from retrieval.dense import ExactIndex
from retrieval.errors import IndexDamaged
from retrieval.generations import segments
from retrieval.generations.segments import build_segments, open_segments
from retrieval.ports import Ids, Vectors

DIMENSION = 8


class Kept:
    """A ``VectorIndexWriter`` that keeps its vectors as they are, and what it was asked to build."""

    def __init__(self) -> None:
        self.built: list[Ids] = []

    def build(self, folder: Path, ids: Ids, vectors: Vectors) -> None:
        self.built.append(ids)
        folder.mkdir()
        np.savez(folder / "held.npz", ids=ids, vectors=vectors)

    def open(self, folder: Path) -> ExactIndex:
        held = np.load(folder / "held.npz")
        return ExactIndex(held["ids"], held["vectors"])


def drawn(ids: Ids) -> Vectors:
    """A direction for each passage, the same whenever it is asked."""
    vectors = np.stack([np.random.default_rng(int(i)).normal(size=DIMENSION) for i in ids])
    return (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(segments, "SEGMENT", 100)
    monkeypatch.setattr(segments, "_FEW", 5)
    monkeypatch.setattr(segments, "_GONE", 3)


def sizes(writer: Kept) -> list[int]:
    found = sorted(map(len, writer.built))
    writer.built.clear()
    return found


def test_what_holds_is_taken_over_and_small_ones_are_made_one_with_what_is_added(tmp_path: Path) -> None:
    writer, ids = Kept(), np.arange(1, 251, dtype=np.int64)
    build_segments(writer, tmp_path / "1", ids, drawn(ids))
    assert sizes(writer) == [83, 83, 84]
    # Few are gone, few are new: only the new ones are made.
    ids = np.setdiff1d(np.arange(1, 261, dtype=np.int64), [7, 8, 200])
    build_segments(writer, tmp_path / "2", ids, drawn(ids), tmp_path / "1")
    assert sizes(writer) == [10]
    # The next ones go with the few of before.
    ids = np.setdiff1d(np.arange(1, 271, dtype=np.int64), [7, 8, 200])
    build_segments(writer, tmp_path / "3", ids, drawn(ids), tmp_path / "2")
    assert sizes(writer) == [20]
    # Of the first too many are gone.
    ids = np.setdiff1d(ids, np.arange(1, 20))
    build_segments(writer, tmp_path / "4", ids, drawn(ids), tmp_path / "3")
    assert sizes(writer) == [len(np.setdiff1d(np.arange(20, 85), [7, 8])) + 20]
    assert len(list((tmp_path / "4").iterdir())) == 3


def test_several_find_what_one_would_and_nothing_that_is_gone(tmp_path: Path) -> None:
    writer, ids = Kept(), np.arange(1, 251, dtype=np.int64)
    build_segments(writer, tmp_path / "1", ids, drawn(ids))
    ids = np.setdiff1d(np.arange(1, 281, dtype=np.int64), [7, 8, 200])
    vectors = drawn(ids)
    build_segments(writer, tmp_path / "2", ids, vectors, tmp_path / "1")
    index, exact = open_segments(writer, tmp_path / "2", ids), ExactIndex(ids, vectors)
    for row in range(0, len(ids), 9):
        for limit in (1, 30, 200, 400):
            found, scores = index.search(vectors[row], limit)
            right, cosines = exact.search(vectors[row], limit)
            assert found.tolist() == right.tolist()
            np.testing.assert_allclose(scores, cosines, atol=1e-5)


def test_best_ones_that_stand_all_in_one_segment_are_all_found(tmp_path: Path) -> None:
    writer, ids = Kept(), np.arange(1, 1001, dtype=np.int64)
    vectors = drawn(ids)
    vectors[400:500] = vectors[400] + np.random.default_rng(1).normal(size=(100, DIMENSION)).astype(np.float32) * 0.01
    build_segments(writer, tmp_path / "1", ids, vectors)
    found, _ = open_segments(writer, tmp_path / "1", ids).search(vectors[400], 100)
    assert sorted(found.tolist()) == ids[400:500].tolist()


def test_nothing_may_be_stored_and_a_damaged_list_is_told(tmp_path: Path) -> None:
    writer, none = Kept(), np.empty(0, dtype=np.int64)
    build_segments(writer, tmp_path / "1", none, np.empty((0, DIMENSION), dtype=np.float32))
    assert len(open_segments(writer, tmp_path / "1", none).search(np.ones(DIMENSION, dtype=np.float32), 5)[0]) == 0
    (tmp_path / "1" / "0000" / "ids.npy").write_bytes(b"")
    with pytest.raises(IndexDamaged):
        open_segments(writer, tmp_path / "1", none)


def test_an_index_without_segments_of_an_earlier_version_is_opened(tmp_path: Path) -> None:
    writer, ids = Kept(), np.arange(1, 21, dtype=np.int64)
    writer.build(tmp_path / "chroma", ids, drawn(ids))
    assert open_segments(writer, tmp_path / "chroma", ids).search(drawn(ids)[3], 1)[0].tolist() == [4]
