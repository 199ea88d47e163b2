"""Copies for readers: whole, readable where nothing can be written, and never half of one."""

from __future__ import annotations

import json
import os
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from ingest.checking import check, repair
from ingest.pipeline import build as build_library
from retrieval.errors import (
    DiskFull,
    FileUnusable,
    IndexDamaged,
    IndexMissing,
    LibraryBusy,
    LibraryPublished,
    RecordDamaged,
    TargetIsLibrary,
)
from retrieval.generations.copying import publish_copy
from retrieval.generations.folders import current_folder
from retrieval.library import LibraryWriter
from retrieval.library.locking import Lock
from retrieval.settings import Settings
from retrieval.texts import load_texts
from tests.faults.builds import ROOT
from tests.faults.conftest import BEFORE, NOW, answers, elsewhere, engine_of, write
from tests.faults.test_disks import leave, mounted

NL = load_texts("nl")
THEN = {"zorg.md": "rolstoel", "haven.md": "kraan"}


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "kopie"


@pytest.fixture
def older(library: Settings, target: Path) -> Path:
    """A copy of the state before, as it was published then."""
    newest = current_folder(library.index).name
    (library.index / "CURRENT").write_text("000001", encoding="ascii")
    publish_copy(library.index, target)
    (library.index / "CURRENT").write_text(newest, encoding="ascii")
    assert answers(engine_of(elsewhere(library, target)), BEFORE)
    return target


def state_of(folder: Path) -> dict[str, tuple[int, int]]:
    return {str(path): (path.stat().st_size, path.stat().st_mtime_ns) for path in folder.rglob("*") if path.is_file()}


def test_copy_answers_as_its_library_does(library: Settings, target: Path) -> None:
    manifest, new = publish_copy(library.index, target)
    copy = elsewhere(library, target)
    assert new and manifest.documents == len(NOW)
    engine = engine_of(copy)
    assert answers(engine, NOW) and not engine.coverage().stands_in
    assert check(copy, NL) == []
    assert publish_copy(library.index, target) == (manifest, False)
    assert sorted(path.name for path in target.iterdir()) == ["CURRENT", "LOCK", "generations"]


def test_copy_of_a_copy_answers_where_nothing_can_be_written(library: Settings, target: Path, tmp_path: Path) -> None:
    publish_copy(library.index, target)
    shutil.copytree(target, tmp_path / "replica")
    shutil.rmtree(target)
    with mounted(tmp_path / "lezen", "--bind", str(tmp_path / "replica")) as folder:
        subprocess.run(["mount", "-o", "remount,ro,bind", str(folder)], check=True)
        assert answers(engine_of(elsewhere(library, folder)), NOW)
        assert check(elsewhere(library, folder), NL) == []
        with pytest.raises(FileUnusable) as told:
            publish_copy(library.index, folder)
        assert str(folder) in NL.error(told.value)


def test_reading_a_copy_writes_nothing_in_it(library: Settings, target: Path) -> None:
    publish_copy(library.index, target)
    before = state_of(target)
    assert answers(engine_of(elsewhere(library, target)), NOW)
    assert state_of(target) == before


def test_reader_goes_on_and_sees_what_is_published_over_it(library: Settings, older: Path, tmp_path: Path) -> None:
    engine = engine_of(elsewhere(library, older))
    assert answers(engine, BEFORE)
    publish_copy(library.index, older)
    assert answers(engine, NOW) and not engine.coverage().stands_in
    build_library([write(tmp_path / "later", THEN)], library, prune=True, progress=lambda *_: None)
    build_library([write(tmp_path / "later", THEN | {"zorg.md": "tilband"})], library, progress=lambda *_: None)
    publish_copy(library.index, older)
    assert "tilband" in engine.search("tilband", limit=1).hits[0].passage.text
    assert not engine.coverage().stands_in
    assert [folder.name for folder in sorted((older / "generations").iterdir())] == ["000002", "000003"]


def test_answer_that_is_being_given_rests_on_the_state_that_it_began_with(library: Settings, older: Path) -> None:
    engine = engine_of(elsewhere(library, older))
    begun = engine.retriever().snapshot
    publish_copy(library.index, older)
    assert answers(engine, NOW)
    page = begun.page("zorg.md", 1)
    assert page is not None and BEFORE["zorg.md"] in page.text


def test_going_back_to_the_copy_before_is_one_step(library: Settings, older: Path) -> None:
    engine = engine_of(elsewhere(library, older))
    publish_copy(library.index, older)
    (older / "CURRENT.tmp").write_text("000001", encoding="ascii")
    os.replace(older / "CURRENT.tmp", older / "CURRENT")
    assert answers(engine, BEFORE) and not engine.coverage().stands_in


def test_damaged_copy_gives_way_to_the_one_before_and_is_published_anew(library: Settings, older: Path) -> None:
    publish_copy(library.index, older)
    vectors = current_folder(older) / "vectors.npy"
    os.truncate(vectors, vectors.stat().st_size - 1)
    engine = engine_of(elsewhere(library, older))
    assert answers(engine, BEFORE) and engine.coverage().stands_in
    assert publish_copy(library.index, older)[1]
    assert answers(engine, NOW) and not engine.coverage().stands_in


