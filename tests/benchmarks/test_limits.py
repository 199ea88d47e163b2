"""What each stage reaches of what the machine could do."""

from __future__ import annotations

import pytest

from benchmarks import limits
from retrieval.settings import Settings


def test_each_stage_is_measured_beside_its_limit(shipped_library: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "_TIMES", 1)
    monkeypatch.setattr(limits, "_BYTES", 2**20)
    found = limits.stages(shipped_library.index)
    assert all(own.ours > 0 and own.most > 0 for own in found)
    lines = limits.table([limits.Stage("a", "MiB", 50.0, 200.0, "b"), *found]).splitlines()
    assert lines[2] == "| a | 50 MiB | 200 MiB | 25% | b |"
    assert len(lines) == len(found) + 3
