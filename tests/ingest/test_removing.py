"""Taking documents out: gone from the next generation, still there for who reads the one before."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ingest import pipeline
from ingest.__main__ import main
from ingest.errors import DocumentUnknown
from ingest.removing import remove
from retrieval.door import DONE, FINDINGS, WRONG
from retrieval.errors import IndexMissing
from retrieval.generations.folders import current_folder
from retrieval.generations.generation import open_generation
from retrieval.library import Library
from retrieval.settings import Settings
from tests.conftest import Build

pytestmark = pytest.mark.usefixtures("encoder", "plain_vectors", "verified_here")


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A folder with two documents, a file of lines and one that can't be read."""
    folder = tmp_path / "bron"
    folder.mkdir()
    (folder / "a.md").write_text("# Delta Werkt\n\nDelta werkt in Enschede aan waterstof.\n", encoding="utf-8")
    (folder / "b.md").write_text("# Delta Werkt\n\nDelta werkt aan onderhoud.\n", encoding="utf-8")
    lines = [{"id": identity, "title": identity, "text": f"Document {identity} gaat over techniek."} for identity in ("l1", "l2")]
    (folder / "l.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    (folder / "leeg.md").write_bytes(b"")
    return folder


@pytest.fixture
def filled(source: Path, settings: Settings, build: Build) -> Library:
    """The library of that folder."""
    build(source)
    return Library(settings.index)


def ids(library: Library) -> list[str]:
    return [document.id for document in library.documents()]


def test_a_document_is_gone_with_its_input_and_the_facets_that_it_gave(filled: Library, settings: Settings) -> None:
    before = current_folder(settings.index)
    assert "place" in filled.plans()[0].facets

    removal = remove(["a.md"], settings)

    assert (removal.removed, removal.documents) == (("a.md",), 3)
    assert ids(filled) == ["b.md", "l1", "l2"]
    assert "a.md" not in {entry.document for entry in filled.inputs()}
    assert "place" not in filled.plans()[0].facets
    assert current_folder(settings.index) != before


def test_the_generation_before_stays_readable(filled: Library, settings: Settings) -> None:
    old = open_generation(current_folder(settings.index), pipeline.WRITERS)
    passages = [int(i) for i in old.exact.ids]
    remove(["a.md", "l1"], settings)

    assert len(filled.passages(passages)) == len(passages)
    assert {document.id for document in filled.documents_by_version(map(int, old.versions)).values()} == {
        "a.md",
        "b.md",
        "l1",
        "l2",
    }


def test_what_no_generation_refers_to_is_deleted(filled: Library, settings: Settings) -> None:
    remove(["a.md"], settings)
    remove(["l1"], settings)

    assert filled.versions("a.md") == []
    assert [document.id for document in filled.versions("l1")] == ["l1"]


def test_a_file_stands_for_all_that_was_read_from_it(filled: Library, source: Path, settings: Settings) -> None:
    removal = remove([str(source / "l.jsonl"), str(source / "leeg.md")], settings)

    assert removal.removed == ("l1", "l2")
    assert [Path(entry.source).name for entry in filled.inputs()] == ["a.md", "b.md"]


def test_all_documents_can_be_removed_and_come_back(filled: Library, source: Path, settings: Settings, build: Build) -> None:
    assert remove(ids(filled), settings).documents == 0
    assert open_generation(current_folder(settings.index), pipeline.WRITERS).manifest.passages == 0

    build(source)
    assert ids(filled) == ["a.md", "b.md", "l1", "l2"]


def test_one_unknown_name_removes_nothing(filled: Library, settings: Settings) -> None:
    with pytest.raises(DocumentUnknown):
        remove(["a.md", "weg"], settings)

    assert len(ids(filled)) == 4


def test_without_a_library_none_is_made(settings: Settings) -> None:
    with pytest.raises(IndexMissing):
        remove(["a"], settings)

    assert not settings.index.exists()


def test_a_removal_that_was_not_published_is_at_the_next_build(
    filled: Library, source: Path, settings: Settings, build: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    def die(*_: object) -> bool:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("ingest.removing.publish_changes", die)
        with pytest.raises(KeyboardInterrupt):
            remove(["a.md"], settings)
    (source / "a.md").unlink()

    assert build(source).published
    assert ids(filled) == ["b.md", "l1", "l2"]


# --- the door


@pytest.fixture
def index(source: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The library that the environment names."""
    main(["build", str(source)])
    capsys.readouterr()


@pytest.mark.usefixtures("index")
def test_the_door_says_what_is_gone(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["remove", "a.md"]) == DONE
    assert capsys.readouterr().out == "Weggehaald: a.md. De bibliotheek telt nu 3 documenten (generatie 2).\n"
    assert main(["remove", "b.md", "--json"]) == DONE
    assert json.loads(capsys.readouterr().out) == {"removed": ["b.md"], "documents": 2, "generation": 3}


@pytest.mark.usefixtures("index")
def test_the_door_names_what_it_does_not_know(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["remove", "weg"]) == WRONG
    out, err = capsys.readouterr()
    assert out == "" and err.startswith("Het document of bestand weg staat niet in de bibliotheek.")


def test_events_tell_progress_and_every_input_is_reported(source: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["build", str(source), "--json", "--events"]) == FINDINGS
    out, err = capsys.readouterr()
    events = [json.loads(line) for line in err.splitlines()]
    read = [event for event in events if event.pop("stage") == "read"]
    assert read[0] == {"name": "a.md", "done": 0, "total": 5}
    assert read[-1] == {"name": "", "done": 5, "total": 5}
    told = {Path(entry["source"]).name: (entry["status"], entry["sentence"]) for entry in json.loads(out)["inputs"]}
    assert told["a.md"] == ("indexed", "")
    assert told["leeg.md"] == ("unreadable", "het bestand is leeg")
    assert len(told) == 5
