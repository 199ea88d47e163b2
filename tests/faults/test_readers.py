"""One writer and twenty readers: every answer is of the state before or of the new one, none fails."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.faults.builds import Nursery
from tests.faults.reading import read_and_write

# Twenty readers in four processes, each of which takes some 300 MB; `python -m benchmarks.readers` takes other numbers.
_PROCESSES, _THREADS = 4, 5
_SECONDS = float(os.environ.get("READERS_SECONDS", "15"))


def test_every_answer_is_of_one_published_state(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    nursery = Nursery()
    try:
        reading = read_and_write(tmp_path, nursery, _SECONDS, _PROCESSES, _THREADS)
    finally:
        nursery.close()
    with capsys.disabled():
        print(f"\n{reading.line()}")
    assert reading.faults == []
    assert reading.builds >= 3
    assert min(reading.counts[name] for name in ("search", "ask", "count")) >= 20
    assert reading.counts["asked between two states"]
