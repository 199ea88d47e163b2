"""The tables of the corpus: every id is unique, every reference resolves, every plan has a document."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest

CORPUS = Path(__file__).resolve().parents[2] / "corpus"
# Facets that plans.csv has a column for, and all that have a table.
CATALOGUED = ("themes", "sectors", "levels")
THESAURUS = (*CATALOGUED, "offers", "roles")
COLUMNS = {
    **{f"thesaurus/{facet}.csv": "id,label_nl,label_en,alt_nl,alt_en,broader,alt_question" for facet in THESAURUS},
    "gazetteer/provinces.csv": "id,name,name_en,alt,neighbours",
    "gazetteer/regions.csv": "id,name,alt,provinces,places",
    "gazetteer/places.csv": "name,province,municipality,alt",
    "plans.csv": "id,name,aliases,kind,status,website,provinces,places,themes,sectors,levels",
    "catalogue.csv": "id,title,kind,file,source_url,language,date,plans",
}
# A name that two organisations really share; any other alias belongs to one plan.
SHARED_ALIASES = {"house of skills"}
NATIONWIDE = "landelijk"
MUNICIPALITIES = 342
FEWEST = {"themes": 60, "sectors": 25, "levels": 5, "offers": 25, "roles": 12}

Row = dict[str, str]


def table(name: str) -> list[Row]:
    """The rows of a table of the corpus."""
    with (CORPUS / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def many(cell: str) -> list[str]:
    """The values of a cell that holds several."""
    return cell.split(";") if cell else []


def column(name: str, key: str) -> set[str]:
    """All values of one column."""
    return {row[key] for row in table(name)}


def twice(values: Iterable[str]) -> list[str]:
    """The values that occur more than once."""
    return [value for value, count in Counter(values).items() if count > 1]


def labels(row: Row) -> set[str]:
    """Every label of a concept, case folded."""
    found = [row["label_nl"], row["label_en"], *many(row["alt_nl"]), *many(row["alt_en"])]
    return {label.casefold() for label in found}


@pytest.mark.parametrize("name", COLUMNS)
def test_layout(name: str) -> None:
    data = (CORPUS / name).read_bytes()
    assert data.decode("utf-8").split("\n", 1)[0] == COLUMNS[name]
    assert b"\r" not in data
    assert data.endswith(b"\n")
    for row in table(name):
        assert None not in row and None not in row.values(), row
        for cell in row.values():
            assert cell == cell.strip() and "; " not in cell and " ;" not in cell and ";;" not in cell, row


@pytest.mark.parametrize("name", COLUMNS)
def test_ids_are_unique(name: str) -> None:
    key = COLUMNS[name].split(",")[0]
    values = [row[key] for row in table(name)]
    assert all(values)
    assert twice(values) == []


@pytest.mark.parametrize("facet", THESAURUS)
def test_a_label_belongs_to_one_concept(facet: str) -> None:
    rows = table(f"thesaurus/{facet}.csv")
    assert all(row["label_nl"] and row["label_en"] for row in rows)
    assert twice(label for row in rows for label in labels(row)) == []


def test_themes_and_sectors_share_no_label() -> None:
    found = [{label for row in table(f"thesaurus/{facet}.csv") for label in labels(row)} for facet in ("themes", "sectors")]
    assert found[0] & found[1] == set()


@pytest.mark.parametrize("facet", THESAURUS)
def test_broader_concepts_exist_and_end_at_a_top(facet: str) -> None:
    broader = {row["id"]: row["broader"] for row in table(f"thesaurus/{facet}.csv")}
    for start in broader:
        seen: list[str] = []
        current = start
        while current:
            assert current in broader and current not in seen, (start, current)
            seen.append(current)
            current = broader[current]


@pytest.mark.parametrize("facet", THESAURUS)
def test_a_word_of_questions_is_no_label_of_another_concept(facet: str) -> None:
    rows = table(f"thesaurus/{facet}.csv")
    owner = {label: row["id"] for row in rows for label in labels(row)}
    for row in rows:
        asked = [word.casefold() for word in many(row["alt_question"])]
        assert twice(asked) == [], row["id"]
        assert {owner.get(word, row["id"]) for word in asked} <= {row["id"]}, row["id"]


@pytest.mark.parametrize("facet", THESAURUS)
def test_thesaurus_is_large_enough(facet: str) -> None:
    assert len(table(f"thesaurus/{facet}.csv")) >= FEWEST[facet]


def test_provinces_are_neighbours_of_each_other() -> None:
    neighbours = {row["id"]: many(row["neighbours"]) for row in table("gazetteer/provinces.csv")}
    assert len(neighbours) == 12
    for province, others in neighbours.items():
        assert others
        assert province not in others
        assert all(province in neighbours[other] for other in others), province


def test_places_stand_in_a_province_and_a_municipality() -> None:
    rows = table("gazetteer/places.csv")
    provinces = column("gazetteer/provinces.csv", "id")
    municipalities = {row["name"]: row["province"] for row in rows if row["municipality"] == row["name"]}
    assert len(municipalities) == MUNICIPALITIES
    for row in rows:
        assert row["province"] in provinces, row
        assert municipalities[row["municipality"]] == row["province"], row


def test_regions_name_provinces_and_places_in_them() -> None:
    home = {row["name"]: row["province"] for row in table("gazetteer/places.csv")}
    provinces = column("gazetteer/provinces.csv", "id")
    for row in table("gazetteer/regions.csv"):
        own = many(row["provinces"])
        assert own and set(own) <= provinces, row
        assert all(home[place] in own for place in many(row["places"])), row


@pytest.mark.parametrize("name", ["provinces", "regions", "places"])
def test_a_name_belongs_to_one_area(name: str) -> None:
    rows = table(f"gazetteer/{name}.csv")
    names = [{row["name"], row.get("name_en", ""), *many(row["alt"])} - {""} for row in rows]
    assert twice(value.casefold() for found in names for value in found) == []


@pytest.mark.parametrize("facet", CATALOGUED)
def test_plans_use_concepts_of_the_thesaurus(facet: str) -> None:
    known = column(f"thesaurus/{facet}.csv", "id")
    for row in table("plans.csv"):
        values = many(row[facet])
        assert set(values) <= known, row["id"]
        assert twice(values) == []


def test_plans_stand_in_known_provinces_and_places() -> None:
    home = {row["name"]: row["province"] for row in table("gazetteer/places.csv")}
    provinces = column("gazetteer/provinces.csv", "id") | {NATIONWIDE}
    for row in table("plans.csv"):
        own = many(row["provinces"])
        assert set(own) <= provinces, row["id"]
        nationwide = NATIONWIDE in own
        assert all(home[place] in own or nationwide for place in many(row["places"])), row["id"]


def test_an_alias_belongs_to_one_plan() -> None:
    rows = table("plans.csv")
    names = [{alias.casefold() for alias in (row["name"], *many(row["aliases"]))} for row in rows]
    assert set(twice(name for found in names for name in found)) <= SHARED_ALIASES


def test_kinds_and_statuses() -> None:
    rows = table("plans.csv")
    assert Counter(row["kind"] for row in rows) == {"programme": 12, "consortium": 18, "pps": 74}
    granted = [row["id"] for row in rows if row["status"] == "granted"]
    missing = [row for row in rows if row["status"] == "missing"]
    assert (len(granted), len(missing)) == (9, 6)
    assert {row["id"]: row["status"] for row in rows if row["status"] in ("applied", "named")} == {
        "tech-oost": "applied",
        "techport-plus": "named",
        "green-tech": "named",
    }
    assert {row["status"] for row in rows} == {"", "granted", "applied", "named", "missing"}
    assert all(row["kind"] == "consortium" for row in rows if row["status"])
    for row in missing:
        told = {key: value for key, value in row.items() if key not in ("id", "name", "kind", "status")}
        assert not any(told.values()), row["id"]


def test_catalogue_names_known_plans_and_existing_files() -> None:
    plans = column("plans.csv", "id")
    for row in table("catalogue.csv"):
        assert set(many(row["plans"])) <= plans, row["id"]
        assert row["title"] and row["kind"] and row["language"] == "nl", row["id"]
        if row["file"]:
            assert (CORPUS / row["file"]).is_file(), row["file"]


def test_only_the_missing_summaries_have_no_file() -> None:
    missing = {row["id"] for row in table("plans.csv") if row["status"] == "missing"}
    without = [row for row in table("catalogue.csv") if not row["file"]]
    assert {row["plans"] for row in without} == missing
    assert len(without) == len(missing)


def test_every_plan_that_is_known_has_a_document() -> None:
    known = {row["id"] for row in table("plans.csv") if row["status"] != "missing"}
    covered = {plan for row in table("catalogue.csv") if row["file"] for plan in many(row["plans"])}
    assert covered == known


def test_every_shipped_document_is_in_the_catalogue() -> None:
    listed = column("catalogue.csv", "file")
    shipped = {path.relative_to(CORPUS).as_posix() for path in (CORPUS / "documents").rglob("*") if path.is_file()}
    assert shipped <= listed


def test_corpus_holds_no_python() -> None:
    assert list(CORPUS.rglob("*.py")) == []
