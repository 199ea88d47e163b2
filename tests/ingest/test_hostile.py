"""A folder with everything that can be wrong: each thing is accounted for with a sentence, and what is good is indexed."""

from __future__ import annotations

import io
import json
import os
import zipfile
from pathlib import Path

import pypdf
import pytest

from ingest.__main__ import main
from ingest.sources import NOT_READ, inputs
from retrieval.door import FINDINGS
from retrieval.filenames import shown
from retrieval.library import Library
from tests.ingest import hostile

pytestmark = [
    pytest.mark.usefixtures("encoder", "plain_vectors", "verified_here"),
    pytest.mark.skipif(os.name == "nt", reason="names, links and pipes of other systems"),
]
Streams = pytest.CaptureFixture[str]
TEXT = "# Plan\n\nHet consortium leidt vakmensen op.\n"
ODD = "a\x1b[31m\n\u202eb.md"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "bron"
    for name in ("goed.md", ODD, "mark[/up].md", "map.pdf/in.md", ".verborgen.md", "../buiten.md", "kapot\\x1b.md"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(TEXT + name.encode("utf-8", "replace").decode())
    (folder / "leeg.pdf").touch()
    (folder / "pagina.txt").write_bytes(hostile.good())
    (folder / "geheim.pdf").write_bytes(encrypted())
    (folder / "bom.pdf").write_bytes(hostile.huge_stream())
    (folder / "buiten.md").symlink_to("../buiten.md")
    (folder / "binnen.md").symlink_to("goed.md")
    os.mkfifo(folder / "pijp.md")
    os.close(os.open(os.fsencode(folder) + b"/\xe9\xff.md", os.O_CREAT))
    with zipfile.ZipFile(folder / "bundel.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("plan.pdf", hostile.good())
        archive.writestr("regels.jsonl", '{"id": "regel", "text": "Een regel tekst."}\n')
        archive.writestr("bom.md", " " * 10_000_000)
        archive.writestr("../uit.md", TEXT)
        archive.writestr("in.zip", b"PK")
    (folder / "kapot.zip").write_bytes(b"PK\x03\x04")
    return folder


def encrypted() -> bytes:
    file = io.BytesIO()
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(hostile.good()))
    writer.encrypt("ge;heim", algorithm="AES-256")
    writer.write(file)
    return file.getvalue()


EXPECTED = {
    "goed.md": "",
    r"a\x1b[31m\n\u202eb.md": "",
    r"kapot\\x1b.md": "",
    "mark[/up].md": "",
    "map.pdf": "folder",
    "map.pdf/in.md": "",
    "leeg.pdf": "empty",
    "pagina.txt": "same_content",
    "geheim.pdf": "encrypted",
    "bom.pdf": "too_much_memory",
    "buiten.md": "link_outside",
    "binnen.md": "link_inside",
    "pijp.md": "not_a_file",
    r"\udce9\udcff.md": "empty",
    "bundel.zip/plan.pdf": "",
    "bundel.zip/regels.jsonl#regel": "",
    "bundel.zip/bom.md": "unpacks_too_large",
    "bundel.zip/../uit.md": "name_leads_out",
    "bundel.zip/in.zip": "archive_in_archive",
    "kapot.zip": "damaged",
}


@pytest.mark.parametrize("language", ["nl", "en"])
def test_everything_is_accounted_for_with_a_sentence(
    folder: Path, tmp_path: Path, capsys: Streams, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    monkeypatch.setenv("PLANWIJZER_READ_MEMORY_MB", "700")
    assert main(["build", str(folder), "--language", language]) == FINDINGS
    told = capsys.readouterr()
    entries = {entry.source.removeprefix(f"{folder}/"): entry for entry in Library(tmp_path / "index").inputs()}
    assert {source: entry.reason for source, entry in entries.items()} == EXPECTED
    assert {entry.reason for entry in entries.values() if entry.status == "skipped"} == {"folder", "link_inside", "not_a_file"}
    assert main(["report", "--language", language]) == FINDINGS
    reported = capsys.readouterr().out
    assert all(line.isprintable() for line in reported.replace("\t", "").splitlines())
    assert len(reported.splitlines()) == len(EXPECTED)
    assert "Traceback" not in told.err and "\x1b[31m" not in told.err + told.out
    assert main(["report", "--json", "--language", language]) == FINDINGS
    for entry in json.loads(capsys.readouterr().out)["inputs"]:
        assert entry["reason"] == "" or " " in entry["sentence"]


def test_encrypted_files_are_read_with_the_password_of_the_settings(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PLANWIJZER_PDF_PASSWORD", "ge;heim")
    main(["build", str(folder / "geheim.pdf")])
    assert [entry.reason for entry in Library(tmp_path / "index").inputs()] == [""]


def test_second_build_finds_the_same(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLANWIJZER_READ_MEMORY_MB", "700")
    main(["build", str(folder)])
    before = Library(tmp_path / "index").inputs()
    main(["build", str(folder)])
    assert Library(tmp_path / "index").inputs() == before


def test_names_that_differ_are_shown_differently() -> None:
    names = ["a\n.md", r"a\n.md", r"a\\n.md", "a\x0b.md", "a\u2028.md", "a .md", "a\u00a0.md", "é.md", "e\u0301.md"]
    assert len({shown(name) for name in names}) == len(names)
    assert [shown(name) for name in names[-4:]] == names[-4:]
    assert all("\n" not in shown(name) and shown(name).encode() for name in names)


def test_reasons_of_what_is_passed_over_are_no_findings(folder: Path) -> None:
    assert {item.problem for item in inputs(folder)} & NOT_READ == {"folder", "link_inside", "not_a_file"}
