"""Dialogues of a test set asked of a small landscape of plans, and what the measures make of them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from retrieval.engine import Engine
from retrieval.evaluation import experiment
from retrieval.evaluation.experiment import Answered
from retrieval.evaluation.locating import Locator
from retrieval.evaluation.measures import conversation_values, form_values
from retrieval.evaluation.testset import Topic
from retrieval.model import AnswerForm, AnswerStatus
from tests.retrieval.evaluation.making import judged, nugget, topic
from tests.retrieval.landscape import RIJN_GETS

HYDROGEN = topic("w1", "list", "welke plannen werken aan waterstof in Overijssel?", dialogue="w", plans=judged("delta"))
FURTHER = topic(
    "w2",
    "followup",
    "en in Gelderland?",
    dialogue="w",
    form="list",
    plans=judged("rijnstroom"),
    filters=judged("theme=waterstof province=gelderland"),
)
MONEY = topic(
    "w3",
    "followup",
    "hoeveel subsidie ontvangt Rijnstroom?",
    dialogue="w",
    form="fact",
    nuggets={"a": nugget(("rijnstroom", RIJN_GETS))},
)
UTRECHT = topic("u1", "list", "welke pps'en zijn er in Utrecht?", dialogue="u")
CITY = topic("u2", "followup", "nee, de stad", dialogue="u", plans=judged("domkracht"), filters=judged("kind=pps place=Utrecht"))


def asked(engine: Engine, *topics: Topic) -> dict[str, Answered]:
    return {own.topic.id: own for own in experiment.ask(engine, topics, Locator(engine, topics))}


def test_a_turn_goes_on_from_the_turn_before_it(guide: Engine) -> None:
    assert asked(guide, HYDROGEN, FURTHER)["w2"].plans == {"rijnstroom"}


def test_dialogues_that_are_asked_by_turns_do_not_mix(guide: Engine) -> None:
    apart = asked(guide, HYDROGEN, FURTHER) | asked(guide, UTRECHT, CITY)
    mixed = asked(guide, HYDROGEN, UTRECHT, FURTHER, CITY)
    assert {name: (own.plans, own.filters) for name, own in mixed.items()} == {
        name: (own.plans, own.filters) for name, own in apart.items()
    }


def test_topics_of_no_dialogue_know_nothing_of_each_other(guide: Engine) -> None:
    alone = replace(FURTHER, id="alone", dialogue="")
    found = asked(guide, replace(HYDROGEN, dialogue=""), alone)
    assert found["alone"].filters == {"province=gelderland"}


def test_small_talk_does_not_break_a_dialogue_off(guide: Engine) -> None:
    thanks = topic("w1b", "followup", "dank je wel", dialogue="w")
    found = asked(guide, HYDROGEN, thanks, FURTHER)
    assert found["w1b"].answer.form is AnswerForm.TALK
    assert found["w2"].plans == {"rijnstroom"}


def test_a_dialogue_that_goes_right_is_measured_so(guide: Engine) -> None:
    found = asked(guide, HYDROGEN, FURTHER, MONEY, UTRECHT, CITY)
    assert conversation_values(found.values()) == {
        "carried state": {"w2": 1.0, "u2": 1.0},
        "turn list recall": {"w2": 1.0, "u2": 1.0},
        "turn list precision": {"w2": 1.0, "u2": 1.0},
        "turn exact count": {"w2": 1.0, "u2": 1.0},
        "turn answers given": {"w3": 1.0},
    }


def test_a_turn_that_is_asked_without_its_dialogue_is_measured_as_wrong(guide: Engine) -> None:
    values = conversation_values(asked(guide, CITY).values())
    assert (values["carried state"], values["turn list recall"]) == ({"u2": 0.0}, {"u2": 0.0})


def test_forms_and_statuses_of_a_dialogue_are_measured(guide: Engine) -> None:
    wrong = replace(FURTHER, form="fact", status=str(AnswerStatus.NO_EVIDENCE))
    values = form_values(asked(guide, HYDROGEN, wrong, MONEY).values())
    assert values["form"] == {"w2": 0.0, "w3": 1.0}
    assert values["status"] == {"w1": 1.0, "w2": 0.0}


def test_every_quotation_of_a_dialogue_is_verified_by_its_page(guide: Engine) -> None:
    found = asked(guide, HYDROGEN, FURTHER, MONEY, UTRECHT, CITY)
    assert all(len(own.verified) == len(own.answer.citations) > 0 for own in found.values())
    assert form_values(found.values())["quotations verified"] == dict.fromkeys(found, 1.0)


@pytest.mark.parametrize(
    "change",
    [{"quote": "Rijnstroom ontvangt een subsidie van € 8 miljoen."}, {"start": 0}, {"end": 10}, {"quote": RIJN_GETS.lower()}],
    ids=["words", "start", "end", "capitals"],
)
def test_a_quotation_that_is_not_on_its_page_to_the_letter_is_not_verified(guide: Engine, change: dict[str, object]) -> None:
    (right,) = guide.ask(MONEY.text).citations
    locator = Locator(guide, [])
    assert right.quote == RIJN_GETS
    assert locator.verified([right, replace(right, **change)]) == (True, False)  # type: ignore[arg-type]


def test_a_quotation_of_another_document_is_not_verified(guide: Engine) -> None:
    (right,) = guide.ask(MONEY.text).citations
    other = replace(right, document=replace(right.document, id="delta"))
    assert Locator(guide, []).verified([other]) == (False,)


def test_without_citations_there_is_nothing_to_verify(guide: Engine) -> None:
    assert Locator(guide, []).verified([]) == ()
