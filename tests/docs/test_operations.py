"""What docs/operations.md says to type does what it says: its blocks are run as they stand, in a folder of their own."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.pipeline import build
from retrieval.generations.folders import CHROMA, current_folder
from retrieval.generations.served import read_collection
from retrieval.settings import Settings
from tests.vector_servers import ChromaRun

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
WORDS = {"lassen": "SCALE heeft als penvoerder een roc met een lasboog.", "zorg": "SCALE werkt aan zorg met een verband."}
Typed = Callable[[str], str]

pytestmark = pytest.mark.skipif(shutil.which("sh") is None, reason="the page is written for a shell")


def blocks(title: str) -> list[str]:
    """The commands under a heading."""
    part = TEXT.partition(f"\n## {title}\n")[2].partition("\n## ")[0]
    found = re.findall(r"^```sh\n(.*?)^```", part, re.MULTILINE | re.DOTALL)
    assert found, title
    return found


def write(folder: Path, **words: str) -> Path:
    folder.mkdir(exist_ok=True)
    for name, text in words.items():
        (folder / f"{name}.md").write_text(f"# Over {name}\n\n{text}\n", encoding="utf-8")
    return folder


@pytest.fixture
def library(tmp_path: Path) -> Settings:
    """A library of two documents."""
    settings = Settings(tmp_path / "index")
    build([write(tmp_path / "bron", **WORDS)], settings, progress=lambda *_: None)
    return settings


@pytest.fixture
def typed(tmp_path: Path, library: Settings) -> Typed:
    """Run commands of the page, with folders of the test in the place of those that it names."""

    def run(commands: str) -> str:
        for place in ("/srv/", "/backup/"):
            (tmp_path / place.strip("/")).mkdir(exist_ok=True)
            commands = commands.replace(place, f"{tmp_path}{place}")
        commands = commands.replace("/replica", f"{tmp_path}/replica").replace(".venv/bin/python", sys.executable)
        commands = commands.replace("ingest build ", f"ingest build '{tmp_path / 'bron'}' ")
        there = {**os.environ, "PLANWIJZER_INDEX": str(library.index), "PYTHONPATH": str(ROOT)}
        done = subprocess.run(["sh", "-euc", commands], cwd=ROOT, env=there, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    return run


def found(index: Path, word: str) -> bool:
    """Whether a new process finds a word in the library of a folder."""
    command = [sys.executable, "-m", "retrieval", "search", word, "--limit", "1", "--index", str(index)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return word in done.stdout


def test_copies_for_readers_and_back_to_the_one_before(typed: Typed, library: Settings, tmp_path: Path) -> None:
    publish, back = blocks("Publish a copy for readers")
    assert "lasboog" in typed(publish)
    assert found(tmp_path / "replica", "verband")
    build([write(tmp_path / "bron", zorg="SCALE werkt aan zorg met een infuus.")], library, progress=lambda *_: None)
    typed(publish.splitlines()[0])
    assert found(tmp_path / "srv" / "planwijzer", "infuus") and not found(tmp_path / "replica", "infuus")
    typed(back)
    assert found(tmp_path / "srv" / "planwijzer", "verband") and not found(tmp_path / "srv" / "planwijzer", "infuus")


def test_backup_is_restored_and_written_in_again(typed: Typed, library: Settings, tmp_path: Path) -> None:
    back_up, restore = blocks("Back up and restore")
    typed(back_up)
    for path in (library.index / "library.sqlite", library.index / "CURRENT"):
        path.write_bytes(b"stuk")
    assert "in orde" in typed(restore)
    assert found(library.index, "verband")
    build([write(tmp_path / "bron", zorg="SCALE werkt aan zorg met een infuus.")], library, progress=lambda *_: None)
    assert found(library.index, "infuus") and found(library.index, "lasboog")
    assert found(tmp_path / "backup" / "planwijzer", "verband")
    typed(back_up)
    assert found(tmp_path / "backup" / "planwijzer", "infuus")


def test_upgrade_is_rolled_back(typed: Typed, library: Settings, tmp_path: Path) -> None:
    keep, upgrade, back = blocks("Upgrade and roll back")
    typed(keep)
    write(tmp_path / "bron", zorg="SCALE werkt aan zorg met een infuus.")
    assert "in orde" in typed(upgrade)
    assert found(library.index, "infuus")
    assert "in orde" in typed(back)
    assert found(library.index, "verband") and not found(library.index, "infuus")
    assert found(library.index.with_name("index.upgraded"), "infuus")


@pytest.mark.skipif(shutil.which("curl") is None, reason="the page asks the server with curl")
def test_vectors_go_to_a_server_and_are_seen_there(typed: Typed, library: Settings, chroma_server: ChromaRun) -> None:
    start, move, look = blocks("Vectors on a Chroma server")
    assert start.startswith(".venv/bin/chroma run --path ") and "--host 127.0.0.1" in start
    there = f"export PLANWIJZER_CHROMA_URL={chroma_server.url}\n"
    typed(move.replace("http://127.0.0.1:8000", chroma_server.url))
    held = read_collection(current_folder(library.index) / CHROMA)
    seen, drop = look.splitlines()
    assert held.name in typed(there + seen).split()
    typed(there + drop.replace("NAME", held.name))
    assert held.name not in chroma_server.names()
