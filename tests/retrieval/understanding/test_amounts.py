"""Numbers that a list question sets as a bound."""

from __future__ import annotations

import pytest

from retrieval.understanding.amounts import bound_in


@pytest.mark.parametrize(
    ("question", "value", "sentence"),
    [
        ("Welke plannen hebben meer dan honderd bedrijven?", 100, "Er doen 240 bedrijven mee."),
        ("Which plans have more than a hundred companies or partners behind them?", 100, "Het netwerk heeft 130 partners."),
        ("Plannen met minstens 100 partners of leden", 100, "Er zijn 120 leden."),
        ("pps'en die minstens een miljoen kregen", 10**6, "Het RIF gaf € 1,4 miljoen."),
    ],
)
def test_a_bound_is_met_by_a_number_of_what_it_counts(question: str, value: int, sentence: str) -> None:
    bound = bound_in(question)
    assert bound and bound.value == value
    assert bound.meets(sentence)
    assert not bound.meets("Er doen 3 bedrijven, 4 partners en 5 leden mee voor € 6.000.")


@pytest.mark.parametrize(
    ("question", "met", "missed"),
    [
        ("consortia met negen miljoen uit het Groeifonds", "Het kreeg € 9 miljoen.", "Het kreeg € 8,7 miljoen."),
        ("welke consortia hebben 9 miljoen euro gekregen", "Het kreeg € 9 miljoen.", "Het kreeg € 20 miljoen."),
        ("ten hoogste negen miljoen", "Het kreeg € 8,7 miljoen.", "Het kreeg € 9,1 miljoen."),
        ("niet meer dan negen miljoen", "Het kreeg € 9 miljoen.", "Het kreeg € 9,1 miljoen."),
        ("honderd of meer bedrijven", "Er doen 130 bedrijven mee.", "Er doen 40 bedrijven mee."),
        ("tweehonderd studenten of meer", "Er leren 200 studenten.", "Er leren 40 studenten."),
        ("50 or fewer companies", "Er doen 40 bedrijven mee.", "Er doen 130 bedrijven mee."),
    ],
)
def test_a_bound_holds_from_its_side_or_just_there(question: str, met: str, missed: str) -> None:
    bound = bound_in(question)
    assert bound and bound.meets(met) and not bound.meets(missed)


@pytest.mark.parametrize("question", ["opleidingen van vier jaar", "plannen van 2022", "scholen met twintig leerlingen"])
def test_a_number_that_is_no_money_must_not_be_just_that(question: str) -> None:
    assert bound_in(question) is None


def test_what_counts_nothing_is_no_bound() -> None:
    assert bound_in("Welke plannen gaan over meer dan techniek?") is None
