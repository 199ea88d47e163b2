"""Checks and repairs: do record, spans and published indexes agree?"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from ingest.checking import check, repair
from ingest.pipeline import build as build_library
from retrieval.errors import IndexMissing, LibraryBusy
from retrieval.generations.folders import MANIFEST, current_folder
from retrieval.generations.publishing import verify_in_child
from retrieval.library import CURRENT, Library, LibraryWriter
from retrieval.ports import Vectors
from retrieval.settings import Settings
from retrieval.texts import load_texts
from retrieval.verifying import verify
from tests.conftest import copy_index
from tests.fakes import HashEncoder

NL = load_texts("nl")
Damage = Callable[[Path], object]


class Refusing(HashEncoder):
    """An encoder that no repair may need."""

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        raise AssertionError(f"embedded again: {texts}")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, corpus: Path) -> Settings:
    """A published library of three documents."""
    folder = tmp_path_factory.mktemp("gebouwd")
    for name in ("waterstof", "onderhoud", "zorg"):
        (folder / f"{name}.md").write_text(f"# {name}\n\nHet consortium werkt aan {name}.\n\nEn aan leren.", encoding="utf-8")
    settings = Settings(folder / "index", corpus)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("ingest.pipeline.load_encoder", lambda _: HashEncoder())
        patch.setattr("retrieval.generations.publishing.verify_in_child", verify)
        build_library([folder / f"{name}.md" for name in ("waterstof", "onderhoud", "zorg")], settings, progress=lambda *_: None)
    return settings


@pytest.fixture
def library(built: Settings, settings: Settings, verified_here: None, monkeypatch: pytest.MonkeyPatch) -> Settings:  # noqa: ARG001
    """A copy of it to damage, with an encoder that refuses."""
    monkeypatch.setattr("ingest.pipeline.load_encoder", lambda _: Refusing())
    copy_index(built.index, settings.index)
    return settings


def flip(path: Path) -> None:
    """Change one byte in the middle of a file."""
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 0x55
    path.write_bytes(data)


def test_whole_library_has_no_problems(library: Settings) -> None:
    assert check(library, NL) == []


@pytest.mark.parametrize(
    "damage",
    [
        lambda generation: flip(generation / "vectors.npy"),
        lambda generation: flip(generation / "chroma" / "0000" / "index" / "chroma.sqlite3"),
        lambda generation: flip(next((generation / "lexical").glob("*.store"))),
        lambda generation: (generation / MANIFEST).write_text("{", encoding="utf-8"),
        lambda generation: shutil.rmtree(generation / "chroma"),
        shutil.rmtree,
        lambda generation: (generation.parent.parent / CURRENT).unlink(),
        lambda generation: (generation.parent.parent / CURRENT).write_text("000099", encoding="ascii"),
    ],
    ids=[
        "vectors changed",
        "chroma changed",
        "lexical changed",
        "manifest damaged",
        "chroma gone",
        "generation gone",
        "current gone",
        "current wrong",
    ],
)
def test_damage_is_reported_and_repaired_without_embedding(library: Settings, damage: Damage) -> None:
    before = Library(library.index).vectors(Library(library.index).current_passages(), 64).tobytes()
    damage(current_folder(library.index))
    assert len(check(library, NL)) == 1
    assert repair(library) >= 1
    assert check(library, NL) == []
    assert Library(library.index).vectors(Library(library.index).current_passages(), 64).tobytes() == before


def test_repaired_library_needs_no_build(library: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    flip(current_folder(library.index) / "vectors.npy")
    number = repair(library)
    monkeypatch.setattr("ingest.pipeline.load_encoder", lambda _: HashEncoder())
    source = library.index.parent / "leeg"
    source.mkdir()
    report = build_library([source], library, progress=lambda *_: None)
    assert (report.published, report.generation) == (False, number)


def test_passage_beyond_the_end_of_its_page_is_reported(library: Settings) -> None:
    with sqlite3.connect(library.index / "library.sqlite") as db:
        db.execute("UPDATE pages SET text = substr(text, 1, 3) WHERE version = 1")
    lost = len([p for p in Library(library.index).passages(range(1, 100)).values() if p.version == 1])
    problems = check(library, NL)
    assert sum("passage" in problem for problem in problems) == lost > 0
    assert NL("check.changed", document="waterstof.md") in problems


def test_record_that_is_ahead_of_the_published_state_is_reported_and_published(library: Settings) -> None:
    with LibraryWriter(library.index) as writer, sqlite3.connect(library.index / "library.sqlite") as db:
        assert writer is not None
        db.execute("UPDATE documents SET current = 0 WHERE version = 1")
    assert check(library, NL) == [NL("check.differs")]
    repair(library)
    assert check(library, NL) == []


def test_library_that_is_not_there_is_missing(settings: Settings) -> None:
    with pytest.raises(IndexMissing):
        check(settings, NL)
    assert not settings.index.exists()


def test_library_that_another_writes_is_not_repaired(library: Settings) -> None:
    with LibraryWriter(library.index), pytest.raises(LibraryBusy):
        repair(library)


def test_repairs_leave_no_more_than_the_current_generation_and_the_one_before(library: Settings) -> None:
    for _ in range(3):
        repair(library)
    assert len(list((library.index / "generations").iterdir())) == 2


def test_child_process_verifies_as_this_one_does(library: Settings) -> None:
    assert verify_in_child(current_folder(library.index)) == pytest.approx(verify(current_folder(library.index)), abs=1e-4)
