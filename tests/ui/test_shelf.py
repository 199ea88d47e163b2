"""The shelf: safe names, nothing overwritten, nothing that can't be read."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.sources import READABLE
from retrieval.errors import FileUnusable
from retrieval.filenames import safe_name
from retrieval.library import InputRecord
from ui.managing.shelf import SUFFIXES, Shelf, Unfit


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "added")


def names(shelf: Shelf) -> list[str]:
    return [file.name for file in shelf.files([])]


def test_what_can_be_added_is_what_is_read() -> None:
    assert frozenset(SUFFIXES) == READABLE


@pytest.mark.parametrize(
    ("given", "safe"),
    [
        ("plan.md", "plan.md"),
        ("../../etc/plan.md", "plan.md"),
        ("C:\\geheim\\plan.PDF", "plan.pdf"),
        (".verborgen.md", "verborgen.md"),
        ("a#b:c\x00d\n.md", "a_b_c_d_.md"),
        ("jaarplan é (2024).txt", "jaarplan é (2024).txt"),
        ("...md", "document.md"),
        ("con.md", "_con.md"),
        ("zonder", "zonder"),
        ("", "document"),
    ],
)
def test_a_name_is_made_safe(given: str, safe: str) -> None:
    assert safe_name(given) == safe


@given(st.text(max_size=400))
def test_any_name_is_one_file_in_the_folder(name: str) -> None:
    safe = safe_name(name + ".md")
    assert len(safe.encode()) < 200
    assert Path(safe).name == safe and not safe.startswith((".", " ")) and safe.endswith(".md")
    assert safe_name(safe) == safe


def test_another_file_of_the_same_name_stays(shelf: Shelf) -> None:
    first, same, other = (shelf.put("plan.md", data) for data in (b"een", b"een", b"twee"))

    assert first == same == "plan.md"
    assert other.startswith("plan-") and other.endswith(".md")
    assert shelf.put("plan.md", b"twee") == other
    assert (shelf.path(first).read_bytes(), shelf.path(other).read_bytes()) == (b"een", b"twee")
    assert names(shelf) == sorted([first, other])
    assert len(list(shelf.folder.iterdir())) == 2


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("blad.xls", b"x", "kind"),
        ("zonder", b"x", "kind"),
        ("leeg.md", b" \n", "empty"),
        ("namaak.pdf", b"<html>", "no_pdf"),
    ],
)
def test_what_is_unfit_is_not_kept(shelf: Shelf, name: str, data: bytes, reason: str) -> None:
    with pytest.raises(Unfit) as refused:
        shelf.put(name, data)
    assert refused.value.reason == reason
    assert names(shelf) == []


def test_a_folder_that_can_not_be_written_is_an_error_with_the_name_of_the_file(tmp_path: Path) -> None:
    (tmp_path / "added").write_text("een bestand")
    with pytest.raises(FileUnusable) as refused:
        Shelf(tmp_path / "added").put("a.md", b"x")
    assert refused.value.facts["file"] == "a.md"


def test_only_a_file_on_the_shelf_is_thrown_away(shelf: Shelf, tmp_path: Path) -> None:
    outside = tmp_path / "buiten.md"
    outside.write_bytes(b"x")
    shelf.put("a.md", b"x")
    for name in ("../buiten.md", str(outside), "weg.md", "a.md"):
        shelf.drop(name)

    assert outside.exists()
    assert names(shelf) == []


def test_a_file_knows_what_became_of_it(shelf: Shelf) -> None:
    for name in ("a.md", "a.md.jsonl"):
        shelf.put(name, b"x")
    path = shelf.path("a.md.jsonl")
    sources = [str(shelf.path("a.md")), f"{path}#l1", f"{path}:2", "/elders/a.md"]
    inputs = [InputRecord(source, "", "", "indexed", "", 1, 0) for source in sources]

    assert [[entry.source for entry in file.inputs] for file in shelf.files(inputs)] == [sources[:1], sources[1:3]]
