"""Tesseract that is installed later: what could not be read is read at the next build, and nothing else."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path

import pytest

from ingest.errors import Unreadable
from ingest.reading import ReadDocument, read_file
from ingest.reading.files import read_bytes
from ingest.reading.pdf.ocr import Tesseract
from ingest.reading.workers import Readers
from retrieval.library import InputRecord, Library
from retrieval.settings import Settings
from tests.conftest import Build
from tests.ingest.reading.pdf.making import LEFT, put, write
from tests.ingest.reading.pdf.test_broken import needs_tesseract, scanned

Install = Callable[[bool], None]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A scan, a PDF file with text, one of both, and a text."""
    folder = tmp_path / "bron"
    folder.mkdir()
    scanned(folder / "scan.pdf")
    write(folder / "tekst.pdf", lambda canvas: put(canvas, 72, 700, LEFT))
    (folder / "b.txt").write_text("De werkplaats leert vakmensen onderhoud.")
    return folder


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that a reader was given."""
    names: list[str] = []

    class Here(Readers):
        """Reads in this process, which heeds the PATH of a test: what starts the others keeps the one that it began with."""

        def submit(self, path: Path, data: bytes | None) -> Future[ReadDocument]:
            names.append(path.name)
            found: Future[ReadDocument] = Future()
            try:
                found.set_result(read_file(path, read_bytes(path) if data is None else data))
            except Unreadable as error:
                found.set_exception(error)
            return found

    monkeypatch.setattr("ingest.pipeline.Readers", Here)
    return names


@pytest.fixture
def install(monkeypatch: pytest.MonkeyPatch) -> Install:
    """Whether the build finds the program."""

    def install(there: bool) -> None:
        monkeypatch.setattr("ingest.readings.tesseract", lambda: Tesseract("tesseract", ("nld",)) if there else None)

    return install


def entry(settings: Settings, name: str) -> InputRecord:
    return next(own for own in Library(settings.index).inputs() if own.source.endswith(name))


@pytest.mark.parametrize("first", ["b.txt", "scan.pdf"])
def test_only_what_lacked_pages_is_read_again_and_only_once(
    build: Build, folder: Path, read: list[str], install: Install, first: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(folder))  # the readers find none: the scan stays unreadable
    install(False)
    build(folder / first)
    build(folder)
    read.clear()
    install(True)
    for _ in range(2):
        build(folder)
    assert read == ["scan.pdf"]
    install(False)
    build(folder)
    assert read == ["scan.pdf"]


def test_what_was_read_with_it_is_not_read_again(build: Build, folder: Path, read: list[str], install: Install) -> None:
    install(True)
    for _ in range(2):
        build(folder)
    assert sorted(read) == ["b.txt", "scan.pdf", "tekst.pdf"]


@needs_tesseract
def test_a_scan_is_searched_after_tesseract_was_installed(folder: Path, settings: Settings) -> None:
    command = [sys.executable, "-m", "ingest", "build", str(folder), "--index", str(settings.index)]
    checking = [*command[:3], "check", "--index", str(settings.index)]
    without = {**os.environ, "PATH": str(folder)}
    assert subprocess.run(command, env=without, capture_output=True, check=False).returncode == 1
    assert (entry(settings, "scan.pdf").status, entry(settings, "scan.pdf").reason) == ("unreadable", "no_text")

    assert subprocess.run(command, capture_output=True, check=False).returncode == 0
    assert (entry(settings, "scan.pdf").status, entry(settings, "scan.pdf").ocr_pages) == ("indexed", 1)
    assert subprocess.run(checking, capture_output=True, check=False).returncode == 0


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """What stands for the program, to say what it should."""
    path = tmp_path / "tesseract"
    path.write_text(f"#!{shutil.which('sh')}\n")
    path.chmod(0o755)
    return path


def test_it_runs_with_one_thread(folder: Path, program: Path, settings: Settings) -> None:
    with program.open("a") as script:
        script.write('[ "$1" = --list-langs ] && echo nld || echo "$OMP_THREAD_LIMIT" > "$0.threads"\n')
    command = [sys.executable, "-m", "ingest", "build", str(folder / "scan.pdf"), "--index", str(settings.index)]
    subprocess.run(command, env={**os.environ, "PATH": str(program.parent)}, capture_output=True, check=False)
    assert program.with_name("tesseract.threads").read_text() == "1\n"


def test_it_is_ended_when_its_time_is_over(program: Path) -> None:
    with program.open("a") as script:
        script.write('echo $$ > "$0.pid"\nwhile :; do :; done\n')
    assert Tesseract(str(program), ("nld",)).lines(b"", 0.5) == []
    pid = int(program.with_name("tesseract.pid").read_text())
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
