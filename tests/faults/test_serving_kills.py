"""Processes that answer are killed, and what they lean on is deleted under them."""

from __future__ import annotations

import os
import shutil
import signal
import threading
from collections import Counter
from pathlib import Path

import chromadb.errors
import httpx
import pytest

from ingest.checking import check
from ingest.pipeline import build as build_library
from retrieval.adapters.copies import PrivateCopy
from retrieval.generations.folders import CHROMA, current_folder
from retrieval.settings import ChromaSettings, Settings
from retrieval.texts import load_texts
from tests.faults.conftest import NOW, answers, engine_of, write
from tests.serving.servers import UNHURRIED, serving
from tests.vector_servers import chroma_running

NL = load_texts("nl")
_KILLS = 3
QUESTION = {"q": "infuus", "limit": 1}


def test_server_that_is_killed_while_it_answers_leaves_nothing_broken(tmp_path: Path) -> None:
    library, temporary = Settings(tmp_path / "index"), tmp_path / "tijdelijk"
    temporary.mkdir()
    build_library([write(tmp_path / "bron", NOW)], library, progress=lambda *_: None)
    before = {path: path.read_bytes() for path in (library.index / "generations").rglob("*") if path.is_file()}
    seen: Counter[str] = Counter()
    for _ in range(_KILLS):
        with serving(library.index, "http", *UNHURRIED, killed=True, TMPDIR=str(temporary)) as server:
            enough = threading.Event()

            def ask(root: str, enough: threading.Event) -> None:
                with httpx.Client(base_url=root, timeout=60, trust_env=False) as client:
                    for number in range(10_000):
                        try:
                            hits = client.get("/v1/search", params=QUESTION).json()["hits"]
                        except httpx.TransportError:
                            seen["broken off"] += 1
                            return
                        seen["right" if "infuus" in hits[0]["text"] else "wrong"] += 1
                        if number == 5:
                            enough.set()

            askers = [threading.Thread(target=ask, args=(server.root, enough)) for _ in range(4)]
            for asker in askers:
                asker.start()
            assert enough.wait(60)
            os.kill(server.pid, signal.SIGKILL)
            for asker in askers:
                asker.join(60)
        # What the one before left is cleared by the next; of the last one it may be there still.
        assert len(list(temporary.glob("planwijzer-copy-*.lock"))) <= 1
    assert seen["right"] and seen["wrong"] == 0 and seen["broken off"] == 4 * _KILLS, seen
    assert {path: path.read_bytes() for path in before} == before
    assert check(library, NL) == []


@pytest.mark.parametrize("asked", [True, False], ids=["asked before", "not asked before"])
def test_vector_index_deleted_under_who_answers_is_missed_by_nobody(
    library: Settings, asked: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    copies: list[Path] = []
    made = PrivateCopy.__init__

    def noted(self: PrivateCopy, folder: Path, only_read: str) -> None:
        made(self, folder, only_read)
        copies.append(self.folder)

    monkeypatch.setattr(PrivateCopy, "__init__", noted)
    engine = engine_of(library)
    assert copies and (not asked or answers(engine, NOW))
    for folder in (*copies, current_folder(library.index) / CHROMA):
        shutil.rmtree(folder)
    assert answers(engine, NOW)  # it is open
    assert answers(engine_of(library), NOW)  # exact search stands in
    assert check(library, NL)


def test_vector_index_that_fails_when_it_is_asked_gives_way_to_exact_search(
    library: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise chromadb.errors.InternalError("Failed to get segments")

    engine = engine_of(library)
    monkeypatch.setattr("chromadb.api.models.Collection.Collection.query", fails)
    assert answers(engine, NOW)


@pytest.mark.usefixtures("encoder", "verified_here")
def test_folder_of_a_chroma_server_deleted_under_it_costs_no_answer(settings: Settings, tmp_path: Path) -> None:
    with chroma_running(tmp_path / "chroma") as server:
        library = Settings(settings.index, settings.corpus, chroma=ChromaSettings(server.url))
        build_library([write(tmp_path / "bron", NOW)], library, progress=lambda *_: None)
        engine = engine_of(library)
        assert answers(engine, NOW) and not engine.coverage().server_away
        shutil.rmtree(tmp_path / "chroma" / "data")
        for one in (engine, engine_of(library)):
            assert answers(one, NOW)
        server.stop()
        server.start()  # it knows of no collection any more
        again = engine_of(library)
        assert answers(again, NOW) and again.coverage().server_away
        assert build_library([tmp_path / "bron"], library, progress=lambda *_: None).published
        assert answers(engine, NOW) and answers(again, NOW)
        assert check(library, NL) == [] and not engine_of(library).coverage().server_away
