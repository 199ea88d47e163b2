"""Disks that are full or can't be written: it is said in a sentence, nothing is lost, and the library goes on answering."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest

from ingest.checking import check, repair
from ingest.outcomes import BuildReport
from ingest.pipeline import build as build_library
from retrieval.errors import DiskFull, FileUnusable
from retrieval.settings import Settings
from retrieval.texts import load_texts
from tests.conftest import copy_index
from tests.faults.builds import ROOT
from tests.faults.conftest import NOW, answers, elsewhere, engine_of, write

NL = load_texts("nl")
# Documents enough for a record and indexes that do not fit where there is little room.
MORE = NOW | {f"extra-{number}.md": f"kenmerk{number}x" for number in range(60)}
# Bytes left: nothing at all, too little for the record, for the lexical index, for the vectors.
ROOM = (0, 20_000, 150_000, 400_000)


@contextmanager
def mounted(folder: Path, *options: str) -> Iterator[Path]:
    """A folder that is mounted, where that is allowed."""
    folder.mkdir()
    if subprocess.run(["mount", *options, str(folder)], capture_output=True, check=False).returncode:
        pytest.skip("a small disk can only be mounted by root")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


@pytest.fixture
def small(published: Path, settings: Settings, tmp_path: Path) -> Iterator[Settings]:
    """The library on a disk of its own with room for 24 MB."""
    with mounted(tmp_path / "schijf", "-t", "tmpfs", "-o", "size=24m", "tmpfs") as disk:
        copy_index(published / "index", disk / "index")
        yield elsewhere(settings, disk / "index")


@pytest.fixture
def build_more(tmp_path: Path, encoder: object, verified_here: None) -> Callable[[Settings], BuildReport]:  # noqa: ARG001
    """Build a library of many more documents."""
    source = write(tmp_path / "meer", MORE)
    return lambda settings: build_library([source], settings, prune=True, progress=lambda *_: None)


def leave(disk: Path, room: int) -> Path:
    """Fill a disk, but for so many bytes; what fills it."""
    ballast = disk / "ballast"
    ballast.write_bytes(bytes(shutil.disk_usage(disk).free))
    os.truncate(ballast, ballast.stat().st_size - room)
    return ballast


@pytest.mark.parametrize("room", ROOM)
def test_full_disk_is_told_and_loses_nothing(small: Settings, build_more: Callable[[Settings], BuildReport], room: int) -> None:
    engine = engine_of(small)
    ballast = leave(small.index.parent, room)
    with pytest.raises(DiskFull) as told:
        build_more(small)
    assert NL.error(told.value).startswith("De schijf van")
    for one in (engine, engine_of(small)):
        assert answers(one, NOW)
        assert not one.coverage().stands_in
    assert set(check(small, NL)) <= {NL("check.differs")}
    ballast.unlink()
    build_more(small)
    assert check(small, NL) == []
    assert answers(engine, MORE)


def test_repair_on_a_full_disk_is_told_too(small: Settings, encoder: object, verified_here: None) -> None:  # noqa: ARG001
    ballast = leave(small.index.parent, 50_000)
    with pytest.raises(DiskFull):
        repair(small)
    assert answers(engine_of(small), NOW)
    ballast.unlink()
    repair(small)
    assert check(small, NL) == []


@pytest.mark.usefixtures("verified_here")
def test_library_that_can_only_be_read_answers_and_is_checked(
    library: Settings, build_more: Callable[[Settings], BuildReport], tmp_path: Path
) -> None:
    with mounted(tmp_path / "lezen", "--bind", str(library.index)) as folder:
        subprocess.run(["mount", "-o", "remount,ro,bind", str(folder)], check=True)
        read_only = elsewhere(library, folder)
        engine = engine_of(read_only)
        assert answers(engine, NOW)
        assert check(read_only, NL) == []
        for work in (partial(build_more, read_only), partial(repair, read_only)):
            with pytest.raises(FileUnusable) as told:
                work()
            assert str(folder) in NL.error(told.value)
        build_more(library)  # who may write does, and who reads sees it
        assert answers(engine, MORE)
        assert check(read_only, NL) == []


def test_file_in_the_place_of_the_library_is_told(settings: Settings, build_more: Callable[[Settings], BuildReport]) -> None:
    settings.index.write_text("geen map", encoding="utf-8")
    with pytest.raises(FileUnusable):
        build_more(settings)


def test_file_in_the_place_of_the_generations_is_told(library: Settings, build_more: Callable[[Settings], BuildReport]) -> None:
    engine = engine_of(library)
    shutil.move(library.index / "generations", library.index / "weg")
    (library.index / "generations").write_text("geen map", encoding="utf-8")
    with pytest.raises(FileUnusable):
        build_more(library)
    assert answers(engine, NOW)
    (library.index / "generations").unlink()
    build_more(library)
    assert answers(engine, MORE)


@pytest.mark.parametrize("bytes_a_file", [30_000, 400_000])
def test_build_that_may_write_no_large_files_ends_with_a_sentence(tmp_path: Path, bytes_a_file: int) -> None:
    """As under a quota, and without being root."""
    command = [sys.executable, "-m", "ingest", "build", str(write(tmp_path / "bron", MORE)), "--index", str(tmp_path / "index")]
    limit = partial(resource.setrlimit, resource.RLIMIT_FSIZE, (bytes_a_file, bytes_a_file))
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, preexec_fn=limit, check=False)
    assert done.returncode == 2
    assert done.stderr.strip().splitlines()[-1].startswith(("De schijf van", "Het bestand of de map"))
    assert "Traceback" not in done.stderr
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, "Traceback" in done.stderr) == (0, False), done.stderr
