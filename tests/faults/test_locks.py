"""Two who write one library: the second is told who does, and goes."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from retrieval.errors import LibraryBusy, LibraryHeld
from retrieval.library import LibraryWriter
from retrieval.library.locking import HOLDER
from tests.faults.builds import ROOT, Command
from tests.faults.conftest import NOW, write


def test_second_build_says_who_writes_and_exits(tmp_path: Path) -> None:
    source, index = write(tmp_path / "bron", NOW), tmp_path / "index"
    with LibraryWriter(index, work="repair"):
        command = [sys.executable, "-m", "ingest", "build", str(source), "--index", str(index), "--language", "en"]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    said = rf"Process {os.getpid()} has been writing in {index} since \d{{4}}-\d\d-\d\dT[\d:+-]+ \(a repair\)\. "
    assert re.match(said, done.stderr.splitlines()[-1]), done.stderr
    assert done.stdout == ""


def test_killed_build_leaves_no_lock(tmp_path: Path) -> None:
    source, index = write(tmp_path / "bron", NOW), tmp_path / "index"
    arguments = ["build", str(source), "--index", str(index)]
    build = Command().start(arguments, tmp_path / "out", tmp_path / "stage")
    while not (index / HOLDER).exists():
        assert build.wait(0.01) is None
    with pytest.raises(LibraryHeld) as held:
        LibraryWriter(index)
    assert held.value.facts["reason"] == "build"
    os.kill(int(held.value.facts["pid"]), signal.SIGKILL)
    assert build.wait(60) == -signal.SIGKILL
    build.kill()
    with LibraryWriter(index, work="remove"), pytest.raises(LibraryHeld, match="remove"):
        LibraryWriter(index)
    assert not (index / HOLDER).exists()


@pytest.mark.parametrize("told", ["", "{", "[]", '{"pid": "x"}'])
def test_lock_of_who_told_nothing_is_a_lock(tmp_path: Path, told: str) -> None:
    with LibraryWriter(tmp_path):
        (tmp_path / HOLDER).write_text(told, encoding="ascii")
        with pytest.raises(LibraryBusy) as busy:
            LibraryWriter(tmp_path)
    assert not isinstance(busy.value, LibraryHeld)
