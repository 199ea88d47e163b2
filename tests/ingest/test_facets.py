"""Facets that the texts of a plan add to what the catalogue says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from ingest.facets import FacetReader
from retrieval.aspects import Aspect
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


ASPECTS = [
    Aspect("area", "Gebied", "Area", frozenset({"regio", "werkgebied"}), frozenset(), ()),
    Aspect("partners", "Partners", "Partners", frozenset({"partners"}), frozenset(), ()),
]
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
            concept("region", "oost", "Oost", provinces=("overijssel", "utrecht"), places=("Losser",)),
            concept("place", "Losser", provinces=("overijssel",)),
            concept("region", "midden", "Midden", provinces=("utrecht",), places=("Utrecht", "Zeist")),
            concept("place", "Enschede", provinces=("overijssel",)),
            concept("place", "Hengelo", provinces=("overijssel",)),
            concept("place", "Zwolle", provinces=("overijssel",)),
            concept("place", "Utrecht", provinces=("utrecht",)),
            concept("place", "Zeist", provinces=("utrecht",)),
        ]
    ),
    aspects=ASPECTS,
)


def added(text: str, known: Mapping[str, tuple[str, ...]] | None = None, heading: tuple[str, ...] = ()) -> set[tuple[str, str]]:
    """(facet, value) that a passage of a plan adds to the facets the catalogue gives it."""
    given = {(facet, value) for facet, values in (known or {}).items() for value in values}
    found = given_and_added(Plan("p", "P", (), "pps", "", "", known or {}), [passage(1, text, heading)])
    assert given <= set(found)
    return {value for value in found if value not in given}


def passage(number: int, text: str, heading: tuple[str, ...] = ()) -> Passage:
    return Passage(number, 1, number, 0, len(text), text, heading, "nl", ("p",))


def given_and_added(plan: Plan, passages: Sequence[Passage]) -> dict[tuple[str, str], int]:
    """For each (facet, value) of a plan the passage that shows it, 0 for none."""
    read = READER.read(passages, "")
    told = [*((own, False) for own in read.named), *((own, True) for own in read.implied)]
    found = list(READER.of_plan(plan, told, {own.id: own for own in passages}))
    assert len(found) == len({row[:3] for row in found})
    return {(facet, value): shown for _, facet, value, shown in found}


@pytest.mark.parametrize(
    ("text", "facets"),
    [
        ("Het plan gaat over waterstof.", {("theme", "waterstof")}),
        ("Waterstoftechniek voor mbo'ers in de zorg.", {("theme", "waterstof"), ("level", "mbo"), ("sector", "zorg")}),
        ("Scholen in Overijssel doen mee.", {("province", "overijssel")}),
        ("De werkplaats staat in Zwolle.", {("place", "Zwolle"), ("province", "overijssel")}),
        ("Bedrijven in Twente doen mee.", {("region", "twente"), ("province", "overijssel")}),
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


def test_a_town_adds_no_province_to_a_plan_of_which_the_catalogue_says_where_it_is() -> None:
    assert added("Een partner komt uit Zwolle.", {"place": ("Zeist",)}) == {("region", "midden")}


def test_each_value_points_at_the_passage_that_shows_it_best() -> None:
    passages = [
        passage(1, "Het plan begint.", ("Waterstof",)),
        passage(2, "Niet bekend is of er waterstof komt.", ("P", "Niet vermeld")),
        passage(3, "Er komt waterstof in Zwolle."),
    ]
    plan = Plan("p", "P", (), "pps", "", "", {"province": ("overijssel",), "level": ("mbo",)})

    assert given_and_added(plan, passages) == {
        ("theme", "waterstof"): 3,
        ("province", "overijssel"): 3,
        ("level", "mbo"): 0,
        ("place", "Zwolle"): 3,
    }


@pytest.mark.parametrize(
    ("told", "provinces"),
    [
        ([("Regio", "Zwolle doet mee."), ("Partners", "Een bedrijf uit Zeist.")], ("overijssel",)),
        ([("Doel", "Regio: Zwolle\nPartners: een bedrijf uit Zeist")], ("overijssel",)),
        ([("3. Werkgebied", "Zwolle."), ("Doel", "Zeist ligt ver weg.")], ("overijssel",)),
        ([("Doel", "In Zwolle leert men."), ("Partners", "Een bedrijf uit Zeist.")], ("overijssel",)),
        ([("Partners", "Een bedrijf uit Zeist.")], ("utrecht",)),
        # The region around a town says nothing of the other provinces of that region.
        ([("Regio", "Enschede en Losser.")], ("overijssel",)),
        ([("Doel", "In Zwolle leert men, en in Zeist.")], ("overijssel", "utrecht")),
    ],
)
def test_a_provisional_plan_is_where_its_text_says_and_not_where_a_partner_is(
    told: Sequence[tuple[str, str]], provinces: tuple[str, ...]
) -> None:
    plan = Plan("p", "P", (), "plan", "", "", provisional=True)
    found = given_and_added(plan, [passage(number, text, (heading,)) for number, (heading, text) in enumerate(told, start=1)])

    assert tuple(value for facet, value in found if facet == "province") == provinces


def test_what_a_long_text_names_once_it_names_in_passing() -> None:
    passages = [passage(n, "Er wordt gewerkt aan waterstof." if n % 9 == 0 else "Tekst.") for n in range(1, 100)]
    passages.append(passage(100, "Iemand kwam uit Zwolle en wist van AI."))

    assert [own[:2] for own in READER.read(passages, "Verslag").own] == [("theme", "waterstof")]
    assert ("theme", "ai") in [own[:2] for own in READER.read(passages[-9:], "Verslag").own]
