"""Which conditions a text says no longer matter."""

from __future__ import annotations

import pytest

from retrieval.understanding.dialogue.dropping import dropped_facets, without_dropping
from retrieval.vocabulary import PLACES, SUBJECTS


@pytest.mark.parametrize(
    ("text", "facets"),
    [
        ("Niveau maakt niet uit", {"level"}),
        ("het niveau maakt me niks uit", {"level"}),
        ("maakt niet uit welk niveau", {"level"}),
        ("level does not matter", {"level"}),
        ("the level doesn’t matter", {"level"}),
        ("it doesn't matter which level", {"level"}),
        ("plaats doet er niet toe", PLACES),
        ("de regio is niet belangrijk", PLACES),
        ("alle provincies", PLACES),
        ("waar dan ook", PLACES),
        ("sector maakt niet uit", SUBJECTS),
        ("soort maakt niet uit", {"kind"}),
        ("status maakt niet uit", {"status"}),
        ("de afstand is voor mij geen probleem", PLACES),
        ("location isn't a big deal", PLACES),
        ("maakt niet uit waar hoor", PLACES),
        ("i don't care where", PLACES),
        ("kijk ook buiten de provincie", PLACES),
        ("also outside the region", PLACES),
        ("of gewoon overal", PLACES),
        ("en het niveau maakt ook niet uit", {"level"}),
        ("het niveau maakt niet uit, de provincie wel", {"level"}),
        ("niveau en plaats maken niet uit", {"level"} | PLACES),
        ("en zonder de sector?", SUBJECTS),
        ("without the province", PLACES),
        ("zonder de provincie Limburg", set()),
        ("buiten Limburg", set()),
        ("welk niveau hebben ze?", set()),
        ("in welke regio?", set()),
        ("dat maakt veel uit", set()),
    ],
)
def test_the_facets_that_a_text_drops(text: str, facets: set[str]) -> None:
    assert dropped_facets(text) == facets


def test_what_drops_a_facet_is_taken_out_of_the_text() -> None:
    assert without_dropping("alleen mbo, regio maakt niet uit").split() == ["alleen", "mbo,"]
