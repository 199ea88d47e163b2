"""Builds of documents that no catalogue knows: provisional plans come, are replaced and go; facets are read once."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from ingest.checking import check
from ingest.facets import FacetReader
from ingest.removing import remove
from retrieval.library import FILE, FoundPlan, Library
from retrieval.model import Plan
from retrieval.settings import Settings
from retrieval.texts import load_texts
from tests.conftest import Build

REPOSITORY = Path(__file__).resolve().parents[2]

PLANS = "id,name,aliases,kind,status,website,provinces,places,themes,sectors,levels\n"
CATALOGUE = "id,title,kind,file,source_url,language,date,plans\n"
BUNDLE = "# Drie projecten\n\n" + "".join(
    f"## {name}\n\n### Regio\n\n{where}\n\n### Partners\n\nEen bedrijf uit Arnhem.\n\n"
    for name, where in [("HoutLab", "Enschede."), ("DigiMaak", "Zwolle, met waterstof."), ("KleiWerk", "Heel Gelderland.")]
)
Folder = Callable[..., Path]


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """Write a folder of files by name."""

    def folder(name: str = "eigen", **files: str) -> Path:
        for file, text in files.items():
            path = tmp_path / name / file.replace("_", ".")
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return tmp_path / name

    return folder


def provisional(settings: Settings) -> dict[str, Plan]:
    return {plan.id: plan for plan in Library(settings.index).plans() if plan.provisional}


def plans_of_passages(settings: Settings) -> set[str]:
    library = Library(settings.index)
    current = {int(i) for i in library.current_passages()}
    return {plan for plan, own in library.plan_passages().items() if current & set(own)}


def test_headings_of_a_bundle_become_provisional_plans_with_their_own_facets(
    build: Build, folder: Folder, settings: Settings
) -> None:
    report = build(folder(bundel_md=BUNDLE))

    assert [found.name for found in report.provisional] == ["DigiMaak", "HoutLab", "KleiWerk"]
    assert report.provisional[0] == FoundPlan("voorlopig-digimaak", "DigiMaak", ("bundel.md",))
    found = provisional(settings)
    assert {plan.id: plan.facets["province"] for plan in found.values()} == {
        "voorlopig-houtlab": ("overijssel",),
        "voorlopig-digimaak": ("overijssel",),
        "voorlopig-kleiwerk": ("gelderland",),
    }
    assert found["voorlopig-digimaak"].facets["theme"] == ("waterstof",)
    assert found["voorlopig-houtlab"].facets["region"] == ("twente",)
    assert plans_of_passages(settings) == set(found)
    assert check(settings, load_texts("nl")) == []


def test_what_shows_a_value_is_the_passage_that_names_it(build: Build, folder: Folder, settings: Settings) -> None:
    build(folder(bundel_md=BUNDLE))
    library = Library(settings.index)
    shown = library.evidence_of_plan("voorlopig-houtlab")

    own = shown["province", "overijssel"]
    passage = library.passages([own.passage])[own.passage]
    assert (own.name, passage.heading[-1]) == ("Enschede", "Regio")
    assert own.start is not None
    assert passage.text[own.start - passage.start : (own.end or 0) - passage.start] == "Enschede"


def test_the_same_build_again_changes_nothing(build: Build, folder: Folder) -> None:
    source = folder(bundel_md=BUNDLE)
    build(source)

    assert not build(source).published


@pytest.mark.parametrize("together", [True, False])
def test_a_catalogue_that_names_the_plan_replaces_it(build: Build, folder: Folder, settings: Settings, *, together: bool) -> None:
    own = folder(bundel_md=BUNDLE)
    build(own)
    catalogue = folder("lijst", plans_csv=f"{PLANS}hl,Houtlaboratorium,HoutLab,pps,,,,,,,\n", catalogue_csv=CATALOGUE)
    build(catalogue / "catalogue.csv", *([own] if together else []))

    assert set(provisional(settings)) == {"voorlopig-digimaak", "voorlopig-kleiwerk"}
    assert plans_of_passages(settings) == {"hl", "voorlopig-digimaak", "voorlopig-kleiwerk"}
    listed = {plan.id: plan for plan in Library(settings.index).plans()}
    assert (listed["hl"].provisional, listed["hl"].facets["province"]) == (False, ("overijssel",))
    # What a catalogue named once is known when the folder is read again without it.
    build(folder(bundel_md=BUNDLE + "Meer tekst.\n"))
    assert plans_of_passages(settings) == {"hl", "voorlopig-digimaak", "voorlopig-kleiwerk"}


def test_provisional_plans_go_with_their_document_and_when_it_no_longer_names_them(
    build: Build, folder: Folder, settings: Settings
) -> None:
    build(folder(bundel_md=BUNDLE, plan_md="# Pps Delta Noord\n\n## Partners\n\nScholen.\n\n## Regio\n\nZwolle.\n"))
    assert len(provisional(settings)) == 4

    build(folder(bundel_md="# Drie projecten\n\nNiets meer.\n"))
    assert set(provisional(settings)) == {"voorlopig-delta-noord"}
    remove(["plan.md"], settings)
    assert provisional(settings) == {}


def test_facets_of_a_document_are_read_again_only_when_something_changed(
    build: Build, folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    original = FacetReader.read

    def counted(self: FacetReader, passages: list[object], title: str) -> object:
        read.append(title)
        return original(self, passages, title)  # type: ignore[arg-type]

    monkeypatch.setattr(FacetReader, "read", counted)
    build(folder(a_md="# Een\n\nWaterstof in Zwolle.\n", b_md="# Twee\n\nOnderhoud.\n"))
    build(folder(c_md="# Drie\n\nOnderhoud in Arnhem.\n"))
    assert read == ["Een", "Twee", "Drie"]

    # Another plan to be recognised in them.
    catalogue = folder("lijst", plans_csv=f"{PLANS}w,Waterstof Werkt,,pps,,,,,,,\n", catalogue_csv=CATALOGUE)
    build(catalogue / "catalogue.csv")
    assert sorted(read[3:]) == ["Drie", "Een", "Twee"]


def test_another_process_reads_nothing_again(folder: Folder, settings: Settings) -> None:
    """Each process hashes strings by a number of its own, and so gives sets another order."""
    own = folder(bundel_md=BUNDLE)
    command = [sys.executable, "-m", "ingest", "build", str(own), "--index", str(settings.index), "--json"]
    kept, marks = [], "SELECT * FROM facets_read"
    for seed in "12":
        environment = os.environ | {"PYTHONHASHSEED": seed}
        ended = subprocess.run(command, cwd=REPOSITORY, env=environment, capture_output=True, check=True)
        with closing(sqlite3.connect(settings.index / FILE)) as db:
            kept.append((db.execute(marks).fetchall(), json.loads(ended.stdout)["published"]))
    assert kept == [(kept[0][0], True), (kept[0][0], False)] and kept[0][0]


def test_a_document_of_no_plan_has_facets(build: Build, folder: Folder, settings: Settings) -> None:
    build(folder(nota_md="# Nota over scholing\n\nIn Zwolle is er een cursus waterstof voor mbo'ers.\n"))
    library = Library(settings.index)
    version = library.documents()[0].version

    assert {value: versions.tolist() for value, versions in library.facets_of_documents().items()} == {
        ("level", "mbo"): [version],
        ("offer", "cursus"): [version],
        ("place", "Zwolle"): [version],
        ("province", "overijssel"): [version],
        ("theme", "waterstof"): [version],
    }
    assert library.evidence_of_document(version)["province", "overijssel"].name == "Zwolle"


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE pages SET text = replace(text, 'Zwolle', 'Meppel')",
        "UPDATE passages SET heading = '[]'",
        "UPDATE passage_facets SET start = start + 1 WHERE start IS NOT NULL",
    ],
)
def test_evidence_that_no_longer_holds_is_reported(build: Build, folder: Folder, settings: Settings, damage: str) -> None:
    build(folder(bundel_md=BUNDLE + '## "Delta"\n\n### Waterstof "nu"\n\nTekst.\n'))
    with sqlite3.connect(settings.index / "library.sqlite") as db:
        db.execute("UPDATE documents SET title = ''")
        db.execute(damage)

    problems = [problem for problem in check(settings, load_texts("nl")) if "noemt" in problem]
    assert problems
