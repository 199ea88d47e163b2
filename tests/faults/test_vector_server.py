"""Vectors on a Chroma server: whatever it does, answers stay right, and say so when they had to do without it."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from ingest.checking import check, repair
from ingest.outcomes import BuildReport
from ingest.pipeline import build as build_library
from retrieval.adapters import chroma_http, chroma_server
from retrieval.assembly import WRITERS, open_engine, server_of, with_server
from retrieval.dense import ExactIndex
from retrieval.engine import Engine
from retrieval.errors import IndexDamaged, VectorsUnavailable
from retrieval.generations.copying import publish_copy
from retrieval.generations.folders import CHROMA, current_folder
from retrieval.generations.manifest import read_manifest
from retrieval.generations.served import OWNER, ServedIndex, read_collection
from retrieval.ports import Ids, Scores, Vectors
from retrieval.settings import ChromaSettings, Settings
from retrieval.texts import load_texts
from retrieval.verifying import verify
from tests.conftest import copy_index
from tests.fakes import HashEncoder
from tests.faults.builds import ROOT
from tests.faults.conftest import BEFORE, NOW, answers, elsewhere, write
from tests.vector_servers import ChromaRun, Relay, chroma_running, relayed

NL = load_texts("nl")
LATER = NOW | {"zorg.md": "tilband"}
SECRET = "Bearer zeer-geheim-1234"
# What a server or something before it may do to a question.
FAULTS = """silent dripping endless broken busy closing garbage other_json nothing others far numberless redirecting packed
refusing unknown""".split()


@pytest.fixture
def relay(chroma_server: ChromaRun) -> Iterator[Relay]:
    with relayed(chroma_server.url) as relay:
        yield relay


@pytest.fixture
def served(settings: Settings, relay: Relay, encoder: HashEncoder, verified_here: None) -> Settings:  # noqa: ARG001  # patches
    """The settings of a library whose vectors are to be on a server."""
    return replace(settings, chroma=ChromaSettings(relay.url))


@pytest.fixture(scope="module")
def states(tmp_path_factory: pytest.TempPathFactory, chroma_server: ChromaRun, corpus: Path) -> Path:
    """An index of both states whose vectors are on the server."""
    settings = Settings(tmp_path_factory.mktemp("gedeeld") / "index", corpus, chroma=ChromaSettings(chroma_server.url))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("ingest.pipeline.load_encoder", lambda _: HashEncoder())
        patch.setattr("retrieval.generations.publishing.verify_in_child", verify)
        for words in (BEFORE, NOW):
            fill(settings, words)
    return settings.index


@pytest.fixture
def library(served: Settings, states: Path) -> Settings:
    """A copy of it, which reads the same collections."""
    copy_index(states, served.index)
    return served


@pytest.fixture
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Builds that don't wait before they try again."""
    impatient = replace(chroma_http.BUILDING, seconds=0.5, pause=0.0, retry_after=0.0)
    monkeypatch.setattr(chroma_server, "BUILDING", impatient)


@pytest.fixture
def always_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    """A server that is away is asked again by every question."""
    monkeypatch.setattr("retrieval.generations.served._PAUSE", 0.0)
    monkeypatch.setattr("retrieval.generations.served._LONGEST_PAUSE", 0.0)


def fill(settings: Settings, words: dict[str, str], like: Path | None = None) -> BuildReport:
    """Build a state, and no other document; ``like``: from where the index there was."""
    index = like or settings.index
    folder = index.parent / f"bron van {index.name}"
    if folder.exists():
        shutil.rmtree(folder)
    return build_library([write(folder, words)], settings, prune=True, progress=lambda *_: None)


def built(settings: Settings, *states: dict[str, str]) -> Engine:
    """Build the states one after the other; who begins to answer then."""
    for words in states:
        fill(settings, words)
    return open_engine(settings)


def patient(settings: Settings, relay: Relay, seconds: float) -> Settings:
    """The settings with so much patience."""
    return replace(settings, chroma=ChromaSettings(relay.url, seconds=seconds))


def collection(folder: Path) -> str:
    return read_collection(folder / CHROMA).name


def queries(relay: Relay) -> int:
    return sum(asked.endswith("/query") for asked in relay.asked)


# --- all is well


def test_vectors_are_on_the_server_and_nowhere_else(served: Settings, relay: Relay) -> None:
    engine = built(served, BEFORE, NOW)
    folder = current_folder(served.index)
    assert [path.name for path in (folder / CHROMA).iterdir()] == ["collection.json"]
    assert read_collection(folder / CHROMA).count == read_manifest(folder).passages
    before = queries(relay)
    assert answers(engine, NOW) and not engine.coverage().server_away
    assert queries(relay) > before
    assert check(served, NL) == []


