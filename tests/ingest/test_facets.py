"""Facets that the texts of a plan add to what the catalogue says."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from ingest.facets import FacetReader
from retrieval.model import Passage, Plan
from retrieval.vocabulary import Concept, Vocabulary


def concept(
    facet: str,
    identity: str,
    *labels: str,
    provinces: tuple[str, ...] = (),
    places: tuple[str, ...] = (),
    asked: tuple[str, ...] = (),
) -> Concept:
    names = labels or (identity,)
    return Concept(facet, identity, names[0], names[0], names, provinces=provinces, places=places, asked=asked)


READER = FacetReader(
    Vocabulary(
        [
            concept("theme", "waterstof", "waterstof", "waterstoftechniek"),
            concept("theme", "ai", "AI"),
            concept("sector", "zorg", asked=("verpleegster",)),
            concept("offer", "cursus", "cursus", "training", asked=("bijspijkeren",)),
            concept("role", "penvoerder", "penvoerder", asked=("coördinator",)),
            concept("level", "mbo", "mbo", "mbo'ers"),
            concept("province", "overijssel", "Overijssel"),
            concept("province", "utrecht", "Utrecht"),
            concept("region", "twente", "Twente", provinces=("overijssel",), places=("Enschede", "Hengelo")),
            concept("region", "midden", "Midden", provinces=("utrecht",), places=("Utrecht", "Zeist")),
            concept("place", "Enschede", provinces=("overijssel",)),
            concept("place", "Hengelo", provinces=("overijssel",)),
            concept("place", "Zwolle", provinces=("overijssel",)),
            concept("place", "Utrecht", provinces=("utrecht",)),
            concept("place", "Zeist", provinces=("utrecht",)),
        ]
    )
)


def added(text: str, known: Mapping[str, tuple[str, ...]] | None = None, heading: tuple[str, ...] = ()) -> set[tuple[str, str]]:
    """(facet, value) that a passage of a plan adds to the facets the catalogue gives it."""
    plans = [Plan("p", "P", (), "pps", "", "", known or {}), Plan("q", "Q", (), "pps", "", "")]
    found = list(READER.facets(plans, [Passage(1, 1, 1, 0, len(text), text, heading, "nl", ("p",))]))
    assert {plan for plan, _, _ in found} <= {"p"}
    assert len(found) == len(set(found))
    return {(facet, value) for _, facet, value in found}


@pytest.mark.parametrize(
    ("text", "facets"),
    [
        ("Het plan gaat over waterstof.", {("theme", "waterstof")}),
        ("Waterstoftechniek voor mbo'ers in de zorg.", {("theme", "waterstof"), ("level", "mbo"), ("sector", "zorg")}),
        ("Scholen in Overijssel doen mee.", {("province", "overijssel")}),
        ("De werkplaats staat in Zwolle.", {("place", "Zwolle")}),
        ("Bedrijven in Twente doen mee.", {("region", "twente")}),
        ("Er staat niets in dat telt.", set()),
    ],
)
def test_text_gives_facets_where_the_catalogue_is_silent(text: str, facets: set[tuple[str, str]]) -> None:
    assert added(text) == facets


def test_province_of_the_catalogue_wins_over_the_text() -> None:
    assert added("Ook scholen uit Overijssel doen mee.", {"province": ("gelderland",)}) == set()


@pytest.mark.parametrize("facet", ["sector", "level", "place"])
def test_facet_of_the_catalogue_is_not_added_to(facet: str) -> None:
    assert facet not in dict(added("De mbo'ers in de zorg in Zwolle.", {facet: ("anders",)}))


def test_themes_of_the_text_come_beside_those_of_the_catalogue() -> None:
    assert added("Het plan gaat ook over waterstof.", {"theme": ("ai",)}) == {("theme", "waterstof")}


def test_headings_count_as_text() -> None:
    assert added("De eerste groep begint.", heading=("Delta", "Waterstof in de regio")) == {("theme", "waterstof")}


@pytest.mark.parametrize(
    "text",
    [
        "Onderzoekers van Universiteit Twente doen mee.",
        "De Hogeschool Utrecht en ROC Twente doen mee.",
        "Researchers of the University of Twente take part.",
    ],
)
def test_place_in_the_name_of_an_institution_gives_neither_region_nor_place(text: str) -> None:
    assert not {"region", "place"} & {facet for facet, _ in added(text)}


def test_name_of_both_a_province_and_a_city_gives_the_province() -> None:
    assert ("province", "utrecht") in added("Bedrijven uit Utrecht doen mee.")
    assert ("place", "Utrecht") not in added("Bedrijven uit Utrecht doen mee.")


@pytest.mark.parametrize("known", [{"place": ("Hengelo",)}, {"place": ("Zwolle", "Enschede")}])
def test_place_of_the_catalogue_gives_the_region_that_holds_it(known: Mapping[str, tuple[str, ...]]) -> None:
    assert added("Tekst.", known) == {("region", "twente")}


def test_province_gives_only_a_region_that_holds_all_of_it() -> None:
    assert added("Tekst.", {"province": ("utrecht",)}) == {("region", "midden")}
    assert added("Tekst.", {"province": ("overijssel",)}) == set()


def test_words_for_questions_say_nothing_in_a_document() -> None:
    assert added("De verpleegster wil bijspijkeren, zegt de coördinator.", heading=("Verpleegster",)) == set()


def test_an_offer_of_the_text_comes_beside_those_of_the_catalogue() -> None:
    assert added("Er is ook een training.", {"offer": ("workshop",)}) == {("offer", "cursus")}


def test_a_role_is_no_facet_of_a_plan() -> None:
    assert added("De penvoerder is bekend.") == set()
