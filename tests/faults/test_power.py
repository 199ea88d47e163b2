"""The power fails: files end anywhere, or in zeros, and what was written last is gone. Answers are of one published state, or it
is said what is wrong; and the next build makes all of it right."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from ingest.checking import check
from ingest.pipeline import build as build_library
from retrieval.errors import PlanwijzerError, RecordDamaged
from retrieval.generations.folders import MANIFEST, current_folder
from retrieval.generations.manifest import read_manifest
from retrieval.library import CURRENT
from retrieval.library.schema import FILE
from retrieval.settings import Settings
from retrieval.texts import load_texts
from retrieval.verifying import verify
from tests.fakes import HashEncoder
from tests.faults.conftest import BEFORE, NOW, answers, engine_of, write

NL = load_texts("nl")
LOG = f"{FILE}-wal"
# Of SQLite: a page, and what stands before the pages of the log and before each of them.
_PAGE, _HEAD, _FRAME = 4_096, 32, 24 + 4_096
Cut = Callable[[Path, int], None]


def ended(path: Path, size: int) -> None:
    path.write_bytes(path.read_bytes()[:size])


def zeroed(path: Path, size: int) -> None:
    """Its length was written and the rest of its content was not."""
    data = path.read_bytes()
    path.write_bytes(data[:size] + bytes(len(data) - size))


CUTS: dict[str, Cut] = {"ends": ended, "zeros": zeroed}


def lengths(size: int, unit: int = _PAGE, head: int = 0) -> list[int]:
    """The classes of lengths: nothing, a byte, within, at and beside the limits of what is written at once, and nearly all."""
    limits = [head, head + unit, head + (size - head) // unit // 2 * unit, head + (size - head) // unit * unit]
    beside = [limit + by for limit in limits for by in (-1, 0, 1)]
    return sorted({length for length in (0, 1, size // 2, size - 1, *beside) if 0 <= length < size})


@pytest.fixture(scope="module")
def at_work(tmp_path_factory: pytest.TempPathFactory, corpus: Path) -> Path:
    """An index of two states as it lies on the disk while it is open: the second stands in the log alone."""
    folder = tmp_path_factory.mktemp("stroom")
    settings = Settings(folder / "index", corpus)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("ingest.pipeline.load_encoder", lambda _: HashEncoder())
        patch.setattr("retrieval.generations.publishing.verify_in_child", verify)
        build_library([write(folder / "bron", BEFORE)], settings, progress=lambda *_: None)
        with closing(sqlite3.connect(settings.index / FILE)) as db:
            db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        with closing(sqlite3.connect(settings.index / FILE, isolation_level=None)) as db:
            db.execute("BEGIN")
            db.execute("SELECT count(*) FROM meta").fetchone()  # who reads keeps the log
            build_library([write(folder / "bron", NOW)], settings, progress=lambda *_: None)
            shutil.copytree(settings.index, folder / "schijf", ignore=shutil.ignore_patterns("*-shm", "LOCK"))
    assert (folder / "schijf" / LOG).stat().st_size > 10 * _FRAME
    return folder


@pytest.fixture
def disk(at_work: Path, settings: Settings, encoder: HashEncoder, verified_here: None) -> Iterator[Settings]:  # noqa: ARG001
    """A copy of it."""
    shutil.copytree(at_work / "schijf", settings.index)
    yield settings
    shutil.rmtree(settings.index)


def state(settings: Settings) -> str:
    """What a process that begins then answers."""
    try:
        engine = engine_of(settings)
        if answers(engine, NOW):
            return "now"
        assert answers(engine, BEFORE), "neither state"
        assert engine.coverage().stands_in
    except PlanwijzerError as error:
        return "told" if NL.error(error) else "not told"
    return "before"


def set_right(settings: Settings, at_work: Path) -> None:
    """Build once more; read all again where it is said that this is wanted."""
    try:
        build_library([at_work / "bron"], settings, progress=lambda *_: None)
    except RecordDamaged:  # whose sentence says so
        build_library([at_work / "bron"], settings, rebuild=True, progress=lambda *_: None)
    assert check(settings, NL) == []
    assert state(settings) == "now"


def test_nothing_lost_is_nothing_lost(disk: Settings) -> None:
    assert state(disk) == "now"


def test_lost_log_is_one_state_lost_until_the_next_build(disk: Settings, at_work: Path) -> None:
    (disk.index / LOG).unlink()
    assert state(disk) == "before"  # the record does not know the generation that is in use
    set_right(disk, at_work)


@pytest.mark.parametrize("cut", CUTS.values(), ids=CUTS)
@pytest.mark.parametrize("name", [LOG, FILE])
def test_record_and_its_log_may_end_anywhere(disk: Settings, at_work: Path, tmp_path: Path, name: str, cut: Cut) -> None:
    seen: dict[int, str] = {}
    size = (disk.index / name).stat().st_size
    for length in lengths(size, *((_FRAME, _HEAD) if name == LOG else (_PAGE, 0))):
        own = replace(disk, index=tmp_path / f"{length}")
        shutil.copytree(disk.index, own.index)
        cut(own.index / name, length)
        seen[length] = state(own)
        if length in (1, size // 2, size - 1):
            set_right(own, at_work)
        shutil.rmtree(own.index)
    # A log is read as far as it is whole; all that was committed at the end of the first state is in the file.
    assert name == FILE or {"before"} <= {*seen.values()} <= {"before", "now"}, seen


@pytest.mark.parametrize("cut", CUTS.values(), ids=CUTS)
def test_files_of_the_generation_in_use_may_end_anywhere(disk: Settings, at_work: Path, cut: Cut) -> None:
    folder = current_folder(disk.index)
    paths = [folder / name for name in (*read_manifest(folder).files, MANIFEST)] + [disk.index / CURRENT]
    for path in paths:
        whole = path.read_bytes()
        for length in {0, len(whole) // 2, len(whole) // _PAGE * _PAGE} - {len(whole)}:
            cut(path, length)
            same = path.read_bytes() == whole  # it ended in zeros before
            assert state(disk) in ("now", "before"), (path, length)
            assert same or check(disk, NL), (path, length)
            path.write_bytes(whole)
    cut(folder / "vectors.npy", 100)
    set_right(disk, at_work)
