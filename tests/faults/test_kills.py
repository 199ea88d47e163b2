"""Real builds killed at fifty moments: what was published goes on answering, and nothing is done twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults.builds import Nursery
from tests.faults.killing import Campaign
from tests.faults.moments import DERIVING, READING, VERIFYING

_KILLS, _KILLS_A_STATE, _SEED = 50, 10, 6
# The other stages last milliseconds, and chance decides whether a kill falls in them; the line that is printed tells.
_LONG = (READING, DERIVING, VERIFYING)


@pytest.mark.usefixtures("verified_here")
def test_killed_builds_lose_nothing_and_the_next_completes_them(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    nursery = Nursery()
    try:
        tally = Campaign(tmp_path, nursery, _SEED, _KILLS_A_STATE).run(_KILLS)
    finally:
        nursery.close()
    with capsys.disabled():
        print(f"\n{tally.line()}")
    assert tally.faults == []
    assert tally.kills.total() == _KILLS
    assert all(tally.kills[stage] for stage in _LONG)
