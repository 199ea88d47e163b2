"""Nothing leaves the machine: no process of a build, a question or the app asks for a connection to another one.

Every Python process runs under an audit hook that notes each host but this one and refuses it; what the libraries of Chroma and
Tantivy do outside Python is out of its sight, and the page itself is watched in ``tests/browser/test_hostile.py``.
"""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from benchmarks.serving import ROOT, served
from benchmarks.visitor import Visitor

HOOK = Path(__file__).parent / "hook"
SOURCES = ("begrippenlijst.md", "profielen", "samenvattingen-consortia.pdf")
QUESTIONS = ("Vertel over SCALE", "en het budget?", "Welke consortia werken in Zeeland?", "bedankt")


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    """The file that gets a line for each connection that was refused."""
    return tmp_path / "outside"


@pytest.fixture
def watched(tmp_path: Path, outside: Path) -> Mapping[str, str]:
    """The environment of processes that are watched, with a library of their own."""
    path = os.pathsep.join([str(HOOK), str(ROOT)])
    return {**os.environ, "PYTHONPATH": path, "OUTSIDE": str(outside), "PLANWIJZER_INDEX": str(tmp_path / "index")}


def run(watched: Mapping[str, str], *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, env=dict(watched), capture_output=True, text=True, check=True, timeout=300
    )
    return done.stdout


def test_a_connection_to_another_machine_is_refused_and_noted(watched: Mapping[str, str], outside: Path) -> None:
    with pytest.raises(subprocess.CalledProcessError):
        run(watched, "-c", "import socket; socket.create_connection(('192.0.2.1', 80), timeout=1)")
    assert "192.0.2.1" in outside.read_text(encoding="utf-8")


def test_a_build_and_a_conversation_ask_for_no_other_machine(watched: Mapping[str, str], outside: Path, tmp_path: Path) -> None:
    documents = ROOT / "corpus" / "documents"
    run(watched, "-m", "ingest", "build", *(str(documents / name) for name in SOURCES))
    run(watched, "-m", "ingest", "check")
    assert "SCALE" in run(watched, "-m", "retrieval", "ask", "Vertel over SCALE", "--export", str(tmp_path / "antwoord.docx"))

    async def visited(address: str) -> list[str]:
        async with Visitor(address) as visitor:
            return [await visitor.ask(question) for question in QUESTIONS]

    with served(tmp_path / "log", watched) as address:
        answers = asyncio.run(visited(address))
    assert len(answers) == len(QUESTIONS) and "SCALE" in answers[0]
    assert not outside.exists(), outside.read_text(encoding="utf-8")
