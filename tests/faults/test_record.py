"""A damaged record: what was indexed is there to the letter, or it is said that it is not."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from ingest.checking import check, repair
from ingest.pipeline import build as build_library
from retrieval.errors import FileUnusable, PlanwijzerError, RecordDamaged
from retrieval.generations.folders import current_folder
from retrieval.library import Library
from retrieval.library.schema import FILE
from retrieval.settings import Settings
from retrieval.texts import load_texts
from tests.faults.conftest import BEFORE, NOW, BuildHere, answers, engine_of, write

NL = load_texts("nl")
# What is reported and quoted; the others are kept to save work, and are looked at before they are used. Where an input was found
# is known anew at each build, and what moved needs no new indexes.
TOLD = (
    "SELECT version, id, title, kind, url, language, date, hash, pages, current, shape FROM documents ORDER BY version",
    "SELECT * FROM pages ORDER BY version, number",
    "SELECT * FROM passages ORDER BY id",
    "SELECT * FROM passage_plans ORDER BY passage, plan",
    "SELECT id, name, aliases, kind, status, website FROM plans ORDER BY id",
    "SELECT plan, facet, value FROM plan_facets ORDER BY plan, facet, value",
    "SELECT document, status, reason, pages, unreadable_pages FROM inputs ORDER BY 1, 2, 3, 4, 5",
)
FLIPS = 150


def content(index: Path) -> list[tuple[object, ...]]:
    """All that stands in the record; nothing when it can't be read."""
    try:
        with closing(sqlite3.connect(index / FILE)) as db:
            return [row for sql in TOLD for row in db.execute(sql)]
    except (sqlite3.Error, UnicodeDecodeError):
        return []


def problems(settings: Settings) -> list[str]:
    """What a check says, be it that it can't."""
    try:
        return check(settings, NL)
    except PlanwijzerError as error:
        return [NL.error(error)]


def test_no_changed_byte_changes_what_is_stored_without_a_check_that_says_so(library: Settings) -> None:
    path, chance = library.index / FILE, random.Random(6)
    kept, before = path.read_bytes(), content(library.index)
    changed = 0
    for place in chance.sample(range(len(kept)), FLIPS):
        data = bytearray(kept)
        data[place] ^= 1 << chance.randrange(8)
        path.write_bytes(data)
        if content(library.index) != before:
            changed += 1
            assert problems(library), f"byte {place}"
    assert changed


@pytest.mark.parametrize("part", [0.0, 0.001, 0.1, 0.5, 0.9])
def test_record_that_is_cut_off_is_told(library: Settings, build_again: BuildHere, part: float) -> None:
    path = library.index / FILE
    os.truncate(path, int(path.stat().st_size * part))
    assert any("--rebuild" in problem for problem in problems(library))
    for work in (partial(repair, library), build_again):
        with pytest.raises(RecordDamaged) as told:
            work()
        assert "--rebuild" in NL.error(told.value)


def test_changed_text_is_never_published_again(library: Settings, published: Path) -> None:
    with closing(sqlite3.connect(library.index / FILE)) as db, db:
        db.execute("UPDATE pages SET text = replace(text, 'infuus', 'infuzs')")
    assert any("zorg.md" in problem for problem in check(library, NL))
    with pytest.raises(RecordDamaged, match="zorg.md"):
        repair(library)
    write(published / "bron", NOW)
    build_library([published / "bron"], library, rebuild=True, progress=lambda *_: None)
    assert check(library, NL) == []
    assert answers(engine_of(library), NOW)


@pytest.mark.usefixtures("encoder", "verified_here")
def test_record_that_lost_its_end_is_told_and_the_next_build_reads_it_again(settings: Settings, tmp_path: Path) -> None:
    """As where somebody copies the file without its log."""
    source = write(tmp_path / "bron", BEFORE)
    build_library([source], settings, progress=lambda *_: None)
    early = record_alone(settings.index)
    write(source, NOW)
    build_library([source], settings, progress=lambda *_: None)
    record_alone(settings.index)
    (settings.index / FILE).write_bytes(early)
    assert current_folder(settings.index).name == "000002"
    assert check(settings, NL)
    engine = engine_of(settings)
    assert answers(engine, BEFORE)
    assert engine.coverage().stands_in
    report = build_library([source], settings, progress=lambda *_: None)
    assert report.unchanged == len(BEFORE.items() & NOW.items())
    assert check(settings, NL) == []
    assert answers(engine, NOW)


def record_alone(index: Path) -> bytes:
    """The file of the record, in which is all, without its log."""
    with closing(sqlite3.connect(index / FILE)) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    for path in index.glob(f"{FILE}-*"):
        path.unlink()
    return (index / FILE).read_bytes()


def test_log_that_a_killed_process_left_is_read(library: Settings, tmp_path: Path) -> None:
    """All that was written last stands in it."""
    copy = tmp_path / "kopie"
    with closing(sqlite3.connect(library.index / FILE)) as db:
        db.execute("INSERT INTO meta VALUES ('laatste', 'woord')")
        db.commit()
        shutil.copytree(library.index, copy)
    assert (copy / f"{FILE}-wal").stat().st_size
    assert Library(copy).meta("laatste") == "woord"


def test_record_that_is_no_longer_there_is_told(library: Settings) -> None:
    opened = Library(library.index)
    (library.index / FILE).unlink()
    assert opened.documents()  # who has it open has it
    with pytest.raises(PlanwijzerError) as told:
        engine_of(library)
    assert not isinstance(told.value, FileUnusable)
