"""The tables of a corpus: what they say, and where they are wrong."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from ingest.catalogue import CatalogueEntry, read_catalogue, read_plans
from retrieval.errors import CorpusInvalid
from retrieval.texts import load_texts
from retrieval.vocabulary import read_vocabulary

CATALOGUE = "id,title,kind,file,source_url,language,date,plans\n"
PLANS = "id,name,aliases,kind,status,website,provinces,places,themes,sectors,levels\n"


def table(tmp_path: Path, text: str | bytes) -> Path:
    path = tmp_path / "tabel.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_line_of_the_catalogue_is_an_entry(tmp_path: Path) -> None:
    line = 'a,"Titel, met komma",profiel,map/a.md,https://voorbeeld.nl,nl,2026-11,p1; p2 ;\n'
    assert read_catalogue(table(tmp_path, CATALOGUE + line)) == [
        CatalogueEntry("a", "Titel, met komma", "profiel", "map/a.md", "https://voorbeeld.nl", "nl", "2026-11", ("p1", "p2"))
    ]


@pytest.mark.parametrize("text", [f"\ufeff{CATALOGUE}a,A,,,,,,\n", f"{CATALOGUE}a,A,,,,,,\n".replace("\n", "\r\n")])
def test_table_of_a_spreadsheet_is_read(tmp_path: Path, text: str) -> None:
    assert [entry.id for entry in read_catalogue(table(tmp_path, text))] == ["a"]


def test_line_of_the_plans_is_a_plan_with_the_facets_it_has(tmp_path: Path) -> None:
    (plan,) = read_plans(
        table(tmp_path, PLANS + "p,Plan,De P;P2,pps,granted,https://p.nl,overijssel;gelderland,,waterstof,,mbo\n")
    )
    assert (plan.id, plan.name, plan.aliases, plan.kind, plan.status) == ("p", "Plan", ("De P", "P2"), "pps", "granted")
    assert plan.facets == {"province": ("overijssel", "gelderland"), "theme": ("waterstof",), "level": ("mbo",)}


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        (f"{CATALOGUE}a,A,,,,,,\na,B,,,,,,\n", 3, "'a'"),
        (f"{CATALOGUE}a,A,,,,,,\n,B,,,,,,\n", 3, "''"),
        (f"{CATALOGUE}a,A,,,,,,\nb,B\n", 3, "columns"),
        (f"{CATALOGUE}a,A,,,,,,,te,veel\n", 2, "columns"),
        ("id,title\na,A\n", 1, "kind"),
        (CATALOGUE.encode() + b"a,caf\xe9,,,,,,\n", 0, "utf-8"),
        (f"{CATALOGUE}a,A,,,,,,\n\nb,B\n", 4, "columns"),
        (f'{CATALOGUE}a,"A\nA",,,,,,\na,B,,,,,,\n', 4, "'a'"),
    ],
)
def test_error_in_the_catalogue_names_file_and_line(tmp_path: Path, text: str | bytes, line: int, reason: str) -> None:
    path = table(tmp_path, text)
    with pytest.raises(CorpusInvalid) as caught:
        read_catalogue(path)
    assert (caught.value.facts["file"], caught.value.facts["line"]) == (str(path), line)
    assert reason in str(caught.value.facts["reason"])


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        (f"{PLANS}p,P,,pps,,,,,,,\nq,Q,,stichting,,,,,,,\n", 3, "'stichting'"),
        (f"{PLANS}p,P,,pps,,,,,,,\np,P,,pps,,,,,,,\n", 3, "'p'"),
        (f"{PLANS}p,P,,pps\n", 2, "columns"),
        ("id,name,kind\np,P,pps\n", 1, "provinces"),
    ],
)
def test_error_in_the_plans_names_file_and_line(tmp_path: Path, text: str, line: int, reason: str) -> None:
    path = table(tmp_path, text)
    with pytest.raises(CorpusInvalid) as caught:
        read_plans(path)
    assert (caught.value.facts["file"], caught.value.facts["line"]) == (str(path), line)
    assert reason in str(caught.value.facts["reason"])


@pytest.mark.parametrize("read", [read_catalogue, read_plans])
def test_table_that_is_not_there_is_named(tmp_path: Path, read: object) -> None:
    with pytest.raises(CorpusInvalid) as caught:
        read(tmp_path / "weg.csv")  # type: ignore[operator]
    assert str(tmp_path / "weg.csv") in load_texts("nl").error(caught.value)


@pytest.mark.parametrize("name", ["gazetteer/places.csv", "thesaurus/themes.csv"])
def test_missing_column_of_the_vocabulary_names_the_file(tmp_path: Path, corpus: Path, name: str) -> None:
    own = shutil.copytree(corpus, tmp_path / "corpus")
    (own / name).write_text("id,naam\na,A\n", encoding="utf-8")
    with pytest.raises(CorpusInvalid) as caught:
        read_vocabulary(own)
    assert caught.value.facts["file"] == str(own / name)
