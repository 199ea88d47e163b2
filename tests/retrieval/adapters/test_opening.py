"""From which place a model is opened: folder, cache or hub."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from retrieval.adapters.opening import Kind, open_model
from retrieval.errors import EncoderNotHere, EncoderUnavailable

KIND = Kind("someone", EncoderUnavailable, EncoderNotHere)


class Library:
    """Opens what it holds; notes what was asked, and whether the network was to be left alone."""

    def __init__(self, cached: tuple[str, ...] = (), on_hub: tuple[str, ...] = (), failure: Exception | None = None) -> None:
        self.cached, self.on_hub = cached, on_hub
        self.failure = failure or OSError("not in the cache")
        self.asked: list[tuple[str, bool]] = []

    def __call__(self, name: str, local: bool) -> str:
        self.asked.append((name, local))
        if name in self.cached or Path(name).is_dir():
            return f"{name} from here"
        if not local and name in self.on_hub:
            return f"{name} from the hub"
        raise self.failure if local else OSError("404: no such\n  model")


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch) -> Callable[[bool], None]:
    """Decide whether the hub answers."""
    return lambda answers: monkeypatch.setattr("retrieval.adapters.opening._hub_answers", lambda: answers)


@pytest.mark.parametrize("answers", [True, False])
def test_a_cached_model_is_opened_without_the_network(hub: Callable[[bool], None], answers: bool) -> None:
    hub(answers)
    library = Library(cached=("BAAI/bge-m3",))
    assert open_model(library, "bge-m3", KIND) == "BAAI/bge-m3 from here"
    assert library.asked == [("BAAI/bge-m3", True)]


@pytest.mark.parametrize("failure", [OSError("no config.json"), ValueError("half a tokenizer"), KeyError("model_type")])
def test_what_is_not_wholly_in_the_cache_is_downloaded(hub: Callable[[bool], None], failure: Exception) -> None:
    hub(True)
    library = Library(on_hub=("someone/model",), failure=failure)
    assert open_model(library, "someone/model", KIND) == "someone/model from the hub"
    assert library.asked == [("someone/model", True), ("someone/model", False)]


@pytest.mark.parametrize(("name", "model"), [("e5-small", "intfloat/multilingual-e5-small"), ("model", "someone/model")])
def test_a_model_that_is_nowhere_near_is_named_in_full(hub: Callable[[bool], None], name: str, model: str) -> None:
    hub(False)
    library = Library(on_hub=(name,))
    with pytest.raises(EncoderNotHere) as unavailable:
        open_model(library, name, KIND)
    assert unavailable.value.facts == {"name": name, "model": model, "folder": model.rpartition("/")[2]}
    assert [local for _, local in library.asked] == [True]


def test_a_fault_that_no_download_mends_is_told_as_it_is(hub: Callable[[bool], None]) -> None:
    hub(False)
    with pytest.raises(EncoderUnavailable, match="needs code") as unavailable:
        open_model(Library(failure=ValueError("needs code of its own")), "someone/model", KIND)
    assert not isinstance(unavailable.value, EncoderNotHere)


def test_an_unknown_model_is_unavailable_with_the_reason_on_one_line(hub: Callable[[bool], None]) -> None:
    hub(True)
    with pytest.raises(EncoderUnavailable) as unavailable:
        open_model(Library(), "someone/typo", KIND)
    assert unavailable.value.facts == {"name": "someone/typo", "reason": "404: no such model"}


def test_an_error_without_a_word_is_named(hub: Callable[[bool], None]) -> None:
    hub(False)
    with pytest.raises(EncoderUnavailable) as unavailable:
        open_model(Library(failure=RuntimeError()), "someone/model", KIND)
    assert unavailable.value.facts["reason"] == "RuntimeError"


def test_a_folder_goes_before_an_alias(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "e5-small").mkdir()
    library = Library()
    assert open_model(library, "e5-small", KIND) == "e5-small from here"
    assert library.asked == [("e5-small", True)]


@pytest.mark.parametrize(
    "name", ["/nowhere/model", "./model", "a/b/c", "~/model", "C:\\models\\e5", "https://hub/model", "../e5-small"]
)
def test_what_is_neither_folder_nor_name_is_not_asked_for(name: str, no_network: list[str]) -> None:
    library = Library()
    with pytest.raises(EncoderUnavailable, match="no such folder"):
        open_model(library, name, KIND)
    assert library.asked == no_network == []


@pytest.fixture
def endpoint(monkeypatch: pytest.MonkeyPatch) -> Iterator[socket.socket]:
    """A place on this machine where the hub would be, with nobody in."""
    monkeypatch.setattr("retrieval.adapters.opening.HUB_PATIENCE", 0.3)
    with socket.create_server(("127.0.0.1", 0)) as server:
        monkeypatch.setattr("huggingface_hub.constants.ENDPOINT", f"http://127.0.0.1:{server.getsockname()[1]}")
        yield server


@pytest.mark.parametrize("status", ["200 OK", "404 Not Found"])
def test_a_hub_that_says_anything_is_asked_for_the_model(endpoint: socket.socket, status: str) -> None:
    def answer_once() -> None:
        connection, _ = endpoint.accept()
        with connection:
            connection.recv(4096)
            connection.sendall(f"HTTP/1.1 {status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".encode())

    with ThreadPoolExecutor(1) as threads:
        threads.submit(answer_once)
        assert open_model(Library(on_hub=("someone/model",)), "someone/model", KIND) == "someone/model from the hub"


@pytest.mark.usefixtures("endpoint")
def test_a_hub_that_keeps_silent_is_not_waited_for() -> None:
    start = time.monotonic()
    with pytest.raises(EncoderNotHere):
        open_model(Library(), "someone/model", KIND)
    assert time.monotonic() - start < 3
