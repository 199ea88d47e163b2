"""How near plans are to places, and questions for what lies around a town."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.geography import Geography
from retrieval.model import Filter, Nearness, Plan
from retrieval.understanding.filters import FilterReader
from retrieval.vocabulary import Concept


def province(identity: str, *neighbours: str) -> Concept:
    return Concept("province", identity, identity, identity, (identity,), neighbours=neighbours)


def region(identity: str, provinces: tuple[str, ...], *places: str) -> Concept:
    return Concept("region", identity, identity, identity, (identity,), provinces=provinces, places=places)


def town(name: str, own: str) -> Concept:
    return Concept("place", name, name, name, (name,), provinces=(own,))


CONCEPTS = [
    province("oost", "midden"),
    province("midden", "oost", "west"),
    province("west", "midden"),
    province("landelijk"),
    *(town(name, "oost") for name in ("Alfa", "Beta", "Gamma", "Delta")),
    *(town(name, "midden") for name in ("Kappa", "Lambda")),
    town("Zeta", "west"),
    region("heuvels", ("oost",), "Alfa", "Beta"),
    region("oevers", ("oost", "midden"), "Beta", "Kappa"),
    region("het-oosten", ("oost",), "Alfa", "Beta", "Gamma", "Delta"),
    Concept("theme", "Alfa", "Alfa", "Alfa", ("Alfa",)),
]
LAND = Geography(CONCEPTS)


def plan(**facets: str) -> Plan:
    return Plan("p", "P", (), "pps", "", "", {facet: tuple(values.split()) for facet, values in facets.items()})


def at(name: str, facet: str = "place") -> Filter:
    return Filter(facet, name, name)


# --- What lies around a town


def test_around_a_town_lies_its_region_with_all_it_holds() -> None:
    assert LAND.around("Alfa") == {("place", "Alfa"), ("place", "Beta"), ("region", "heuvels")}


def test_around_a_town_of_two_regions_lie_both() -> None:
    both = {("place", name) for name in ("Alfa", "Beta", "Kappa")} | {("region", "heuvels"), ("region", "oevers")}
    assert LAND.around("Beta") == both


def test_a_region_that_holds_a_whole_province_is_not_around_a_town() -> None:
    assert ("region", "het-oosten") not in LAND.around("Alfa")


def test_around_a_town_without_a_region_lies_its_province() -> None:
    assert LAND.around("Gamma") == {("place", "Gamma"), ("province", "oost")}


def test_around_an_unknown_town_lies_only_itself() -> None:
    assert LAND.around("Nergens") == {("place", "Nergens")}


# --- How near


@pytest.mark.parametrize(
    ("own", "wanted", "nearness"),
    [
        (plan(place="Alfa", province="oost"), at("Alfa"), Nearness.PLACE),
        (plan(place="Beta", province="oost"), at("Alfa"), Nearness.REGION),
        (plan(region="heuvels", province="oost"), at("Alfa"), Nearness.REGION),
        (plan(place="Gamma", province="oost"), at("Alfa"), Nearness.PROVINCE),
        (plan(province="oost"), at("Alfa"), Nearness.PROVINCE),
        (plan(region="het-oosten", province="oost"), at("Alfa"), Nearness.PROVINCE),
        (plan(province="midden"), at("Alfa"), Nearness.NEIGHBOUR),
        (plan(place="Kappa", province="midden"), at("Beta"), Nearness.REGION),
        (plan(province="landelijk"), at("Alfa"), Nearness.NATION),
        (plan(province="west"), at("Alfa"), Nearness.ELSEWHERE),
        (plan(), at("Alfa"), Nearness.ELSEWHERE),
        (plan(region="heuvels", province="oost"), at("heuvels", "region"), Nearness.PLACE),
        (plan(province="oost"), at("heuvels", "region"), Nearness.PROVINCE),
        (plan(province="west"), at("oevers", "region"), Nearness.NEIGHBOUR),
        (plan(province="oost"), at("oost", "province"), Nearness.PROVINCE),
        (plan(province="midden"), at("oost", "province"), Nearness.NEIGHBOUR),
        (plan(province="west"), at("oost", "province"), Nearness.ELSEWHERE),
        (plan(province="landelijk"), at("oost", "province"), Nearness.NATION),
        (plan(province="oost landelijk"), at("oost", "province"), Nearness.PROVINCE),
        (plan(province="midden landelijk"), at("oost", "province"), Nearness.NEIGHBOUR),
        (plan(province="west"), at("Nergens"), Nearness.ELSEWHERE),
        (plan(province="west"), at("nergens", "province"), Nearness.ELSEWHERE),
    ],
)
def test_a_plan_is_as_near_as_its_nearest_place(own: Plan, wanted: Filter, nearness: Nearness) -> None:
    assert LAND.nearness(own, wanted) is nearness


TOWNS = st.sampled_from([concept.id for concept in CONCEPTS if concept.facet == "place"])
PROVINCES = st.sampled_from(["oost", "midden", "west", "landelijk"])


@given(TOWNS, TOWNS)
def test_around_works_both_ways_where_towns_share_a_region(first: str, second: str) -> None:
    shared = {(f, v) for f, v in LAND.around(first) & LAND.around(second) if f == "region"}
    if shared:
        assert ("place", second) in LAND.around(first) and ("place", first) in LAND.around(second)


@given(TOWNS)
def test_a_town_lies_around_itself(town: str) -> None:
    assert ("place", town) in LAND.around(town)


@given(st.lists(PROVINCES, max_size=3), st.lists(TOWNS, max_size=2), TOWNS, PROVINCES)
def test_a_further_province_brings_a_plan_no_farther(own: list[str], places: list[str], wanted: str, further: str) -> None:
    order = list(Nearness)
    before = Plan("p", "P", (), "pps", "", "", {"province": tuple(own), "place": tuple(places)})
    after = replace(before, facets={**before.facets, "province": (*own, further)})
    assert order.index(LAND.nearness(after, at(wanted))) <= order.index(LAND.nearness(before, at(wanted)))


# --- Questions for what lies around a town


@pytest.mark.parametrize(
    ("question", "place"),
    [
        ("pps'en in de buurt van Doetinchem", "Doetinchem"),
        ("welke pps'en zijn er in de omgeving van Zwolle?", "Zwolle"),
        ("Enschede en omgeving", "Enschede"),
        ("Breda e.o.", "Breda"),
        ("iets vlakbij Goes", "Goes"),
        ("iets dicht bij Goes", "Goes"),
        ("rond Breda", "Breda"),
        ("niet te ver van Assen", "Assen"),
        ("partnerships near Breda", "Breda"),
        ("close to Zwolle", "Zwolle"),
        ("Zwolle and surroundings", "Zwolle"),
        ("not far from the Hague", "Den Haag"),
    ],
)
def test_what_lies_near_a_town_is_asked_for(reader: FilterReader, question: str, place: str) -> None:
    found = [(f.value, f.around, f.negated) for f in reader.read(question, "nl").filters if f.facet == "place"]
    assert found == [(place, True, False)]


@pytest.mark.parametrize(
    "question", ["pps'en in Breda", "Breda en Zwolle", "rond 2020 in Breda", "de stad Breda", "ver van Breda"]
)
def test_a_town_that_is_only_named_is_asked_for_itself(reader: FilterReader, question: str) -> None:
    assert not any(f.around for f in reader.read(question, "nl").filters)


@pytest.mark.parametrize("question", ["in de buurt van Limburg", "rond Twente"])
def test_nothing_lies_around_a_province_or_region(reader: FilterReader, question: str) -> None:
    assert not any(f.around for f in reader.read(question, "nl").filters)


@pytest.mark.parametrize(
    ("facets", "meets"),
    [
        ({"place": ("Enschede",)}, True),
        ({"place": ("Almelo",)}, True),
        ({"region": ("twente",)}, True),
        ({"place": ("Zwolle",)}, False),
        ({"province": ("overijssel",)}, False),
        ({}, False),
    ],
)
def test_a_plan_around_a_town_meets_what_asks_for_it(
    reader: FilterReader, facets: dict[str, tuple[str, ...]], meets: bool
) -> None:
    near = replace(reader.named("place", "Enschede", "nl"), around=True)
    assert reader.meets(Plan("p", "P", (), "pps", "", "", facets), near) is meets


def test_a_plan_around_a_town_is_not_in_it(reader: FilterReader) -> None:
    almelo = Plan("p", "P", (), "pps", "", "", {"place": ("Almelo",)})
    assert not reader.meets(almelo, reader.named("place", "Enschede", "nl"))


def test_a_plan_of_the_province_is_around_a_town_without_a_region(reader: FilterReader) -> None:
    drenthe = Plan("p", "P", (), "pps", "", "", {"province": ("drenthe",)})
    assert reader.meets(drenthe, replace(reader.named("place", "Meppel", "nl"), around=True))
