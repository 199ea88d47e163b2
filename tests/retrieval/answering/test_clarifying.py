"""Which of several things is meant: asked only where the answer depends on it, with questions that settle it."""

from __future__ import annotations

from pathlib import Path

import pytest

from retrieval.engine import Engine
from retrieval.model import Answer, AnswerStatus
from tests.retrieval.landscape import DOCUMENTS, built, opened, written

ASKS = AnswerStatus.NEEDS_CLARIFICATION
SHARED = {"nl": "Wie zijn de partners van Kompas?", "en": "Who are the partners of Kompas?"}
BOTH = pytest.mark.parametrize("language", ["nl", "en"])


def ids(answer: Answer) -> set[str]:
    return {entry.plan.id for entry in answer.plans}


@BOTH
def test_a_shared_name_is_asked_about_with_what_each_plan_says(guide: Engine, language: str) -> None:
    answer = guide.ask(SHARED[language])
    assert (answer.status, ids(answer)) == (ASKS, {"kompas-zeeland", "kompas-limburg"})
    assert [choice.label for choice in answer.choices] == ["Kompas Zeeland", "Kompas Limburg"]
    for entry in answer.plans:
        (mark,) = entry.citations
        assert answer.citation(mark).document.id == entry.plan.id


@BOTH
def test_a_choice_asked_again_is_answered_without_asking(guide: Engine, language: str) -> None:
    for choice in guide.ask(SHARED[language]).choices:
        answer = guide.ask(choice.question)
        assert (answer.status, answer.language, answer.choices) == (AnswerStatus.ANSWERED, language, ())
        assert answer.citations[0].quote.startswith(f"De partners van {choice.label} zijn ")


@pytest.mark.parametrize(
    ("question", "college"),
    [
        ("Wie zijn de partners van Kompas in Zeeland?", "Zeecollege"),
        ("Wie zijn de partners van Kompas in Limburg?", "Maascollege"),
    ],
)
def test_a_place_settles_a_shared_name(guide: Engine, question: str, college: str) -> None:
    answer = guide.ask(question)
    assert answer.status is AnswerStatus.ANSWERED
    assert college in answer.citations[0].quote


@pytest.mark.parametrize("reply", ["Kompas Limburg", "de tweede", "die in Limburg"])
def test_a_reply_to_what_was_asked_settles_it(guide: Engine, reply: str) -> None:
    asked = guide.ask(SHARED["nl"])
    answer = guide.ask(reply, state=asked.state)
    assert answer.status is AnswerStatus.ANSWERED
    assert "Maascollege" in answer.citations[0].quote


def test_a_name_that_one_plan_has_is_not_asked_about(guide: Engine) -> None:
    answer = guide.ask("Wie zijn de partners van Kompas Zeeland?")
    assert (answer.status, answer.choices) == (AnswerStatus.ANSWERED, ())


def test_a_shared_name_beside_another_plan_is_told_of_itself(guide: Engine) -> None:
    answer = guide.ask("Vergelijk Kompas en Rijnstroom")
    assert answer.status is ASKS
    assert {citation.document.id for citation in answer.citations} == {"kompas-zeeland", "kompas-limburg"}


def test_a_chosen_comparison_is_made(guide: Engine) -> None:
    choice = guide.ask("Vergelijk Kompas en Rijnstroom").choices[0]
    answer = guide.ask(choice.question)
    assert (answer.status, ids(answer)) == (AnswerStatus.ANSWERED, {"kompas-zeeland", "rijnstroom"})


@BOTH
def test_the_city_is_offered_beside_the_province_of_its_name(guide: Engine, language: str) -> None:
    question, label = {
        "nl": ("welke pps'en zijn er in Utrecht?", "de stad Utrecht"),
        "en": ("which partnerships are there in Utrecht?", "the city of Utrecht"),
    }[language]
    answer = guide.ask(question)
    assert (answer.status, ids(answer)) == (AnswerStatus.ANSWERED, {"domkracht", "eemvallei"})
    (choice,) = answer.choices
    assert choice.label == label


