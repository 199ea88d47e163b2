"""Children with limits: which end is told as too slow and which as broken."""

from __future__ import annotations

import sys

import pytest

from retrieval.children import ChildFailed, run_child

LIMITED = "from retrieval.children import limit_resources; limit_resources(2**30, 1)"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit of processor time")
def test_a_child_at_the_limit_of_its_processor_time_was_slow() -> None:
    with pytest.raises(ChildFailed) as caught:
        run_child("timeit", "--setup", LIMITED, "while True: pass", seconds=60)
    assert caught.value.slow


def test_a_child_at_the_limit_of_its_time_was_slow() -> None:
    with pytest.raises(ChildFailed) as caught:
        run_child("timeit", "import time; time.sleep(60)", seconds=0.05)
    assert caught.value.slow


@pytest.mark.parametrize("end", ["raise SystemExit(1)", "import os; os.abort()"])
def test_a_child_that_breaks_was_not_slow(end: str) -> None:
    with pytest.raises(ChildFailed) as caught:
        run_child("timeit", end, seconds=60)
    assert not caught.value.slow
