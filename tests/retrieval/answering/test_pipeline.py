"""The steps of answering: what each decides, and where the conversation stands after them."""

from __future__ import annotations

import pytest

from retrieval.engine import Engine
from retrieval.errors import QuestionEmpty, QuestionTooLong
from retrieval.model import Answer, AnswerForm, AnswerStatus, State
from retrieval.presenting import answer_json

ALL = ["interpret", "converse", "clarify", "write", "try_otherwise", "offer", "explain"]
LIST = "welke plannen werken aan waterstof in Overijssel?"


def outcomes(answer: Answer) -> dict[str, str]:
    return {decision.step: decision.outcome for decision in answer.decisions}


def talk(engine: Engine, *questions: str) -> list[Answer]:
    """The answers to questions that follow each other."""
    answers: list[Answer] = []
    for question in questions:
        answers.append(engine.ask(question, state=answers[-1].state if answers else None))
    return answers


def ids(answer: Answer) -> list[str]:
    return sorted(entry.plan.id for entry in answer.plans)


@pytest.mark.parametrize(
    ("question", "steps"),
    [
        ("hallo daar", ALL[:2]),
        ("wie doen er mee?", ALL[:3]),
        ("Wat is het doel van Kompas?", ALL[:3]),
        (LIST, ALL),
        ("hoe bak ik een appeltaart?", ALL),
    ],
)
def test_steps_are_taken_until_one_ends_the_work(guide: Engine, question: str, steps: list[str]) -> None:
    assert [decision.step for decision in guide.ask(question).decisions if decision.step in ALL] == steps


@pytest.mark.parametrize(
    ("question", "step", "outcome"),
    [
        ("hallo daar", "converse", "greeting"),
        (LIST, "converse", "asks"),
        (LIST, "interpret", "new"),
        ("wie doen er mee?", "clarify", "boundless"),
        ("Wat is het doel van Kompas?", "clarify", "asked"),
        (LIST, "clarify", "clear"),
        (LIST, "write", "answered"),
        ("Wie is de penvoerder van De Smederij?", "write", "no_evidence"),
        (LIST, "try_otherwise", "not_needed"),
        ("hoe bak ik een appeltaart?", "explain", "outside"),
        (LIST, "explain", "not_needed"),
        ("welke pps'en zijn er in Utrecht?", "offer", "offered"),
    ],
)
def test_a_step_says_what_it_decided(guide: Engine, question: str, step: str, outcome: str) -> None:
    assert outcomes(guide.ask(question))[step] == outcome


def test_interpreting_says_what_was_read(guide: Engine) -> None:
    (read,) = [decision for decision in guide.ask(LIST).decisions if decision.step == "interpret"]
    assert "list" in read.detail and "theme=waterstof" in read.detail and "province=overijssel" in read.detail


def test_every_step_is_timed(guide: Engine) -> None:
    answer = guide.ask(LIST)
    assert {decision.step for decision in answer.decisions} < answer.timings_ms.keys()
    assert answer.timings_ms["total"] >= sum(decision.milliseconds for decision in answer.decisions) * 0.5


def test_steps_stand_in_the_json_of_an_answer(guide: Engine) -> None:
    answer = guide.ask(LIST)
    assert [(step["step"], step["outcome"]) for step in answer_json(answer)["steps"]] == list(outcomes(answer).items())


def test_without_a_plan_about_all_of_it_a_sentence_may_answer(guide: Engine) -> None:
    answer = guide.ask("welke cursus gaat over elektrolyse?")
    assert answer.status is AnswerStatus.ANSWERED
    assert answer.citations[0].quote == "Delta Werkt biedt mbo-studenten een cursus over elektrolyse met waterstof."


@pytest.mark.parametrize(("question", "error"), [("", QuestionEmpty), ("?!", QuestionEmpty), ("w" * 3000, QuestionTooLong)])
def test_what_can_not_be_asked_is_refused_in_a_conversation_too(guide: Engine, question: str, error: type[Exception]) -> None:
    state = guide.ask(LIST).state
    with pytest.raises(error):
        guide.ask(question, state=state)


def test_a_list_leaves_its_plans_and_filters_in_force(guide: Engine) -> None:
    state = guide.ask("welke plannen werken aan waterstof?").state
    assert state is not None
    assert (state.text, state.form, state.pending) == ("welke plannen werken aan waterstof?", AnswerForm.LIST, False)
    assert [(f.facet, f.value) for f in state.filters] == [("theme", "waterstof")]
    assert sorted(state.listed) == ["delta", "overal", "rijnstroom", "waterpoort"] and state.focus == state.listed


