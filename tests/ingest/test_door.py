"""The door of ingest: exit codes, one clear sentence, and JSON for programs."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from ingest.__main__ import main
from retrieval.door import DONE, FINDINGS, WRONG
from retrieval.generations.folders import current_folder
from retrieval.library import LibraryWriter

REPOSITORY = Path(__file__).resolve().parents[2]
Streams = pytest.CaptureFixture[str]

pytestmark = pytest.mark.usefixtures("encoder", "plain_vectors", "verified_here")


@pytest.fixture
def index(tmp_path: Path) -> Path:
    """Where the environment says that the index is."""
    return tmp_path / "index"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A folder with one good document."""
    folder = tmp_path / "bron"
    folder.mkdir()
    (folder / "a.md").write_text("# Kop\n\nHet consortium werkt aan waterstof.\n", encoding="utf-8")
    return folder


def complaint(streams: Streams) -> str:
    """The one sentence on standard error, with nothing on standard output."""
    out, err = streams.readouterr()
    lines = [line for line in err.splitlines() if line.strip()]
    assert out == ""
    assert lines and "Traceback" not in err
    return lines[-1]


def test_build_reports_what_it_did(source: Path, index: Path, capsys: Streams) -> None:
    assert main(["build", str(source)]) == DONE
    assert capsys.readouterr().out == "Klaar: 1 documenten, 1 passages, 0 plannen (generatie 1).\n"
    assert current_folder(index).name == "000001"


def test_second_build_says_that_nothing_changed(source: Path, capsys: Streams) -> None:
    main(["build", str(source)])
    capsys.readouterr()
    assert main(["build", str(source)]) == DONE
    assert capsys.readouterr().out.startswith("Niets veranderd: 1 documenten")


def test_broken_pdf_among_good_files_is_a_finding(source: Path, capsys: Streams) -> None:
    (source / "kapot.pdf").write_bytes(b"%PDF-1.7 kapot")
    assert main(["build", str(source)]) == FINDINGS
    out, err = capsys.readouterr()
    assert f"{source / 'kapot.pdf'}: het bestand is beschadigd." in err
    assert "Traceback" not in err
    assert out.startswith("Klaar: 1 documenten")


def test_file_of_another_kind_in_a_folder_is_no_finding(source: Path) -> None:
    (source / "blad.xls").write_bytes(b"PK")
    assert main(["build", str(source)]) == DONE
    assert main(["report"]) == DONE


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("weg.pdf", "De bron {source} bestaat niet."),
        ("stuk.doc", "De bron {source} kan niet worden gelezen."),
        ("kapot.csv", "De tabel {source} klopt niet op regel"),
    ],
)
def test_source_that_can_not_be_used_is_wrong_use(source: Path, index: Path, capsys: Streams, name: str, said: str) -> None:
    (source / "stuk.doc").write_bytes(b"PK")
    (source / "kapot.csv").write_text("id,title,file\na,A,a.md\n", encoding="utf-8")
    assert main(["build", str(source), str(source / name)]) == WRONG
    assert complaint(capsys).startswith(said.format(source=source / name))
    assert not index.exists()


@pytest.mark.parametrize("address", ["https://voorbeeld.nl/plan.pdf"])
def test_address_is_wrong_use(capsys: Streams, address: str) -> None:
    assert main(["build", address]) == WRONG
    assert "voorbeeld.nl/plan.pdf" in complaint(capsys)


@pytest.mark.parametrize("command", ["report", "check"])
@pytest.mark.parametrize("more", [[], ["--json"]])
def test_command_without_an_index_names_the_command_that_makes_one(
    index: Path, capsys: Streams, command: str, more: list[str]
) -> None:
    assert main([command, *more]) == WRONG
    assert complaint(capsys) == f"Er is nog geen index in {index}. Maak hem met: python -m ingest build"
    assert not index.exists()


def test_unknown_setting_is_wrong_use(monkeypatch: pytest.MonkeyPatch, capsys: Streams) -> None:
    monkeypatch.setenv("PLANWIJZER_INDEKS", "x")
    assert main(["report"]) == WRONG
    assert complaint(capsys).startswith("De instelling PLANWIJZER_INDEKS ken ik niet.")


def test_library_in_use_is_wrong_use(source: Path, index: Path, capsys: Streams) -> None:
    with LibraryWriter(index):
        assert main(["build", str(source), "--json"]) == WRONG
    said = complaint(capsys)
    assert said.startswith(f"Proces {os.getpid()} schrijft sinds ") and f"in {index} (opbouwen van de bibliotheek)" in said


