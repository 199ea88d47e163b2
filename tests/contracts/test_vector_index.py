"""What every ``VectorIndex`` does."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from retrieval.adapters.chroma import ChromaWriter
from retrieval.adapters.chroma_server import ChromaServer
from retrieval.dense import ExactIndex, open_vectors, write_vectors
from retrieval.errors import IndexDamaged
from retrieval.generations import segments
from retrieval.ports import Ids, VectorIndex, Vectors
from retrieval.settings import ChromaSettings
from tests.vector_servers import ChromaRun

DIMENSION, COUNT = 16, 300
Make = Callable[[Path, Ids, Vectors], VectorIndex]


def exact(_: Path, ids: Ids, vectors: Vectors) -> VectorIndex:
    return ExactIndex(ids, vectors)


def mapped(folder: Path, ids: Ids, vectors: Vectors) -> VectorIndex:
    folder.mkdir()
    write_vectors(folder, ids, vectors)
    return open_vectors(folder)


def chroma(folder: Path, ids: Ids, vectors: Vectors) -> VectorIndex:
    ChromaWriter().build(folder, ids, vectors)
    return ChromaWriter().open(folder)


def segmented(folder: Path, ids: Ids, vectors: Vectors) -> VectorIndex:
    """As after a first part, of which some passages went since, was added to: the rest is in segments of its own."""
    writer, first = ChromaWriter(), folder.with_name("eerst")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(segments, "SEGMENT", 80)
        patch.setattr(segments, "_FEW", 10)
        gone = np.setdiff1d(ids[:200:50] + 1, ids)
        lost = vectors[: len(gone)]
        order = np.argsort(np.concatenate([ids[:200], gone]))
        before = np.concatenate([ids[:200], gone])[order], np.concatenate([vectors[:200], lost])[order]
        segments.build_segments(writer, first, *before)
        segments.build_segments(writer, folder, ids, vectors, first)
    return segments.open_segments(writer, folder, ids)


KINDS = [exact, mapped, chroma, segmented, None]


@pytest.fixture(scope="module", params=KINDS, ids=["exact", "mapped", "chroma", "segmented", "server"])
def make(request: pytest.FixtureRequest) -> Make:
    made: Make = request.param or served_by(request.getfixturevalue("chroma_server"))
    return made


def served_by(server: ChromaRun) -> Make:
    def served(folder: Path, ids: Ids, vectors: Vectors) -> VectorIndex:
        writer = ChromaServer(ChromaSettings(server.url), folder.parent, ChromaWriter())
        writer.build(folder, ids, vectors)
        return writer.open(folder)

    return served


@pytest.fixture(scope="module")
def ids() -> Ids:
    """Ascending, with gaps, and beyond 32 bits."""
    return np.cumsum(np.random.default_rng(1).integers(1, 2**32, COUNT)).astype(np.int64)


@pytest.fixture(scope="module")
def vectors() -> Vectors:
    drawn = np.random.default_rng(2).normal(size=(COUNT, DIMENSION))
    return (drawn / np.linalg.norm(drawn, axis=1, keepdims=True)).astype(np.float32)


@pytest.fixture(scope="module")
def index(make: Make, ids: Ids, vectors: Vectors, tmp_path_factory: pytest.TempPathFactory) -> Iterator[VectorIndex]:
    made = make(tmp_path_factory.mktemp("vectoren") / "index", ids, vectors)
    yield made
    made.close()


def test_what_is_added_is_found_first_by_its_own_vector(index: VectorIndex, ids: Ids, vectors: Vectors) -> None:
    found = [index.search(vector, 1) for vector in vectors]
    assert [int(own[0]) for own, _ in found] == ids.tolist()
    assert np.allclose([scores[0] for _, scores in found], 1.0, atol=1e-4)


@pytest.mark.parametrize("limit", [1, 7, COUNT, 10 * COUNT])
def test_no_more_are_found_than_asked_or_there_are(index: VectorIndex, ids: Ids, vectors: Vectors, limit: int) -> None:
    found, scores = index.search(vectors[0], limit)
    assert len(found) == len(scores) == min(limit, COUNT)
    assert len(set(found.tolist())) == len(found) and set(found.tolist()) <= set(ids.tolist())


@pytest.mark.parametrize("limit", [0, -1])
def test_nothing_is_found_when_nothing_is_asked(index: VectorIndex, vectors: Vectors, limit: int) -> None:
    assert [len(found) for found in index.search(vectors[0], limit)] == [0, 0]


@pytest.mark.parametrize("sign", [1, -1])
def test_scores_descend_and_are_the_cosines(index: VectorIndex, ids: Ids, vectors: Vectors, sign: int) -> None:
    question = sign * (vectors[3] + vectors[4]) / np.linalg.norm(vectors[3] + vectors[4])
    found, scores = index.search(question, 20)
    assert (np.diff(scores) <= 1e-6).all()
    cosines = dict(zip(ids.tolist(), vectors @ question, strict=True))
    assert np.allclose(scores, [cosines[int(i)] for i in found], atol=1e-4)
    assert np.allclose(scores, np.sort(vectors @ question)[::-1][:20], atol=1e-4)


def test_results_have_the_types_of_the_port(index: VectorIndex, vectors: Vectors) -> None:
    for limit in (0, 5):
        found, scores = index.search(vectors[0], limit)
        assert (found.dtype, scores.dtype) == (np.int64, np.float32)


@pytest.mark.parametrize("value", [0.0, np.nan, np.inf, -np.inf])
@pytest.mark.parametrize("whole", [True, False])
def test_question_without_a_direction_finds_nothing(index: VectorIndex, vectors: Vectors, value: float, whole: bool) -> None:
    question = np.full(DIMENSION, value, dtype=np.float32) if whole or not value else vectors[0].copy()
    question[0] = value
    assert [len(found) for found in index.search(question, 5)] == [0, 0]


def test_empty_index_finds_nothing(make: Make, tmp_path: Path, vectors: Vectors) -> None:
    empty = make(tmp_path / "index", np.empty(0, dtype=np.int64), np.empty((0, DIMENSION), dtype=np.float32))
    assert [len(found) for found in empty.search(vectors[0], 5)] == [0, 0]
    empty.close()


def test_stored_vector_without_a_direction_hides_no_other(make: Make, tmp_path: Path, vectors: Vectors) -> None:
    held = np.vstack([np.zeros(DIMENSION, dtype=np.float32), vectors[:2]])
    some = make(tmp_path / "index", np.array([1, 2, 3]), held)
    assert [int(some.search(vector, 1)[0][0]) for vector in vectors[:2]] == [2, 3]
    some.close()


def test_index_of_only_vectors_without_a_direction_can_be_asked(make: Make, tmp_path: Path, vectors: Vectors) -> None:
    some = make(tmp_path / "index", np.array([1, 2]), np.zeros((2, DIMENSION), dtype=np.float32))
    _, scores = some.search(vectors[0], 5)
    assert not scores.any()
    some.close()


def test_more_are_written_than_fit_in_one_call(make: Make, tmp_path: Path) -> None:
    turn = np.linspace(0, np.pi, 2_300)
    circle = np.column_stack([np.cos(turn), np.sin(turn)]).astype(np.float32)
    many = make(tmp_path / "index", np.arange(2_300, dtype=np.int64), circle)
    near = [int(many.search(circle[row], 1)[0][0]) for row in (0, 999, 1_000, 2_299)]
    assert np.abs(np.array(near) - (0, 999, 1_000, 2_299)).max() <= 2
    many.close()


@pytest.mark.parametrize("open_index", [ChromaWriter().open, open_vectors], ids=["chroma", "mapped"])
@pytest.mark.parametrize("there", [True, False], ids=["empty folder", "no folder"])
def test_folder_without_an_index_is_damaged(open_index: Callable[[Path], VectorIndex], tmp_path: Path, there: bool) -> None:
    if there:
        (tmp_path / "index").mkdir()
    with pytest.raises(IndexDamaged):
        open_index(tmp_path / "index")


def test_search_among_some_is_exact_and_stays_among_them(ids: Ids, vectors: Vectors) -> None:
    allowed = ids[::3]
    found, scores = ExactIndex(ids, vectors).search_among(vectors[1], 10, allowed)
    assert set(found.tolist()) <= set(allowed.tolist())
    assert np.allclose(scores, np.sort(vectors[::3] @ vectors[1])[::-1][:10], atol=1e-6)


def test_scores_are_in_the_order_of_the_passages_also_of_all(ids: Ids, vectors: Vectors) -> None:
    turned = ids[::-1]
    assert np.allclose(ExactIndex(ids, vectors).scores(vectors[2], turned), vectors[::-1] @ vectors[2], atol=1e-6)
