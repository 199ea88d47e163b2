"""A build that is told to stop, and one that meets what nobody foresaw."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.cleaning import clean_document
from ingest.failing import LOG_FILE
from ingest.pipeline import build as build_library
from ingest.reading import ReadDocument
from ingest.stopping import Stopping
from retrieval.door import DONE, STOPPED
from retrieval.library import Library
from retrieval.settings import Settings
from tests.conftest import Build

REPOSITORY = Path(__file__).resolve().parents[2]


@pytest.fixture
def lines(tmp_path: Path) -> Path:
    """Lines of which the first two thousand are stored together, and more than are stored in the moment that a signal takes."""
    file = tmp_path / "in.jsonl"
    documents = ({"id": f"d{n}", "text": " ".join(f"woord{n * k % 9973}" for k in range(1, 90))} for n in range(4_000))
    file.write_text("".join(json.dumps(document) + "\n" for document in documents))
    return file


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
@pytest.mark.parametrize("told", [signal.SIGINT, signal.SIGTERM], ids=["Ctrl-C", "told to end"])
def test_build_that_is_told_to_stop_says_so_and_the_next_goes_on(lines: Path, tmp_path: Path, told: signal.Signals) -> None:
    index = tmp_path / "index"
    command = [sys.executable, "-m", "ingest", "build", str(lines), "--index", str(index), "--events"]
    process = subprocess.Popen(command, cwd=REPOSITORY, stderr=subprocess.PIPE, text=True, encoding="utf-8")
    assert process.stderr
    rest = _after(process.stderr, 2_200)
    os.kill(process.pid, told)
    said = [line for line in rest if not line.startswith("{")]
    assert process.wait() == STOPPED
    assert [line.strip() for line in said] == ["Gestopt. Wat was opgenomen, blijft; een volgende keer gaat de bouw daar verder."]
    stored = len(Library(index).documents())
    assert 0 < stored < 4_000
    ended = subprocess.run([*command, "--json"], cwd=REPOSITORY, capture_output=True, text=True, encoding="utf-8", check=False)
    found = json.loads(ended.stdout)
    assert (ended.returncode, found["unchanged"], found["documents"]) == (DONE, stored, 4_000)


def _after(events: Iterator[str], count: int) -> Iterator[str]:
    """The lines that follow when so many documents are done."""
    for line in events:
        if json.loads(line)["done"] >= count:
            return events
    raise AssertionError


def test_a_signal_waits_for_what_is_held_and_a_second_one_does_not() -> None:
    done = []

    def work(stopping: Stopping, signals: int) -> None:
        with stopping.held():
            for _ in range(signals):
                signal.raise_signal(signal.SIGINT)
            done.append(signals)

    with Stopping() as stopping:
        for signals in (1, 2):
            with pytest.raises(KeyboardInterrupt):
                work(stopping, signals)
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGTERM)
    assert done == [1]


def test_signals_are_as_before_afterwards() -> None:
    before = signal.getsignal(signal.SIGTERM)
    with Stopping():
        assert signal.getsignal(signal.SIGTERM) is not before
    assert signal.getsignal(signal.SIGTERM) is before


# --- what nobody foresaw


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Three documents, of which one breaks the cleaning."""

    def breaks(document: ReadDocument) -> ReadDocument:
        if any("breekt" in block.text for page in document.pages for block in page.blocks):
            raise ZeroDivisionError("nobody foresaw this")
        return clean_document(document)

    monkeypatch.setattr("ingest.shaping.clean_document", breaks)
    folder = tmp_path / "bron"
    folder.mkdir()
    for name, text in {"a.md": "Goede tekst.", "b.md": "Dit breekt.", "c.md": "Ook goede tekst."}.items():
        (folder / name).write_text(text)
    return folder


def test_one_file_that_fails_does_not_stop_the_rest(build: Build, folder: Path, settings: Settings) -> None:
    report = build(folder)
    (finding,) = report.findings
    log = (settings.index / LOG_FILE).read_text(encoding="utf-8")
    assert (report.statuses, report.documents) == ({"failed": 1, "indexed": 2}, 2)
    assert (Path(finding.source).name, finding.reason) == ("b.md", "unexpected")
    assert f"[{finding.detail}]" in log and "ZeroDivisionError: nobody foresaw this" in log


def test_file_that_failed_is_tried_again(build: Build, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build(folder)
    monkeypatch.setattr("ingest.shaping.clean_document", clean_document)
    report = build(folder)
    assert (report.statuses, report.unchanged) == ({"indexed": 3}, 2)


@pytest.mark.usefixtures("encoder", "plain_vectors", "verified_here")
def test_nothing_is_logged_when_nothing_goes_wrong(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("Goede tekst.")
    build_library([tmp_path / "a.md"], settings, progress=lambda *_: None)
    assert not (settings.index / LOG_FILE).exists()
