"""What a Chroma server may not do to who asks it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import numpy as np
import pytest

from retrieval.adapters.chroma import ChromaWriter
from retrieval.adapters.chroma_http import Collections, Limits
from retrieval.adapters.chroma_server import ChromaServer
from retrieval.errors import VectorsUnavailable
from retrieval.generations.served import Collection, write_collection
from retrieval.settings import ChromaSettings
from tests.vector_servers import ChromaRun, Relay, relayed

REASONS = {
    "silent": "too_slow",
    "dripping": "too_slow",
    "endless": "not_chroma",
    "broken": "broken",
    "busy": "busy",
    "closing": "cut_off",
    "garbage": "not_chroma",
    "other_json": "not_chroma",
    "redirecting": "redirected",
    "packed": "not_chroma",
    "refusing": "key_refused",
    "unknown": "lost",
}


@pytest.fixture
def relay(chroma_server: ChromaRun) -> Iterator[Relay]:
    with relayed(chroma_server.url) as relay:
        yield relay


@pytest.mark.parametrize(("mode", "reason"), REASONS.items(), ids=REASONS)
def test_each_failure_has_a_reason_and_says_nothing_of_the_server(relay: Relay, mode: str, reason: str) -> None:
    relay.mode = mode
    collections = Collections(ChromaSettings(relay.url), Limits(0.3 if reason == "too_slow" else 10))
    with pytest.raises(VectorsUnavailable) as told:
        collections.find("x")
    assert (told.value.reason, told.value.facts["url"]) == (reason, relay.url)
    assert "secret of the server" not in repr(told.value) and told.value.__cause__ is None
    collections.close()


def test_server_that_is_not_there_is_unreachable(chroma_server: ChromaRun) -> None:
    collections = Collections(ChromaSettings("http://127.0.0.1:9"), Limits(1))
    with pytest.raises(VectorsUnavailable, match="unreachable"):
        collections.find("x")
    assert chroma_server.names() is not None


def test_what_passes_is_tried_again_with_pauses_that_grow(relay: Relay) -> None:
    relay.mode, pauses = "broken", []

    def sleep(seconds: float) -> None:
        pauses.append(seconds)
        if len(pauses) == 3:
            relay.mode = "passed"

    limits = Limits(10, passing=("broken",), tries=5, pause=1.0)
    collections = Collections(ChromaSettings(relay.url), limits, sleep, lambda: 1.0)
    assert isinstance(collections.names("planwijzer-niemand-"), list)
    assert pauses == [1.0, 2.0, 4.0]


def test_names_beyond_the_first_page_are_listed(chroma_server: ChromaRun) -> None:
    collections = Collections(ChromaSettings(chroma_server.url), Limits(20))
    made = [f"planwijzer-veel-{number:03d}" for number in range(103)]
    for name in made:
        collections.create(name)
    assert sorted(collections.names("planwijzer-veel-")) == made
    for name in made:
        collections.drop(name)
    collections.drop(made[0])  # gone is fine
    assert collections.names("planwijzer-veel-") == []


def test_configuration_of_a_collection_makes_nothing(chroma_server: ChromaRun, tmp_path: Path) -> None:
    """Not even when it names an embedding function that loads a model with code of its own."""
    place = f"{chroma_server.url}/api/v2/tenants/default_tenant/databases/default_database/collections"
    poison = {
        "type": "known",
        "name": "sentence_transformer",
        "config": {"model_name": "x", "kwargs": {"trust_remote_code": True}},
    }
    made = httpx.post(place, json={"name": "planwijzer-gif", "configuration": {"embedding_function": poison}})
    assert made.is_success, made.text
    server = ChromaServer(ChromaSettings(chroma_server.url), None, ChromaWriter())
    httpx.post(f"{place}/{made.json()['id']}/upsert", json={"ids": ["7"], "embeddings": [[1.0, 0.0]]}).raise_for_status()
    write_collection(tmp_path / "index", Collection("planwijzer-gif", 1))
    before = set(sys.modules)
    ids, _ = server.open(tmp_path / "index").search(np.array([1, 0], dtype=np.float32), 5)
    assert ids.tolist() == [7]
    assert not [name for name in set(sys.modules) - before if name.startswith(("sentence_transformers", "transformers", "torch"))]
    chroma_server.drop("planwijzer-gif")


def test_settings_show_no_header() -> None:
    server = ChromaServer(ChromaSettings("http://x", headers=(("Authorization", "Bearer geheim"),)), None, ChromaWriter())
    assert "geheim" not in repr(server._server) and b"geheim" in server.access()
