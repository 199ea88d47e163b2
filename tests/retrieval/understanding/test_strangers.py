"""Names that nothing known bears are conditions; known ones and common words are not."""

from __future__ import annotations

import pytest

from retrieval.understanding.question import Understanding, understand


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Wie geeft leiding aan Eindhoven Engine?", ("Eindhoven Engine",)),
        ("welke plannen werken samen met Philips en ROC van Leiden", ("Philips", "ROC van Leiden")),
        ("Which partnerships in South Holland work with the Growth Fund?", ()),
        ("Welke pps'en zijn er in Limburg en Zeeland?", ()),
        ("Welke pps'en groeiden met RIF-geld?", ()),
        ("Bij welke plannen zitten Philips of Getronics aan tafel?", ("Philips", "Getronics")),
        ("Ik werk bij Philips. Welke pps'en zijn er in Limburg?", ()),
        ("WELKE PPSEN WERKEN SAMEN MET SAXION", ()),
        ("What is there in the Netherlands, and what am I missing? I'm new.", ()),
    ],
)
def test_names_of_the_part_that_asks(understanding: Understanding, text: str, names: tuple[str, ...]) -> None:
    assert understand(text, understanding).names == names
