"""A vector index that opens while exact search answers."""

from __future__ import annotations

import gc
import threading
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from retrieval.assembly import open_engine
from retrieval.dense import ExactIndex
from retrieval.errors import IndexDamaged
from retrieval.generations import generation
from retrieval.generations.opening import OpeningIndex
from retrieval.ports import Ids, Scores, VectorIndex, Vectors
from retrieval.settings import Settings

IDS, VECTORS = np.array([3, 5], dtype=np.int64), np.eye(2, dtype=np.float32)
SECONDS = 30


class Last:
    """An index that gives the last passage, and counts how often it was closed."""

    closed = 0

    def search(self, vector: Vectors, limit: int) -> tuple[Ids, Scores]:  # noqa: ARG002
        return IDS[-1:], np.ones(1, dtype=np.float32)

    def close(self) -> None:
        self.closed += 1


class Door:
    """Opens when it is told to."""

    def __init__(self, damage: IndexDamaged | None = None) -> None:
        self.opens, self.opened = threading.Event(), threading.Event()
        self.index, self.damage = Last(), damage

    def __call__(self, unwanted: Callable[[], bool]) -> VectorIndex:
        self.opened.set()
        while not self.opens.wait(0.01) and not unwanted():
            pass
        if self.damage:
            raise self.damage
        return self.index


def found(index: VectorIndex) -> list[int]:
    return [int(i) for i in index.search(VECTORS[0], 1)[0]]


def ended() -> None:
    """Wait for the threads that open."""
    for thread in threading.enumerate():
        if "_open" in thread.name:
            thread.join(SECONDS)


def test_exact_search_answers_until_it_is_open() -> None:
    door = Door()
    index = OpeningIndex(door, ExactIndex(IDS, VECTORS))
    assert found(index) == [3] and not door.opened.is_set()
    assert found(index) == [3] and not index.settled
    door.opens.set()
    ended()
    assert found(index) == [5] and index.settled and not index.damaged
    index.close()
    index.close()
    assert door.index.closed == 1


def test_one_that_can_not_be_opened_is_exact_search_for_good() -> None:
    door = Door(IndexDamaged(index="x", reason="y"))
    index = OpeningIndex(door, ExactIndex(IDS, VECTORS))
    door.opens.set()
    assert found(index) == found(index) == [3]
    ended()
    assert found(index) == [3] and index.settled and index.damaged
    index.close()


def test_one_that_is_asked_once_is_not_opened() -> None:
    door = Door()
    index = OpeningIndex(door, ExactIndex(IDS, VECTORS))
    assert found(index) == [3]
    index.close()
    assert not door.opened.is_set() and not door.index.closed


@pytest.mark.parametrize("how", ["closed", "forgotten"])
def test_what_nobody_wants_any_more_is_not_opened_further(how: str) -> None:
    door = Door()
    index = OpeningIndex(door, ExactIndex(IDS, VECTORS))
    assert found(index) == found(index) == [3]
    assert door.opened.wait(SECONDS)
    if how == "closed":
        index.close()
    del index
    gc.collect()
    assert door.index.closed == 1
    assert not [thread for thread in threading.enumerate() if "_open" in thread.name]


def test_answers_of_a_library_that_opens_so_are_the_same(shipped_library: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    question = "Welke consortia werken aan smart maintenance in Gelderland?"
    expected = open_engine(shipped_library).ask(question)
    monkeypatch.setattr(generation, "_LARGE", 1)
    engine = open_engine(shipped_library)
    first = engine.ask(question)
    engine.search("waterstof")
    engine.search("onderhoud")
    ended()
    second = engine.ask(question)
    assert first.citations == second.citations == expected.citations
    assert not second.coverage.exact


def test_damage_is_told_by_coverage(shipped_library: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(generation, "_LARGE", 1)

    def refuse(*_: object) -> VectorIndex:
        raise IndexDamaged(index=str(tmp_path), reason="")

    monkeypatch.setattr(generation, "open_segments", refuse)
    engine = open_engine(shipped_library)
    engine.search("waterstof")
    engine.search("onderhoud")
    ended()
    assert engine.coverage().exact
