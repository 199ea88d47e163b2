"""Places that are meant without their name, in a conversation over the plans of the shipped corpus."""

from __future__ import annotations

from tests.retrieval.understanding.dialogue.talking import Talk, conditions


def test_that_province_is_the_one_in_force(say: Talk) -> None:
    found = say("Welke pps'en zijn er in Limburg?", "Welke consortia voor de zorg zijn er in die provincie?")
    assert conditions(found) == {"kind=consortium", "sector=zorg", "province=limburg"}


def test_that_province_is_the_one_that_the_plans_talked_about_share(say: Talk) -> None:
    found = say("Vergelijk CIVIL en CLV", "Welke consortia zijn er in dezelfde provincie?")
    assert conditions(found) == {"kind=consortium", "province=limburg"}


def test_that_province_is_not_asked_for_where_one_is_named(say: Talk) -> None:
    found = say("Welke pps'en zijn er in Limburg?", "Welke consortia zijn er in Zeeland, is het in die provincie druk?")
    assert "province=limburg" not in conditions(found)


def test_the_whole_province_is_that_of_the_town(say: Talk) -> None:
    found = say("Welke pps'en zijn er in Assen?", "en in de hele provincie?")
    assert conditions(found) == {"kind=pps", "province=drenthe"}


def test_the_city_of_a_province_is_meant(say: Talk) -> None:
    found = say("Welke pps'en zijn er in Utrecht?", "nee, ik bedoel de stad")
    assert conditions(found) == {"kind=pps", "place=Utrecht"}
