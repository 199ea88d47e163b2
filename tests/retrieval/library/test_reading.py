"""Reading the record: passages through their spans, vectors, and what is no record."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from retrieval.errors import IndexDamaged, IndexMissing, RetrievalError
from retrieval.library import InputRecord, Library, LibraryWriter, NewPassage, NewVersion
from retrieval.model import Page
from tests.conftest import Store
from tests.fakes import HashEncoder

ODD = "Één 😀 regel\n\nmet 'aanhalings\"tekens', % en _ en 日本 𝒳.\n"


@pytest.mark.parametrize("folder", ["gewoon", "met ruimte", "één #1 ?x=%20&y"])
def test_page_is_kept_to_the_letter_in_any_folder(tmp_path: Path, store: Store, folder: str) -> None:
    version = store(tmp_path / folder, "a", ODD, "Tweede bladzijde.")
    library = Library(tmp_path / folder)
    assert library.page(version, 1) == Page("a", 1, "1", ODD)
    assert library.page(version, 3) is library.page(version + 1, 1) is library.page(version, 0) is None


def test_passages_are_read_through_their_spans_by_character(tmp_path: Path) -> None:
    spans = [(start, end) for start in range(0, len(ODD), 7) for end in (start + 1, start + 5) if end <= len(ODD)]
    passages = [NewPassage(1, start, end, ("Kop", "Onder > kop"), "nl", ("p", "q")) for start, end in spans]
    new = NewVersion("a", "T", "", "", "nl", "", "", [Page("a", 1, "", ODD)], passages)
    with LibraryWriter(tmp_path) as writer:
        vectors = np.zeros((len(spans), 4), dtype=np.float32)
        version = writer.put_version(new, vectors, InputRecord("s", "a", "", "indexed", "", 1, 0))
    library = Library(tmp_path)
    found = library.passages([int(i) for i in library.current_passages()]).values()
    assert [(p.start, p.end, p.text) for p in found] == [(start, end, ODD[start:end]) for start, end in spans]
    assert {(p.version, p.page, p.heading, p.plans) for p in found} == {(version, 1, ("Kop", "Onder > kop"), ("p", "q"))}
    assert {length for *_, length in library.spans()} == {len(ODD)}


def test_passage_whose_page_is_gone_is_named_without_a_length(tmp_path: Path, store: Store) -> None:
    store(tmp_path, "a", "Eerste.", "Tweede.")
    with sqlite3.connect(tmp_path / "library.sqlite") as db:
        db.execute("DELETE FROM pages WHERE number = 2")
    assert [length for *_, length in Library(tmp_path).spans()] == [7, None]


def test_vectors_come_as_they_were_stored_in_the_order_asked(tmp_path: Path, store: Store) -> None:
    pages = [f"Tekst nummer {n} over onderhoud." for n in range(9)]
    store(tmp_path, "a", *pages)
    library = Library(tmp_path)
    ids = library.current_passages()[::-1]
    vectors = library.vectors(ids, 64)
    assert vectors.dtype == np.float32
    assert np.array_equal(vectors, HashEncoder().encode_passages(pages[::-1]))
    assert library.vectors(ids[:0], 64).shape == (0, 64)


def test_what_does_not_exist_is_left_out(tmp_path: Path, store: Store) -> None:
    version = store(tmp_path, "a", "Tekst.")
    library = Library(tmp_path)
    (known,) = library.current_passages().tolist()
    assert list(library.passages([known, known, 99])) == [known]
    assert list(library.documents_by_version([version, 99])) == [version]
    assert library.passages([]) == library.documents_by_version([]) == {}
    assert (library.versions("b"), library.meta("weg")) == ([], "")


def test_passages_of_a_plan_are_those_of_all_its_documents(tmp_path: Path, store: Store) -> None:
    store(tmp_path, "a", "Een.", "Twee.", plans=("p",))
    store(tmp_path, "b", "Drie.", plans=("p", "q"))
    library = Library(tmp_path)
    assert {plan: len(own) for plan, own in library.plan_passages().items()} == {"p": 3, "q": 1}
    assert library.plan_passages()["p"] == sorted(library.plan_passages()["p"])


def test_more_passages_than_sqlite_binds_at_once_are_read(tmp_path: Path, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    store(tmp_path, "a", *(f"Tekst {n}." for n in range(25)), plans=("p",))
    monkeypatch.setattr("retrieval.library.reading._BATCH", 10)
    library = Library(tmp_path)
    ids = library.current_passages()
    assert len(library.passages(ids.tolist())) == len(library.vectors(ids, 64)) == 25


def test_threads_read_one_library_together(tmp_path: Path, store: Store) -> None:
    store(tmp_path, "a", *(f"Tekst {n}." for n in range(20)))
    library = Library(tmp_path)
    ids = library.current_passages().tolist()
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda i: library.passages([i])[i].text, ids * 10))
    assert found == [f"Tekst {n}." for n in range(20)] * 10


@pytest.mark.parametrize("make", [str, lambda folder: folder.mkdir(), lambda folder: folder.write_text("x")])
def test_folder_without_a_record_is_missing_and_stays_as_it_is(tmp_path: Path, make: object) -> None:
    make(tmp_path / "index")  # type: ignore[operator]
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(IndexMissing):
        Library(tmp_path / "index")
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("keep", [0, 10, 3_000])
def test_record_that_is_cut_off_is_damaged(tmp_path: Path, store: Store, keep: int) -> None:
    store(tmp_path / "heel", "a", "Tekst. " * 2_000)
    (tmp_path / "deel").mkdir()
    (tmp_path / "deel" / "library.sqlite").write_bytes((tmp_path / "heel" / "library.sqlite").read_bytes()[:keep])
    with pytest.raises(IndexDamaged):
        Library(tmp_path / "deel").documents()


def test_record_of_another_schema_is_refused(tmp_path: Path, store: Store) -> None:
    store(tmp_path, "a", "Tekst.")
    with sqlite3.connect(tmp_path / "library.sqlite") as db:
        db.execute("PRAGMA user_version = 99")
    with pytest.raises(RetrievalError):
        Library(tmp_path)
