"""The bytes of a file: whole, bounded, and never waited for."""

from __future__ import annotations

import hashlib
import os
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ingest.errors import Unreadable
from ingest.reading import files
from ingest.reading.files import read_bytes


def refused(path: Path) -> str:
    with pytest.raises(Unreadable) as caught:
        read_bytes(path)
    return caught.value.reason


@pytest.fixture
def writer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[bytes]]:
    """What somebody writes to ``a.md``, each time between our reading it and our reading it again."""
    waiting: list[bytes] = []
    digest = hashlib.file_digest

    def late(file: Any, name: str) -> Any:
        if waiting:
            (tmp_path / "a.md").write_bytes(waiting.pop(0))
        return digest(file, name)

    monkeypatch.setattr("hashlib.file_digest", late)
    yield waiting
    assert waiting == []


def test_file_that_changes_once_is_read_as_it_became(tmp_path: Path, writer: list[bytes]) -> None:
    (tmp_path / "a.md").write_bytes(b"half")
    writer.append(b"helemaal")
    assert read_bytes(tmp_path / "a.md") == b"helemaal"


def test_file_that_goes_on_changing_is_reported(tmp_path: Path, writer: list[bytes]) -> None:
    (tmp_path / "a.md").write_bytes(b"een")
    writer += [b"twee", b"drie"]
    assert refused(tmp_path / "a.md") == "changing"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with a name here")
def test_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.md")
    assert refused(tmp_path / "a.md") == "not_a_file"


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no devices here")
def test_device_without_end_is_not_read() -> None:
    assert refused(Path("/dev/zero")) == "not_a_file"


def test_file_that_is_gone_or_a_folder_is_reported(tmp_path: Path) -> None:
    assert (refused(tmp_path / "weg.md"), refused(tmp_path)) == ("not_found", "not_opened")


def test_size_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.md").write_bytes(b"12345")
    monkeypatch.setattr(files, "MAX_BYTES", 5)
    assert read_bytes(tmp_path / "a.md") == b"12345"
    monkeypatch.setattr(files, "MAX_BYTES", 4)
    assert refused(tmp_path / "a.md") == "too_large"


def test_member_of_an_archive_is_read_by_its_path(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("b/c.md", "tekst")
    assert read_bytes(tmp_path / "a.zip" / "b" / "c.md") == b"tekst"
    assert refused(tmp_path / "a.zip" / "b") == "not_found"
