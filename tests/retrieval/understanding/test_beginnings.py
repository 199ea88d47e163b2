"""When the plans asked for must have begun."""

from __future__ import annotations

import pytest

from retrieval.understanding.beginnings import beginning_in


@pytest.mark.parametrize(
    ("question", "first", "last"),
    [
        ("Welke plannen zijn in 2013 opgericht, begonnen of geopend?", 2013, 2013),
        ("hoeveel pps'en bestaan al vanaf 2011", 2011, 2011),
        ("Which partnerships opened after 2018?", 2019, 9999),
        ("Welke pps'en zijn vóór 2015 gestart?", 0, 2014),
        ("Please list everything that began, or opened its doors, in 2018.", 2018, 2018),
    ],
)
def test_the_years_that_are_asked_for(question: str, first: int, last: int) -> None:
    beginning = beginning_in(question)
    assert beginning and (beginning.first, beginning.last) == (first, last)


@pytest.mark.parametrize(
    "question",
    [
        "Welke consortia kregen in 2023 subsidie?",
        "Welke pps'en zijn er sinds 2020?",
        "Welke plannen zijn niet in 2013 begonnen?",
        "Welke plannen beginnen binnenkort?",
    ],
)
def test_a_year_of_something_else_is_none(question: str) -> None:
    assert beginning_in(question) is None


@pytest.mark.parametrize(
    ("sentence", "says"),
    [
        ("De officiële opening was op 4 oktober 2018.", True),
        ("Het lokaal in Groningen ging in 2018 open.", True),
        ("Sinds 2018 werken drie scholen er samen.", True),
        ("Het begon in 2016 en eindigde in 2018.", False),
        ("In 2018 kreeg het € 2 miljoen.", False),
        ("Begin 2018 kwam er een derde school bij.", False),
    ],
)
def test_a_sentence_says_so_or_not(sentence: str, says: bool) -> None:
    beginning = beginning_in("welke plannen zijn in 2018 begonnen?")
    assert beginning and beginning.meets(sentence) is says
