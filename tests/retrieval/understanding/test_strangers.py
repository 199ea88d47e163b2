"""Names that nothing known bears are conditions; known ones and common words are not."""

from __future__ import annotations

import pytest

from retrieval.errors import FilterUnknown
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


def test_a_name_that_only_sources_hold_is_a_filter_of_a_set(understanding: Understanding) -> None:
    read = understand("Bij welke clubs zit Tata Steel of Siemens aan tafel?", understanding)
    assert {(f.facet, f.value, f.source_text) for f in read.filters} == {
        ("organisation", "Tata Steel", "Tata Steel"),
        ("organisation", "Siemens", "Siemens"),
    }
    assert (read.names, read.left) == ((), ())
    assert not any(notion.words == ("steel",) or "maakindustrie" in str(notion.synonyms) for notion in read.terms)


def test_all_of_several_names_must_hold_unless_one_will_do(understanding: Understanding) -> None:
    both = understand("Welke plannen werken met Tata Steel en Nova College?", understanding)
    assert [f.together for f in both.filters] == [True, True]
    either = understand("Welke plannen werken met Tata Steel of Nova College?", understanding)
    assert [f.together for f in either.filters] == [False, False]


@pytest.mark.parametrize("name", ["Getronics", "!!!", "", "het", "Noord-Holland"])
def test_a_name_that_no_plan_or_many_hold_is_none(understanding: Understanding, name: str) -> None:
    assert understanding.reader.told_by(name) is None


def test_a_name_that_only_sources_hold_can_be_given_by_hand(understanding: Understanding) -> None:
    found = understanding.reader.named("organisation", "Tata Steel", "nl")
    assert (found.facet, found.value, found.source_text) == ("organisation", "Tata Steel", "")
    with pytest.raises(FilterUnknown):
        understanding.reader.named("organisation", "Getronics", "nl")
