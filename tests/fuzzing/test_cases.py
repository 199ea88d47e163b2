"""What fuzzers found, and what they begin with, tried again without a fuzzer."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fuzzing.targets import TARGETS, beginnings

CASES = sorted(path for path in (Path(__file__).parent / "cases").rglob("*") if path.is_file())


@pytest.mark.parametrize("case", CASES, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_what_was_found_once_is_mended(case: Path) -> None:
    TARGETS[case.parent.name](case.read_bytes())


@pytest.mark.parametrize("name", TARGETS)
def test_targets_take_what_fuzzing_begins_with_and_nothing_at_all(name: str) -> None:
    for data in (*beginnings(name), b"", b"\x00", b"\xff\xfe"):
        TARGETS[name](data)
