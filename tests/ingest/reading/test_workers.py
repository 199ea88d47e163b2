"""Readers at work: a file that breaks its child, fills it or never ends costs its own result and nothing else."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, Future
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


def test_child_reads_the_file_itself(readers: Readers, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(GOOD)
    assert readers.submit(tmp_path / "a.md", None).result(60).title == "Plan"
    assert reason(readers.submit(tmp_path / "weg.md", None)) == "not_found"


def test_text_without_measure_is_not_handed_on(readers: Readers) -> None:
    assert reason(readers.submit(Path("a.md"), b"tekst " * 5_000_000)) == "too_much_text"


def test_file_is_read_again_when_an_earlier_one_broke_the_child(tmp_path: Path) -> None:
    with Readers(1, Limits(20, MEMORY)) as readers:
        readers.submit(Path("a.md"), GOOD).result(60)
        once = doing(readers, kill_once, str(tmp_path / "geweest"))
        assert once.result(60).title == "Plan"
        assert reason(doing(readers, kill, signal.SIGSEGV)) == "damaged"


def kill_once(mark: str) -> bytes:
    if not Path(mark).exists():
        Path(mark).touch()
        kill(signal.SIGSEGV)
    return GOOD


def child(folder: str) -> bytes:
    """Leave behind which process this is."""
    (Path(folder) / str(os.getpid())).touch()
    return GOOD


def test_child_lives_for_many_files_and_not_for_ever(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ingest.reading.workers._FILES", 4)
    with Readers(1, Limits(20, MEMORY)) as readers:
        for _ in range(8):
            doing(readers, child, str(tmp_path)).result(60)
    assert len(list(tmp_path.iterdir())) == 2


def stay(pipe: str) -> None:
    """Start a program, which holds the pipe open as long as it runs, and wait."""
    with open(pipe, "wb") as file:
        subprocess.run(["sleep", "600"], stdout=file)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with a name here")
@pytest.mark.parametrize("seconds", [1.0, 600.0], ids=["too slow", "left"])
def test_nothing_that_a_file_started_stays_behind(tmp_path: Path, seconds: float) -> None:
    os.mkfifo(tmp_path / "pijp")
    with Readers(1, Limits(seconds, MEMORY)) as readers:
        future = doing(readers, stay, str(tmp_path / "pijp"))
        pipe = (tmp_path / "pijp").open("rb")
        if seconds < 600:
            assert reason(future) == "too_slow"
    with pipe:
        assert pipe.read() == b""  # comes to an end when the last one who holds it does


def test_files_that_wait_are_given_up_when_the_readers_are_left() -> None:
    with Readers(1, Limits(60, MEMORY)) as readers:
        readers.submit(Path("a.md"), GOOD).result(60)
        first, *others = [doing(readers, time.sleep, 600) for _ in range(3)]
        while not first.running():
            pass
        before = time.monotonic()
    assert time.monotonic() - before < 20
    assert [future.cancelled() for future in others] == [True, True]
    assert isinstance(first.exception(), CancelledError)
