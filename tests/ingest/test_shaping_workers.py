"""Lines that other processes shape are stored as those that the build shapes itself, and no process outlives its build."""

from __future__ import annotations

import json
import multiprocessing
import os
import select
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from ingest import shaping_workers
from ingest.catalogue import CatalogueEntry
from ingest.pipeline import build as build_library
from ingest.shaping_workers import Coming, Shapers
from retrieval.settings import Settings
from tests.fakes import HashEncoder

LINES = 100
TEXT = "# Aanpak\n\nRegel {0} gaat over waterstof en over {0} opleidingen.\n\n# Delta Werkt\n\nEen roc doet mee."


@pytest.fixture
def lines(tmp_path: Path) -> Path:
    """Documents, one of them twice, one without text, one that is no JSON and one whose id was there before."""
    rows = [{"id": f"regel-{n}", "title": f"Regel {n}", "text": TEXT.format(n)} for n in range(LINES)]
    odd = [{"id": "dubbel", "text": rows[3]["text"]}, {"id": "leeg", "text": " \n "}, {"id": "regel-5", "text": "Nog een."}]
    written = [json.dumps(row) for row in (*rows[:60], *odd, *rows[60:])]
    path = tmp_path / "regels.jsonl"
    path.write_text("\n".join([*written, "{geen json"]), encoding="utf-8")
    return path


@pytest.fixture
def stored(
    lines: Path,
    corpus: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    plain_vectors: None,  # noqa: ARG001  # a patch
    verified_here: None,  # noqa: ARG001  # a patch
) -> Callable[[str, type[Shapers]], list[list[tuple[object, ...]]]]:
    """Build the library of the lines with some shapers; what it holds."""
    monkeypatch.setattr("ingest.pipeline.load_encoder", lambda _: HashEncoder())

    def stored(name: str, shapers: type[Shapers]) -> list[list[tuple[object, ...]]]:
        monkeypatch.setattr("ingest.pipeline.Shapers", shapers)
        settings = Settings(index=tmp_path / name, corpus=corpus, read_processes=2)
        build_library([lines], settings, progress=lambda *_: None)
        with closing(sqlite3.connect(settings.index / "library.sqlite")) as db:
            tables = ("inputs", "documents", "pages", "passages", "passage_plans", "bands", "readings", "plans")
            return [db.execute(f"SELECT * FROM {table} ORDER BY 1, 2").fetchall() for table in tables]

    return stored


def ahead(did: Callable[[int], None]) -> tuple[type[Shapers], list[Coming]]:
    """Shapers that wait until their processes have started, and what they were given. ``did`` is called after each text."""
    given: list[Coming] = []

    class Ahead(Shapers):
        def submit(self, entry: CatalogueEntry, content: str, text: str) -> Coming | None:
            while (coming := super().submit(entry, content, text)) is None:
                pass
            given.append(coming)
            did(len(given))
            return coming

    return Ahead, given


def test_what_other_processes_shape_is_stored_as_what_the_build_shapes(
    stored: Callable[[str, type[Shapers]], list[list[tuple[object, ...]]]], monkeypatch: pytest.MonkeyPatch
) -> None:
    here = stored("here", Shapers)
    monkeypatch.setattr(shaping_workers, "_FEW", 1)
    shapers, given = ahead(lambda _: None)
    assert stored("ahead", shapers) == here
    assert len(given) == LINES + 2
    assert sum(coming.result() is not None for coming in given) >= LINES


def test_processes_that_die_lose_nothing(
    stored: Callable[[str, type[Shapers]], list[list[tuple[object, ...]]]], monkeypatch: pytest.MonkeyPatch
) -> None:
    here = stored("here", Shapers)
    monkeypatch.setattr(shaping_workers, "_FEW", 1)

    def kill(given: int) -> None:
        if given == LINES // 2:
            for child in multiprocessing.active_children():
                child.kill()

    shapers, given = ahead(kill)
    assert stored("killed", shapers) == here
    assert any(coming.result() is None for coming in given)


def test_a_few_lines_start_no_process(corpus: Path) -> None:
    entry = CatalogueEntry("a", "", "", "", "", "nl", "", ())
    with Shapers([], corpus, 2) as shapers:
        for _ in range(shaping_workers._FEW - 1):
            assert shapers.submit(entry, "hash", "tekst") is None
    assert not multiprocessing.active_children()


OWNER = """
import os
from ingest.processes import pool_of

if __name__ == "__main__":
    pool = pool_of(1, print, "begun")
    print(pool.submit(os.getpid).result(), flush=True)
    input()
"""


@pytest.mark.skipif(not hasattr(os, "pidfd_open"), reason="waits for a process of another as Linux can")
def test_processes_end_with_the_build_that_is_killed(tmp_path: Path) -> None:
    script = tmp_path / "owner.py"
    script.write_text(OWNER, encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2])}
    command = [sys.executable, str(script)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=environment
    ) as owner:
        assert owner.stdout
        worker = next(int(line) for line in owner.stdout if line.strip().isdigit())
        watched = os.pidfd_open(worker)
        try:
            owner.send_signal(signal.SIGKILL)
            ended, _, _ = select.select([watched], [], [], 30)
            assert ended
        finally:
            os.close(watched)
