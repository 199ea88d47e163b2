"""A few changes in a large library: what holds is taken over, and nobody who asks can tell."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from retrieval.assembly import WRITERS
from retrieval.dense import ExactIndex, open_vectors
from retrieval.generations import increments
from retrieval.generations.changes import changed_versions
from retrieval.generations.fingerprint import fingerprint
from retrieval.generations.folders import current_folder
from retrieval.generations.generation import IndexWriters, open_generation
from retrieval.generations.manifest import Manifest, read_manifest
from retrieval.generations.publishing import drop_old_generations, publish
from retrieval.lexical import terms
from retrieval.library import Library, LibraryWriter
from retrieval.ports import Ids, LexicalRow, Vectors
from tests.conftest import PlainVectors, Store
from tests.fakes import HashEncoder
from tests.faults.test_damage import flip

MARK = fingerprint(HashEncoder(), "vorm")
QUESTIONS = ("waterstof", "elektrolyse in de werkplaats", "slim onderhoud", "vak3 vak17", "lassen", "verdwijnt")

pytestmark = pytest.mark.usefixtures("verified_here", "plain_vectors")


class Counting:
    """Writers that keep how many rows and vectors they were given."""

    def __init__(self) -> None:
        self.rows = self.vectors = 0
        outer, words = self, WRITERS.lexical

        class Words:
            def build(self, folder: Path, rows) -> None:  # type: ignore[no-untyped-def]
                words.build(folder, outer.counted(rows))

            def extend(self, folder: Path, gone: Ids, rows) -> None:  # type: ignore[no-untyped-def]
                words.extend(folder, gone, outer.counted(rows))

            open = staticmethod(words.open)

        class Near(PlainVectors):
            def build(self, folder: Path, ids: Ids, vectors) -> None:  # type: ignore[no-untyped-def]
                outer.vectors += len(ids)
                super().build(folder, ids, vectors)

        self.writers = IndexWriters(Words(), Near())

    def counted(self, rows):  # type: ignore[no-untyped-def]
        for row in rows:
            assert isinstance(row, LexicalRow)
            self.rows += 1
            yield row


@pytest.fixture(autouse=True)
def _large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(increments, "LARGE", 20)
    monkeypatch.setattr("retrieval.generations.segments._FEW", 1)


@pytest.fixture
def index(tmp_path: Path, store: Store) -> Path:
    """Forty documents of a passage each, published."""
    folder = tmp_path / "index"
    for number in range(40):
        store(folder, f"document-{number}", f"De werkplaats leert vak{number} en slim onderhoud, keer {number}.")
    publish_now(folder)
    return folder


def publish_now(folder: Path, counting: Counting | None = None, *, anew: bool = False) -> Manifest:
    with LibraryWriter(folder) as writer:
        writer.set_meta(fingerprint=MARK, shape="vorm", dimension="64")
        manifest = publish(Library(folder), writer, (counting or Counting()).writers, anew=anew)
        writer.drop_versions_except(drop_old_generations(Library(folder)))
    return manifest


def remove(folder: Path, document: str) -> None:
    with LibraryWriter(folder) as writer:
        writer.begin()
        writer.remove([document], [f"bron {document}"])
        writer.commit()


def answers(folder: Path) -> list[object]:
    """What is found, by words and by vectors, for some questions; and how often each word occurs."""
    generation = open_generation(current_folder(folder), Counting().writers)
    found: list[object] = [generation.exact.ids.tolist(), dict(generation.words), generation.lexical.count()]
    for question in QUESTIONS:
        asked = terms(question, (), "nl", generation.splitter)
        words, _ = generation.lexical.search(asked, 100)
        near, _ = generation.vectors.search(HashEncoder().encode_queries([question])[0], 100)
        found += [sorted(words.tolist()), near.tolist()]
        found += [generation.lexical.document_frequency(term.field, term.tokens[0]) for term in asked]
    generation.close()
    return found


def test_what_is_added_changed_and_removed_is_answered_as_if_all_were_made_anew(index: Path, store: Store) -> None:
    counting = Counting()
    store(index, "document-3", "Het document over vak3 verdwijnt niet, het werd anders.")
    remove(index, "document-17")
    manifest = publish_now(index, counting)
    assert (manifest.base, manifest.added, manifest.taken, counting.rows) == (1, 1, 2, 1)
    assert counting.vectors < 40
    quick = answers(index)
    assert publish_now(index, anew=True).base == 0
    assert quick == answers(index)


def test_one_upon_the_other_until_there_is_much(index: Path, store: Store) -> None:
    found = []
    for number in range(4):
        store(index, f"nieuw-{number}", f"Nieuw document {number} over lassen.")
        manifest = publish_now(index)
        found.append((manifest.base, manifest.added))
    assert found == [(1, 1), (2, 2), (0, 0), (4, 1)]
    assert sorted(own.name for own in (index / "generations").iterdir()) == ["000004", "000005"]


@pytest.mark.parametrize("what", ["vectors.npy", "lexical/meta.json", "chroma/0000/ids.npy"])
def test_nothing_is_taken_over_from_a_damaged_generation(index: Path, store: Store, what: str) -> None:
    flip(current_folder(index) / what)
    store(index, "nieuw", "Nieuw document over lassen.")
    assert publish_now(index).base == 0
    assert answers(index)


def test_a_small_library_and_another_encoder_take_nothing_over(
    index: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    store(index, "nieuw", "Nieuw document over lassen.")
    with monkeypatch.context() as patch:
        patch.setattr(increments, "LARGE", 1_000)
        assert publish_now(index).base == 0
    store(index, "nieuwer", "Nieuwer document over lassen.")
    with LibraryWriter(index) as writer:
        writer.set_meta(fingerprint="ander", shape="vorm", dimension="64")
        assert publish(Library(index), writer, Counting().writers).base == 0


@pytest.mark.parametrize(("agreement", "base"), [(0.7, 1), (0.3, 0)], ids=["poor", "broken"])
def test_a_poor_vector_index_is_taken_over_and_a_broken_one_is_not(
    index: Path, store: Store, monkeypatch: pytest.MonkeyPatch, agreement: float, base: int
) -> None:
    manifest = read_manifest(current_folder(index))
    monkeypatch.setattr(increments, "read_manifest", lambda _: replace(manifest, agreement=agreement))
    store(index, "nieuw", "Nieuw document over lassen.")
    assert publish_now(index).base == base


# What is left was all asked before; or is made anew, as what was added is broken.
@pytest.mark.parametrize(("lost", "then"), [(False, (2, [])), (True, (0, [39]))], ids=["right", "lost"])
def test_of_the_vector_index_only_what_is_new_is_asked_before_it_is_used(
    index: Path, store: Store, monkeypatch: pytest.MonkeyPatch, lost: bool, then: tuple[int, list[int]]
) -> None:
    opened: list[int] = []

    class Near(PlainVectors):
        def build(self, folder: Path, ids: Ids, vectors: Vectors) -> None:
            super().build(folder, ids, np.zeros_like(vectors) if lost else vectors)

        def open(self, folder: Path) -> ExactIndex:
            opened.append(len(open_vectors(folder).ids))
            return open_vectors(folder)

    store(index, "nieuw", "Nieuw document over lassen.", "En over draaien.")
    monkeypatch.setattr("retrieval.verifying.WRITERS", IndexWriters(WRITERS.lexical, Near()))
    with LibraryWriter(index) as writer:
        manifest = publish(Library(index), writer, IndexWriters(WRITERS.lexical, Near()))
    assert (manifest.base, opened, manifest.trusts_vector_index) == (1, [2], not lost)
    remove(index, "nieuw")
    remove(index, "document-17")
    opened.clear()
    manifest = publish_now(index)
    assert (manifest.base, opened, manifest.trusts_vector_index) == (*then, True)


def test_a_text_that_changed_in_the_record_is_still_found_out(index: Path, store: Store) -> None:
    with LibraryWriter(index) as writer, writer._transaction() as db:
        db.execute("UPDATE pages SET text = replace(text, 'vak5', 'vak6') WHERE text LIKE '%vak5 %'")
    store(index, "nieuw", "Nieuw document over lassen.")
    assert publish_now(index).base == 1
    (changed,) = changed_versions(Library(index), current_folder(index))
    assert Library(index).documents_by_version([changed])[changed].id == "document-5"
