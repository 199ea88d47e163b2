"""Readers at work: a file that breaks its child, fills it or never ends costs its own result and nothing else."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import pytest

from ingest.errors import Unreadable
from ingest.reading import ReadDocument
from ingest.reading.workers import Readers
from retrieval.settings import Limits

GOOD = b"# Plan\n\nHet consortium leidt vakmensen op.\n"
MEMORY = 700 * 1024**2


@pytest.fixture
def readers() -> Iterator[Readers]:
    with Readers(2, Limits(20, MEMORY)) as readers:
        yield readers


def reason(future: Future[ReadDocument]) -> str:
    with pytest.raises(Unreadable) as caught:
        future.result(60)
    return caught.value.reason


class Doing:
    """In the place of a file's content: what the child does when it takes it out of the pipe."""

    def __init__(self, call: Callable[..., Any], *arguments: object) -> None:
        self.told = (call, arguments)

    def __reduce__(self) -> Any:
        return self.told


def doing(readers: Readers, call: Callable[..., Any], *arguments: object) -> Future[ReadDocument]:
    return readers.submit(Path("a.md"), Doing(call, *arguments))  # type: ignore[arg-type]


def kill(number: int) -> None:
    os.kill(os.getpid(), number)


def fill() -> bytes:
    return b"x" * (2 * MEMORY)


def test_files_are_read(readers: Readers) -> None:
    found = [readers.submit(Path(f"{n}.md"), GOOD) for n in range(20)]
    assert {future.result(60).title for future in found} == {"Plan"}


def test_reason_and_detail_come_through(readers: Readers) -> None:
    with pytest.raises(Unreadable) as caught:
        readers.submit(Path("a.pdf"), b"geen pdf").result(60)
    assert (caught.value.reason, "Failed to load document" in caught.value.detail) == ("damaged", True)


@pytest.mark.parametrize(
    ("number", "told"),
    [(signal.SIGSEGV, "damaged"), (signal.SIGKILL, "too_much_memory"), (signal.SIGXCPU, "too_slow")],
)
def test_child_that_dies_costs_its_own_file(readers: Readers, number: int, told: str) -> None:
    bad, *futures = [doing(readers, kill, number), *(readers.submit(Path("a.md"), GOOD) for _ in range(3))]
    assert reason(bad) == told
    assert [future.result(60).title for future in futures] == ["Plan"] * 3


def test_child_that_fills_its_memory_costs_its_own_file(readers: Readers) -> None:
    assert reason(doing(readers, fill)) == "too_much_memory"
    assert readers.submit(Path("a.md"), GOOD).result(60).title == "Plan"


def test_child_that_never_ends_is_ended_in_time() -> None:
    with Readers(1, Limits(0.3, MEMORY)) as readers:
        slow = doing(readers, time.sleep, 600)
        good = readers.submit(Path("a.md"), GOOD)
        assert (reason(slow), good.result(60).title) == ("too_slow", "Plan")
