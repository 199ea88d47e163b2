"""Stages of a build: a change of encoder, splitter or cleaning does again only what it touches."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future
from pathlib import Path

import numpy as np
import pytest

from ingest.reading import ReadDocument
from ingest.reading.workers import Readers
from retrieval.engine import Engine
from retrieval.generations.folders import current_folder
from retrieval.generations.manifest import read_manifest
from retrieval.library import Library
from retrieval.ports import Vectors
from retrieval.settings import Settings
from tests.conftest import Build
from tests.fakes import HashEncoder

OTHERS = [HashEncoder(identity="ander"), HashEncoder(dimension=32)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a document that has two passages, and a line of JSON."""
    folder = tmp_path / "bron"
    folder.mkdir()
    (folder / "a.md").write_text("# Aanpak\n\nHet consortium werkt aan waterstof.\n\n## Partners\n\nEen roc doet mee.\n")
    (folder / "l.jsonl").write_text('{"id": "l1", "title": "Regel", "text": "De werkplaats leert vakmensen onderhoud."}\n')
    return folder


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch) -> dict[str, int]:
    """How often files were read and documents cut."""
    done = {"read": 0, "cut": 0}

    class Counting(Readers):
        def submit(self, path: Path, data: bytes | None) -> Future[ReadDocument]:
            done["read"] += 1
            return super().submit(path, data)

    from ingest import shaping

    def counted(*arguments: object) -> object:
        done["cut"] += 1
        return lay_out(*arguments)  # type: ignore[arg-type]

    lay_out = shaping.lay_out
    monkeypatch.setattr("ingest.shaping.lay_out", counted)
    monkeypatch.setattr("ingest.pipeline.Readers", Counting)
    return done


def use(monkeypatch: pytest.MonkeyPatch, encoder: HashEncoder) -> None:
    monkeypatch.setattr("ingest.pipeline.load_encoder", lambda _: encoder)


def stored(settings: Settings, dimension: int) -> tuple[list[str], Vectors]:
    """The current passages with their vectors."""
    library = Library(settings.index)
    ids = library.current_passages()
    return [p.text for p in library.passages(ids.tolist()).values()], library.vectors(ids, dimension)


@pytest.mark.parametrize("other", OTHERS, ids=["identity", "dimension"])
def test_another_encoder_only_embeds(
    build: Build, folder: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch, other: HashEncoder, work: dict[str, int]
) -> None:
    build(folder)
    before, ids = stored(settings, 64)[0], Library(settings.index).current_passages().tolist()
    work.update(read=0, cut=0)
    use(monkeypatch, other)
    report = build(folder)
    texts, vectors = stored(settings, other.dimension)
    assert (work, report.again, report.unchanged, report.published) == ({"read": 0, "cut": 0}, 2, 2, True)
    assert (texts, Library(settings.index).current_passages().tolist()) == (before, ids)
    assert vectors.shape == (3, other.dimension) and vectors.any(axis=1).all()
    assert not build(folder).published


