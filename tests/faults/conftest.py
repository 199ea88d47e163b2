"""A library of two published states, to damage."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from ingest.outcomes import BuildReport
from ingest.pipeline import build as build_library
from retrieval.assembly import open_engine
from retrieval.engine import Engine
from retrieval.settings import Settings
from retrieval.verifying import verify
from tests.conftest import copy_index
from tests.fakes import HashEncoder

# The states that were published: the documents with a word of their own in each.
BEFORE = {"lassen.md": "lasboog", "zorg.md": "verband"}
NOW = {"lassen.md": "lasboog", "zorg.md": "infuus", "haven.md": "kraan"}
Answered = Callable[[Engine], dict[str, str]]
BuildHere = Callable[[], BuildReport]


def write(folder: Path, words: dict[str, str]) -> Path:
    """Make a folder of documents that have these words."""
    folder.mkdir(exist_ok=True)
    for name, word in words.items():
        text = f"# Over {name}\n\nHet consortium werkt aan {word}.\n\n## Partners\n\nEen roc leert {word} in de praktijk.\n"
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory, corpus: Path) -> Path:
    """An index with a generation of each state."""
    folder = tmp_path_factory.mktemp("standen")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("ingest.pipeline.load_encoder", lambda _: HashEncoder())
        patch.setattr("retrieval.generations.publishing.verify_in_child", verify)
        for words in (BEFORE, NOW):
            build_library([write(folder / "bron", words)], Settings(folder / "index", corpus), progress=lambda *_: None)
    return folder


@pytest.fixture
def library(published: Path, settings: Settings, encoder: HashEncoder, verified_here: None) -> Settings:  # noqa: ARG001
    """A copy of it."""
    copy_index(published / "index", settings.index)
    return settings


@pytest.fixture
def build_again(published: Path, library: Settings) -> BuildHere:
    """Build the last state again."""
    return lambda: build_library([published / "bron"], library, progress=lambda *_: None)


def engine_of(settings: Settings) -> Engine:
    """A process that begins to answer."""
    return open_engine(settings)


def answers(engine: Engine, words: dict[str, str]) -> bool:
    """Whether each document is found by its word, with a quotation that holds, and no other document is there."""
    for document, word in words.items():
        hit = engine.search(word, limit=1).hits[0]
        text = engine.page(document, hit.passage.page).text
        if hit.document.id != document or word not in text[hit.passage.start : hit.passage.end]:
            return False
    return {document.id for document in engine.documents()} == words.keys()


def elsewhere(settings: Settings, index: Path) -> Settings:
    """The settings with another folder."""
    return replace(settings, index=index)