def test_each_generation_has_a_collection_that_goes_with_it(served: Settings, chroma_server: ChromaRun) -> None:
    built(served, BEFORE, NOW, LATER)
    own = json.loads((served.index / OWNER).read_text(encoding="utf-8"))["id"]
    names = [name for name in chroma_server.names() if own in name]
    assert names == sorted(collection(folder) for folder in (served.index / "generations").iterdir())
    assert [name.split("-")[2] for name in names] == ["000002", "000003"]


def test_libraries_share_a_server(served: Settings, tmp_path: Path) -> None:
    first = built(served, NOW)
    (tmp_path / "ander").mkdir()
    second = built(elsewhere(served, tmp_path / "ander" / "index"), NOW, BEFORE)
    assert answers(first, NOW) and answers(second, BEFORE)
    assert not first.coverage().server_away and not second.coverage().server_away


def test_what_a_killed_build_left_is_dropped_by_the_next(
    served: Settings, chroma_server: ChromaRun, monkeypatch: pytest.MonkeyPatch
) -> None:
    built(served, BEFORE)
    before = set(chroma_server.names())

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("retrieval.adapters.chroma_server.write_collection", killed)
        with pytest.raises(KeyboardInterrupt):
            built(served, NOW)
    stray = set(chroma_server.names()) - before
    assert len(stray) == 1
    engine = built(served, NOW)
    assert not stray & set(chroma_server.names())
    assert answers(engine, NOW) and not engine.coverage().server_away