def test_index_that_is_a_file_is_wrong_use(source: Path, index: Path, capsys: Streams) -> None:
    index.write_text("een bestand", encoding="utf-8")
    assert main(["build", str(source), "--json"]) == WRONG
    assert complaint(capsys).startswith(f"Het bestand of de map {index} kan niet worden gebruikt")


@pytest.mark.parametrize(
    "arguments", [[], ["onzin"], ["build", "--onzin"], ["report", "te", "veel"], ["check", "--language", "fr"]], ids=" ".join
)
def test_wrong_arguments_give_one_sentence(arguments: list[str], monkeypatch: pytest.MonkeyPatch, capsys: Streams) -> None:
    monkeypatch.setattr(sys, "argv", ["ingest", *arguments])
    with pytest.raises(SystemExit) as left:
        main()
    assert left.value.code == WRONG
    assert complaint(capsys).startswith("Zo kan het commando niet worden gebruikt:")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["report"], "There is no index in"),
        (["check", "--json"], "There is no index in"),
        (["build", "weg.pdf"], "The source weg.pdf does not exist."),
    ],
)
def test_messages_are_english_when_asked(arguments: list[str], said: str, capsys: Streams) -> None:
    assert main([*arguments, "--language", "en"]) == WRONG
    assert complaint(capsys).startswith(said)


def test_index_of_the_command_line_goes_before_that_of_the_environment(source: Path, index: Path, tmp_path: Path) -> None:
    assert main(["build", str(source), "--index", str(tmp_path / "elders")]) == DONE
    assert not index.exists()
    assert main(["check", "--index", str(tmp_path / "elders")]) == DONE


# --- JSON


def printed(streams: Streams) -> dict[str, object]:
    """The one JSON object on standard output."""
    found = json.loads(streams.readouterr().out)
    assert isinstance(found, dict)
    return found


def test_build_prints_one_json_object(source: Path, capsys: Streams) -> None:
    (source / "leeg.md").write_bytes(b"")
    assert main(["build", str(source), "--json", "--language", "en"]) == FINDINGS
    found = printed(capsys)
    assert found["statuses"] == {"indexed": 1, "unreadable": 1}
    assert (found["documents"], found["passages"], found["generation"], found["published"]) == (1, 1, 1, True)
    assert [(finding["reason"], finding["sentence"]) for finding in found["findings"]] == [("empty", "the file is empty")]  # type: ignore[attr-defined]


def test_report_prints_every_input_as_json(source: Path, capsys: Streams) -> None:
    (source / "leeg.md").write_bytes(b"")
    main(["build", str(source)])
    capsys.readouterr()
    assert main(["report", "--json"]) == FINDINGS
    inputs = printed(capsys)["inputs"]
    assert [(Path(entry["source"]).name, entry["status"], entry["sentence"]) for entry in inputs] == [  # type: ignore[attr-defined]
        ("a.md", "indexed", ""),
        ("leeg.md", "unreadable", "het bestand is leeg"),
    ]


def test_check_prints_json_and_mends_what_it_finds(source: Path, index: Path, capsys: Streams) -> None:
    main(["build", str(source)])
    (current_folder(index) / "vectors.npy").unlink()
    capsys.readouterr()
    assert main(["check", "--json"]) == FINDINGS
    found = printed(capsys)
    assert (found["good"], found["repaired"], len(found["problems"])) == (False, False, 1)  # type: ignore[arg-type]
    assert main(["check", "--json", "--repair"]) == DONE
    assert printed(capsys) == {"good": True, "problems": [], "repaired": True}


# --- for people


def test_report_names_every_input_with_status_and_reason(source: Path, capsys: Streams) -> None:
    (source / "leeg.md").write_bytes(b"")
    main(["build", str(source)])
    capsys.readouterr()
    assert main(["report"]) == FINDINGS
    assert capsys.readouterr().out.splitlines() == [
        f"opgenomen\ta.md\t{source / 'a.md'}",
        f"onleesbaar: het bestand is leeg\t\t{source / 'leeg.md'}",
    ]


def test_check_says_that_all_is_right(source: Path, capsys: Streams) -> None:
    main(["build", str(source)])
    capsys.readouterr()
    assert main(["check"]) == DONE
    assert capsys.readouterr().out.startswith("De index is in orde: 1 passages in 1 documenten")


