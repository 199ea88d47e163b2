"""Every change of a library by a command stands in its audit log, in the name of who made it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ingest.__main__ import main
from ingest.checking import check_log
from ingest.checking import repair as repair_library
from ingest.pipeline import build as build_library
from retrieval import feedback
from retrieval.auditing import DONE, FAILED, FILE, changes, read, system_user
from retrieval.errors import ChangeUnrecorded, LibraryBusy
from retrieval.library import Library
from retrieval.library.locking import Lock
from retrieval.settings import Settings
from retrieval.texts import load_texts
from tests.conftest import Build

pytestmark = pytest.mark.usefixtures("encoder", "verified_here", "plain_vectors")
NL = load_texts("nl")


@pytest.fixture
def source(tmp_path: Path) -> Path:
    folder = tmp_path / "bron"
    folder.mkdir()
    (folder / "zon.md").write_text("# Zon\n\nZonneweide leidt op in Zwolle.\n", encoding="utf-8")
    return folder


def told(index: Path) -> list[tuple[str, str, tuple[str, ...], str]]:
    """(who, what, on what, result) of each change."""
    return [(own.begun.who, own.begun.what, own.begun.on, own.result) for own in changes(read(index).entries)]


def test_each_command_that_changes_a_library_is_written_down(
    settings: Settings, source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    here, me = ["--index", str(settings.index)], system_user()
    assert main(["build", str(source), *here]) == 0
    assert main(["check", *here]) == 0
    (settings.index / "CURRENT").unlink()
    monkeypatch.setenv("PLANWIJZER_WHO", "nachtwerk")
    assert main(["check", "--repair", *here]) == 0
    assert main(["publish", str(tmp_path / "kopie"), *here]) == 0
    assert main(["remove", "zon.md", *here]) == 0
    assert main(["build", str(source), "--rebuild", *here]) == 0
    assert main(["report", *here]) == 0
    assert told(settings.index) == [
        (me, "build", (str(source),), DONE),
        ("nachtwerk", "repair", (), DONE),
        ("nachtwerk", "publish", (str(tmp_path / "kopie"),), DONE),
        ("nachtwerk", "remove", ("zon.md",), DONE),
        ("nachtwerk", "rebuild", (str(source),), DONE),
    ]
    ends = [own.ended.facts for own in changes(read(settings.index).entries) if own.ended]
    assert ends[0]["documents"] == 1 and ends[3]["documents"] == 1
    assert not (tmp_path / "kopie" / FILE).exists()
    capsys.readouterr()


def test_what_fails_is_written_down_and_who_comes_second_changes_nothing(settings: Settings, source: Path, build: Build) -> None:
    build(source)
    assert main(["remove", "geen.md", "--index", str(settings.index)]) == 2
    lock = Lock(settings.index, "build")
    lock.acquire()
    try:
        with pytest.raises(LibraryBusy):
            repair_library(settings)
    finally:
        lock.release()
    assert [own[1:] for own in told(settings.index)][1:] == [("remove", ("geen.md",), FAILED)]


def test_what_cannot_be_written_down_is_not_done(settings: Settings, source: Path, build: Build) -> None:
    build(source)
    (settings.index / FILE).rename(settings.index / "weg")
    (settings.index / FILE).mkdir()
    (source / "zon.md").write_text("# Zon\n\nIets anders.\n", encoding="utf-8")
    before = (Library(settings.index).documents(), (settings.index / "CURRENT").read_text())
    for work in (lambda: build_library([source], settings, progress=lambda *_: None), lambda: repair_library(settings)):
        with pytest.raises(ChangeUnrecorded):
            work()
    assert (Library(settings.index).documents(), (settings.index / "CURRENT").read_text()) == before


def test_a_log_that_was_changed_is_named_by_check_and_not_repaired(
    settings: Settings, source: Path, build: Build, capsys: pytest.CaptureFixture[str]
) -> None:
    build(source)
    assert check_log(settings, NL) == []
    data = (settings.index / FILE).read_bytes()
    (settings.index / FILE).write_bytes(data.replace(b'"build"', b'"repair"', 1))
    assert main(["check", "--repair", "--json", "--index", str(settings.index)]) == 1
    printed = json.loads(capsys.readouterr().out)
    assert printed["repaired"] is False and "veranderd bij regel 1" in printed["problems"][0]

    (settings.index / FILE).write_bytes(data.splitlines(keepends=True)[0])
    assert main(["check", "--index", str(settings.index)]) == 1
    assert "is het einde weg" in capsys.readouterr().err


def test_what_is_fetched_into_the_library_is_written_down(settings: Settings, tmp_path: Path) -> None:
    private = "http://127.0.0.1:9/plan.pdf"
    for into in (settings.index / "added", tmp_path / "elders"):
        assert main(["fetch", private, "--into", str(into), "--index", str(settings.index)]) == 1
    assert told(settings.index) == [(system_user(), "fetch", (private,), DONE)]


def test_a_build_deletes_feedback_that_is_too_old(settings: Settings, source: Path, build: Build) -> None:
    build(source)
    for day in ("2020-01-01", feedback.today()):
        line = feedback.Feedback(feedback.Complaint.MISSING_ANSWER, "Wie?", day)
        feedback.keep(settings.index, feedback.stored(line, day), 3_650)
    build(source)
    assert [line["day"] for line in feedback.read(settings.index).lines] == [feedback.today()]
