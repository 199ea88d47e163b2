"""What a question points back to."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.model import Filter
from retrieval.understanding.dialogue import references

LISTED = tuple("abcdefghijklm")


def place(name: str, source: str = "") -> Filter:
    return Filter("place", name, name, source or name)


@pytest.mark.parametrize(
    ("text", "plan"),
    [
        ("de eerste", "a"),
        ("De Tweede?", "b"),
        ("het derde plan", "c"),
        ("die vierde", "d"),
        ("the second one", "b"),
        ("That third", "c"),
        ("nummer 5", "e"),
        ("nr. 6", "f"),
        ("no 1", "a"),
        ("de tiende", "j"),
        ("de elfde", "k"),
        ("the twelfth", "l"),
        ("nummer 13", "m"),
        ("de laatste", "m"),
        ("the last one", "m"),
        ("de tweede, wie doen daar mee?", "b"),
        ("wat is het doel van de derde?", "c"),
        ("de eerste uit de lijst", "a"),
        ("the second from your list", "b"),
    ],
)
def test_a_plan_is_pointed_at_by_its_place_in_the_list(text: str, plan: str) -> None:
    pointed = references.ordinal(text, LISTED)
    assert pointed is not None and pointed.plans == (plan,)


@pytest.mark.parametrize(
    "text",
    [
        "eerste hulp",
        "de eerste stap van het consortium",
        "the last year",
        "nummer 14",
        "nummer 0",
        "in 2022",
        "welke pps'en zijn er?",
    ],
)
def test_other_words_point_at_no_place_in_the_list(text: str) -> None:
    assert references.ordinal(text, LISTED) is None


@pytest.mark.parametrize("text", ["de vierde", "nummer 4", "the tenth"])
def test_no_plan_stands_behind_the_end_of_the_list(text: str) -> None:
    assert references.ordinal(text, ("a", "b", "c")) is None


@pytest.mark.parametrize("text", ["de eerste", "de laatste", "nummer 1"])
def test_no_plan_stands_in_an_empty_list(text: str) -> None:
    assert references.ordinal(text, ()) is None


def test_the_words_that_point_come_with_it() -> None:
    pointed = references.ordinal("En de tweede, hoeveel geld is daarvoor?", LISTED)
    assert pointed is not None and pointed.words == "de tweede"


@pytest.mark.parametrize(
    ("text", "plans"),
    [
        ("vergelijk de eerste en de derde", ("a", "c")),
        ("vergelijk de eerste en derde", ("a", "c")),
        ("compare the second with the last", ("b", "m")),
        ("nummer 2 en nummer 4", ("b", "d")),
        ("de tweede en nummer 2", ("b",)),
        ("de tweede en nummer 99", ("b",)),
        ("vergelijk ze", ()),
    ],
)
def test_several_places_in_the_list_point_at_several_plans(text: str, plans: tuple[str, ...]) -> None:
    assert references.ordinals(text, LISTED) == plans


@pytest.mark.parametrize(
    "text",
    ["die in Breda", "degene in Breda", "the one in Breda", "en die uit Breda?", "the one based in Breda", "dat bij Breda"],
)
def test_a_place_tells_one_plan_from_the_others(text: str) -> None:
    assert references.told_by_place(text, [place("Breda")]) == (place("Breda"),)


@pytest.mark.parametrize("text", ["in Breda", "en in Breda?", "pps'en die iets doen in Breda", "Breda"])
def test_a_place_that_is_only_named_tells_no_plan(text: str) -> None:
    assert references.told_by_place(text, [place("Breda")]) == ()


def test_only_a_place_tells_a_plan_from_the_others() -> None:
    theme = Filter("theme", "zorgtechnologie", "zorgtechnologie", "zorgtechnologie")
    assert references.told_by_place("die in zorgtechnologie", [theme]) == ()


def test_what_tells_a_plan_is_taken_out_of_the_question() -> None:
    assert references.without_telling("die in Breda, wie is de penvoerder?", [place("Breda")]) == ", wie is de penvoerder?"


def test_a_question_without_such_words_stays_whole() -> None:
    assert references.without_telling("wie zit er in Breda?", [place("Breda")]) == "wie zit er in Breda?"


@pytest.mark.parametrize(
    "text",
    [
        "welke daarvan zijn voor hbo?",
        "wie van hen werkt met waterstof?",
        "welke van die twee kreeg meer?",
        "zijn er daarvan ook in Zeeland?",
        "een van de drie",
        "which of those are in Utrecht?",
        "is one of them in Breda?",
        "which ones?",
        "none of the three",
    ],
)
def test_it_asks_which_of_those_shown(text: str) -> None:
    assert references.asks_which(text)


@pytest.mark.parametrize("text", ["welke pps'en zijn er?", "wie werkt met waterstof?", "which consortia are there?", "daarover"])
def test_it_asks_which_of_all(text: str) -> None:
    assert not references.asks_which(text)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("vergelijk die twee", 2),
        ("the three", 3),
        ("those four", 4),
        ("deze vijf", 5),
        ("beide", 2),
        ("compare both", 2),
        ("allebei", 2),
        ("vergelijk ze", 1),
        ("what do they share, those?", 1),
        ("tell me about them", 1),
        ("waterstof in twee provincies", 0),
        ("", 0),
    ],
)
def test_the_number_that_is_pointed_at_together(text: str, number: int) -> None:
    assert references.several(text) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [("de eerste drie", 3), ("compare the first two", 2), ("top five", 5), ("de eerste", 0), ("die drie", 0)],
)
def test_the_head_of_the_list(text: str, number: int) -> None:
    assert references.first_of(text) == number


@pytest.mark.parametrize(("text", "points"), [("die twee", True), ("both", True), ("de twee partners", False), ("ze", False)])
def test_that_many_are_those_that_were_talked_about(text: str, points: bool) -> None:
    assert references.that_many(text) is points


@pytest.mark.parametrize(
    "text",
    ["wie doen daar mee?", "wat kost het?", "hoe lang duurt het?", "wat is hun budget?", "what is its aim?", "who leads them?"],
)
def test_a_word_points_back(text: str) -> None:
    assert references.points_back(text)


@pytest.mark.parametrize("text", ["wat is het doel?", "wie is de penvoerder?", "welke consortia werken in Zeeland?", "how much?"])
def test_no_word_points_back(text: str) -> None:
    assert not references.points_back(text)


@given(st.text(max_size=300), st.lists(st.text(max_size=3), max_size=4))
def test_any_text_points_at_plans_of_the_list_or_at_none(text: str, listed: list[str]) -> None:
    pointed = references.ordinal(text, listed)
    assert pointed is None or (pointed.words in text and set(pointed.plans) <= set(listed))
    assert set(references.ordinals(text, listed)) <= set(listed)
    assert 0 <= references.several(text) <= 5 and 0 <= references.first_of(text) <= 5
    assert {references.asks_which(text), references.that_many(text), references.points_back(text)} <= {True, False}


CUES = st.sampled_from(
    "de die het the eerste tweede laatste last nummer nr. 0 1 2 00 99 en and twee van those , ? plan in".split()
)


@given(st.lists(CUES, max_size=12).map(" ".join), st.integers(0, 3))
def test_any_row_of_such_words_points_at_plans_of_the_list_or_at_none(text: str, length: int) -> None:
    listed = LISTED[:length]
    pointed = references.ordinal(text, listed)
    assert set(pointed.plans if pointed else ()) <= set(listed)
    assert set(references.ordinals(text, listed)) <= set(listed)


@given(st.text(max_size=80), st.sampled_from(["Breda", "Den Bosch", "b", ""]))
def test_any_text_is_read_without_the_words_that_tell_a_plan(text: str, name: str) -> None:
    for said in (text, f"{text} die in {name}"):
        by = references.told_by_place(said, [Filter("place", name, name, name)])
        assert len(references.without_telling(said, by)) <= len(said)