def test_check_says_what_is_wrong_and_how_to_mend_it(source: Path, index: Path, capsys: Streams) -> None:
    main(["build", str(source)])
    (current_folder(index) / "ids.npy").unlink()
    capsys.readouterr()
    assert main(["check"]) == FINDINGS
    assert complaint(capsys) == "Herstel hem met: python -m ingest check --repair"
    assert main(["check", "--repair"]) == DONE
    assert "opnieuw gemaakt" in capsys.readouterr().out


def test_missing_documents_are_counted_and_are_no_finding(tmp_path: Path, capsys: Streams) -> None:
    table = tmp_path / "catalogue.csv"
    table.write_text("id,title,kind,file,source_url,language,date,plans\na,A,,,,nl,,\nb,B,,,,nl,,\n", encoding="utf-8")
    assert main(["build", str(table)]) == DONE
    assert capsys.readouterr().out.startswith("2 documenten uit de catalogus ontbreken nog")


def test_module_run_as_a_program_ends_with_its_exit_code(index: Path) -> None:
    command = [sys.executable, "-m", "ingest", "report", "--index", str(index)]
    ended = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, encoding="utf-8", check=False)
    assert (ended.returncode, ended.stdout) == (WRONG, "")
    assert ended.stderr.splitlines() == [f"Er is nog geen index in {index}. Maak hem met: python -m ingest build"]


def test_report_tells_plans_times_and_duplicates_as_json(source: Path, capsys: Streams) -> None:
    (source / "kopie.md").write_text((source / "a.md").read_text(encoding="utf-8"), encoding="utf-8")
    (source / "delta.md").write_text("# Consortium Delta\n\nHet consortium werkt in Twente.", encoding="utf-8")
    main(["build", str(source)])
    capsys.readouterr()
    assert main(["report", "--json"]) == DONE
    found = printed(capsys)
    told = {Path(entry["source"]).name: (entry["status"], entry["duplicate_of"]) for entry in found["inputs"]}  # type: ignore[attr-defined]
    assert told == {"a.md": ("indexed", ""), "delta.md": ("indexed", ""), "kopie.md": ("duplicate", "a.md")}
    assert {"hash", "read", "cut", "embed", "store", "publish"} <= set(found["run"]["seconds"])  # type: ignore[index]


def test_report_is_drawn_as_tables_in_a_terminal(source: Path, capsys: Streams, monkeypatch: pytest.MonkeyPatch) -> None:
    (source / "[b]vet.md").write_bytes(b"")
    (source / "kopie.md").write_text((source / "a.md").read_text(encoding="utf-8"), encoding="utf-8")
    main(["build", str(source)])
    capsys.readouterr()
    for name, value in {"FORCE_COLOR": "1", "TERM": "xterm", "COLUMNS": "300"}.items():
        monkeypatch.setenv(name, value)
    assert main(["report"]) == FINDINGS
    out = capsys.readouterr().out
    for said in ("[b]vet.md", "onleesbaar: het bestand is leeg", "hetzelfde als een ander (precies dezelfde inhoud): a.md"):
        assert said in out
    assert "Tijd van de laatste bouw" in out and "indexen maken en nakijken" in out


def test_what_is_gone_is_told_and_pruned_when_asked(source: Path, capsys: Streams) -> None:
    (source / "b.md").write_text("Een ander stuk.", encoding="utf-8")
    main(["build", str(source)])
    (source / "b.md").unlink()
    capsys.readouterr()
    assert main(["build", str(source)]) == DONE
    assert f"Niet meer aanwezig, nog wel in de bibliotheek: {source / 'b.md'}." in capsys.readouterr().err
    assert main(["build", str(source), "--prune"]) == DONE
    assert "Weggehaald omdat de bron er niet meer is: 1." in capsys.readouterr().out
    assert main(["build", str(source), "--json"]) == DONE
    assert (found := printed(capsys))["documents"] == 1 and found["gone"] == []


def test_build_prints_every_input_that_it_came_by(source: Path, tmp_path: Path, capsys: Streams) -> None:
    other = tmp_path / "ander.md"
    other.write_text("Een ander stuk.", encoding="utf-8")
    main(["build", str(other)])
    capsys.readouterr()
    assert main(["build", str(source), "--json"]) == DONE
    assert [Path(entry["source"]).name for entry in printed(capsys)["inputs"]] == ["a.md"]  # type: ignore[attr-defined]