@pytest.mark.usefixtures("unhurried")
def test_build_that_the_server_drops_out_of_leaves_nothing_there(
    served: Settings, relay: Relay, chroma_server: ChromaRun, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = built(served, BEFORE)
    before = chroma_server.names()
    put = chroma_http.Collections.put

    def broken(collections: chroma_http.Collections, collection: object, ids: Ids, vectors: Vectors) -> None:
        relay.mode = "broken"
        try:
            put(collections, collection, ids, vectors)  # type: ignore[arg-type]
        finally:
            relay.mode = "passed"

    with monkeypatch.context() as patch:
        patch.setattr(chroma_http.Collections, "put", broken)
        with pytest.raises(VectorsUnavailable):
            built(served, NOW)
    assert chroma_server.names() == before
    assert answers(engine, BEFORE)
    assert answers(built(served, NOW), NOW)


# --- the server fails while questions are asked


@pytest.mark.usefixtures("always_tried")
@pytest.mark.parametrize("mode", FAULTS)
def test_answers_go_on_whatever_the_server_does_and_say_so(library: Settings, relay: Relay, mode: str) -> None:
    own = patient(library, relay, 0.2 if mode in ("silent", "dripping", "endless") else 5)
    engine = open_engine(own)
    assert not engine.coverage().server_away
    relay.mode = mode
    assert answers(engine, NOW)
    assert engine.coverage().server_away
    assert engine.ask("Wie werkt aan infuus?").coverage.server_away
    relay.mode = "passed"
    assert answers(engine, NOW)
    assert not engine.coverage().server_away


@pytest.mark.usefixtures("always_tried")
@pytest.mark.parametrize("mode", ["silent", "closing", "garbage", "unknown"])
def test_who_begins_while_the_server_is_away_answers_and_says_so(library: Settings, relay: Relay, mode: str) -> None:
    relay.mode = mode
    engine = open_engine(patient(library, relay, 0.2))
    assert engine.coverage().server_away
    assert answers(engine, NOW)
    relay.mode = "passed"
    assert answers(engine, NOW) and not engine.coverage().server_away


@pytest.mark.usefixtures("encoder", "verified_here", "always_tried")
def test_server_that_was_killed_and_started_again_is_used_again(settings: Settings, tmp_path: Path) -> None:
    with chroma_running(tmp_path / "chroma") as server:
        own = replace(settings, chroma=ChromaSettings(server.url))
        engine = built(own, NOW)
        assert answers(engine, NOW) and not engine.coverage().server_away
        server.stop(signal.SIGKILL)
        assert answers(engine, NOW) and engine.coverage().server_away
        server.start()
        assert answers(engine, NOW) and not engine.coverage().server_away


@pytest.mark.usefixtures("always_tried")
@pytest.mark.parametrize("lost", [True, False], ids=["collection", "record"])
def test_lost_vectors_are_noticed_and_made_again(
    served: Settings, chroma_server: ChromaRun, lost: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("retrieval.adapters.chroma_server._LOOK_SECONDS", -1.0)
    engine = built(served, NOW)
    name = collection(current_folder(served.index))
    chroma_server.drop(name) if lost else chroma_server.lose_one(name, str(engine.search("kraan").hits[0].passage.id))
    for one in (engine, open_engine(served)):
        assert answers(one, NOW) and one.coverage().server_away
    problems = check(served, NL)
    assert NL("chroma.lost" if lost else "chroma.other") in problems[0]
    repair(served)
    assert check(served, NL) == []
    assert answers(engine, NOW) and not engine.coverage().server_away


def test_lost_vectors_are_made_again_by_a_build_without_reading(served: Settings, chroma_server: ChromaRun) -> None:
    built(served, NOW)
    chroma_server.drop(collection(current_folder(served.index)))
    report = fill(served, NOW)
    assert (report.unchanged, report.published) == (len(NOW), True)
    assert check(served, NL) == []


# --- the server fails while a library is built


@pytest.mark.usefixtures("unhurried")
@pytest.mark.parametrize("mode", ["silent", "broken", "busy", "closing", "garbage", "redirecting", "refusing", "unknown"])
def test_build_without_a_server_says_what_to_do_and_the_last_state_stays(
    library: Settings, states: Path, relay: Relay, mode: str
) -> None:
    engine = open_engine(library)
    relay.mode = mode
    with pytest.raises(VectorsUnavailable) as told:
        fill(library, LATER, states)
    assert relay.url in NL.error(told.value) and "secret of the server" not in str(told.value)
    assert answers(engine, NOW)
    relay.mode = "passed"
    report = fill(library, LATER, states)
    assert (report.unchanged, report.published) == (len(LATER), True)
    assert answers(engine, LATER) and check(library, NL) == []


@pytest.mark.parametrize("mode", ["nothing", "others", "far"])
def test_generation_of_a_server_that_finds_wrongly_is_not_trusted(served: Settings, relay: Relay, mode: str) -> None:
    relay.mode = mode
    engine = built(served, NOW)
    assert not read_manifest(current_folder(served.index)).trusts_vector_index
    assert answers(engine, NOW)


def test_nothing_is_asked_of_a_server_for_a_library_that_did_not_change(served: Settings, relay: Relay) -> None:
    built(served, NOW)
    relay.mode = "silent"
    assert not fill(patient(served, relay, 0.1), NOW).published


# --- with a server and without


def test_library_moves_to_a_server_and_back(served: Settings) -> None:
    local = replace(served, chroma=None)
    engine = built(local, NOW)
    assert answers(open_engine(served), NOW)  # what was built is opened
    assert check(served, NL) == [NL("check.differs")]
    report = fill(served, NOW)
    assert (report.unchanged, report.published) == (len(NOW), True)
    assert check(served, NL) == []
    assert answers(engine, NOW)
    without = open_engine(local)
    assert answers(without, NOW) and without.coverage().server_away
    assert check(local, NL) == [NL("check.differs")]
    repair(local)
    assert check(local, NL) == [] and not open_engine(local).coverage().server_away


@pytest.mark.usefixtures("always_tried")
def test_published_copy_has_a_collection_of_its_own(served: Settings, chroma_server: ChromaRun, tmp_path: Path) -> None:
    built(served, NOW)
    copy = elsewhere(served, tmp_path / "kopie")
    writers = with_server(WRITERS, server_of(served, copy.index))
    assert publish_copy(served.index, copy.index, writers)[1]
    assert not publish_copy(served.index, copy.index, writers)[1]
    engine = open_engine(copy)
    for state in (BEFORE, NOW, BEFORE):  # its generation is no longer kept there
        built(served, state)
    assert answers(engine, NOW) and not engine.coverage().server_away
    assert check(copy, NL) == []
    chroma_server.drop(collection(current_folder(copy.index)))
    assert publish_copy(served.index, copy.index, writers)[1]
    assert answers(engine, BEFORE) and not engine.coverage().server_away


def test_copy_may_be_without_a_server(served: Settings, tmp_path: Path) -> None:
    built(served, NOW)
    copy = replace(served, index=tmp_path / "kopie", chroma=None)
    assert publish_copy(served.index, copy.index, WRITERS)[1]
    assert not publish_copy(served.index, copy.index, WRITERS)[1]
    engine = open_engine(copy)
    assert answers(engine, NOW) and not engine.coverage().server_away
    assert check(copy, NL) == []


def test_copy_of_a_library_does_not_drop_what_the_first_one_uses(served: Settings, tmp_path: Path) -> None:
    engine = built(served, NOW)
    (tmp_path / "elders").mkdir()
    subprocess.run(["cp", "-a", str(served.index), str(tmp_path / "elders")], check=True)
    other = elsewhere(served, tmp_path / "elders" / "index")
    for state in (BEFORE, NOW, BEFORE):
        fill(other, state, served.index)
    assert answers(open_engine(other), BEFORE)
    assert answers(engine, NOW) and not engine.coverage().server_away
    assert check(served, NL) == []


@pytest.mark.parametrize("told", ["", "{", "[]", '{"name": "x"}', '{"name": "x", "count": 3, "more": 1}'])
def test_damaged_note_of_a_collection_is_noticed(served: Settings, told: str) -> None:
    engine = built(served, NOW)
    (current_folder(served.index) / CHROMA / "collection.json").write_text(told, encoding="ascii")
    assert answers(open_engine(served), NOW) and answers(engine, NOW)
    assert check(served, NL)
    with pytest.raises(IndexDamaged):
        read_collection(current_folder(served.index) / CHROMA)
    repair(served)
    assert check(served, NL) == []


# --- who guards the server


def test_headers_are_sent_and_shown_nowhere(served: Settings, relay: Relay, tmp_path: Path) -> None:
    """As a user does: real commands, and a proxy that asks for a key."""
    relay.wanted = ("Authorization", SECRET)
    source = write(tmp_path / "bron", NOW)
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PLANWIJZER_")}
    environment |= {"PLANWIJZER_CHROMA_URL": relay.url, "PLANWIJZER_INDEX": str(served.index)}
    said = ""

    def run(*command: str, header: str) -> subprocess.CompletedProcess[str]:
        nonlocal said
        env = environment | {"PLANWIJZER_CHROMA_HEADERS": f"X-Other: 1; Authorization: {header}"}
        done = subprocess.run([sys.executable, "-m", *command], cwd=ROOT, env=env, capture_output=True, text=True, check=False)
        said += done.stdout + done.stderr
        return done

    refused = run("ingest", "build", str(source), header="Bearer anders")
    assert refused.returncode == 2 and NL("chroma.key_refused") in refused.stderr
    assert run("ingest", "build", str(source), header=SECRET).returncode == 0
    assert run("ingest", "check", header=SECRET).returncode == 0
    found = run("retrieval", "ask", "Wie werkt aan infuus?", "--json", header=SECRET)
    assert "server_away" not in json.loads(found.stdout)["coverage"] and not found.stderr
    without = run("retrieval", "ask", "Wie werkt aan infuus?", "--json", header="Bearer anders")
    told = json.loads(without.stdout)
    assert told["coverage"]["server_away"] and NL("coverage.server_away") in without.stderr
    assert told["citations"] == json.loads(found.stdout)["citations"]
    assert all(headers.get("x-other") == "1" for headers in relay.headers)
    assert SECRET not in said and "Bearer" not in said
    written = [path for path in served.index.rglob("*") if path.is_file()]
    assert all(b"geheim" not in path.read_bytes() for path in written)
    assert SECRET not in repr(ChromaSettings(relay.url, headers=(("Authorization", SECRET),)))


# --- how often a server that is away is asked


class Waits:
    """An index that is there when told, and counts who asks for it."""

    def __init__(self) -> None:
        self.there, self.now, self.asked = False, 0.0, 0

    def open(self) -> ExactIndex:
        self.asked += 1
        if not self.there:
            raise VectorsUnavailable("http://x", "unreachable")
        return exact_index()


def exact_index() -> ExactIndex:
    return ExactIndex(np.arange(1, 4), np.eye(3, dtype=np.float32))


def found(index: ServedIndex) -> list[int]:
    return [int(identity) for identity in index.search(np.array([0.9, 0.3, 0.1], dtype=np.float32), 2)[0]]


def test_server_that_is_away_is_asked_seldom_and_found_back() -> None:
    waits = Waits()
    index = ServedIndex(waits.open, exact_index(), lambda: waits.now)
    assert index.away and waits.asked == 1
    for second in range(600):
        waits.now = float(second)
        assert found(index) == [1, 2]
    assert 8 <= waits.asked <= 15
    waits.there = True
    waits.now += 61
    assert found(index) == [1, 2] and not index.away
    waits.there = False
    index.close()


def test_server_that_fails_is_not_asked_by_the_next_question() -> None:
    waits = Waits()
    waits.there = True
    index = ServedIndex(waits.open, exact_index(), lambda: waits.now)

    def fail(*_: object) -> tuple[Ids, Scores]:
        raise VectorsUnavailable("http://x", "too_slow")

    index._index = SimpleNamespace(search=fail, close=lambda: None)  # type: ignore[assignment]
    assert found(index) == [1, 2] and index.away
    assert found(index) == [1, 2] and waits.asked == 1
    waits.now = 6.0
    assert found(index) == [1, 2] and not index.away and waits.asked == 2
