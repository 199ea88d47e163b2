"""Which document an input gives: moved, renamed, copied and lost files."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from ingest.outcomes import BuildReport
from ingest.removing import remove
from retrieval.library import InputRecord, Library
from retrieval.settings import Settings
from tests.conftest import Build

CATALOGUE = "id,title,kind,file,source_url,language,date,plans\n"
A, B = "# Aanpak\n\nHet consortium werkt aan waterstof.\n", "De werkplaats leert vakmensen onderhoud.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with two documents."""
    folder = tmp_path / "bron"
    folder.mkdir()
    (folder / "a.md").write_text(A)
    (folder / "b.txt").write_text(B)
    return folder


def documents(settings: Settings) -> dict[str, str]:
    """The text of the first page of each document."""
    library = Library(settings.index)
    found = {document.id: library.page(document.version, 1) for document in library.documents()}
    return {identity: page.text for identity, page in found.items() if page}


def inputs(settings: Settings) -> dict[str, InputRecord]:
    """What became of each input, by the last part of its name."""
    return {Path(entry.source).name: entry for entry in Library(settings.index).inputs()}


def test_renamed_file_is_the_document_that_it_was(build: Build, folder: Path, settings: Settings) -> None:
    build(folder)
    before = Library(settings.index).documents()
    (folder / "a.md").rename(folder / "z.md")
    report = build(folder)
    assert (report.moved, report.gone, report.documents, report.published) == (1, [], 2, False)
    assert [document.id for document in Library(settings.index).documents()] == [document.id for document in before]
    assert sorted(inputs(settings)) == ["b.txt", "z.md"]
    assert build(folder).unchanged == 2


def test_name_of_a_moved_file_is_free_for_another(build: Build, folder: Path, settings: Settings) -> None:
    build(folder)
    (folder / "a.md").rename(folder / "z.md")
    build(folder)
    (folder / "a.md").write_text("Een nieuw stuk.\n")
    build(folder)
    assert documents(settings) == {"a.md": "Aanpak\n\n" + A.splitlines()[2], "b.txt": B.strip(), "a (2).md": "Een nieuw stuk."}


def test_files_that_change_names_change_documents(build: Build, folder: Path, settings: Settings) -> None:
    build(folder)
    (folder / "a.md").rename(folder / "c")
    (folder / "b.txt").rename(folder / "a.md")
    (folder / "c").rename(folder / "b.txt")
    build(folder)
    assert sorted(text.split()[0] for text in documents(settings).values()) == ["#", "De"]
    assert {entry.status for entry in inputs(settings).values()} == {"indexed"}
    assert build(folder).unchanged == 2


@pytest.mark.parametrize("stays", [True, False])
def test_folder_that_was_copied_or_moved_is_no_other_folder(
    build: Build, folder: Path, tmp_path: Path, settings: Settings, stays: bool
) -> None:
    table = folder / "catalogue.csv"
    table.write_text(CATALOGUE + "een,Een,,a.md,,nl,,\ntwee,Twee,,b.txt,,nl,,\n")
    build(table)
    other = tmp_path / "elders" / "bron"
    (shutil.copytree if stays else shutil.move)(folder, other)
    (other / "b.txt").write_text(B + "\nEn meer.\n")
    report = build(other / "catalogue.csv")
    assert (report.statuses, report.findings, report.documents) == ({"indexed": 2}, [], 2)
    assert documents(settings)["twee"].endswith("En meer.")
    assert {Path(entry.source).parent for entry in Library(settings.index).inputs()} == {other}


def test_copy_is_the_same_document_with_two_sources(build: Build, folder: Path, settings: Settings) -> None:
    shutil.copy(folder / "a.md", folder / "kopie.md")
    report = build(folder)
    copy = inputs(settings)["kopie.md"]
    assert (report.statuses, report.documents) == ({"indexed": 2, "duplicate": 1}, 2)
    assert (copy.status, copy.document, copy.reason) == ("duplicate", "a.md", "same_content")
    assert build(folder).unchanged == 3


