"""Builds: what is read, stored and published, and what is not done twice."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Sequence
from concurrent.futures import Future
from pathlib import Path

import pytest

from ingest.pipeline import build as build_library
from ingest.reading import ReadDocument
from ingest.reading.workers import Readers
from retrieval.errors import CorpusInvalid, EncoderUnavailable, LibraryBusy, RecordMismatch
from retrieval.generations.folders import current_folder
from retrieval.library import CURRENT, InputRecord, Library, LibraryWriter
from retrieval.model import Passage
from retrieval.ports import Vectors
from retrieval.settings import Settings
from retrieval.texts import load_texts
from tests.conftest import Build
from tests.fakes import HashEncoder

CATALOGUE = "id,title,kind,file,source_url,language,date,plans\n"
PLANS = "id,name,aliases,kind,status,website,provinces,places,themes,sectors,levels\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with two documents."""
    folder = tmp_path / "bron"
    write(folder / "a.md", "# Aanpak\n\nHet consortium werkt aan waterstof.\n\n## Partners\n\nEen roc doet mee.\n")
    write(folder / "b.txt", "De werkplaats leert vakmensen onderhoud.\n")
    return folder


@pytest.fixture
def read_names(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that a reader was given."""
    names: list[str] = []

    class Counting(Readers):
        def submit(self, path: Path, data: bytes | None) -> Future[ReadDocument]:
            names.append(path.name)
            return super().submit(path, data)

    monkeypatch.setattr("ingest.pipeline.Readers", Counting)
    return names


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def catalogue(folder: Path, *lines: str, plans: str = "") -> Path:
    write(folder / "plans.csv", PLANS + plans)
    return write(folder / "catalogue.csv", CATALOGUE + "".join(f"{line}\n" for line in lines))


def records(path: Path, *documents: dict[str, str]) -> Path:
    return write(path, "".join(json.dumps(document) + "\n" for document in documents))


def passages(settings: Settings) -> dict[str, list[Passage]]:
    """The current passages of every document."""
    library = Library(settings.index)
    documents = {document.version: document.id for document in library.documents()}
    found: dict[str, list[Passage]] = {name: [] for name in documents.values()}
    for passage in library.passages([int(i) for i in library.current_passages()]).values():
        found[documents[passage.version]].append(passage)
    return found


def entries(settings: Settings) -> dict[str, InputRecord]:
    """What became of each input, by the last part of its name."""
    return {entry.source.rsplit("/", 1)[-1]: entry for entry in Library(settings.index).inputs()}


def test_build_stores_and_publishes_every_document(build: Build, folder: Path, settings: Settings) -> None:
    report = build(folder)
    assert (report.statuses, report.findings, report.published) == ({"indexed": 2}, [], True)
    assert (report.generation, report.documents, report.passages) == (1, 2, 3)
    found = passages(settings)
    assert [(p.text, p.heading) for p in found["a.md"]] == [
        ("Het consortium werkt aan waterstof.", ("Aanpak",)),
        ("Een roc doet mee.", ("Aanpak", "Partners")),
    ]
    assert [p.text for p in found["b.txt"]] == ["De werkplaats leert vakmensen onderhoud."]


@pytest.mark.usefixtures("encoder", "plain_vectors", "verified_here")
def test_progress_names_every_input_and_ends(settings: Settings, folder: Path) -> None:
    told: list[tuple[str, str, int, int]] = []
    build_library([folder], settings, progress=lambda *step: told.append(step))
    reading = [("read", "a.md", 0, 2), ("read", "b.txt", 1, 2), ("read", "", 2, 2)]
    assert told == [*reading, ("publish", "", 0, 1), ("publish", "", 1, 1)]


def test_second_build_reads_nothing_and_publishes_nothing(
    build: Build, folder: Path, settings: Settings, read_names: list[str]
) -> None:
    build(folder)
    before, read_names[:] = passages(settings), []
    report = build(folder)
    assert read_names == []
    assert (report.unchanged, report.published, report.generation) == (2, False, 1)
    assert passages(settings) == before


def test_changed_file_replaces_exactly_its_own_passages(
    build: Build, folder: Path, settings: Settings, read_names: list[str]
) -> None:
    build(folder)
    before, read_names[:] = passages(settings), []
    write(folder / "b.txt", "De werkplaats leert vakmensen lassen.\n")
    report = build(folder)
    after = passages(settings)
    assert (read_names, report.unchanged, report.generation) == (["b.txt"], 1, 2)
    assert after["a.md"] == before["a.md"]
    assert [p.text for p in after["b.txt"]] == ["De werkplaats leert vakmensen lassen."]
    assert not {p.id for p in after["b.txt"]} & {p.id for p in before["b.txt"]}


def test_sources_built_one_after_the_other_are_both_there(build: Build, folder: Path, tmp_path: Path, settings: Settings) -> None:
    other = records(tmp_path / "meer.jsonl", {"id": "r1", "title": "Regel", "text": "Een regel tekst."})
    build(folder)
    report = build(other)
    assert (report.documents, report.generation) == (3, 2)
    assert sorted(passages(settings)) == ["a.md", "b.txt", "r1"]


def test_document_removed_from_its_folder_stays_in_the_library(build: Build, folder: Path) -> None:
    build(folder)
    (folder / "b.txt").unlink()
    assert build(folder).documents == 2


def test_files_of_one_name_in_two_folders_are_two_documents(
    build: Build, folder: Path, tmp_path: Path, settings: Settings
) -> None:
    other = write(tmp_path / "ander" / "a.md", "Een heel ander stuk.\n")
    assert build(folder, other.parent).findings == []
    write(other, "Een heel ander stuk, gewijzigd.\n")
    assert build(other.parent, folder).unchanged == 2
    found = passages(settings)
    assert sorted(found) == ["a (2).md", "a.md", "b.txt"]
    assert found["a.md"][0].text == "Het consortium werkt aan waterstof."
    assert found["a (2).md"][0].text == "Een heel ander stuk, gewijzigd."


@pytest.mark.parametrize(
    "identities",
    [
        "aab",
        "1213",
    ],
)
def test_same_id_twice_in_one_file_is_reported_at_every_build(
    build: Build, tmp_path: Path, settings: Settings, identities: str
) -> None:
    documents = [{"id": identity, "text": f"Tekst op regel {n}."} for n, identity in enumerate(identities)]
    file = records(tmp_path / "in.jsonl", *documents)
    reports = [build(file) for _ in range(3)]
    assert [[finding.reason for finding in report.findings] for report in reports] == [["same_id"]] * 3
    assert [report.published for report in reports] == [True, False, False]
    assert [entry.reason for entry in Library(settings.index).inputs() if entry.reason] == ["same_id"]


def test_same_id_in_two_catalogues_is_reported(build: Build, tmp_path: Path) -> None:
    for name in ("een", "twee"):
        write(tmp_path / name / "a.md", f"Tekst van {name}.")
        catalogue(tmp_path / name, "a,A,,a.md,,nl,,")
    report = build(tmp_path / "een" / "catalogue.csv", tmp_path / "twee" / "catalogue.csv")
    assert [finding.reason for finding in report.findings] == ["same_id"]


def test_folder_named_alone_and_inside_another_is_stored_once(build: Build, tmp_path: Path) -> None:
    write(tmp_path / "bron" / "deel" / "a.md", "De tekst.")
    assert build(tmp_path / "bron").documents == build(tmp_path / "bron" / "deel").documents == 1


def test_source_named_by_another_path_is_not_read_again(build: Build, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build(folder)
    monkeypatch.chdir(folder.parent)
    assert not build(Path(folder.name)).published


def test_unreadable_files_are_reported_and_the_rest_is_indexed(build: Build, folder: Path, settings: Settings) -> None:
    write(folder / "kapot.pdf", "Dit is geen pdf.")
    write(folder / "leeg.md", "")
    write(folder / "niet.doc", "PK")
    report = build(folder)
    assert report.statuses == {"indexed": 2, "unreadable": 2, "skipped": 1}
    assert sorted((Path(finding.source).name, finding.reason) for finding in report.findings) == [
        ("kapot.pdf", "damaged"),
        ("leeg.md", "empty"),
    ]
    assert entries(settings)["niet.doc"].status == "skipped"
    assert sorted(passages(settings)) == ["a.md", "b.txt"]


def test_finding_is_repeated_at_the_next_build(build: Build, folder: Path) -> None:
    write(folder / "leeg.md", "")
    assert [finding.reason for finding in build(folder).findings] == ["empty"]
    assert [finding.reason for finding in build(folder).findings] == ["empty"]


def test_file_that_became_unreadable_keeps_what_was_read_before(build: Build, folder: Path, settings: Settings) -> None:
    build(folder)
    before = passages(settings)
    write(folder / "b.txt", " ")
    assert [finding.document for finding in build(folder).findings] == ["b.txt"]
    assert passages(settings) == before


def test_file_over_the_limit_is_not_read(
    build: Build, folder: Path, monkeypatch: pytest.MonkeyPatch, read_names: list[str]
) -> None:
    monkeypatch.setattr("ingest.reading.files.MAX_BYTES", 50)
    assert [finding.reason for finding in build(folder).findings] == ["too_large"]
    assert read_names == ["b.txt"]


def test_catalogue_with_a_file_of_another_kind_does_not_stop_the_rest(build: Build, tmp_path: Path) -> None:
    write(tmp_path / "c" / "a.doc", "PK")
    write(tmp_path / "c" / "b.md", "Leesbare tekst.")
    report = build(catalogue(tmp_path / "c", "a,A,,a.doc,,nl,,", "b,B,,b.md,,nl,,"))
    assert report.statuses == {"skipped": 1, "indexed": 1}


@pytest.mark.parametrize("field", ["id", "title", "url"])
def test_line_with_half_a_character_does_not_stop_the_rest(build: Build, tmp_path: Path, field: str) -> None:
    odd = {"id": "a", "text": "Eerste tekst."} | {field: "x\ud83d"}
    assert build(records(tmp_path / "in.jsonl", odd, {"id": "b", "text": "Tweede tekst."})).documents >= 1


def test_finding_goes_when_its_line_is_mended(build: Build, tmp_path: Path, settings: Settings) -> None:
    file = write(tmp_path / "in.jsonl", '{"id": "a", "text": "Goede tekst."}\n{kapot\n')
    assert len(build(file).findings) == 1
    records(file, {"id": "a", "text": "Goede tekst."}, {"id": "b", "text": "Ook goede tekst."})
    build(file)
    assert {entry.status for entry in Library(settings.index).inputs()} == {"indexed"}


def test_thousand_lines_are_a_thousand_documents(build: Build, tmp_path: Path, settings: Settings) -> None:
    sizes = (31, 37, 41, 43, 47, 53)
    texts = [" ".join(f"woord{size}x{n % size}" for size in sizes) for n in range(1_000)]
    documents = [{"id": f"d{n}", "title": f"Titel {n}", "text": text} for n, text in enumerate(texts)]
    report = build(records(tmp_path / "in.jsonl", *documents))
    assert (report.documents, report.passages) == (1_000, 1_000)
    assert {(document.id, document.title) for document in Library(settings.index).documents()} == {
        (document["id"], document["title"]) for document in documents
    }


def test_fields_of_a_line_are_kept(build: Build, tmp_path: Path, settings: Settings) -> None:
    fields = {"title": "T", "url": "https://voorbeeld.nl", "kind": "nota", "language": "en", "date": "2026-01"}
    build(records(tmp_path / "in.jsonl", {"id": "a", "text": "De tekst."} | fields))
    (document,) = Library(settings.index).documents()
    assert {name: getattr(document, name) for name in fields} == fields


def test_language_and_title_are_read_where_nobody_gives_them(build: Build, tmp_path: Path, settings: Settings) -> None:
    write(tmp_path / "bron" / "en.md", "# The plan\n\nThis is a text about the work that schools do with companies.")
    write(tmp_path / "bron" / "nl.md", "Dit is een tekst over het werk dat scholen met bedrijven doen.")
    build(tmp_path / "bron")
    assert [(d.id, d.language, d.title) for d in Library(settings.index).documents()] == [
        ("en.md", "en", "The plan"),
        ("nl.md", "nl", "nl.md"),
    ]


# --- catalogues and plans


def test_document_that_is_known_but_missing_is_no_finding(build: Build, tmp_path: Path, settings: Settings) -> None:
    write(tmp_path / "c" / "a.md", "Leesbare tekst.")
    source = catalogue(tmp_path / "c", "a,A,,a.md,,nl,,", "b,B,,,,nl,,")
    assert (build(source).statuses, build(source).findings) == ({"indexed": 1, "missing": 1}, [])
    assert entries(settings)["catalogue.csv#b"].status == "missing"


def test_missing_document_that_arrives_is_indexed(build: Build, tmp_path: Path) -> None:
    build(catalogue(tmp_path / "c", "a,A,,,,nl,,"))
    write(tmp_path / "c" / "a.md", "Leesbare tekst.")
    report = build(catalogue(tmp_path / "c", "a,A,,a.md,,nl,,"))
    assert (report.statuses, report.documents, report.published) == ({"indexed": 1}, 1, True)


@pytest.mark.parametrize(("file", "reason"), [("weg.md", "not_found"), ("map.md", "not_opened"), ("../buiten.md", "outside")])
def test_file_that_the_catalogue_names_in_vain_is_a_finding(build: Build, tmp_path: Path, file: str, reason: str) -> None:
    write(tmp_path / "buiten.md", "Buiten.")
    (tmp_path / "c" / "map.md").mkdir(parents=True)
    assert [finding.reason for finding in build(catalogue(tmp_path / "c", f"a,A,,{file},,nl,,")).findings] == [reason]


def test_document_about_one_plan_belongs_to_it_whole_and_a_bundle_by_its_headings(
    build: Build, tmp_path: Path, settings: Settings
) -> None:
    write(tmp_path / "c" / "een.md", "Vooraf.\n\n# Aanpak\n\nInhoud.")
    write(tmp_path / "c" / "bundel.md", "Vooraf.\n\n# Plan Een\n\nInhoud een.\n\n# 2. Tweede\n\nInhoud twee.")
    build(
        catalogue(
            tmp_path / "c",
            "een,Een,,een.md,,nl,,p1",
            "bundel,Bundel,,bundel.md,,nl,,p1;p2",
            plans="p1,Plan Een,,pps,,,,,,,\np2,Plan Twee,Tweede,pps,,,,,,,\n",
        )
    )
    found = {name: [(p.text, p.plans) for p in own] for name, own in passages(settings).items()}
    assert found["een"] == [("Vooraf.", ("p1",)), ("Inhoud.", ("p1",))]
    assert found["bundel"] == [("Vooraf.", ()), ("Inhoud een.", ("p1",)), ("Inhoud twee.", ("p2",))]


def test_heading_in_own_documents_that_names_a_plan_of_the_corpus_adds_that_plan(
    build: Build, tmp_path: Path, settings: Settings
) -> None:
    report = build(write(tmp_path / "verslag.md", "# Consortium Delta\n\nHet consortium werkt aan waterstof in Twente."))
    (plan,) = Library(settings.index).plans()
    assert (report.plans, plan.id, plan.status) == (1, "delta", "granted")
    assert plan.facets == {"theme": ("waterstof",), "region": ("twente",), "province": ("overijssel",)}


def test_changed_table_of_plans_is_published_without_reading_again(
    build: Build, tmp_path: Path, settings: Settings, read_names: list[str]
) -> None:
    write(tmp_path / "c" / "a.md", "Het plan gaat over waterstof in Overijssel.")
    line = "a,A,,a.md,,nl,,p1"
    build(catalogue(tmp_path / "c", line, plans="p1,Plan,,pps,,,,,,,\n"))
    assert Library(settings.index).plans()[0].facets == {"theme": ("waterstof",), "province": ("overijssel",)}
    read_names.clear()
    report = build(catalogue(tmp_path / "c", line, plans="p1,Plan,,pps,granted,,gelderland,,onderhoud,,\n"))
    (plan,) = Library(settings.index).plans()
    assert (report.published, read_names, plan.status) == (True, [], "granted")
    assert plan.facets == {"theme": ("onderhoud", "waterstof"), "province": ("gelderland",)}


def test_plan_taken_out_of_the_table_is_gone(build: Build, tmp_path: Path, settings: Settings) -> None:
    build(catalogue(tmp_path / "c", "a,A,,,,nl,,", plans="p1,Plan Een,,pps,,,,,,,\np2,Plan Twee,,pps,,,,,,,\n"))
    build(catalogue(tmp_path / "c", "a,A,,,,nl,,", plans="p1,Plan Een,,pps,,,,,,,\n"))
    assert [plan.id for plan in Library(settings.index).plans()] == ["p1"]


def test_broken_table_stops_before_anything_is_stored(build: Build, tmp_path: Path, settings: Settings) -> None:
    with pytest.raises(CorpusInvalid):
        build(catalogue(tmp_path / "c", "a,A,,,,nl,,", plans="p1,Plan,,stichting,,,,,,,\n"))
    assert not settings.index.exists()


# --- encoders, locks, kills


def test_rebuild_reads_everything_again_and_forgets_the_rest(
    build: Build, folder: Path, settings: Settings, read_names: list[str]
) -> None:
    build(folder)
    (folder / "b.txt").unlink()
    report = build(folder, rebuild=True)
    assert (read_names, report.documents, report.published) == (["a.md", "b.txt", "a.md"], 1, True)
    assert sorted(passages(settings)) == ["a.md"]


def test_rebuild_without_a_library_makes_one(build: Build, folder: Path) -> None:
    assert build(folder, rebuild=True).documents == 2


def test_record_of_another_version_of_the_program_is_made_anew_only_by_a_rebuild(
    build: Build, folder: Path, settings: Settings
) -> None:
    build(folder)
    with sqlite3.connect(settings.index / "library.sqlite") as db:
        db.execute("PRAGMA user_version = 99")
    with pytest.raises(RecordMismatch) as caught:
        build(folder)
    assert "python -m ingest build --rebuild" in load_texts("nl").error(caught.value)
    assert build(folder, rebuild=True).documents == 2
    assert sorted(passages(settings)) == ["a.md", "b.txt"]


def test_encoder_that_can_not_be_loaded_stops_before_anything_is_stored(
    build: Build, folder: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unavailable(name: str) -> HashEncoder:
        raise EncoderUnavailable(name, "weg")

    monkeypatch.setattr("ingest.pipeline.load_encoder", unavailable)
    with pytest.raises(EncoderUnavailable):
        build(folder)
    assert not settings.index.exists()


def test_library_that_another_writes_is_busy_and_free_afterwards(build: Build, folder: Path, settings: Settings) -> None:
    with LibraryWriter(settings.index), pytest.raises(LibraryBusy):
        build(folder)
    assert build(folder).documents == 2


def test_build_killed_before_publishing_is_published_by_the_next(
    build: Build, folder: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch, read_names: list[str]
) -> None:
    def killed(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("ingest.pipeline.publish", killed)
        with pytest.raises(KeyboardInterrupt):
            build(folder)
    assert not (settings.index / CURRENT).exists()
    read_names.clear()
    report = build(folder)
    assert (report.published, report.documents, read_names) == (True, 2, [])


def test_build_stopped_between_documents_reads_none_of_them_again(
    build: Build, folder: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch, read_names: list[str]
) -> None:
    class Stopped(HashEncoder):
        def encode_passages(self, texts: Sequence[str]) -> Vectors:
            if any("werkplaats" in text for text in texts):
                raise KeyboardInterrupt
            return super().encode_passages(texts)

    monkeypatch.setattr("ingest.storing._TOGETHER_PASSAGES", 1)
    with monkeypatch.context() as patch:
        patch.setattr("ingest.pipeline.load_encoder", lambda _: Stopped())
        with pytest.raises(KeyboardInterrupt):
            build(folder)
    assert sorted(passages(settings)) == ["a.md"]
    read_names.clear()
    assert (build(folder).documents, read_names) == (2, [])


def test_damaged_generation_is_made_anew_by_the_next_build(build: Build, folder: Path, settings: Settings) -> None:
    build(folder)
    (current_folder(settings.index) / "vectors.npy").unlink()
    report = build(folder)
    assert (report.published, report.unchanged, report.generation) == (True, 2, 2)


@pytest.mark.parametrize(
    "damage",
    [
        "",
        "geen numpy",
        None,
    ],
    ids=["emptied", "overwritten", "removed"],
)
def test_generation_that_lost_its_versions_is_made_anew_by_the_next_build(
    build: Build, folder: Path, settings: Settings, damage: str | None
) -> None:
    build(folder)
    versions = current_folder(settings.index) / "versions.npy"
    versions.unlink() if damage is None else versions.write_text(damage)
    assert build(folder).generation == 2


def test_old_versions_and_generations_are_dropped_after_two_more_builds(build: Build, folder: Path, settings: Settings) -> None:
    for number in range(4):
        write(folder / "b.txt", f"De werkplaats leert vakmensen vak {number}.\n")
        build(folder)
    assert sorted(os.listdir(settings.index / "generations")) == ["000003", "000004"]
    assert len(Library(settings.index).versions("b.txt")) == 2
