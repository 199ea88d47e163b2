"""The command ``fetch``: a line for each document, exit codes, JSON for programs."""

from __future__ import annotations

import json
from functools import partial
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from ingest import __main__ as door
from ingest.__main__ import main
from ingest.fetching.client import Client, Limits
from ingest.progress import fetching
from retrieval.door import DONE, FINDINGS, WRONG
from retrieval.texts import load_texts
from tests.ingest.fetching.site import Site, breaking, reply
from tests.ingest.fetching.test_documents import catalogue

Streams = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def _without_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door, "Client", partial(Client, limits=Limits(between=0.0)))


def test_one_address_is_fetched_into_a_folder(site: Site, tmp_path: Path, capsys: Streams) -> None:
    address = site.on("/a.txt", reply(b"een", ETag='"v1"'), reply(status=304))
    command = ["fetch", address, "--into", str(tmp_path / "in"), "--allow", "127.0.0.1"]
    assert [main(command), main(command)] == [DONE, DONE]
    file = tmp_path / "in" / "a.txt"
    assert capsys.readouterr().out == f"Opgehaald: {address} -> {file}\nNiet veranderd: {address} -> {file}\n"
    assert file.read_bytes() == b"een"


def test_what_is_refused_is_told_to_programs_with_its_sentence(site: Site, tmp_path: Path, capsys: Streams) -> None:
    assert main(["fetch", site.address("/weg"), "--into", str(tmp_path), "--allow", "127.0.0.1", "--json"]) == FINDINGS
    (told,) = json.loads(capsys.readouterr().out)["documents"]
    assert told == {
        "address": site.address("/weg"),
        "status": "refused",
        "reason": "not_found",
        "file": "",
        "kept": 0,
        "sentence": f"Niet opgehaald: {site.address('/weg')}: op dit adres staat niets meer.",
    }


def test_an_address_of_this_computer_is_refused_unless_it_is_allowed(site: Site, tmp_path: Path, capsys: Streams) -> None:
    assert main(["fetch", site.address("/a.txt"), "--into", str(tmp_path), "--language", "en"]) == FINDINGS
    assert capsys.readouterr().out.endswith("this address belongs to a private network, and nothing is fetched from there.\n")
    assert site.asked == [] and list(tmp_path.iterdir()) == []


def test_a_catalogue_is_fetched_with_a_line_for_each_document(tmp_path: Path, capsys: Streams) -> None:
    (tmp_path / "er.md").write_text("# Er", encoding="utf-8")
    path = catalogue(tmp_path, ("er.md", "https://plan.example/er.md"), ("", ""))
    assert main(["fetch", str(path)]) == DONE
    assert capsys.readouterr().out == f"Al aanwezig, niet opgehaald: https://plan.example/er.md -> {tmp_path / 'er.md'}\n"


@pytest.mark.parametrize("source", ["weg.csv", "ftp://x.nl/a.pdf", ".", ""])
def test_what_is_no_catalogue_and_no_address_is_wrong_use(
    source: str, tmp_path: Path, capsys: Streams, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["fetch", source]) == WRONG
    out, error = capsys.readouterr()
    assert out == "" and error.strip().count("\n") == 0 and "Traceback" not in error


def test_bars_tell_documents_and_bytes_on_a_terminal() -> None:
    for terminal in (True, False):
        console = Console(file=StringIO(), force_terminal=terminal, width=120, color_system=None)
        with fetching(load_texts("nl"), quiet=False, console=console) as bars:
            bars.begun("https://plan.example/a.pdf", 1, 4)
            bars.told(3_000_000, 6_000_000)
        shown = console.file.getvalue()  # type: ignore[attr-defined]
        wanted = ("Documenten", "1/4", "3.0/6.0 MB", "https://plan.example/a.pdf")
        assert all(part in shown for part in wanted) if terminal else not shown


def test_nothing_is_shown_where_nobody_looks(site: Site, tmp_path: Path, capsys: Streams) -> None:
    address = site.on("/a.txt", breaking(b"x" * 2_000_000, 1_500_000, ETag='"v1"'))
    command = ["fetch", address, "--into", str(tmp_path), "--allow", "127.0.0.1"]
    assert main(command) == FINDINGS
    out, error = capsys.readouterr()
    assert error == ""
    assert out.endswith(
        "de verbinding brak af voor het document er was. Er kwam al 1.5 MB; dezelfde opdracht gaat daar verder.\n"
    )