def test_copy_is_killed_at_any_step_and_the_last_one_stays(library: Settings, older: Path, tmp_path: Path) -> None:
    def published(target: Path, step: int) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "tests.faults.dying", str(library.index), str(target), str(step)]
        return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    steps = int(published(Path(shutil.copytree(older, tmp_path / "heel")), 0).stdout)
    switched = 0
    # Spread over all, and each of the last: there it switches.
    for step in (*range(1, steps - 4, steps // 5), *range(steps - 3, steps + 1)):
        place = elsewhere(library, Path(shutil.copytree(older, tmp_path / f"stap-{step}")))
        engine = engine_of(place)
        done = published(place.index, step)
        assert done.returncode == -signal.SIGKILL, done.stderr
        new = (place.index / "CURRENT").read_text(encoding="ascii") != "000001"
        switched += new
        for reader in (engine, engine_of(place)):
            assert answers(reader, NOW if new else BEFORE) and not reader.coverage().stands_in
        publish_copy(library.index, place.index)
        assert answers(engine, NOW) and check(place, NL) == []
        assert not list(place.index.glob("generations/*.building"))
    assert switched


@pytest.mark.parametrize("room", [0, 20_000, 150_000])
def test_full_disk_is_told_and_the_last_copy_stays(library: Settings, older: Path, tmp_path: Path, room: int) -> None:
    with mounted(tmp_path / "schijf", "-t", "tmpfs", "-o", "size=24m", "tmpfs") as disk:
        target = Path(shutil.copytree(older, disk / "kopie"))
        ballast = leave(disk, room)
        with pytest.raises(DiskFull) as told:
            publish_copy(library.index, target)
        assert str(target) in NL.error(told.value)
        engine = engine_of(elsewhere(library, target))
        assert answers(engine, BEFORE) and not engine.coverage().stands_in
        ballast.unlink()
        publish_copy(library.index, target)
        assert answers(engine, NOW)


def test_copy_that_may_write_no_large_files_ends_with_a_sentence(library: Settings, target: Path) -> None:
    """As under a quota, and without being root."""
    command = [sys.executable, "-m", "ingest", "publish", str(target), "--index", str(library.index)]
    limit = partial(resource.setrlimit, resource.RLIMIT_FSIZE, (20_000, 20_000))
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, preexec_fn=limit, check=False)
    assert done.returncode == 2 and "Traceback" not in done.stderr
    assert done.stderr.strip().splitlines()[-1].startswith(("De schijf van", "Het bestand of de map"))
    assert not list(target.glob("generations/*")) and not (target / "CURRENT").exists()


def test_command_tells_what_it_published(library: Settings, target: Path) -> None:
    command = [sys.executable, "-m", "ingest", "publish", str(target), "--index", str(library.index)]
    said = [
        subprocess.run([*command, *more], cwd=ROOT, capture_output=True, text=True, check=True).stdout
        for more in ([], ["--json"])
    ]
    assert f"PLANWIJZER_INDEX={target}" in said[0]
    assert json.loads(said[1]) | {"built_at": ""} == {
        "folder": str(target),
        "published": False,
        "generation": 2,
        "documents": 3,
        "passages": 6,
        "plans": 0,
        "built_at": "",
    }


def test_nothing_is_published_of_a_library_that_is_not_whole(library: Settings, older: Path) -> None:
    vectors = current_folder(library.index) / "vectors.npy"
    whole = vectors.read_bytes()
    vectors.write_bytes(whole[:-1])
    with pytest.raises(IndexDamaged):
        publish_copy(library.index, older)
    vectors.write_bytes(whole)
    with closing(sqlite3.connect(library.index / "library.sqlite", isolation_level=None)) as db:
        db.execute("UPDATE pages SET text = replace(text, 'infuus', 'inkuus')")
    with pytest.raises(IndexDamaged):
        publish_copy(library.index, older)
    (library.index / "library.sqlite").write_bytes(b"geen record" * 1000)
    with pytest.raises(RecordDamaged) as told:
        publish_copy(library.index, older)
    assert told.value.facts["index"] == str(library.index)
    assert answers(engine_of(elsewhere(library, older)), BEFORE)
    with pytest.raises(IndexMissing):
        publish_copy(library.index / "niets", older)


WORK: dict[str, Callable[[Settings], object]] = {
    "repair": repair,
    "build": lambda copy: build_library([copy.corpus], copy, progress=lambda *_: None),
    "rebuild": lambda copy: build_library([copy.corpus], copy, rebuild=True, progress=lambda *_: None),
}


@pytest.mark.parametrize("work", WORK.values(), ids=WORK)
def test_copy_is_not_written_in(work: Callable[[Settings], object], library: Settings, target: Path) -> None:
    publish_copy(library.index, target)
    copy = elsewhere(library, target)
    with pytest.raises(LibraryPublished) as told:
        work(copy)
    assert f"ingest publish {target}" in NL.error(told.value)
    assert answers(engine_of(elsewhere(library, target)), NOW)


def test_place_of_a_library_or_of_a_file_is_refused(library: Settings, tmp_path: Path) -> None:
    with pytest.raises(TargetIsLibrary):
        publish_copy(library.index, library.index)
    (tmp_path / "bestand").write_text("geen map", encoding="utf-8")
    with pytest.raises(FileUnusable):
        publish_copy(library.index, tmp_path / "bestand")


def test_copies_are_made_while_somebody_writes_and_one_at_a_time(library: Settings, target: Path) -> None:
    with LibraryWriter(library.index) as writer:
        writer.begin()
        writer.set_meta(run="{}")
        publish_copy(library.index, target)
        writer.roll_back()
    assert answers(engine_of(elsewhere(library, target)), NOW)
    lock = Lock(target, "copy")
    lock.acquire()
    try:
        with pytest.raises(LibraryBusy) as told:
            publish_copy(library.index, target)
        assert NL("work.copy") in NL.error(told.value)
    finally:
        lock.release()