def test_another_encoder_embeds_as_building_with_it_does(
    build: Build, folder: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(folder)
    use(monkeypatch, OTHERS[1])
    build(folder)
    again = stored(settings, 32)
    build(folder, rebuild=True)
    anew = stored(settings, 32)
    assert again[0] == anew[0]
    assert np.array_equal(again[1], anew[1])


def test_documents_whose_files_are_gone_are_embedded_too(
    build: Build, folder: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(folder)
    (folder / "a.md").unlink()
    use(monkeypatch, OTHERS[1])
    build(folder)
    assert stored(settings, 32)[1].shape == (3, 32)


def test_embedding_again_that_is_stopped_leaves_what_was_and_goes_on_from_there(
    build: Build, folder: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Stopped(HashEncoder):
        def encode_passages(self, texts: Sequence[str]) -> Vectors:
            asked.extend(texts)
            if len(asked) == stops_at:
                raise KeyboardInterrupt
            return super().encode_passages(texts)

    build(folder)
    monkeypatch.setattr("ingest.embedding._TOGETHER", 1)
    asked: list[str] = []
    stops_at = 2
    use(monkeypatch, Stopped(dimension=32))
    with pytest.raises(KeyboardInterrupt):
        build(folder)
    assert Library(settings.index).meta("dimension") == "64"
    assert stored(settings, 64)[1].shape == (3, 64)
    asked.clear()
    stops_at = 99
    build(folder)
    assert len(asked) == 2 and stored(settings, 32)[1].shape == (3, 32)


def test_while_it_is_embedded_again_the_library_answers_with_the_encoder_before(
    build: Build, folder: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    from retrieval.assembly import open_engine

    found: list[Engine] = []

    class Asking(HashEncoder):
        def encode_passages(self, texts: Sequence[str]) -> Vectors:
            if len(texts) > 1:
                found.append(open_engine(settings))
                assert found[-1].search("waterstof").hits
            return super().encode_passages(texts)

    build(folder)
    use(monkeypatch, Asking(dimension=32))
    build(folder)
    assert found


def test_another_way_of_cutting_reads_nothing(
    build: Build, folder: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch, work: dict[str, int]
) -> None:
    build(folder)
    work.update(read=0, cut=0)
    for module in ("ingest.shaping", "ingest.storing", "ingest.pipeline"):
        monkeypatch.setattr(f"{module}.SHAPE", "anders")
    report = build(folder)
    assert (work, report.published) == ({"read": 0, "cut": 2}, True)
    assert read_manifest(current_folder(settings.index)).shape == "anders"


def test_documents_that_the_run_does_not_come_by_are_cut_in_the_new_way_too(
    build: Build, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, work: dict[str, int]
) -> None:
    build(folder)
    other = tmp_path / "ander.md"
    other.write_text("Een ander stuk.")
    (folder / "a.md").unlink()
    for module in ("ingest.shaping", "ingest.storing", "ingest.pipeline"):
        monkeypatch.setattr(f"{module}.SHAPE", "anders")
    work.update(read=0, cut=0)
    report = build(other)
    assert (work, report.again, report.documents) == ({"read": 1, "cut": 3}, 2, 3)
    assert not build(other).published


def test_another_reader_reads_again(build: Build, folder: Path, monkeypatch: pytest.MonkeyPatch, work: dict[str, int]) -> None:
    build(folder)
    monkeypatch.setattr("ingest.readings.READING", "reading-another")
    work.update(read=0, cut=0)
    build(folder)
    assert work == {"read": 1, "cut": 2}


def test_readings_that_no_input_has_are_dropped(build: Build, folder: Path, settings: Settings) -> None:
    build(folder)
    for number in range(3):
        (folder / "a.md").write_text(f"# Aanpak {number}\n\nTekst.")
        build(folder)
    import sqlite3

    with sqlite3.connect(settings.index / "library.sqlite") as db:
        assert db.execute("SELECT count(*) FROM readings").fetchone() == (2,)


def test_what_is_cut_again_and_stays_the_same_is_not_embedded_again(
    build: Build, folder: Path, tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch, work: dict[str, int]
) -> None:
    embedded: list[str] = []

    class Counting(HashEncoder):
        def encode_passages(self, texts: Sequence[str]) -> Vectors:
            embedded.extend(texts)
            return super().encode_passages(texts)

    use(monkeypatch, Counting())
    build(folder)
    before = Library(settings.index).current_passages().tolist()
    embedded.clear()
    work.update(read=0, cut=0)
    table = tmp_path / "tabel"
    table.mkdir()
    (table / "plans.csv").write_text(
        "id,name,aliases,kind,status,website,provinces,places,themes,sectors,levels\nnieuw,Nieuw Plan,,pps,,,,,,,\n"
    )
    (table / "catalogue.csv").write_text("id,title,kind,file,source_url,language,date,plans\n")
    build(folder, table / "catalogue.csv")
    assert (work, embedded) == ({"read": 0, "cut": 2}, [])
    assert Library(settings.index).current_passages().tolist() == before
