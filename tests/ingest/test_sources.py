"""Sources: what the user named, as inputs."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from ingest.catalogue import is_catalogue
from ingest.errors import SourceIsAddress, SourceMissing, SourceUnsupported
from ingest.reading.files import read_bytes
from ingest.sources import Input, check_sources, inputs

CATALOGUE = "id,title,kind,file,source_url,language,date,plans\n"


def write(folder: Path, *names: str) -> Path:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("tekst", encoding="utf-8")
    return folder


def catalogued(tmp_path: Path, *lines: str) -> list[Input]:
    path = tmp_path / "corpus" / "catalogue.csv"
    path.parent.mkdir()
    path.write_text(CATALOGUE + "".join(f"{line}\n" for line in lines), encoding="utf-8")
    return list(inputs(path))


def test_folder_gives_its_files_in_order_of_their_names(tmp_path: Path) -> None:
    write(tmp_path, "z.md", "b/y.txt", "a/x.pdf", "b/c/w.html", "é.md")
    assert [item.entry.id for item in inputs(tmp_path)] == ["a/x.pdf", "b/c/w.html", "b/y.txt", "z.md", "é.md"]


def test_hidden_files_and_folders_are_passed_over(tmp_path: Path) -> None:
    write(tmp_path, "a.md", ".verborgen.md", ".git/b.md", "c/.d/e.md")
    assert [item.entry.id for item in inputs(tmp_path)] == ["a.md"]


def test_folder_inside_a_hidden_folder_is_read(tmp_path: Path) -> None:
    assert [item.entry.id for item in inputs(write(tmp_path / ".bron", "a.md"))] == ["a.md"]


def test_files_of_another_kind_are_marked_unsupported(tmp_path: Path) -> None:
    write(tmp_path, "a.md", "b.doc", "c", "d.csv")
    assert {item.entry.id: item.problem for item in inputs(tmp_path)} == {
        "a.md": "",
        "b.doc": "unsupported",
        "c": "unsupported",
        "d.csv": "",
    }


def test_lines_of_a_file_in_a_folder_are_inputs_with_their_own_ids(tmp_path: Path) -> None:
    write(tmp_path, "a.md", "c.md")
    (tmp_path / "b.jsonl").write_text('{"id": "eigen", "text": "t"}\n{kapot\n', encoding="utf-8")
    found = list(inputs(tmp_path))
    assert [(item.entry.id, item.problem) for item in found] == [
        ("a.md", ""),
        ("eigen", ""),
        ("b.jsonl:2", "not_json"),
        ("c.md", ""),
    ]
    assert len({item.source for item in found}) == 4


@pytest.mark.parametrize(
    ("header", "catalogue"),
    [(CATALOGUE, True), ("id,title,file\n", True), ("id;naam;plaats\n", False), ("id,naam\n", False), ("", False)],
)
def test_table_is_a_catalogue_by_its_columns_when_it_is_named(tmp_path: Path, header: str, catalogue: bool) -> None:
    (tmp_path / "a.csv").write_text(header, encoding="utf-8-sig")
    assert is_catalogue(tmp_path / "a.csv") == catalogue
    assert [item.entry.id for item in inputs(tmp_path)] == ["a.csv"]


def test_single_file_is_named_by_its_name(tmp_path: Path) -> None:
    write(tmp_path, "map/a.md")
    (item,) = inputs(tmp_path / "map" / "a.md")
    assert (item.entry.id, item.path, item.problem) == ("a.md", tmp_path / "map" / "a.md", "")


def test_catalogue_gives_its_lines_in_order_with_files_beside_it(tmp_path: Path) -> None:
    found = catalogued(tmp_path, "b,B,,map/b.md,,,,", "a,A,,,https://voorbeeld.nl,,,")
    assert [(item.entry.id, item.path) for item in found] == [("b", tmp_path / "corpus" / "map" / "b.md"), ("a", None)]


@pytest.mark.parametrize("file", ["../buiten.md", "map/../../buiten.md", "/etc/passwd", "../corpus-oud/a.md"])
def test_file_outside_the_folder_of_the_catalogue_is_refused(tmp_path: Path, file: str) -> None:
    outside, inside = catalogued(tmp_path, f"a,A,,{file},,,,", "b,B,,./map/../b.md,,,,")
    assert (outside.problem, inside.problem) == ("outside", "")


def test_link_that_leads_outside_the_folder_of_the_catalogue_is_refused(tmp_path: Path) -> None:
    write(tmp_path, "buiten.md", "corpus/catalogue.csv")
    (tmp_path / "corpus" / "binnen.md").symlink_to(tmp_path / "buiten.md")
    (tmp_path / "corpus" / "catalogue.csv").write_text(f"{CATALOGUE}a,A,,binnen.md,,,,\n", encoding="utf-8")
    assert [item.problem for item in inputs(tmp_path / "corpus" / "catalogue.csv")] == ["outside"]


@pytest.mark.parametrize(
    ("name", "error"),
    [
        ("weg.md", SourceMissing),
        ("map", None),
        ("a.doc", SourceUnsupported),
        ("zonder", SourceUnsupported),
        ("a.md", None),
        ("a.JSONL", None),
        ("a.csv", None),
    ],
)
def test_sources_are_checked_before_any_work(tmp_path: Path, name: str, error: type[Exception] | None) -> None:
    write(tmp_path, "map/x.md", "a.doc", "zonder", "a.md", "a.JSONL", "a.csv")
    if error is None:
        check_sources([tmp_path / name])
    else:
        with pytest.raises(error):
            check_sources([tmp_path / "a.md", tmp_path / name])


@pytest.mark.parametrize("address", ["https://voorbeeld.nl/plan.pdf", "HTTP://voorbeeld.nl"])
def test_address_is_no_source(address: str) -> None:
    with pytest.raises(SourceIsAddress):
        check_sources([Path(address)])


def bundle(path: Path, **members: str) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return path


def test_members_of_an_archive_are_inputs_named_by_it(tmp_path: Path) -> None:
    path = bundle(tmp_path / "b.zip", **{"map/a.md": "tekst", "c.jsonl": '{"id": "eigen", "text": "t"}', "d.exe": "MZ"})
    write(tmp_path, "a.md")
    found = [(item.source.removeprefix(f"{tmp_path}/"), item.entry.id, item.problem) for item in inputs(tmp_path)]
    members = [
        ("b.zip/c.jsonl#eigen", "eigen", ""),
        ("b.zip/d.exe", "b.zip/d.exe", "unsupported"),
        ("b.zip/map/a.md", "b.zip/map/a.md", ""),
    ]
    assert found == [("a.md", "a.md", ""), *members]
    assert [item.source.removeprefix(f"{tmp_path}/") for item in inputs(path)] == [source for source, _, _ in members]


def test_catalogue_may_name_a_member_of_an_archive(tmp_path: Path) -> None:
    (item,) = catalogued(tmp_path, "a,A,,bundel.zip/map/a.md,,,,")
    bundle(tmp_path / "corpus" / "bundel.zip", **{"map/a.md": "tekst"})
    assert item.path is not None and read_bytes(item.path) == b"tekst"


def test_lines_that_can_not_be_opened_are_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def denied(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    write(tmp_path, "a.jsonl", "b.md")
    monkeypatch.setattr("builtins.open", denied)
    assert [(item.entry.id, item.problem) for item in inputs(tmp_path)] == [("a.jsonl", "not_opened"), ("b.md", "")]
