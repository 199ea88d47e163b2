"""Folders: every file once, nothing from outside, and nothing passed over in silence."""

from __future__ import annotations

import os
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.checking import check
from ingest.folders import walk
from ingest.printing import print_build
from retrieval.library import Library
from retrieval.settings import Settings
from retrieval.texts import load_texts
from tests.conftest import Build

pytestmark = pytest.mark.skipif(os.name == "nt", reason="links and pipes of other systems")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a file and a folder with one."""
    folder = tmp_path / "bron"
    (folder / "map").mkdir(parents=True)
    for name in ("a.md", "map/b.md", "../buiten.md"):
        (folder / name).write_text("tekst")
    return folder


def found(folder: Path) -> dict[str, str]:
    """The problem of each thing that is not a folder, by its name."""
    return {thing.name: thing.problem for thing in walk(folder) if not thing.folder}


def test_link_to_what_is_outside_is_refused(folder: Path) -> None:
    (folder / "link.md").symlink_to("../buiten.md")
    (folder / "links").symlink_to("..")
    (folder / "vast.md").symlink_to("/etc/passwd")
    (folder / "om.md").symlink_to("map/../../buiten.md")
    outside = dict.fromkeys(("link.md", "links", "vast.md", "om.md"), "link_outside")
    assert found(folder) == {"a.md": "", "map/b.md": "", **outside}


def test_link_to_what_is_in_the_folder_is_no_second_file(folder: Path) -> None:
    (folder / "link.md").symlink_to("map/b.md")
    (folder / "links").symlink_to("map")
    (folder / "map" / "terug").symlink_to("..")
    assert found(folder) == {
        "a.md": "",
        "link.md": "link_inside",
        "links": "link_inside",
        "map/b.md": "",
        "map/terug": "link_inside",
    }


def test_link_to_a_hidden_file_of_the_folder_is_that_file(folder: Path) -> None:
    (folder / ".git").mkdir()
    (folder / ".git" / "object").write_text("tekst")
    (folder / "c.md").symlink_to(".git/object")
    (folder / "d").symlink_to(".git")
    assert found(folder) == {"a.md": "", "c.md": "", "d": "link_inside", "map/b.md": ""}


def test_links_that_lead_nowhere_are_reported(folder: Path) -> None:
    (folder / "x.md").symlink_to("y.md")
    (folder / "y.md").symlink_to("x.md")
    (folder / "zelf").symlink_to("zelf")
    (folder / "weg.md").symlink_to("nergens.md")
    problems = {"weg.md": "not_found", "x.md": "link_loop", "y.md": "link_loop", "zelf": "link_loop"}
    assert found(folder) == {"a.md": "", "map/b.md": "", **problems}


def test_root_may_be_a_link(folder: Path) -> None:
    link = folder.parent / "link"
    link.symlink_to(folder)
    assert found(link) == {"a.md": "", "map/b.md": ""}


def test_pipes_and_sockets_are_no_files(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)  # the path of a socket must be short
    os.mkfifo("pijp.md")
    with socket.socket(socket.AF_UNIX) as door:
        door.bind("deur.md")
        assert found(folder) == {"a.md": "", "deur.md": "not_a_file", "map/b.md": "", "pijp.md": "not_a_file"}


def test_folders_far_in_each_other_are_walked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for _ in range(1_500):
        os.mkdir("d")
        os.chdir("d")
    Path("a.md").write_text("tekst")
    os.chdir(tmp_path)
    try:
        assert found(tmp_path) == {"d/" * 1_500 + "a.md": ""}
    finally:
        subprocess.run(["rm", "-rf", "d"], check=True)  # pytest can't


@pytest.fixture
def someone() -> Iterator[Path]:
    """A folder of a user who may not do everything, as whom this test runs."""
    with tempfile.TemporaryDirectory() as name:
        os.chmod(name, 0o777)
        root = os.geteuid() == 0
        if root:
            os.seteuid(65534)
        try:
            yield Path(name)
        finally:
            if root:
                os.seteuid(0)


def test_folder_that_may_not_be_seen_is_reported(someone: Path) -> None:
    (someone / "dicht").mkdir(mode=0)
    (someone / "a.md").write_text("tekst")
    assert found(someone) == {"a.md": "", "dicht": "not_opened"}
    assert found(someone / "dicht") == {".": "not_opened"}
    (someone / "dicht").chmod(0o700)


TEXT = "De werkplaats leert vakmensen onderhoud, nummer {}.\n"


@pytest.fixture
def odd(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of names that some systems can't have; gone afterwards, also where pytest can't see to it."""
    top = tmp_path / "vreemd"
    top.mkdir()
    monkeypatch.chdir(top)
    names: list[str | bytes] = [
        "Plan.txt",
        "plan.txt",
        "PLAN.TXT",
        "x" * 251 + ".txt",
        b"caf\xe9.txt",
        b"caf\xe8.txt",
        b"\xff.txt",
    ]
    names += ["e\u0301.txt", "\u00e9.txt", "a\nb\x1b[31m.txt", "a\\nb\x1b[31m.txt"]
    for number, name in enumerate(names):
        with open(name, "w") as file:
            file.write(TEXT.format(number))
    for times, name in ((1_000, "d"), (30, "l" * 200)):
        os.chdir(top)
        for _ in range(times):
            os.mkdir(name)
            os.chdir(name)
        Path("diep.txt").write_text(TEXT.format(times))
    os.chdir(top)
    yield top
    os.chdir(tmp_path)
    subprocess.run(["rm", "-rf", top], check=True)


def test_odd_names_are_accounted_for_one_by_one(
    odd: Path, build: Build, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    report = build(odd)
    entries = Library(settings.index).inputs()
    assert report.statuses == {"indexed": 12, "unreadable": 1}
    assert len({entry.source for entry in entries}) == len({entry.document or entry.source for entry in entries}) == 13
    assert [entry.reason for entry in entries if entry.status == "unreadable"] == ["too_deep"]
    assert all(entry.source.isprintable() and len(str(entry.source)) < 4_500 for entry in entries)
    print_build(report, load_texts("nl"))
    assert all(len(line) < 500 for line in capsys.readouterr().err.splitlines())
    assert check(settings, load_texts("nl")) == []

    again = build(odd)
    assert (again.unchanged, again.moved, again.gone, again.published) == (12, 0, [], False)


def test_a_copy_of_a_file_whose_name_is_shown_otherwise_is_a_copy_and_not_that_file_moved(
    odd: Path, build: Build, settings: Settings
) -> None:
    build(odd)
    Path("kopie.txt").write_bytes(Path(os.fsdecode(b"caf\xe9.txt")).read_bytes())
    for _ in range(2):
        report = build(odd)
        assert (report.statuses["duplicate"], report.moved, report.gone) == (1, 0, [])
    os.unlink(b"caf\xe9.txt")
    assert (build(odd).moved, len(Library(settings.index).documents())) == (0, 12)
    assert check(settings, load_texts("nl")) == []
