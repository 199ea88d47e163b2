"""That something was granted is read from many wordings, and not where an amount or something else of it is asked."""

from __future__ import annotations

import pytest

from retrieval.understanding.filters import FilterReader
from retrieval.understanding.granting import grants_in


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("consortia die geld hebben ontvangen", "geld hebben ontvangen"),
        ("welke consortia kregen het geld?", "kregen het geld"),
        ("welke hebben hun aanvraag binnengehaald?", "aanvraag binnengehaald"),
        ("welke daarvan zijn door de selectie gekomen?", "door de selectie gekomen"),
        ("consortia met een toekenning", "met een toekenning"),
        ("welke kregen groen licht", "groen licht"),
        ("welke zijn uitgekozen?", "uitgekozen"),
        ("only the confirmed ones", "confirmed"),
        ("which of them made it?", "made it"),
        ("which of those actually received any money?", "received any money"),
        ("consortia with a grant", "with a grant"),
        ("whose application was successful?", "application was successful"),
        ("hoeveel daarvan hebben het geld al?", "hebben het geld"),
    ],
)
def test_what_was_granted_is_said_in_many_ways(text: str, said: str) -> None:
    assert [text[start:end] for start, end in grants_in(text)] == [said]


@pytest.mark.parametrize(
    "text",
    [
        "hoeveel geld kregen ze?",
        "welk bedrag kregen zij aan subsidie?",
        "how much money did they receive?",
        "wie kreeg het meeste geld?",
        "wanneer kregen ze de subsidie?",
        "welke consortia hebben geld nodig?",
        "welke consortia wachten nog op geld?",
        "welke consortia werken aan water?",
    ],
)
def test_an_amount_a_time_or_a_wish_is_no_grant(text: str) -> None:
    assert list(grants_in(text)) == []


@pytest.mark.parametrize(
    ("text", "negated"),
    [
        ("welke consortia kregen geld?", False),
        ("which consortia got no money?", True),
        ("consortia zonder subsidie gekregen", True),
    ],
)
def test_of_consortia_it_is_a_filter(reader: FilterReader, text: str, *, negated: bool) -> None:
    found = [f for f in reader.read(text, "nl").filters if f.facet == "status"]
    assert [(f.value, f.negated) for f in found] == [("granted", negated)]


def test_of_other_plans_it_is_none(reader: FilterReader) -> None:
    assert not [f for f in reader.read("welke pps'en kregen geld van ASML?", "nl").filters if f.facet == "status"]
