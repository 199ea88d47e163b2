"""A clock that is set back and forth: nothing waits by it, and no state is taken for newer because of it."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path

import pytest

from ingest.checking import check
from ingest.pipeline import build as build_library
from retrieval.errors import LibraryHeld
from retrieval.generations.copying import publish_copy
from retrieval.generations.folders import current_folder, generations
from retrieval.generations.manifest import read_manifest
from retrieval.library import LibraryWriter
from retrieval.settings import Settings
from retrieval.texts import load_texts
from tests.faults.builds import ROOT
from tests.faults.conftest import NOW, answers, elsewhere, engine_of, write

NL = load_texts("nl")
BACK, FORTH = timedelta(days=-40 * 365), timedelta(days=40 * 365)
Jump = Callable[[timedelta], None]
# Who writes down when something was.
_DATED = ("retrieval.generations.deriving", "ingest.pipeline", "retrieval.library.locking")


@pytest.fixture
def jump(monkeypatch: pytest.MonkeyPatch) -> Jump:
    """Set the clock of this process ahead or back; at every look at it, it goes on a day, too."""
    offset, looked, real = [timedelta()], [0], time.time

    def now() -> float:
        looked[0] += 1
        return real() + (offset[0] + timedelta(days=looked[0])).total_seconds()

    class Jumping(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
            return datetime.fromtimestamp(now(), tz)

    monkeypatch.setattr(time, "time", now)
    monkeypatch.setattr(time, "time_ns", lambda: int(now() * 1e9))
    for module in _DATED:
        monkeypatch.setattr(f"{module}.datetime", Jumping)

    def jump(by: timedelta) -> None:
        offset[0] = by

    return jump


@pytest.mark.parametrize(("first", "then"), [(BACK, FORTH), (FORTH, BACK)], ids=["back", "forth"])
def test_states_follow_each_other_whatever_the_clock_says(
    library: Settings, published: Path, tmp_path: Path, jump: Jump, first: timedelta, then: timedelta
) -> None:
    engine, source, copy = engine_of(library), published / "bron", elsewhere(library, tmp_path / "kopie")
    publish_copy(library.index, copy.index)
    reader = engine_of(copy)
    for by, words in ((first, NOW | {"zorg.md": "tilband"}), (then, NOW | {"zorg.md": "rolstoel"})):
        jump(by)
        build_library([write(tmp_path / "bron", words)], library, prune=True, progress=lambda *_: None)
        publish_copy(library.index, copy.index)
        for one in (engine, engine_of(library), reader):
            assert "zorg.md" in {document.id for document in one.documents()}
            assert words["zorg.md"] in one.search(words["zorg.md"], limit=1).hits[0].passage.text
            assert not one.coverage().stands_in
        assert check(library, NL) == []
    numbers = [read_manifest(folder).number for folder in generations(library.index)]
    dates = [read_manifest(folder).built_at for folder in generations(library.index)]
    assert numbers == sorted(numbers, reverse=True) and numbers[0] == read_manifest(current_folder(library.index)).number
    assert (dates[0] > dates[1]) == (then > first)  # the dates did go back
    assert source.is_dir()


@pytest.mark.parametrize("by", [BACK, FORTH], ids=["back", "forth"])
def test_files_of_another_time_are_noticed_and_used(library: Settings, tmp_path: Path, by: timedelta) -> None:
    """As after a copy that sets times, or a clock that jumped while they were written."""
    engine = engine_of(library)
    assert answers(engine, NOW)
    stamp = (datetime.now(UTC) + by).timestamp()
    for path in library.index.rglob("*"):
        os.utime(path, (stamp, stamp))
    assert answers(engine, NOW) and answers(engine_of(library), NOW)
    source = write(tmp_path / "bron", NOW | {"nieuw.md": "getijde"})
    for path in source.iterdir():
        os.utime(path, (stamp, stamp))
    build_library([source], library, progress=lambda *_: None)
    assert "getijde" in engine.search("getijde", limit=1).hits[0].passage.text
    # The same time and size with another text: a file is known by its content.
    text = (source / "nieuw.md").read_text(encoding="utf-8").replace("getijde", "eblijnn")
    (source / "nieuw.md").write_text(text, encoding="utf-8")
    os.utime(source / "nieuw.md", (stamp, stamp))
    build_library([source], library, progress=lambda *_: None)
    assert "eblijnn" in engine.search("eblijnn", limit=1).hits[0].passage.text
    assert check(library, NL) == []


@pytest.mark.parametrize("by", [BACK, FORTH], ids=["back", "forth"])
def test_who_holds_a_library_since_another_time_holds_it_and_no_longer(tmp_path: Path, jump: Jump, by: timedelta) -> None:
    jump(by)
    with LibraryWriter(tmp_path, work="build"):
        jump(-by)
        with pytest.raises(LibraryHeld) as held:
            LibraryWriter(tmp_path)
    assert str((datetime.now(UTC) + by).year)[:3] == str(held.value.facts["since"])[:3]
    with LibraryWriter(tmp_path):
        pass


def test_nothing_waits_by_a_clock_that_can_be_set() -> None:
    """Patience, rates, pauses and time-outs go by ``time.monotonic``."""
    paths = [path for package in ("retrieval", "ingest", "serving") for path in sorted((ROOT / package).rglob("*.py"))]
    wall = re.compile(r"\btime\.time(?:_ns)?\b|\bfrom time import [^\n]*\btime\b(?!_)")
    assert paths and [path.name for path in paths if wall.search(path.read_text(encoding="utf-8"))] == []
