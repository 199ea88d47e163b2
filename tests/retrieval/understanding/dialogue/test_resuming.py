"""A conversation that comes from elsewhere: what this library does not know of it is left out, and it goes on."""

from __future__ import annotations

from dataclasses import replace

import pytest

from retrieval.engine import Engine
from retrieval.model import AnswerForm, Filter, Standing, State
from retrieval.understanding.question import MAX_CHARACTERS

KNOWN = Filter("province", "overijssel", "Overijssel", "Overijssel")
GONE = (Filter("kind", "academie", "academies"), Filter("theme", "weg", "weg"), Filter("plan", "weg", "Weg"))
STATE = State(
    "Welke plannen werken aan waterstof in Overijssel?", AnswerForm.LIST, (KNOWN,), listed=("delta",), recent=("delta",)
)


@pytest.mark.parametrize("question", ["en mbo?", "en in Zeeland?", "de eerste", "wie doen er mee?"])
def test_filters_and_plans_of_another_library_change_nothing(guide: Engine, question: str) -> None:
    elsewhere = replace(STATE, filters=(KNOWN, *GONE), listed=("weg", "delta"), recent=("delta", "weg"))
    assert guide.ask(question, state=elsewhere).text == guide.ask(question, state=STATE).text


def test_what_was_asked_in_another_library_can_be_gone_back_to(guide: Engine) -> None:
    earlier = Standing("Welke plannen zijn er in Zeeland?", AnswerForm.LIST, (Filter("province", "zeeland", "Zeeland"), *GONE))
    answer = guide.ask("terug naar Zeeland", state=replace(STATE, earlier=(earlier,)))
    assert {f.value for f in answer.filters} == {"zeeland"}


@pytest.mark.parametrize("text", ["", "?!", "x " * MAX_CHARACTERS])
def test_a_question_in_force_that_can_not_be_asked_is_none(guide: Engine, text: str) -> None:
    question = "Welke plannen werken aan robotica?"
    broken = replace(STATE, text=text, asked=text, earlier=(Standing(text, AnswerForm.LIST),))
    assert guide.ask(question, state=broken).text == guide.ask(question).text
    assert guide.ask("en in Zeeland?", state=broken).status == guide.ask("en in Zeeland?").status
