"""What reads the library of the shipped corpus."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.catalogue import PLANS, read_catalogue, read_plans
from retrieval.__main__ import main
from retrieval.assembly import open_engine
from retrieval.engine import Engine
from retrieval.glossary import Glossary, read_glossary
from retrieval.model import Plan
from retrieval.settings import CATALOGUE, CORPUS, Settings
from retrieval.understanding.filters import FilterReader
from retrieval.understanding.question import Understanding
from retrieval.vocabulary import Vocabulary, read_vocabulary
from tests.retrieval.landscape import built, opened, written

PrintedPage = Callable[[str, int], bytes]


@pytest.fixture(scope="session")
def engine(shipped_library: Settings) -> Engine:
    return open_engine(shipped_library)


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    return read_vocabulary(CORPUS)


@pytest.fixture(scope="session")
def glossary() -> Glossary:
    return read_glossary(CORPUS)


@pytest.fixture(scope="session")
def plans() -> list[Plan]:
    return read_plans(CORPUS / PLANS)


@pytest.fixture(scope="session")
def reader(vocabulary: Vocabulary, plans: list[Plan]) -> FilterReader:
    return FilterReader(vocabulary, plans)


@pytest.fixture(scope="session")
def understanding(engine: Engine) -> Understanding:
    """What questions about the shipped library are understood with."""
    return engine.retriever().snapshot.understanding


@pytest.fixture(scope="session")
def landscape(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Where the library of the small landscape of plans is; built."""
    return built(written(tmp_path_factory.mktemp("landscape")))


@pytest.fixture(scope="session")
def guide(landscape: Settings) -> Engine:
    """What answers from the small landscape."""
    return opened(landscape)


@pytest.fixture
def index(shipped_library: Settings, engine: Engine, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The index of the shipped library; the door gets the engine that is open already, because opening takes half a second."""

    def open_or_share(settings: Settings) -> Engine:
        return engine if settings == shipped_library else open_engine(settings)

    monkeypatch.setattr("retrieval.__main__.open_engine", open_or_share)
    return shipped_library.index


@pytest.fixture
def printed_page(index: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> PrintedPage:
    """What ``python -m retrieval page DOCUMENT PAGE`` prints for the shipped library."""

    def printed(document: str, page: int) -> bytes:
        capsysbinary.readouterr()
        assert main(["page", document, str(page), "--index", str(index)]) == 0
        return capsysbinary.readouterr().out

    return printed


@pytest.fixture(scope="session")
def shipped_files() -> dict[str, Path]:
    """The file of each shipped document, by its id in the catalogue."""
    return {entry.id: CORPUS / entry.file for entry in read_catalogue(CORPUS / CATALOGUE) if entry.file}
