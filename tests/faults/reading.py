"""One who writes a library and many who read it, for a while: every answer is looked at."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic

from tests.faults.board import Board
from tests.faults.builds import ROOT, Starter
from tests.faults.documents import write_state

_LONGEST_BUILD, _LONGEST_END = 600.0, 120.0
_LEAST_BUILDS = 3


@dataclass(slots=True)
class Reading:
    """What was done, and what was wrong. ``seconds``: of each question; ``memory``: bytes of each process, before and after."""

    readers: int
    builds: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    seconds: list[float] = field(default_factory=list)
    memory: list[tuple[int, int]] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    lasted: float = 0.0

    def line(self) -> str:
        """The counts in one line."""
        counts = ", ".join(f"{name} {count}" for name, count in sorted(self.counts.items()))
        return f"{self.readers} readers, {self.builds} builds in {self.lasted:.0f} s: {counts}; faults {len(self.faults)}"

    def row(self) -> str:
        """The counts as a row of a table; ``HEAD`` is its head."""
        asked = sum(self.counts[name] for name in ("search", "ask", "count"))
        p50, p99 = (statistics.quantiles(self.seconds, n=100)[at] for at in (49, 98))
        before, after = (sum(pair[at] for pair in self.memory) / 2**20 for at in (0, 1))
        between, quoted = self.counts["asked between two states"], self.counts["quotations"]
        counts = (self.readers, f"{self.lasted:.0f}", self.builds, f"{asked:,}", f"{between:,}", f"{quoted:,}")
        cells = (*counts, f"{p50:.2f}", f"{p99:.2f}", f"{before:,.0f}", f"{after:,.0f}", len(self.faults))
        return f"| {' | '.join(map(str, cells))} |"


_COLUMNS = ("readers", "seconds", "builds", "questions", "asked between two states", "quotations")
_COLUMNS += ("p50, s", "p99, s", "memory before, MiB", "memory after, MiB", "faults")
HEAD = f"| {' | '.join(_COLUMNS)} |\n|{' ---: |' * len(_COLUMNS)}"


def read_and_write(
    folder: Path,
    starter: Starter,
    seconds: float,
    processes: int,
    threads: int,
    told: Callable[[str], None] = lambda _: None,
) -> Reading:
    """Build one state after the other for so long, while ``processes`` with ``threads`` each read."""
    index, board = folder / "index", Board(folder / "board")
    reading = Reading(processes * threads)

    def build(number: int) -> None:
        words = write_state(folder / "source", number)
        board.begin(number, words)
        arguments = ["build", str(folder / "source"), "--index", str(index), "--prune"]
        code = starter.start(arguments, folder / "out", folder / "stage").wait(_LONGEST_BUILD)
        if code:
            errors = (folder / "out.err").read_text(encoding="utf-8", errors="replace")
            reading.faults.append(f"build of state {number}: exit {code} {errors[-500:]}")
        else:
            board.done(number)

    build(0)
    readers = [_reader(index, folder / "board", threads, seed) for seed in range(processes)]
    try:
        for process in readers:
            assert process.stdout and process.stdout.readline() == "ready\n", "a reader did not start"
        since = monotonic()
        while reading.builds < _LEAST_BUILDS or monotonic() - since < seconds:
            reading.builds += 1
            build(reading.builds)
            told(f"{reading.builds} builds, {monotonic() - since:.0f} s")
        reading.lasted = monotonic() - since
        for process in readers:
            _take(process, reading)
    finally:
        for process in readers:
            process.kill()
            process.wait()
    return reading


def _reader(index: Path, board: Path, threads: int, seed: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.faults.reader", str(index), str(board), str(threads), str(seed)]
    return subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def _take(process: subprocess.Popen[str], reading: Reading) -> None:
    """Have a process of readers end, and tell what it found."""
    out, _ = process.communicate("", timeout=_LONGEST_END)
    if process.returncode:
        reading.faults.append(f"a reader ended with {process.returncode}")
        return
    found = json.loads(out)
    reading.counts.update(found["counts"])
    reading.seconds += found["seconds"]
    reading.memory.append(tuple(found["memory"]))
    reading.faults += found["faults"]
