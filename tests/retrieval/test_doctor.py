"""The doctor: everything that can be wrong with an installation is named with what to do, and secrets are not told."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from retrieval.__main__ import main
from retrieval.doctor import library, machine
from retrieval.doctor.finding import Finding, State
from retrieval.doctor.surroundings import settings_of
from retrieval.environment import KNOWN, PREFIX
from retrieval.settings import ChatSettings, Settings
from retrieval.texts import load_texts
from tests.conftest import copy_index

NL = load_texts("nl")
ROOT = Path(__file__).resolve().parents[2]


def states(found: list[Finding]) -> dict[str, State]:
    return {finding.key: finding.state for finding in found}


def test_a_good_installation_has_nothing_wrong(
    shipped_library: Settings, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PLANWIJZER_INDEX", str(shipped_library.index))
    assert main(["check", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["good"] and {"doctor.record", "doctor.index", "doctor.encoder"} <= {own["name"] for own in told["findings"]}
    assert all(
        own["state"] in {"ok", "warning"} and own["sentence"].endswith((".", ")", "-nld", "-e .")) for own in told["findings"]
    )


@pytest.mark.parametrize(("language", "word"), [("nl", "mis "), ("en", "wrong ")])
def test_without_a_library_it_says_how_to_make_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], language: str, word: str
) -> None:
    assert main(["check", "--index", str(tmp_path / "nergens"), "--language", language]) == 1
    wrong = [line for line in capsys.readouterr().out.splitlines() if line.startswith(word)]
    assert len(wrong) == 1 and "python -m ingest build" in wrong[0]


def test_every_wrong_setting_is_named_with_the_nearest_that_exists_and_no_value_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in {"ENCODR": "geheim-1", "XYZZY": "geheim-2", "READ_SECONDS": "geheim-3", "CHAT_KEY": "geheim é"}.items():
        monkeypatch.setenv(PREFIX + name, value)
    assert main(["check", "--index", str(tmp_path)]) == 1
    told = capsys.readouterr()
    lines = [line for line in told.out.splitlines() if line.startswith("mis ")]
    for name in ("ENCODR", "XYZZY", "READ_SECONDS", "CHAT_KEY"):
        assert sum(PREFIX + name in line for line in lines) == 1, name
    assert "PLANWIJZER_ENCODER?" in told.out and "geheim" not in told.out + told.err


def test_what_is_wrong_is_left_out_and_the_rest_is_used(tmp_path: Path) -> None:
    environment = {"PLANWIJZER_READ_PROCESSES": "0", "PLANWIJZER_READ_SECONDS": "7", "PLANWIJZER_NLY": "x", "PATH": "x"}
    settings, found = settings_of(environment, tmp_path)
    assert settings.read_limits.seconds == 7 and settings.index == tmp_path
    assert [finding.state for finding in found] == [State.WRONG, State.WRONG]


@pytest.mark.parametrize("name", sorted(KNOWN))
def test_a_letter_left_out_leads_to_the_setting_that_was_meant(name: str) -> None:
    _, found = settings_of({PREFIX + name[:-1]: "x"}, None)
    assert [finding.facts.get("near") for finding in found] == [PREFIX + name]


def test_missing_packages_and_other_versions_are_told(tmp_path: Path) -> None:
    dependencies = '["numpy==0.0.1", "geen-pakket-dat-bestaat==1.0", "pypdf[crypto]==7.1.0", "los"]'
    (tmp_path / "pyproject.toml").write_text(f"[project]\ndependencies = {dependencies}\n")
    (tmp_path / "constraints.txt").write_text("# tekst\nook-niet-hier==1\nanyio==0.1\n")
    found = list(machine.packages(tmp_path))
    assert states(found) == {"doctor.packages_missing": State.WRONG, "doctor.packages_other": State.WARNING}
    missing, other = (finding.sentence(NL) for finding in found)
    assert "geen-pakket-dat-bestaat" in missing and "ook-niet-hier" not in missing and "anyio" in other and "numpy" in other


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may do everything")
def test_a_folder_without_rights_is_told(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    assert states(list(machine.folder(tmp_path)))["doctor.folder_read_only"] is State.WARNING
    tmp_path.chmod(0)
    assert states(list(machine.folder(tmp_path))) == {"doctor.folder_closed": State.WRONG}
    tmp_path.chmod(0o700)


def test_a_file_in_the_place_of_the_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "index").touch()
    assert states(list(machine.folder(tmp_path / "index"))) == {"doctor.folder_file": State.WRONG}


@pytest.mark.parametrize(("free", "key"), [(0, "disk_full"), (200, "disk_little"), (5_000, "disk")])
def test_room_on_a_disk_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, free: int, key: str) -> None:
    usage = machine.shutil.disk_usage(tmp_path)._replace(free=free << 20)
    monkeypatch.setattr(machine.shutil, "disk_usage", lambda _: usage)
    assert f"doctor.{key}" in states(list(machine.folder(tmp_path)))


def test_tesseract_that_is_not_there_is_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert machine.tesseract().state is State.WARNING


def test_a_damaged_record_and_generation_are_told_with_what_mends_them(shipped_library: Settings, tmp_path: Path) -> None:
    index = copy_index(shipped_library.index, tmp_path / "index")
    (generation,) = (index / "generations").iterdir()
    (generation / "vectors.npy").write_bytes(b"")
    (record, damaged) = library.library(Settings(index=index))
    assert record.state is State.OK and damaged.state is State.WRONG and "check --repair" in damaged.sentence(NL)
    (index / "library.sqlite").write_bytes(b"geen database" * 100)
    (lost,) = library.library(Settings(index=index))
    assert lost.state is State.WRONG and "--rebuild" in lost.sentence(NL)


def test_a_record_of_another_version_is_told(shipped_library: Settings, tmp_path: Path) -> None:
    index = copy_index(shipped_library.index, tmp_path / "index")
    with sqlite3.connect(index / "library.sqlite") as db:
        db.execute("PRAGMA user_version = 1")
    db.close()
    (found,) = library.library(Settings(index=index))
    assert found.state is State.WRONG and "andere versie" in found.sentence(NL)


def test_an_encoder_that_is_not_there_or_tells_nothing_apart_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    assert states(list(library.encoder("embedded"))) == {"doctor.encoder": State.OK}

    class Same:
        identity, dimension = "same-1", 2

        def encode_passages(self, texts: list[str]) -> list[list[float]]:
            return library.np.array([[1.0, 0.0]] * len(texts))

    monkeypatch.setattr(library, "load_encoder", lambda _: Same())
    assert states(list(library.encoder("x"))) == {"doctor.encoder_odd": State.WARNING}


def test_a_language_model_that_does_not_answer_is_told_without_its_key() -> None:
    found = library.chat(ChatSettings("http://127.0.0.1:9/v1", "m", "geheime-sleutel"))
    assert found.state is State.WRONG and "geheime" not in found.sentence(NL)


@pytest.mark.parametrize("module", ["numpy", "tantivy", "tokenizers"])
@pytest.mark.parametrize(("door", "language"), [("retrieval", "nl"), ("retrieval", "en"), ("ingest", "nl"), ("serving", "en")])
def test_without_a_package_that_every_command_needs_it_says_so(module: str, door: str, language: str) -> None:
    command = {"retrieval": "check", "ingest": "check", "serving": "http"}[door]
    code = f"import sys, runpy; sys.modules[{module!r}] = None; sys.argv = ['x', {command!r}, '--language', {language!r}]"
    code += f"; runpy.run_module({door!r}, run_name='__main__')"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 2 and module in done.stderr and "pip install" in done.stderr and "Traceback" not in done.stderr
