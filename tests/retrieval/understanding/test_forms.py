"""Which form of answer a question asks for."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.dutch import words
from retrieval.model import AnswerForm
from retrieval.understanding.forms import counted_facet, facet_named
from retrieval.understanding.question import Question, Understanding, understand


def read(means: Understanding, text: str) -> Question:
    return understand(text, means, correct=False)


ASKED = {
    AnswerForm.LIST: """
Welke pps'en zijn er in Zwolle?
Ik zoek een lijst van pps'en in Zwolle
Which consortia work on hydrogen?
Welke pps'en zijn er zonder waterstof in Drenthe?
Which partnerships in Zeeland don't work on energy?
Welke plannen zijn er voor studenten?
""",
    AnswerForm.COUNT: """
Hoeveel pps'en zijn er in Zwolle?
How many consortia are there in Limburg?
""",
    AnswerForm.FACT: """
Wie is de penvoerder van CHILL?
Wanneer begon SCALE?
How much money did New Waves receive?
Wat is waterstof?
Welke partners heeft CHILL in Limburg?
Wat doet CHILL met circulaire economie?
Welke kleur heeft het logo van SNEL?
""",
    AnswerForm.PLAN: """
CHILL
Vertel over CHILL
Vertel me wat meer over New Waves alsjeblieft
Wat is GeLUK?
Wat doet CLV?
Tell me about PEOPLE
What kind of partnership is SCALE?
Kun je CHILL voorstellen?
Ik las iets over World Horti Center
""",
    AnswerForm.COMPARE: """
Wat is het verschil tussen SCALE en PEOPLE?
Vergelijk CHILL en CLV
SCALE versus New Waves
Zet SCALE, SNEL en GeLUK naast elkaar
SCALE of PEOPLE, waar heb ik meer aan?
Wie kreeg meer geld, SCALE of PEOPLE?
Wie heeft meer gastdocenten, SCALE of PEOPLE?
Compare the budget of SCALE and New Waves
What do SCALE and SNEL have in common?
""",
    AnswerForm.LIKENESS: """
Welke pps'en lijken op CHILL?
Is er iets vergelijkbaars met CHILL?
Ik zoek iets als World Horti Center
Which plans are similar to CHILL?
anything like New Waves?
""",
    AnswerForm.OPPORTUNITY: """
Ik woon in Zwolle, wat kan ik doen met robotica?
Wij zijn een bedrijf in Breda. Wie kan ons helpen met logistiek?
Ik zit op het mbo en zoek iets in de zorg
I am a baker in Breda. Who can help me?
We run a shipyard in Dordrecht, what is out there for us?
""",
    AnswerForm.COVERAGE: """
Welke thema's ontbreken in Flevoland?
Welke sectoren komen in Zeeland niet voor?
Waar is nog niets voor logistiek?
Zijn er witte vlekken in Zeeland?
Which sectors are missing in Drenthe?
Where are the gaps for robotics?
""",
}
CASES = [(text, form) for form, texts in ASKED.items() for text in texts.strip().splitlines()]


@pytest.mark.parametrize(("text", "form"), CASES)
def test_a_question_asks_for_a_form_of_answer(means: Understanding, text: str, form: AnswerForm) -> None:
    assert read(means, text).form is form


@pytest.mark.parametrize(("text", "form"), [case for case in CASES if case[0].endswith("?")][::3])
def test_the_last_mark_changes_no_form(means: Understanding, text: str, form: AnswerForm) -> None:
    assert read(means, text[:-1] + "!").form is form


@pytest.mark.parametrize(("text", "form"), [case for case in CASES if not case[0][:2].isupper()][::4])
def test_a_small_first_letter_changes_no_form(means: Understanding, text: str, form: AnswerForm) -> None:
    assert read(means, text[0].lower() + text[1:]).form is form


@pytest.mark.parametrize(
    ("text", "facet"),
    [
        ("Welke thema's ontbreken in Flevoland?", "theme"),
        ("Welke sectoren komen in Zeeland niet voor?", "sector"),
        ("Welke niveaus ontbreken in Drenthe?", "level"),
        ("Waar is nog niets voor logistiek?", "province"),
        ("In welke regio's ontbreekt logistiek?", "region"),
        ("Which themes are missing in Zeeland?", "theme"),
        ("What topics are not covered in Limburg?", "theme"),
        ("Zijn er witte vlekken in Zeeland?", "theme"),
        ("Waar zitten de blinde vlekken voor robotica?", "province"),
        ("Any gaps for robotics?", "province"),
    ],
)
def test_the_facet_whose_values_are_missing(means: Understanding, text: str, facet: str) -> None:
    assert counted_facet(text, read(means, text).filters) == facet


@pytest.mark.parametrize(
    "text",
    [
        "Welke pps'en zijn er in Flevoland?",
        "Welke plannen in Drenthe hebben geen hbo?",
        "Welke pps'en zijn er in Flevoland zonder energie?",
    ],
)
def test_who_asks_for_plans_asks_for_no_white_spots(means: Understanding, text: str) -> None:
    assert read(means, text).form is AnswerForm.LIST
    assert facet_named(text) == ""


@pytest.mark.parametrize(
    ("text", "facet"),
    [
        ("en per provincie?", "province"),
        ("welke thema's zijn dat?", "theme"),
        ("by level please", "level"),
        ("en in Zeeland?", ""),
    ],
)
def test_the_facet_that_is_named_in_so_many_words(text: str, facet: str) -> None:
    assert facet_named(text) == facet


@pytest.mark.parametrize(
    "text", ["Hoeveel pps'en zijn er per provincie?", "How many partnerships are there per theme?", "pps'en per sector"]
)
def test_what_is_counted_for_each_value_is_coverage(means: Understanding, text: str) -> None:
    assert read(means, text).form is AnswerForm.COVERAGE


@pytest.mark.parametrize("text", ["Wat zou CHILL willen? I would like to know", "Ik wil graag naar CHILL, i'd like that"])
def test_what_one_would_like_is_no_likeness(means: Understanding, text: str) -> None:
    assert read(means, text).form is not AnswerForm.LIKENESS


def test_plans_of_one_name_are_not_compared_with_each_other(means: Understanding) -> None:
    assert read(means, "Wat is het verschil in budget bij Technohub?").form is not AnswerForm.COMPARE


@settings(max_examples=60)
@given(st.text(max_size=150))
def test_any_text_asks_for_some_form(means: Understanding, text: str) -> None:
    if words(text):
        assert read(means, text).form in set(AnswerForm)