@pytest.mark.parametrize("question", ["welke pps'en zijn er in Utrecht?", "which partnerships are there in Utrecht?"])
def test_the_city_asked_for_is_answered_without_asking(guide: Engine, question: str) -> None:
    answer = guide.ask(guide.ask(question).choices[0].question)
    assert (answer.status, ids(answer), answer.choices) == (AnswerStatus.ANSWERED, {"domkracht"}, ())


def test_no_city_is_offered_for_a_province_without_one_of_its_name(guide: Engine) -> None:
    assert guide.ask("welke pps'en zijn er in Limburg?").choices == ()


def test_the_province_named_as_such_is_not_asked_about(guide: Engine) -> None:
    answer = guide.ask("welke pps'en zijn er in de provincie Utrecht?")
    assert ids(answer) == {"domkracht", "eemvallei"}


def test_no_city_is_offered_where_plans_do_not_differ(tmp_path: Path) -> None:
    engine = opened(built(written(tmp_path, {name: DOCUMENTS[name] for name in ("domkracht",)}, without=("eemvallei",))))
    assert ids(answer := engine.ask("welke pps'en zijn er in Utrecht?")) == {"domkracht"}
    assert answer.choices == ()


def test_two_towns_of_one_name_are_offered_apart(guide: Engine) -> None:
    answer = guide.ask("welke pps'en zijn er in Bergen?")
    assert ids(answer) == {"kompas-limburg", "duinlab"}
    assert [choice.label for choice in answer.choices] == ["Bergen (L)", "Bergen (NH)"]


def test_each_town_of_one_name_has_its_own_plans(guide: Engine) -> None:
    answers = [guide.ask(choice.question) for choice in guide.ask("welke pps'en zijn er in Bergen?").choices]
    assert [(ids(answer), answer.choices) for answer in answers] == [({"kompas-limburg"}, ()), ({"duinlab"}, ())]


@pytest.mark.parametrize("question", ["wie doen er mee?", "who is involved?"])
def test_a_question_about_nothing_is_asked_what_about(guide: Engine, question: str) -> None:
    answer = guide.ask(question)
    assert (answer.status, answer.plans, answer.citations) == (ASKS, (), ())


@pytest.mark.parametrize("question", ["welke plannen zijn er?", "noem alle plannen"])
def test_who_asks_for_all_gets_all(guide: Engine, question: str) -> None:
    answer = guide.ask(question)
    assert (answer.status, answer.count) == (AnswerStatus.ANSWERED, 11)


@pytest.mark.parametrize(
    "question",
    [
        "Wat kost dat?",
        "What does it cost?",
        "en het budget?",
        "hoe lang duurt dat?",
        "Wie is de penvoerder?",
        "wie zitten daar achter?",
        "Who are the partners?",
        "what is that?",
    ],
)
def test_what_points_at_something_that_was_never_said_is_asked_about(engine: Engine, question: str) -> None:
    answer = engine.ask(question)
    assert (answer.status, answer.citations) == (AnswerStatus.NEEDS_CLARIFICATION, ())
    answered = engine.ask("New Waves", state=answer.state)
    assert [f.value for f in answered.filters if f.facet == "plan"] == ["new-waves"]


@pytest.mark.parametrize(
    "question", ["Ik ben student.", "hoi, ik heb een bedrijf", "I'm a student", "Wij zijn een klein bedrijf"]
)
def test_who_only_says_who_he_is_is_asked_what_about(engine: Engine, question: str) -> None:
    answer = engine.ask(question)
    assert (answer.status, answer.plans) == (AnswerStatus.NEEDS_CLARIFICATION, ())
    assert engine.ask("iets met waterstof in Drenthe", state=answer.state).plans


@pytest.mark.parametrize(
    "question",
    [
        "Wat is een penvoerder?",
        "Wat is cofinanciering?",
        "Wat is het laagste toegekende bedrag?",
        "Wie is de penvoerder van SCALE?",
    ],
)
def test_what_stands_by_itself_is_answered(engine: Engine, question: str) -> None:
    assert engine.ask(question).status is AnswerStatus.ANSWERED
