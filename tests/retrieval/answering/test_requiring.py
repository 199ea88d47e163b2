"""What a question asks of plans beside filters: shown, carried on, taken away, and asked for again."""

from __future__ import annotations

import pytest

from retrieval.engine import Engine
from retrieval.model import Answer, AnswerForm

MONEY = "welke pps'en kregen meer dan een miljoen van het RIF?"


def told(answer: Answer) -> list[tuple[str, str]]:
    return [(str(own.kind), own.label) for own in answer.requirements]


@pytest.mark.parametrize(
    ("question", "kind", "label"),
    [
        (MONEY, "bound", "meer dan een miljoen"),
        ("which plans reached more than 100 companies?", "bound", "more than 100 companies"),
        ("welke pps'en kregen geld van een provincie?", "party", "geld van een provincie"),
        ("which plans were founded by a municipality?", "party", "a municipality as a founder"),
        ("welke pps'en zijn in 2013 begonnen?", "begun", "een begin in 2013"),
        ("van welke consortia is bekend wie de penvoerder is?", "told", "bronnen vermelden de penvoerder"),
        ("which consortia mention no budget?", "untold", "no source mentions money"),
        ("welke consortia kregen het meeste geld?", "order", "volgorde: geld, hoogste eerst"),
        ("sort the consortia by budget, lowest first", "order", "order: budget, lowest first"),
        ('welke plannen noemen "zij-instromers"?', "quoted", "noemt “zij instromers”"),
        ("welke pps'en werken met basisscholen?", "topic", "noemt “basisscholen”"),
    ],
)
def test_it_is_shown_in_the_language_of_the_question(engine: Engine, question: str, kind: str, label: str) -> None:
    assert told(engine.ask(question)) == [(kind, label)]


@pytest.mark.parametrize(
    "question", ["welke consortia zijn er?", "hoeveel geld kreeg SCALE?", "wat kan een mkb'er met een voucher?"]
)
def test_none_is_shown_where_none_is_asked(engine: Engine, question: str) -> None:
    assert told(engine.ask(question)) == []


def test_it_is_carried_on_and_said_to_be(engine: Engine) -> None:
    first = engine.ask(MONEY)
    second = engine.ask("en in Friesland?", state=first.state)

    assert [own.carried for own in (*first.requirements, *second.requirements)] == [False, True]


def test_what_is_taken_away_is_not_applied_then_nor_later_until_it_is_asked_again(engine: Engine) -> None:
    first = engine.ask(MONEY)
    without = [(own.kind, own.value) for own in first.requirements]

    wider = engine.ask(MONEY, without=without)
    further = engine.ask("en in Limburg?", state=wider.state)
    again = engine.ask("alleen die meer dan een miljoen kregen", state=further.state)

    assert {entry.plan.id for entry in first.plans} < {entry.plan.id for entry in wider.plans}
    assert wider.form is first.form is AnswerForm.LIST
    assert told(wider) == told(further) == []
    assert told(again) == [("bound", "meer dan een miljoen")]


def test_the_words_of_a_topic_are_taken_away_and_asked_again(engine: Engine) -> None:
    first = engine.ask("welke pps'en werken met basisscholen?")
    assert first.plans == () and told(first) == [("topic", "noemt “basisscholen”")]

    wider = engine.ask("welke pps'en werken met basisscholen?", without=[("topic", "basisscholen")])
    assert wider.plans and told(wider) == []
    again = engine.ask("welke daarvan werken met basisscholen?", state=wider.state)
    assert again.plans == ()


def test_an_order_is_taken_away(engine: Engine) -> None:
    ordered = engine.ask("welke consortia kregen het meeste geld?")
    plain = engine.ask("welke consortia kregen het meeste geld?", without=[("order", "geld_highest")])

    assert told(plain) == []
    assert {entry.plan.id for entry in ordered.plans} < {entry.plan.id for entry in plain.plans}


def test_of_several_names_one_is_taken_away(engine: Engine) -> None:
    question = 'welke pps\'en noemen "lassen" en "robot"?'
    assert [own.value for own in engine.ask(question).requirements] == ["lassen", "robot"]
    assert [own.value for own in engine.ask(question, without=[("quoted", "lassen")]).requirements] == ["robot"]


@pytest.mark.parametrize("without", [("bound", "meer dan niets"), ("order", "geld_highest"), ("bound", "")])
def test_what_is_not_asked_can_not_be_taken_away(engine: Engine, without: tuple[str, str]) -> None:
    assert engine.ask(MONEY, without=[without]).plans == engine.ask(MONEY).plans
