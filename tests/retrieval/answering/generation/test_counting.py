"""What numbers count, and who holds a role."""

from __future__ import annotations

import pytest

from retrieval.adapters.embedded import EmbeddedEncoder
from retrieval.alignment import Aligner
from retrieval.answering.generation.counting import counts_alike, months
from retrieval.answering.generation.roles import contradicts

SIMILARITY = Aligner(EmbeddedEncoder())
LAB = "Aan het lab werken 40 studenten van het mbo en 12 docenten, vier jaar lang, voor € 9 miljoen; deelnemers: 30 procent."


@pytest.mark.parametrize(
    "claim",
    [
        "40 studenten en 12 docenten",
        "40 mbo-studenten",
        "40 students",
        "veertig van de studenten",
        "vier jaar",
        "four years",
        "€ 9 miljoen",
        "9 million euros",
        "30 %",
        "geen getal",
    ],
)
def test_a_number_counts_what_it_counts_there(claim: str) -> None:
    assert counts_alike(claim, LAB, SIMILARITY)


@pytest.mark.parametrize(
    "claim",
    ["12 studenten", "40 docenten", "40 bedrijven", "40 companies work there", "vier maanden", "9 miljoen studenten", "€ 40"],
)
def test_a_number_that_counts_something_else_is_seen(claim: str) -> None:
    assert not counts_alike(claim, LAB, SIMILARITY)


def test_a_year_counts_nothing() -> None:
    assert counts_alike("De opening in 2019 was groots.", "Het werk begon in 2019.", SIMILARITY)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("van september tot OKTOBER", {9, 10}),
        ("in May and March", {5, 3}),
        ("we may march on", set()),
        ("mei, June, augustus", {5, 6, 8}),
        ("geen maand", set()),
    ],
)
def test_months_are_the_same_in_both_languages(text: str, expected: set[int]) -> None:
    assert months(text) == expected


GIVEN = "Da Vinci College is penvoerder van SCALE. De directeur van CEW is sinds 2019 Jeroen Rijnhart. Practor: Willem Hazenberg."


@pytest.mark.parametrize(
    "claim",
    [
        "SCALE is penvoerder van Da Vinci College.",
        "SCALE is the lead partner of Da Vinci College.",
        "De penvoerder van Da Vinci College is SCALE.",
        "Willem Hazenberg is directeur van CEW.",
        "SCALE, met Willem Hazenberg als directeur",
        "De practor is Jeroen Rijnhart.",
    ],
)
def test_a_role_of_another_is_seen(claim: str) -> None:
    assert contradicts(claim, GIVEN)


@pytest.mark.parametrize(
    "claim",
    [
        "Da Vinci College is penvoerder van SCALE.",
        "SCALE, met Da Vinci College als penvoerder, begint.",
        "Jeroen Rijnhart is since 2019 director of CEW.",
        "Willem Hazenberg is practor.",
        "SCALE is eigenaar van een lab.",
        "Het consortium is penvoerder.",
        "",
    ],
)
def test_a_role_that_is_given_or_not_told_is_left(claim: str) -> None:
    assert not contradicts(claim, GIVEN)