def test_plans_are_listed_in_the_order_in_which_they_are_shown(guide: Engine) -> None:
    answer = guide.ask("welke plannen werken aan waterstof?")
    assert answer.state is not None and answer.state.listed == tuple(entry.plan.id for entry in answer.plans)


def test_a_plan_that_was_talked_about_is_kept_in_mind_beside_the_list(guide: Engine) -> None:
    listed, card = talk(guide, "welke plannen werken aan waterstof?", "vertel over Rijnstroom")
    assert listed.state is not None and card.state is not None
    assert card.state.focus == card.state.recent == ("rijnstroom",)


def test_no_more_than_four_plans_are_kept_in_mind(guide: Engine) -> None:
    names = ("Rijnstroom", "Waterpoort", "Zorgster", "Duinlab", "Domkracht")
    state = talk(guide, "Wat is het doel van Rijnstroom?", *(f"en van {name}?" for name in names[1:]))[-1].state
    assert state is not None
    assert state.recent == ("waterpoort", "zorgster", "duinlab", "domkracht")


def test_a_question_that_was_asked_back_is_pending(guide: Engine) -> None:
    state = guide.ask("Wat is het doel van Kompas?").state
    assert state is not None and state.pending
    assert state.listed == ("kompas-zeeland", "kompas-limburg")


def test_small_talk_leaves_the_conversation_where_it_was(guide: Engine) -> None:
    first, thanks = talk(guide, LIST, "dank je wel")
    assert thanks.form is AnswerForm.TALK and thanks.state == first.state


def test_small_talk_at_the_beginning_begins_nothing(guide: Engine) -> None:
    assert guide.ask("hallo daar").state is None


@pytest.mark.parametrize(
    ("questions", "plans"),
    [
        (("welke plannen werken aan waterstof in Overijssel?", "en in Gelderland?"), ["rijnstroom"]),
        (("which plans work on hydrogen in Overijssel?", "and in Gelderland?"), ["rijnstroom"]),
        (("welke plannen werken aan waterstof?", "alleen in Zeeland"), ["waterpoort"]),
        (("welke pps'en zijn er in Utrecht?", "nee, de stad"), ["domkracht"]),
        (("welke plannen werken aan waterstof?", "welke daarvan zijn voor het hbo?"), ["delta", "rijnstroom"]),
        (("Vertel over Rijnstroom", "en Waterpoort?"), ["waterpoort"]),
    ],
)
def test_a_further_question_goes_on_from_where_it_stands(guide: Engine, questions: tuple[str, ...], plans: list[str]) -> None:
    answer = talk(guide, *questions)[-1]
    assert ids(answer) == plans
    assert answer.question == questions[-1]


def test_what_was_carried_on_is_marked(guide: Engine) -> None:
    answer = talk(guide, LIST, "en in Gelderland?")[-1]
    assert {(f.value, f.carried) for f in answer.filters} == {("waterstof", True), ("gelderland", False)}


def test_a_fact_is_asked_of_the_plan_that_is_pointed_at(guide: Engine) -> None:
    answer = talk(guide, "Vertel over Rijnstroom", "wie zijn de partners?")[-1]
    assert answer.citations[0].quote == "De partners van Rijnstroom zijn de Rijnhogeschool en netbeheerder Stroomlijn."


def test_a_question_by_itself_is_not_read_after_another(guide: Engine) -> None:
    alone, after = guide.ask(LIST), talk(guide, "Vertel over Zorgster", LIST)[-1]
    assert (after.text, after.filters) == (alone.text, alone.filters)


GHOST = State(
    "Vertel over Spook", AnswerForm.PLAN, asked="Vertel over Spook", listed=("spook",), focus=("spook",), recent=("spook",)
)


@pytest.mark.parametrize(
    "question", ["en de partners?", "de eerste", "is er iets vergelijkbaars?", "vergelijk die met Rijnstroom", "en in Zeeland?"]
)
def test_plans_that_are_no_longer_there_are_not_pointed_at(guide: Engine, question: str) -> None:
    answer = guide.ask(question, state=GHOST)
    assert "spook" not in str(answer_json(answer)["state"]["filters"])
    assert all(f.value != "spook" for f in answer.filters)


def test_a_word_or_two_are_answered_in_the_language_of_the_conversation(engine: Engine) -> None:
    first = engine.ask("show me partnerships in Rotterdam")
    answer = engine.ask("port related", state=first.state)
    assert answer.language == "en"
    assert [f.label for f in answer.filters if f.value == "haven"] == ["port"] and "port" in answer.lead
