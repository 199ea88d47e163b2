"""Damaged generations: the one before answers and says so, and the next build or a repair makes a new one."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ingest.checking import check, repair
from retrieval.__main__ import main
from retrieval.children import run_child
from retrieval.engine import Engine
from retrieval.errors import IndexDamaged, IndexMissing
from retrieval.generations import publishing
from retrieval.generations.folders import FOLDER, MANIFEST, current_folder
from retrieval.generations.manifest import read_manifest
from retrieval.library import CURRENT
from retrieval.settings import Settings
from retrieval.texts import load_texts
from tests.faults.conftest import BEFORE, NOW, BuildHere, answers, engine_of

NL = load_texts("nl")
Damage = Callable[[Path], object]


def flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 0x04
    path.write_bytes(data)


def cut(path: Path, part: float) -> None:
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * part)])


DAMAGES: dict[str, Damage] = {
    "a byte changed": flip,
    "emptied": lambda path: path.write_bytes(b""),
    "cut in half": lambda path: cut(path, 0.5),
    "cut at its end": lambda path: path.write_bytes(path.read_bytes()[:-1]),
    "gone": Path.unlink,
    "a folder": lambda path: (path.unlink(), path.mkdir()),
}


def damaged(folder: Path, damage: Damage) -> Iterator[str]:
    """Damage one file of a generation after the other; their names."""
    for name in [*read_manifest(folder).files, MANIFEST]:
        path = folder / name
        kept = path.read_bytes()
        if kept:
            damage(path)
            yield name
            shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
            path.write_bytes(kept)


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_whatever_file_is_damaged_is_noticed_and_answers_are_right(library: Settings, damage: Damage) -> None:
    names = []
    for name in damaged(current_folder(library.index), damage):
        assert check(library, NL), name
        engine = engine_of(library)
        spared = name.startswith("chroma/")  # exact search stands in for that alone
        assert answers(engine, NOW if spared else BEFORE), name
        assert engine.coverage().stands_in is not spared, name
        names.append(name)
    assert {name.split("/")[0] for name in names} >= {"chroma", "lexical", "vectors.npy", "ids.npy", "words.tsv", MANIFEST}
    assert check(library, NL) == []


@pytest.mark.parametrize("damage", [shutil.rmtree, lambda folder: shutil.rmtree(folder / "lexical")], ids=["all", "a part"])
@pytest.mark.parametrize("mend", ["build", "repair"])
def test_lost_generation_is_replaced_without_reading_or_embedding(
    library: Settings, build_again: BuildHere, damage: Damage, mend: str
) -> None:
    engine = engine_of(library)
    damage(current_folder(library.index))
    assert answers(engine_of(library), BEFORE)
    if mend == "build":
        report = build_again()
        assert (report.unchanged, report.published) == (len(NOW), True)
    else:
        repair(library)
    assert check(library, NL) == []
    for one in (engine, engine_of(library)):
        assert answers(one, NOW)
        assert not one.coverage().stands_in


CURRENTS: dict[str, Damage] = {
    "gone": Path.unlink,
    "empty": lambda path: path.write_bytes(b""),
    "garbage": lambda path: path.write_bytes(b"\xff\xfe\x00"),
    "another name": lambda path: path.write_bytes(b"000\x7f02"),
    "out of the folder": lambda path: path.write_bytes(b"../../etc"),
}


@pytest.mark.parametrize("damage", CURRENTS.values(), ids=CURRENTS)
def test_without_a_name_for_the_generation_in_use_the_newest_answers(library: Settings, damage: Damage) -> None:
    damage(library.index / CURRENT)
    assert len(check(library, NL)) == 1
    engine = engine_of(library)
    assert answers(engine, NOW)
    assert engine.coverage().stands_in
    repair(library)
    assert answers(engine, NOW)
    assert not engine.coverage().stands_in


def test_name_of_a_generation_that_is_not_there_is_no_loss(library: Settings) -> None:
    (library.index / CURRENT).write_text("000099", encoding="ascii")
    assert answers(engine_of(library), NOW)
    assert len(check(library, NL)) == 1


# --- a process that was answering


@pytest.fixture
def engine(library: Settings) -> Engine:
    engine = engine_of(library)
    assert answers(engine, NOW)
    return engine


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_process_that_answers_notices_damage_at_its_next_question(library: Settings, engine: Engine, damage: Damage) -> None:
    damage(current_folder(library.index) / "vectors.npy")
    assert answers(engine, BEFORE)
    assert engine.coverage().stands_in
    repair(library)
    assert answers(engine, NOW)
    assert not engine.coverage().stands_in


def test_process_that_answers_goes_on_when_all_generations_are_removed(library: Settings, engine: Engine) -> None:
    shutil.rmtree(library.index / FOLDER)
    assert answers(engine, NOW)
    assert engine.coverage().stands_in
    repair(library)
    assert answers(engine, NOW)
    assert not engine.coverage().stands_in


def test_process_whose_generations_are_all_overwritten_answers_nothing(library: Settings, engine: Engine) -> None:
    for folder in (library.index / FOLDER).iterdir():
        flip(folder / "vectors.npy")
    with pytest.raises(IndexDamaged):
        engine.search("kraan")
    repair(library)
    assert answers(engine, NOW)


def test_library_without_any_generation_is_missing(library: Settings) -> None:
    shutil.rmtree(library.index / FOLDER)
    (library.index / CURRENT).unlink()
    with pytest.raises(IndexMissing):
        engine_of(library)


# --- a generation that ends the process that opens it


def crash(module: str, *arguments: str, **limits: float) -> bytes:
    assert module == "retrieval.verifying"
    return run_child("tests.faults.crashing", *arguments, **limits)


IN_CHILD = publishing.verify_in_child  # which the fixtures replace


def test_new_generation_that_ends_its_reader_is_not_published(
    library: Settings, build_again: BuildHere, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = engine_of(library)
    flip(current_folder(library.index) / "vectors.npy")
    with monkeypatch.context() as patch:
        patch.setattr("retrieval.generations.publishing.run_child", crash)
        patch.setattr("retrieval.generations.publishing.verify_in_child", IN_CHILD)
        with pytest.raises(IndexDamaged, match="-11"):
            build_again()
    assert current_folder(library.index).name == "000002"
    assert answers(engine, BEFORE)
    report = build_again()
    assert (report.unchanged, report.published) == (len(NOW), True)
    assert answers(engine, NOW)


def test_generation_that_ends_its_reader_since_an_upgrade_is_not_opened(
    library: Settings, build_again: BuildHere, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("retrieval.generations.publishing.run_child", crash)
    monkeypatch.setattr("retrieval.assembly.software", lambda: "chromadb 9")
    monkeypatch.setattr("retrieval.assembly.verify_in_child", IN_CHILD)
    engine = engine_of(library)
    assert answers(engine, BEFORE)
    assert engine.coverage().stands_in
    for module in ("retrieval.generations.deriving", "retrieval.generations.increments", "ingest.pipeline"):
        monkeypatch.setattr(f"{module}.software", lambda: "chromadb 9")
    report = build_again()
    assert (report.unchanged, report.published) == (len(NOW), True)
    assert answers(engine, NOW)
    assert not engine.coverage().stands_in


def test_check_outlives_a_generation_that_ends_its_reader(library: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("retrieval.generations.publishing.run_child", crash)
    monkeypatch.setattr("ingest.checking.verify_in_child", IN_CHILD)
    assert check(library, NL) == [NL("check.damaged", reason="exit -11")]


# --- what is kept


def test_damaged_generation_is_dropped_before_a_whole_one(library: Settings, build_again: BuildHere) -> None:
    flip(current_folder(library.index) / "ids.npy")
    build_again()
    assert sorted(folder.name for folder in (library.index / FOLDER).iterdir()) == ["000001", "000003"]
    flip(current_folder(library.index) / "ids.npy")
    assert answers(engine_of(library), BEFORE)


def test_generation_of_another_record_is_not_used(library: Settings) -> None:
    """The numbers of passages mean others there."""
    folder = library.index / FOLDER
    manifest = folder / "000001" / MANIFEST
    manifest.write_text(manifest.read_text(encoding="utf-8").replace('"number": 1', '"number": 1 '), encoding="utf-8")
    flip(folder / "000002" / "ids.npy")
    with pytest.raises(IndexDamaged, match="ids.npy"):
        engine_of(library)


@pytest.mark.parametrize("command", [["search", "lasboog"], ["ask", "wie werkt aan lasboog?"]])
def test_who_asks_on_the_command_line_is_told_that_an_earlier_state_answers(
    library: Settings, command: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.rmtree(current_folder(library.index))
    assert main([*command, "--index", str(library.index), "--json"]) == 0
    said = capsys.readouterr()
    assert said.err.startswith("De laatste stand van de bibliotheek is beschadigd") and "check --repair" in said.err
    found = json.loads(said.out)
    assert command[0] == "search" or found["coverage"]["stands_in"]