def test_copy_is_read_once(build: Build, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from ingest.reading.workers import Readers

    read: list[str] = []
    submit = Readers.submit
    monkeypatch.setattr(Readers, "submit", lambda self, path, data: read.append(path.name) or submit(self, path, data))
    shutil.copy(folder / "a.md", folder / "kopie.md")
    build(folder)
    shutil.copy(folder / "b.txt", folder / "nog een.txt")
    build(folder)
    assert read == ["a.md", "b.txt"]


def test_copy_takes_the_place_of_a_document_that_changed(build: Build, folder: Path, settings: Settings) -> None:
    shutil.copy(folder / "a.md", folder / "kopie.md")
    build(folder)
    (folder / "a.md").write_text("Iets heel anders.\n")
    report = build(folder)
    assert (report.statuses, report.findings) == ({"indexed": 3}, [])
    assert documents(settings)["kopie.md"].startswith("Aanpak")
    assert documents(settings)["a.md"] == "Iets heel anders."


@pytest.mark.parametrize("name", ["a.md", "kopie.md"])
def test_one_of_two_copies_that_is_removed_leaves_the_document(build: Build, folder: Path, settings: Settings, name: str) -> None:
    shutil.copy(folder / "a.md", folder / "kopie.md")
    build(folder)
    assert remove([str(folder / name)], settings).removed == ()
    assert documents(settings)["a.md"].startswith("Aanpak")
    assert [entry.status for entry in inputs(settings).values()] == ["indexed", "indexed"]


def test_lines_with_the_same_text_are_one_document(build: Build, tmp_path: Path, settings: Settings) -> None:
    lines = [{"id": identity, "title": "T", "text": "Dezelfde tekst."} for identity in ("een", "twee")]
    file = tmp_path / "in.jsonl"
    file.write_text("".join(json.dumps(line) + "\n" for line in lines))
    report = build(file)
    assert (report.statuses, list(documents(settings))) == ({"indexed": 1, "duplicate": 1}, ["een"])


def test_file_that_two_catalogue_lines_give_to_two_plans_is_two_documents(build: Build, folder: Path, settings: Settings) -> None:
    (folder / "plans.csv").write_text(
        "id,name,aliases,kind,status,website,provinces,places,themes,sectors,levels\np1,Een,,pps,,,,,,,\np2,Twee,,pps,,,,,,,\n"
    )
    table = folder / "catalogue.csv"
    table.write_text(CATALOGUE + "een,Een,,a.md,,nl,,p1\ntwee,Twee,,a.md,,nl,,p2\n")
    assert build(table).statuses == {"indexed": 2}
    assert sorted(documents(settings)) == ["een", "twee"]


# --- what is gone


def lost(build: Build, folder: Path, *, prune: bool) -> BuildReport:
    build(folder)
    (folder / "b.txt").unlink()
    return build(folder, prune=prune)


def test_file_that_is_gone_is_told_and_stays(build: Build, folder: Path, settings: Settings) -> None:
    report = lost(build, folder, prune=False)
    assert (report.gone, report.pruned, report.documents) == ([str(folder / "b.txt")], 0, 2)
    assert inputs(settings)["b.txt"].gone
    (folder / "b.txt").write_text(B)
    report = build(folder)
    assert (report.gone, report.unchanged, inputs(settings)["b.txt"].gone) == ([], 2, False)


def test_file_that_is_gone_is_taken_out_when_asked(build: Build, folder: Path, settings: Settings) -> None:
    report = lost(build, folder, prune=True)
    assert (report.gone, report.pruned, list(documents(settings))) == ([], 1, ["a.md"])
    assert list(inputs(settings)) == ["a.md"]


def test_only_the_sources_that_are_named_lose_what_is_gone(
    build: Build, folder: Path, tmp_path: Path, settings: Settings
) -> None:
    build(folder)
    (folder / "b.txt").unlink()
    other = tmp_path / "bron2"
    other.mkdir()
    (other / "c.md").write_text("Een ander stuk.\n")
    report = build(other, prune=True)
    assert (report.gone, report.pruned, len(documents(settings))) == ([], 0, 3)


def test_line_that_is_gone_is_taken_out_when_asked(build: Build, tmp_path: Path, settings: Settings) -> None:
    file = tmp_path / "in.jsonl"
    lines = [json.dumps({"id": identity, "text": f"Tekst van {identity}."}) for identity in "ab"]
    file.write_text("\n".join(lines))
    build(file)
    file.write_text(lines[0])
    assert build(file).gone == [f"{file}#b"]
    build(file, prune=True)
    assert list(documents(settings)) == ["a"]


def test_copy_of_what_is_gone_takes_its_place(build: Build, folder: Path, settings: Settings) -> None:
    shutil.copy(folder / "a.md", folder / "kopie.md")
    build(folder)
    (folder / "a.md").unlink()
    build(folder, prune=True)
    assert sorted(documents(settings)) == ["b.txt", "kopie.md"]
    assert inputs(settings)["kopie.md"].status == "indexed"
