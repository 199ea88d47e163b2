"""What README says to type can be typed."""

from __future__ import annotations

import importlib.util
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

import ingest.__main__
import retrieval.__main__
import serving.__main__
from retrieval.environment import read_settings

ROOT = Path(__file__).resolve().parents[2]
README = ROOT / "README.md"
TEXT = README.read_text(encoding="utf-8") if README.is_file() else ""
OURS: dict[str, Callable[[Sequence[str]], int]] = {
    "ingest": ingest.__main__.main,
    "retrieval": retrieval.__main__.main,
    "serving": serving.__main__.main,
}
# A command ends at a comment, or where its quoted code ends.
COMMAND = re.compile(r"python3? -m ([\w.]+)([^\n`#]*)")
COMMANDS = sorted({(m[1], m[2].rstrip(" .,;)")) for m in COMMAND.finditer(TEXT)})


def test_readme_names_the_commands_of_both_packages() -> None:
    assert {module for module, _ in COMMANDS} >= set(OURS)
    assert {words.split()[0] for module, words in COMMANDS if module == "retrieval"} >= {"ask", "search", "page", "run"}
    assert {words.split()[0] for module, words in COMMANDS if module == "ingest"} >= {"build", "check", "report"}


@pytest.mark.parametrize(("module", "words"), COMMANDS, ids=lambda value: str(value).strip())
def test_a_command_exists(module: str, words: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert importlib.util.find_spec(module) is not None
    given = shlex.split(words)
    if module in OURS:
        with pytest.raises(SystemExit) as left:
            OURS[module]([*given[:1], "--help"])
        assert left.value.code == 0
        described = capsys.readouterr().out
        assert all(word in described for word in given if word.startswith("--"))
    for word in given:
        if word.endswith(".py"):
            assert (ROOT / word).is_file()


@pytest.mark.parametrize(("module", "words"), [c for c in COMMANDS if c[0] in OURS], ids=lambda value: str(value).strip())
def test_a_command_is_understood_as_it_is_written(
    module: str, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stop(*_: object) -> None:
        raise RuntimeError("understood")

    given = [word for word in shlex.split(words) if word != "..."]
    monkeypatch.setattr("retrieval.door.read_settings", stop)
    monkeypatch.setattr("retrieval.doctor.surroundings.read_settings", stop)
    assert OURS[module]([*given, "--index", str(tmp_path)]) == 2
    assert "understood" in capsys.readouterr().err


@pytest.mark.parametrize("name", sorted(set(re.findall(r"PLANWIJZER_[A-Z]+(?:_[A-Z]+)*", TEXT))))
def test_a_setting_exists(name: str) -> None:
    # A language model and a Chroma server are off without their address; a setting that is no number takes an address for a
    # name or folder.
    others = {"PLANWIJZER_CHAT_URL": "http://localhost", "PLANWIJZER_CHROMA_URL": "http://localhost"}
    values = {"PLANWIJZER_READ_SECONDS": "77", "PLANWIJZER_READ_MEMORY_MB": "777", "PLANWIJZER_READ_PROCESSES": "177"}
    values |= {"PLANWIJZER_FEEDBACK_DAYS": "77", "PLANWIJZER_QUESTIONS_PER_MINUTE": "77", "PLANWIJZER_SIGN_IN_HOURS": "7"}
    values |= {"PLANWIJZER_SIGN_IN": "all", "PLANWIJZER_LOG": "warning", "PLANWIJZER_LOG_QUESTIONS": "on"}
    values |= {"PLANWIJZER_CHROMA_SECONDS": "7", "PLANWIJZER_CHROMA_HEADERS": "X-Key: y"}
    values |= dict.fromkeys(("PLANWIJZER_CHROMA_TENANT", "PLANWIJZER_CHROMA_DATABASE"), "roc")
    assert read_settings({**others, name: values.get(name, "http://localhost/v1")}) != read_settings(others)


@pytest.mark.parametrize("target", sorted(set(re.findall(r"(?:^|`)make ([a-z]+)", TEXT, re.MULTILINE))))
def test_a_target_of_make_exists(target: str) -> None:
    rules = re.findall(r"^([\w-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert target in rules


def test_readme_names_the_targets_to_begin_with() -> None:
    assert {"make run", "make test"} <= set(re.findall(r"make [a-z]+", TEXT))


LINKS = sorted(set(re.findall(r"\]\(((?!https?:|#|mailto:)[^)#]+)", TEXT)))


@pytest.mark.parametrize("link", LINKS)
def test_a_link_leads_to_a_file(link: str) -> None:
    assert (ROOT / link).exists()


@pytest.mark.skipif(shutil.which("make") is None, reason="make is not installed")
@pytest.mark.parametrize("target", ["run", "test", "build", "lint"])
def test_make_knows_what_to_do(target: str) -> None:
    done = subprocess.run(["make", "--dry-run", target], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "python" in done.stdout or "ruff" in done.stdout


def test_python_is_new_enough_for_what_readme_asks() -> None:
    (version,) = set(re.findall(r"Python (3\.\d+)", TEXT))
    pinned = re.search(r'requires-python = ">=(3\.\d+)"', (ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert pinned is not None and pinned[1] == version
    assert sys.version_info >= tuple(map(int, version.split(".")))
