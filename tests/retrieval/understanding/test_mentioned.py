"""What the sources must say of the plans asked for, or leave unsaid."""

from __future__ import annotations

import pytest

from retrieval.understanding.mentioned import Mentioned
from retrieval.understanding.question import Understanding, understand

LEAD, UNLED = Mentioned("lead", known=True), Mentioned("lead", known=False)


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("Bij welke consortia is bekend wie de penvoerder is?", LEAD),
        ("Van welke consortia staat in de stukken wie als penvoerder of als leadpartner optreedt?", LEAD),
        ("For which consortia do we know who the lead partner is?", LEAD),
        ("Van welke consortia is de penvoerder niet bekend?", UNLED),
        ("Which consortia have an unknown lead partner?", UNLED),
        ("Welke pps'en vermelden geen budget?", Mentioned("money", known=False)),
        ("Welke consortia zijn bekend?", None),
        ("Van welke consortia is onbekend of ze subsidie kregen?", None),
        ("Van welke consortia is onbekend of ze geld hebben gekregen?", None),
        ("Wie is de penvoerder van SCALE?", None),
        ("Which partnerships got money?", Mentioned("money", known=True)),
        ("Welke pps'en in Limburg kregen geld?", Mentioned("money", known=True)),
        ("Which partnerships got no money?", Mentioned("money", known=False)),
        ("Welke consortia kregen geld?", None),
        ("Welke programma's kregen geld?", None),
        ("Welke pps'en kregen geld uit het RIF?", None),
        ("Welke pps'en kregen meer dan twee miljoen euro?", None),
    ],
)
def test_the_aspect_that_must_be_known_or_not(understanding: Understanding, question: str, wanted: Mentioned | None) -> None:
    assert understand(question, understanding).mentioned == wanted


def test_what_is_unknown_of_an_aspect_is_no_grant(understanding: Understanding) -> None:
    read = understand("Van welke consortia is de penvoerder niet bekend?", understanding)
    assert [f.facet for f in read.filters] == ["kind"]
    granted = understand("Van welke consortia is onbekend of ze geld hebben gekregen?", understanding)
    assert [f.facet for f in granted.filters] == ["kind", "status"]
