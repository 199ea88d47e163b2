"""Beginnings of names that several plans share."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.model import Plan
from retrieval.understanding.filters import FilterReader
from retrieval.understanding.partial import PartialNames
from retrieval.vocabulary import Vocabulary


def plan(identity: str, name: str, *aliases: str) -> Plan:
    return Plan(identity, name, aliases, "pps", "", "", {})


PLANS = [
    plan("noord", "Zyntra Noord"),
    plan("zuid", "Zyntra Zuid (Limburg)"),
    plan("groen", "Huis van Groen Leren", "Kwexlab Groen"),
    plan("blauw", "Huis van Blauw Leren"),
    *(plan(f"veel{n}", f"Ploffik {n}") for n in range(5)),
    plan("een", "Brontix Werkplaats"),
    plan("water", "Water Oost"),
    plan("wind", "Water West"),
    plan("kort", "Xqz Oost"),
    plan("klein", "Xqz West"),
]
NAMES = PartialNames(PLANS)


def found(text: str, *explained: tuple[int, int]) -> dict[str, list[str]]:
    return {text[start:end]: [own.id for own in plans] for start, end, plans in NAMES.mentions(text, explained)}


@pytest.mark.parametrize(
    ("text", "name", "plans"),
    [
        ("Wie is de penvoerder van Zyntra?", "Zyntra", ["noord", "zuid"]),
        ("wie leidt zyntra", "zyntra", ["noord", "zuid"]),
        ("Wat doet Huis Van?", "Huis Van", ["groen", "blauw"]),
        ("Wat doet Zyn Tra?", "Zyn Tra", ["noord", "zuid"]),
    ],
)
def test_a_beginning_that_several_plans_share_names_them_all(text: str, name: str, plans: list[str]) -> None:
    assert found(text) == {name: plans}


@pytest.mark.parametrize("text", ["wat doet het huis van de burgemeester?", "wat doet water?", "Water"])
def test_everyday_words_are_no_name(text: str) -> None:
    assert found(text) == {}


@pytest.mark.parametrize("text", ["wat doet Brontix?", "wat doet Kwexlab?"])
def test_a_beginning_of_one_name_alone_is_not_shared(text: str) -> None:
    assert found(text) == {}


def test_what_very_many_plans_share_is_no_name() -> None:
    assert found("wat doet Ploffik?") == {}


def test_an_abbreviation_is_no_beginning_of_a_name() -> None:
    assert found("wat doet Xqz?") == {}


def test_a_word_in_the_middle_of_names_is_no_beginning() -> None:
    assert found("wat is Leren?") == {}


def test_what_stands_in_parentheses_is_no_part_of_a_name() -> None:
    shared = PartialNames([plan("a", "(Kwexlab) Noord"), plan("b", "(Kwexlab) Zuid")])
    assert shared.mentions("wat doet Kwexlab?", ()) == []


def test_words_that_something_else_explains_name_no_plan() -> None:
    text = "wat doet Zyntra?"
    assert found(text, (9, 15)) == {}


def test_the_longest_beginning_counts() -> None:
    shared = PartialNames([plan("a", "Zyntra Kwexlab Noord"), plan("b", "Zyntra Kwexlab Zuid"), plan("c", "Zyntra Oost")])
    ((start, end, plans),) = shared.mentions("wat doet Zyntra Kwexlab?", ())
    assert (start, end, [own.id for own in plans]) == (9, 23, ["a", "b"])


def test_the_names_of_one_plan_are_not_shared() -> None:
    assert PartialNames([plan("a", "Zyntra Noord", "Zyntra Zuid")]).mentions("wat doet Zyntra?", ()) == []


@given(st.text(max_size=100))
def test_any_text_names_a_stretch_of_itself_and_several_plans(text: str) -> None:
    for start, end, plans in NAMES.mentions(f"{text} Zyntra {text}", ()):
        assert 0 <= start < end <= 2 * len(text) + 8 and len(plans) > 1


# --- In the questions that are read


def named(reader: FilterReader, question: str) -> list[tuple[str, str]]:
    return [(f.value, f.source_text) for f in reader.read(question, "nl").filters if f.facet == "plan"]


@pytest.mark.parametrize("name", ["Technohub", "TechnoHUB", "technohub"])
def test_a_name_that_two_plans_share_is_read_as_both(reader: FilterReader, name: str) -> None:
    both = [("technohub-woerden", name), ("technohub-noordoostpolder", name)]
    assert named(reader, f"Wat is het doel van {name}?") == both


@pytest.mark.parametrize(
    ("question", "plan"),
    [
        ("Wat is het doel van TechnoHUB Woerden?", "technohub-woerden"),
        ("Wat doet World Horti Center?", "world-horti-center"),
        ("Wat doet Techport+?", "techport-plus"),
    ],
)
def test_a_whole_name_is_read_as_that_plan_alone(reader: FilterReader, question: str, plan: str) -> None:
    assert [value for value, _ in named(reader, question)] == [plan]


def test_another_plan_that_is_named_leaves_beginnings_unread(reader: FilterReader) -> None:
    assert [value for value, _ in named(reader, "Werkt SCALE samen met Technohub?")] == ["scale"]


@pytest.mark.parametrize("question", ["welke practoraten zijn er?", "wat is een fieldlab?", "mbo in Zwolle", "smart industry"])
def test_words_of_the_field_are_no_beginnings_of_names(reader: FilterReader, question: str) -> None:
    assert named(reader, question) == []


def test_the_words_of_a_shared_name_are_explained(reader: FilterReader) -> None:
    question = "Wat is het doel van Technohub?"
    understood = reader.read(question, "nl")
    assert [question[start:end] for start, end in understood.plan_spans] == ["Technohub"]
    assert [question[start:end] for start, end in understood.spans] == ["Technohub"]


def test_the_name_of_a_partner_that_plans_share_is_theirs() -> None:
    partner = Plan("ander", "Iets Anders", (), "pps", "", "", {"organisation": ("Zyntra",)})
    reader = FilterReader(Vocabulary([]), [*PLANS, partner])
    understood = reader.read("Wat kun je oefenen bij Zyntra?", "nl")
    assert [(f.facet, f.value) for f in understood.filters] == [("plan", "noord"), ("plan", "zuid")]


@pytest.mark.parametrize(
    ("question", "asked"), [("Wie leidt het practoraat?", True), ("Welke pps'en hebben een practoraat?", False)]
)
def test_one_of_a_kind_may_be_each_plan_whose_name_begins_so(reader: FilterReader, question: str, asked: bool) -> None:
    assert ("practoraat-klimaatpositief" in [value for value, _ in named(reader, question)]) is asked


def test_a_programme_beside_a_shared_name_leaves_it_shared(reader: FilterReader) -> None:
    assert {value for value, _ in named(reader, "Is Technohub betaald uit het RIF?")} == {
        "rif",
        "technohub-woerden",
        "technohub-noordoostpolder",
    }
