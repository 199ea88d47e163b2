"""Writing the record: versions, one transaction a document, one writer at a time."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import numpy as np
import pytest

from retrieval.errors import FileUnusable, IndexMismatch, LibraryBusy, RecordDamaged
from retrieval.library import InputRecord, Library, LibraryWriter, NewPassage, NewVersion
from retrieval.model import Page, Plan
from tests.conftest import Store
from tests.fakes import HashEncoder

PAGE = Page("a", 1, "", "Een.")


def texts(library: Library) -> list[str]:
    """The texts of the current passages."""
    return [passage.text for passage in library.passages([int(i) for i in library.current_passages()]).values()]


def new_version(identity: str, *pages: Page, passages: int = 1) -> NewVersion:
    held = [NewPassage(1, 0, 3, (), "nl", ())] * passages
    return NewVersion(identity, "T", "", "", "nl", "", "", pages, held)


def entry(source: str, status: str = "indexed") -> InputRecord:
    return InputRecord(source, "a", "digest", status, "", 1, 0)


def plan(identity: str, name: str = "", **facets: tuple[str, ...]) -> Plan:
    return Plan(identity, name or identity, ("alias",), "pps", "granted", "", facets)


def test_new_version_takes_the_place_of_the_old_which_stays_readable(tmp_path: Path, store: Store) -> None:
    first = store(tmp_path, "a", "Eerste tekst.")
    second = store(tmp_path, "a", "Tweede tekst.", "Nog een bladzijde.")
    library = Library(tmp_path)
    assert [document.version for document in library.documents()] == [second]
    assert [document.version for document in library.versions("a")] == [second, first]
    assert texts(library) == ["Tweede tekst.", "Nog een bladzijde."]
    assert library.page(first, 1) == Page("a", 1, "1", "Eerste tekst.")


def test_versions_that_nothing_refers_to_are_dropped_with_all_they_hold(tmp_path: Path, store: Store) -> None:
    versions = [store(tmp_path, "a", f"Tekst {n}.", plans=("p",)) for n in range(3)]
    other = store(tmp_path, "b", "Ander document.")
    with LibraryWriter(tmp_path) as writer:
        writer.drop_versions_except([versions[1]])
    library = Library(tmp_path)
    assert [document.version for document in library.versions("a")] == [versions[2], versions[1]]
    assert [library.page(version, 1) is None for version in (*versions, other)] == [True, False, False, False]
    assert len(library.plan_passages()["p"]) == 2
    assert len(list(library.spans())) == 3


def test_ids_of_dropped_passages_are_never_given_again(tmp_path: Path, store: Store) -> None:
    store(tmp_path, "a", "Eerste tekst.")
    store(tmp_path, "b", "Tweede tekst.")
    before = set(Library(tmp_path).current_passages().tolist())
    with LibraryWriter(tmp_path) as writer:
        writer.forget_all()
        writer.drop_versions_except([])
    store(tmp_path, "c", "Derde tekst.")
    assert not before & set(Library(tmp_path).current_passages().tolist())


@pytest.mark.parametrize(
    ("pages", "vectors", "error"),
    [((PAGE, PAGE), 1, sqlite3.IntegrityError), ((PAGE,), 2, ValueError)],
    ids=["page twice", "vectors too many"],
)
def test_document_that_fails_leaves_the_old_one_as_it_was(
    tmp_path: Path, store: Store, pages: tuple[Page, ...], vectors: int, error: type[Exception]
) -> None:
    store(tmp_path, "a", "Eerste tekst.")
    before = Library(tmp_path).inputs()
    with LibraryWriter(tmp_path) as writer, pytest.raises(error):
        writer.put_version(new_version("a", *pages), HashEncoder().encode_passages(["x"] * vectors), entry("anders"))
    assert texts(Library(tmp_path)) == ["Eerste tekst."]
    assert Library(tmp_path).inputs() == before


def test_writer_goes_on_after_a_document_that_failed(tmp_path: Path) -> None:
    vectors = np.zeros((1, 4), dtype=np.float32)
    with LibraryWriter(tmp_path) as writer:
        with pytest.raises(sqlite3.IntegrityError):
            writer.put_version(new_version("a", PAGE, PAGE), vectors, entry("a"))
        writer.put_version(new_version("a", PAGE), vectors, entry("a"))
    assert texts(Library(tmp_path)) == ["Een"]


def test_input_has_one_record_the_last(tmp_path: Path) -> None:
    with LibraryWriter(tmp_path) as writer:
        writer.put_input(entry("b", "unreadable"))
        writer.put_input(entry("a"))
        writer.put_input(entry("b", "missing"))
    assert [(found.source, found.status) for found in Library(tmp_path).inputs()] == [("a", "indexed"), ("b", "missing")]


def test_plans_come_in_the_order_they_were_given_with_sorted_facets(tmp_path: Path) -> None:
    with LibraryWriter(tmp_path) as writer:
        writer.put_plans([plan("z", theme=("b", "a")), plan("a", level=("mbo",))], "tabel")
    assert [(found.id, found.facets) for found in Library(tmp_path).plans()] == [
        ("z", {"theme": ("a", "b")}),
        ("a", {"level": ("mbo",)}),
    ]


def test_plan_put_again_is_replaced_whole(tmp_path: Path) -> None:
    with LibraryWriter(tmp_path) as writer:
        writer.put_plans([plan("a", "Oud", theme=("x",), level=("mbo",))], "tabel")
        writer.put_plans([plan("a", "Nieuw", theme=("y",))], "tabel")
    (found,) = Library(tmp_path).plans()
    assert (found.name, found.facets) == ("Nieuw", {"theme": ("y",)})


def test_plan_that_its_table_no_longer_lists_is_gone_and_those_of_others_stay(tmp_path: Path) -> None:
    with LibraryWriter(tmp_path) as writer:
        writer.put_plans([plan("a", theme=("x",)), plan("b")], "een")
        writer.put_plans([plan("c", theme=("x",))], "twee")
        writer.put_plans([plan("b")], "een")
    assert sorted(found.id for found in Library(tmp_path).plans()) == ["b", "c"]


def test_facets_of_texts_are_replaced_and_those_of_the_catalogue_stay(tmp_path: Path) -> None:
    with LibraryWriter(tmp_path) as writer:
        writer.put_plans([plan("a", theme=("x",))], "tabel")
        writer.put_text_facets([("a", "theme", "oud", 0), ("a", "theme", "x", 0), ("a", "place", "Ede", 0)])
        writer.put_text_facets([("a", "theme", "y", 0), ("a", "theme", "y", 0)])
    assert Library(tmp_path).plans()[0].facets == {"theme": ("x", "y")}
    with LibraryWriter(tmp_path) as writer:
        writer.put_text_facets([])
    assert Library(tmp_path).plans()[0].facets == {"theme": ("x",)}


def test_forgetting_leaves_old_versions_to_the_generations_that_refer_to_them(tmp_path: Path, store: Store) -> None:
    version = store(tmp_path, "a", "Eerste tekst.")
    with LibraryWriter(tmp_path) as writer:
        writer.forget_all()
    library = Library(tmp_path)
    assert (library.documents(), library.inputs(), library.plans(), len(library.current_passages())) == ([], [], [], 0)
    assert library.page(version, 1) is not None


def test_second_writer_is_told_that_the_library_is_busy(tmp_path: Path) -> None:
    with LibraryWriter(tmp_path), pytest.raises(LibraryBusy):
        LibraryWriter(tmp_path)
    with LibraryWriter(tmp_path) as writer:
        writer.set_meta(a="b")


def test_lock_is_free_after_a_failure_inside(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError), LibraryWriter(tmp_path):
        raise RuntimeError
    with LibraryWriter(tmp_path):
        pass


def test_reader_sees_a_change_only_when_it_is_whole(tmp_path: Path, store: Store) -> None:
    store(tmp_path, "a", "Eerste tekst.")
    library = Library(tmp_path)
    with sqlite3.connect(tmp_path / "library.sqlite") as db:
        db.execute("UPDATE documents SET current = 0")
        assert texts(library) == ["Eerste tekst."]
    assert texts(library) == []


@pytest.mark.parametrize("content", [None, b"geen sqlite, maar lang genoeg om gelezen te worden" * 99])
def test_folder_that_can_not_hold_a_record_is_unusable(tmp_path: Path, content: bytes | None) -> None:
    folder = tmp_path / "index"
    if content is None:
        folder.write_text("een bestand", encoding="utf-8")
    else:
        folder.mkdir()
        (folder / "library.sqlite").write_bytes(content)
    for _ in range(2):
        with pytest.raises(FileUnusable if content is None else RecordDamaged):
            LibraryWriter(folder)


def test_a_record_that_is_no_database_is_set_aside_to_make_it_anew(tmp_path: Path) -> None:
    (tmp_path / "library.sqlite").write_bytes(b"geen sqlite" * 999)
    with LibraryWriter(tmp_path, anew=True):
        assert Library(tmp_path).documents() == []
    assert (tmp_path / "unusable-library.sqlite").is_file()


def test_lock_is_free_after_a_record_of_another_version_was_refused(tmp_path: Path) -> None:
    with LibraryWriter(tmp_path), sqlite3.connect(tmp_path / "library.sqlite") as db:
        db.execute("PRAGMA user_version = 99")
    refused = []
    for _ in range(2):
        with pytest.raises(IndexMismatch) as caught:
            LibraryWriter(tmp_path)
        refused.append(caught)


def test_an_input_is_undone_without_those_before_it_and_never_lies_within_another(tmp_path: Path) -> None:
    with LibraryWriter(tmp_path) as writer:
        writer.begin()
        for number in range(3):
            writer.begin_input()
            writer.put_input(entry(f"bron {number}"))
        writer.undo_input()
        writer.begin_input()
        writer.put_input(entry("bron 3"))
        writer._connection.execute("RELEASE input")
        with pytest.raises(sqlite3.OperationalError, match="no such savepoint"):  # one in the other slows every page
            writer._connection.execute("RELEASE input")
        writer.commit()
        writer.begin()
        writer.begin_input()
        writer.commit()
    assert [found.source for found in Library(tmp_path).each_input()] == ["bron 0", "bron 1", "bron 3"]
