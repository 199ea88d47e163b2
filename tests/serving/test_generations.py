"""A library that is written while it is served: the next question sees what was published, and none fails meanwhile."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from ingest.pipeline import build
from retrieval.settings import Settings
from tests.serving.servers import UNHURRIED, Server, serving

BEFORE, AFTER = "lasboog", "infuus"


def publish(folder: Path, settings: Settings, word: str) -> None:
    """Publish one document with a word of its own, on a page that says nothing else."""
    folder.mkdir(exist_ok=True)
    text = f"# Over techniek\n\nHet consortium werkt aan {word}.\n\n## Partners\n\nEen roc leert {word} in de praktijk.\n"
    (folder / "techniek.md").write_text(text, encoding="utf-8")
    build([folder], settings, progress=lambda *_: None)


@pytest.fixture
def library(tmp_path: Path) -> Settings:
    settings = Settings(tmp_path / "index")
    publish(tmp_path / "bron", settings, BEFORE)
    return settings


@pytest.fixture
def server(library: Settings) -> Iterator[Server]:
    with serving(library.index, "http", *UNHURRIED) as server:
        yield server


def first(client: httpx.Client, word: str) -> tuple[int, str]:
    response = client.get("/v1/search", params={"q": word, "limit": 1})
    return response.status_code, response.json()["hits"][0]["text"] if response.is_success else response.text


def test_a_published_generation_is_noticed_and_no_question_fails(server: Server, library: Settings, tmp_path: Path) -> None:
    stop, seen = threading.Event(), Counter[tuple[int, bool, bool]]()

    def ask() -> None:
        with httpx.Client(base_url=server.root, timeout=120, trust_env=False) as client:
            while not stop.is_set():
                status, text = first(client, "techniek roc praktijk")
                seen[status, BEFORE in text, AFTER in text] += 1

    askers = [threading.Thread(target=ask) for _ in range(3)]
    for asker in askers:
        asker.start()
    try:
        publish(tmp_path / "bron", library, AFTER)
        with httpx.Client(base_url=server.root, timeout=120, trust_env=False) as client:
            status, text = first(client, AFTER)
            assert status == 200 and AFTER in text
            assert client.get("/ready").json()["coverage"]["documents"] == 1
    finally:
        stop.set()
        for asker in askers:
            asker.join()
    # Every answer is of one of the two states, never of both or of none.
    assert set(seen) <= {(200, True, False), (200, False, True)} and seen[200, True, False] > 0, seen


def test_a_library_that_is_gone_is_told_without_telling_where_it_was(server: Server, library: Settings) -> None:
    with httpx.Client(base_url=server.root, timeout=120, trust_env=False) as client:
        assert first(client, BEFORE)[0] == 200
        aside = library.index.rename(library.index.with_name("weg"))
        for path in ("/ready", "/v1/search?q=lasboog"):
            response = client.get(path)
            assert (response.status_code, response.json()["code"]) == (503, "unavailable")
            assert int(response.headers["retry-after"]) > 0 and str(library.index.parent) not in response.text
        assert client.get("/health").status_code == 200
        aside.rename(library.index)
        assert first(client, BEFORE)[0] == 200
    assert any(str(library.index) in line for line in server.said)
