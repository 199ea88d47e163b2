"""Generations: derived, verified, switched; damaged ones refused, old ones dropped."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pytest

from retrieval.adapters.chroma import ChromaWriter
from retrieval.adapters.tantivy import TantivyWriter
from retrieval.assembly import WRITERS, open_engine
from retrieval.dense import ExactIndex, open_vectors
from retrieval.engine import Engine
from retrieval.errors import IndexDamaged, IndexMismatch, IndexMissing
from retrieval.generations.fingerprint import fingerprint
from retrieval.generations.folders import MANIFEST, current_folder
from retrieval.generations.generation import IndexWriters, open_generation
from retrieval.generations.manifest import Manifest, file_hash, read_manifest
from retrieval.generations.publishing import drop_old_generations, publish, verify_in_child
from retrieval.lexical import terms
from retrieval.library import CURRENT, Library, LibraryWriter
from retrieval.ports import Ids, LexicalRow, Scores, VectorIndexWriter, Vectors
from retrieval.settings import Settings
from retrieval.verifying import verify
from tests.conftest import PlainVectors, Store, copy_index
from tests.fakes import HashEncoder

SHAPE = "vorm"
MARK = fingerprint(HashEncoder(), SHAPE)
TEXTS = {
    "waterstof": ("Het consortium werkt aan waterstof.", "En leert vakmensen elektrolyse."),
    "onderhoud": ("De werkplaats leert slim onderhoud.",),
}
KINDS = ("vectors.npy", "ids.npy", "versions.npy", "lexical/meta.json", "chroma/0000/index/chroma.sqlite3", MANIFEST)


def publish_now(index: Path, writers: IndexWriters = WRITERS) -> Manifest:
    """Publish the record in ``index`` and drop what is old."""
    with LibraryWriter(index) as writer:
        writer.set_meta(fingerprint=MARK, shape=SHAPE, dimension="64")
        manifest = publish(Library(index), writer, writers)
        writer.drop_versions_except(drop_old_generations(Library(index)))
    return manifest


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory, store: Store) -> Path:
    """An index with two documents and one generation."""
    index = tmp_path_factory.mktemp("gepubliceerd") / "index"
    for identity, pages in TEXTS.items():
        store(index, identity, *pages)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("retrieval.generations.publishing.verify_in_child", verify)
        publish_now(index)
    return index


@pytest.fixture
def index(published: Path, tmp_path: Path, verified_here: None) -> Path:  # noqa: ARG001
    """A copy of it to change."""
    return copy_index(published, tmp_path / "index")


@pytest.fixture
def engine(index: Path, corpus: Path, encoder: HashEncoder) -> Engine:  # noqa: ARG001
    return open_engine(Settings(index, corpus))


def first(engine: Engine, query: str) -> str:
    """The document of the best hit."""
    return engine.search(query).hits[0].document.id


def test_generation_holds_what_the_record_holds(published: Path) -> None:
    generation = open_generation(current_folder(published), WRITERS)
    library = Library(published)
    assert generation.exact.ids.tolist() == library.current_passages().tolist()
    assert np.array_equal(generation.exact.vectors, library.vectors(generation.exact.ids, 64))
    assert generation.lexical.count() == 3
    assert sorted(generation.versions.tolist()) == sorted(document.version for document in library.documents())
    manifest = generation.manifest
    assert (manifest.number, manifest.fingerprint, manifest.dimension) == (1, MARK, 64)
    assert (manifest.passages, manifest.documents, manifest.plans) == (3, 2, 0)
    generation.close()


def test_indexes_of_a_generation_find_the_passages(published: Path) -> None:
    generation = open_generation(current_folder(published), WRITERS)
    passages = Library(published).passages(generation.exact.ids.tolist())
    word, _ = generation.lexical.search(terms("elektrolyse", (), "nl", generation.splitter), 5)
    near, _ = generation.vectors.search(HashEncoder().encode_queries(["slim onderhoud"])[0], 1)
    assert [passages[int(i)].text for i in word] == ["En leert vakmensen elektrolyse."]
    assert [passages[int(i)].text for i in near] == ["De werkplaats leert slim onderhoud."]
    generation.close()


def test_manifest_names_every_file_but_itself(published: Path) -> None:
    folder = current_folder(published)
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert set(read_manifest(folder).files) == files - {MANIFEST}


def test_searching_changes_no_published_file(published: Path) -> None:
    folder = current_folder(published)
    before = {path: file_hash(path) for path in folder.rglob("*") if path.is_file()}
    generation = open_generation(folder, WRITERS)
    generation.vectors.search(HashEncoder().encode_queries(["waterstof"])[0], 3)
    generation.close()
    assert {path: file_hash(path) for path in folder.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize("name", KINDS)
@pytest.mark.parametrize("damage", ["changed", "cut off", "removed"])
def test_generation_with_a_damaged_file_is_refused(index: Path, name: str, damage: str) -> None:
    path = current_folder(index) / name
    data = bytearray(path.read_bytes())
    if damage == "removed":
        path.unlink()
    elif damage == "cut off":
        path.write_bytes(data[: len(data) // 2])
    else:
        data[len(data) // 2 : len(data) // 2 + 8] = b"\xff" * 8
        path.write_bytes(data)
    with pytest.raises(IndexDamaged):
        open_generation(current_folder(index), WRITERS)


@pytest.mark.parametrize("text", ["", "null", "[]", "{}", '{"number": 1}', '"tekst"'])
def test_manifest_of_another_shape_is_refused(index: Path, text: str) -> None:
    (current_folder(index) / MANIFEST).write_text(text, encoding="utf-8")
    with pytest.raises(IndexDamaged):
        open_generation(current_folder(index), WRITERS)


def test_damaged_generation_does_not_verify_in_a_child(index: Path) -> None:
    name = next(iter(read_manifest(current_folder(index)).files))
    (current_folder(index) / name).write_bytes(b"kapot")
    with pytest.raises(IndexDamaged, match=name):
        verify_in_child(current_folder(index))


def test_generation_that_misses_passages_does_not_verify(index: Path) -> None:
    folder = current_folder(index)
    manifest = folder / MANIFEST
    manifest.write_text(manifest.read_text(encoding="utf-8").replace('"passages": 3', '"passages": 4'), encoding="utf-8")
    with pytest.raises(IndexDamaged, match="counts"):
        verify(folder)


def test_index_without_a_current_generation_is_missing(index: Path) -> None:
    (index / CURRENT).unlink()
    with pytest.raises(IndexMissing):
        current_folder(index)


@pytest.mark.usefixtures("encoder", "verified_here")
def test_empty_library_can_be_published_and_asked(tmp_path: Path, corpus: Path) -> None:
    manifest = publish_now(tmp_path / "leeg")
    assert (manifest.passages, manifest.documents) == (0, 0)
    assert open_engine(Settings(tmp_path / "leeg", corpus)).search("waterstof").hits == ()


# --- publishing


class NoVectors(ChromaWriter):
    """A writer that fails half-way."""

    def build(self, folder: Path, ids: Ids, vectors: Vectors) -> None:
        super().build(folder, ids[:1], vectors[:1])
        raise OSError("disk full")


class LosingWords(TantivyWriter):
    """A writer that loses a passage without a word."""

    def build(self, folder: Path, rows: Iterable[LexicalRow]) -> None:
        super().build(folder, list(rows)[1:])


class LosingVectors(ChromaWriter):
    """A writer that loses all vectors but one."""

    def build(self, folder: Path, ids: Ids, vectors: Vectors) -> None:
        super().build(folder, ids[:1], vectors[:1])


class Swapping(ChromaWriter):
    """A writer that gives every vector the name of another."""

    def build(self, folder: Path, ids: Ids, vectors: Vectors) -> None:
        super().build(folder, np.roll(ids, 1), vectors)


@pytest.mark.parametrize(
    ("writers", "error"),
    [(IndexWriters(WRITERS.lexical, NoVectors()), OSError), (IndexWriters(LosingWords(), WRITERS.vectors), IndexDamaged)],
    ids=["fails", "loses a passage"],
)
def test_publishing_that_fails_leaves_the_generation_in_use(
    index: Path, engine: Engine, store: Store, writers: IndexWriters, error: type[Exception]
) -> None:
    store(index, "zorg", "De opleiding leert verplegen.")
    with pytest.raises(error):
        publish_now(index, writers)
    assert current_folder(index).name == "000001"
    assert first(engine, "waterstof") == "waterstof"
    assert [document.id for document in engine.documents()] == ["onderhoud", "waterstof"]


def test_publishing_after_a_failure_leaves_nothing_of_it(index: Path, store: Store) -> None:
    store(index, "zorg", "De opleiding leert verplegen.")
    with pytest.raises(OSError, match="disk full"):
        publish_now(index, IndexWriters(WRITERS.lexical, NoVectors()))
    assert publish_now(index).documents == 3
    assert sorted(path.name for path in (index / "generations").iterdir()) == ["000001", "000002"]


def test_switch_that_fails_leaves_the_generation_in_use(index: Path, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise OSError("disk full")

    store(index, "zorg", "De opleiding leert verplegen.")
    with monkeypatch.context() as patch:
        patch.setattr("retrieval.generations.publishing.os.replace", fails)
        with pytest.raises(OSError, match="disk full"):
            publish_now(index)
    assert read_manifest(current_folder(index)).documents == 2
    assert publish_now(index).number == 3
    assert read_manifest(current_folder(index)).documents == 3


class OfPassages(PlainVectors):
    """A writer whose index finds the neighbours of a passage, and none of a question."""

    class Index(ExactIndex):
        def search(self, vector: Vectors, limit: int) -> tuple[Ids, Scores]:
            ids, scores = super().search(vector, limit)
            return (ids, scores) if scores.max(initial=0.0) > 0.99 else (ids[:0], scores[:0])

    def open(self, folder: Path) -> ExactIndex:
        found = open_vectors(folder)
        return self.Index(found.ids, found.vectors)


@pytest.mark.parametrize(
    "vectors", [LosingVectors(), Swapping(), OfPassages()], ids=["loses vectors", "swaps names", "finds no question's"]
)
def test_vector_index_that_does_not_agree_is_not_trusted_and_search_is_exact(
    index: Path, engine: Engine, vectors: VectorIndexWriter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("retrieval.verifying.WRITERS", IndexWriters(WRITERS.lexical, vectors))
    before = [(hit.passage.id, hit.scores["dense"]) for hit in engine.search("slim onderhoud").hits]
    manifest = publish_now(index, IndexWriters(WRITERS.lexical, vectors))
    assert not manifest.trusts_vector_index
    generation = open_generation(current_folder(index), WRITERS, spare_vector_index=True)
    assert generation.vectors is generation.exact  # not even opened
    assert [(hit.passage.id, hit.scores["dense"]) for hit in engine.search("slim onderhoud").hits] == before


def test_only_the_generation_in_use_and_the_one_before_are_kept(index: Path) -> None:
    for _ in range(3):
        publish_now(index)
    assert sorted(path.name for path in (index / "generations").iterdir()) == ["000003", "000004"]
    assert current_folder(index).name == "000004"


def test_page_of_an_old_version_is_readable_while_a_kept_generation_refers_to_it(index: Path, store: Store) -> None:
    library = Library(index)
    (old,) = (document.version for document in library.documents() if document.id == "onderhoud")
    readable = []
    for number in range(2):
        store(index, "onderhoud", f"De werkplaats leert vak {number}.")
        publish_now(index)
        page = library.page(old, 1)
        readable.append(page.text if page else None)
    assert readable == ["De werkplaats leert slim onderhoud.", None]


# --- readers


def test_open_engine_answers_on_from_its_generation_until_another_is_published(index: Path, engine: Engine, store: Store) -> None:
    store(index, "onderhoud", "De werkplaats leert lassen.")
    assert first(engine, "slim onderhoud") == "onderhoud"
    assert engine.page("onderhoud", 1).text == "De werkplaats leert slim onderhoud."
    publish_now(index)
    assert engine.page("onderhoud", 1).text == "De werkplaats leert lassen."
    assert first(engine, "lassen") == "onderhoud"


def test_open_engine_outlives_the_generation_it_opened(index: Path, engine: Engine, store: Store) -> None:
    for number in range(3):
        store(index, "nieuw", f"Een nieuw document over vak{number}.")
        publish_now(index)
    assert not (index / "generations" / "000001").exists()
    assert first(engine, "vak2") == "nieuw"
    assert engine.coverage().documents == 3


def test_hits_are_the_characters_at_their_spans(index: Path, engine: Engine) -> None:
    for hit in engine.search("consortium werkplaats waterstof onderhoud elektrolyse").hits:
        page = engine.page(hit.document.id, hit.passage.page)
        assert page.text[hit.passage.start : hit.passage.end] == hit.passage.text
    assert index.exists()


def test_engine_refuses_a_generation_of_another_encoder(index: Path, corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("retrieval.assembly.load_encoder", lambda _: HashEncoder(identity="ander"))
    with pytest.raises(IndexMismatch):
        open_engine(Settings(index, corpus))


def test_without_its_vector_index_a_generation_answers_exactly(index: Path, engine: Engine) -> None:
    before = [(hit.passage.id, hit.scores["dense"]) for hit in engine.search("slim onderhoud").hits]
    for path in (current_folder(index) / "chroma").rglob("*"):
        if path.is_file():
            path.unlink()
    with pytest.raises(IndexDamaged):
        open_generation(current_folder(index), WRITERS)
    spared = open_generation(current_folder(index), WRITERS, spare_vector_index=True)
    assert spared.vectors is spared.exact
    assert [(hit.passage.id, hit.scores["dense"]) for hit in engine.search("slim onderhoud").hits] == before
