"""Folders: every file once, nothing from outside, and nothing passed over in silence."""

from __future__ import annotations

import os
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.folders import walk

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
