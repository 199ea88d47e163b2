"""Filters are conditions where the question asks for them, preferences where it only tells of them."""

from __future__ import annotations

import pytest

from retrieval.model import Filter
from retrieval.understanding.question import Understanding, understand


def read(understanding: Understanding, text: str) -> dict[tuple[str, str], Filter]:
    return {(f.facet, f.value): f for f in understand(text, understanding).filters}


@pytest.mark.parametrize(
    ("text", "conditions", "told"),
    [
        (
            "Mijn scheepswerf staat in Dordrecht. Wat is er in Zuid-Holland voor schepen?",
            {("province", "zuid-holland"), ("sector", "maritiem")},
            {("place", "Dordrecht"), ("theme", "scheepsbouw")},
        ),
        (
            "Hoeveel plannen zijn er met waterstof? Mijn installatiebedrijf wil erin stappen.",
            {("theme", "waterstof")},
            {("sector", "installatietechniek")},
        ),
        ("Ik heb een kwekerij in het Westland. Welke plannen zijn er voor mij?", {("sector", "tuinbouw")}, set()),
        ("Na mijn mbo 4 wil ik een associate degree. Waar kan dat?", {("level", "associate-degree")}, {("level", "mbo")}),
        (
            "Welke plannen in Leeuwarden hebben een associate degree op hbo-niveau?",
            {("level", "associate-degree"), ("place", "Leeuwarden")},
            {("level", "hbo")},
        ),
        ("Welke plannen zijn er voor hbo of associate degree?", {("level", "associate-degree"), ("level", "hbo")}, set()),
        ("Welke projecten en pps'en zijn er in Limburg?", {("province", "limburg")}, set()),
        ("Thuis bouw ik robots. Welke projecten gaan over robots?", {("theme", "robotica")}, set()),
        ("Welke pps'en zijn er in Limburg?", {("province", "limburg"), ("kind", "pps")}, set()),
        (
            "softwarebedrijfje in Barneveld zoekt andere ict-bedrijven, is er iets in regio Foodvalley?",
            {("region", "foodvalley"), ("sector", "ict")},
            {("place", "Barneveld")},
        ),
        ("Welke pps'en zijn er in Dordrecht, Zuid-Holland?", {("place", "Dordrecht"), ("province", "zuid-holland")}, set()),
        ("Welke landelijke programma's zijn er?", {("province", "landelijk"), ("kind", "programme")}, set()),
        ("alle plannen over waterstof, ook de landelijke", {("theme", "waterstof")}, {("province", "landelijk")}),
        (
            "Ik werk bij Siemens. Welke pps'en zijn er in Den Haag?",
            {("kind", "pps"), ("place", "Den Haag")},
            {("organisation", "Siemens")},
        ),
    ],
)
def test_what_is_told_gives_way_to_what_is_asked(
    understanding: Understanding, text: str, conditions: set[tuple[str, str]], told: set[tuple[str, str]]
) -> None:
    found = read(understanding, text)
    assert conditions <= {key for key, own in found.items() if not own.preferred}
    assert {key for key, own in found.items() if own.preferred} == told


@pytest.mark.parametrize(
    ("text", "together"),
    [
        ("welke plannen gaan over waterstof en robotica?", {"waterstof", "robotica"}),
        ("welke plannen gaan over waterstof of robotica?", set()),
        ("wat is er voor boeren en tuinders in Flevoland?", set()),
        ("bij welke pps'en doen mbo en hbo allebei mee?", {"mbo", "hbo"}),
        ("welke pps'en zijn er voor mbo en hbo?", set()),
        ("welke pps'en zijn er in Limburg en Zeeland?", set()),
        ("Waar zitten Hanze en Drenthe College in?", {"Hanze", "Drenthe College"}),
        ("Welke pps'en werken met Hanze of Drenthe College?", set()),
        ("Wij willen warmtepompen plaatsen. Waar kunnen wij ons daarvoor bijscholen?", {"warmtepomp", "bijscholing"}),
    ],
)
def test_both_are_asked_for_only_where_the_words_say_so(understanding: Understanding, text: str, together: set[str]) -> None:
    assert {value for (_, value), own in read(understanding, text).items() if own.together} == together


@pytest.mark.parametrize(
    ("text", "either"),
    [
        ("welke plannen gaan over scheepsbouw of de maritieme sector?", {"scheepsbouw", "maritiem"}),
        ("welke plannen gaan over scheepsbouw in de maritieme sector?", set()),
        ("welke plannen gaan over waterstof of robotica?", set()),
        ("welke samenwerkingen gaan over media of over mode?", {"media", "mode"}),
        ("ik twijfel tussen mode en energie, wat is er in Arnhem?", {"mode", "energie"}),
        ("Which consortia are there in the north of the country and in Limburg?", {"noord-nederland", "limburg"}),
        ("welke pps'en zijn er in Enschede, Overijssel?", set()),
    ],
)
def test_a_theme_or_a_sector_is_enough_where_the_words_say_or(understanding: Understanding, text: str, either: set[str]) -> None:
    assert {value for (_, value), own in read(understanding, text).items() if own.either} == either


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("Als ik Limburg niet meetel, hoeveel pps'en zijn er dan?", {"limburg"}),
        ("all partnerships on care, except the ones in Limburg", {"limburg"}),
        ("alle pps'en op Limburg na", {"limburg"}),
        ("ik ben graag buiten in de natuur, welke projecten zijn er?", set()),
        ("welke pps'en zijn er buiten Limburg?", {"limburg"}),
        ("Zijn er initiatieven die niets met waterstof te maken hebben?", {"waterstof"}),
        ("plans that have nothing to do with hydrogen", {"waterstof"}),
    ],
)
def test_what_is_denied(understanding: Understanding, text: str, denied: set[str]) -> None:
    assert {value for (_, value), own in read(understanding, text).items() if own.negated} == denied
