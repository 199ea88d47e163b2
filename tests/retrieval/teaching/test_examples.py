"""The labelled examples that come with the package."""

from __future__ import annotations

from collections import Counter

import pytest

from retrieval.evaluation.testset import Topic
from retrieval.model import AnswerForm
from retrieval.teaching.examples import DEVELOPMENT, Example, acts, forms, of_topics
from retrieval.understanding.dialogue.acts import ACTS
from retrieval.understanding.forms import OUTSIDE
from retrieval.understanding.talk import Talk

FEWEST = 30


def test_every_question_has_a_known_form_and_every_form_enough_questions() -> None:
    counts = Counter(example.label for example in forms())
    assert set(counts) == {*AnswerForm, *Talk, OUTSIDE} - {AnswerForm.TALK}
    assert min(counts.values()) >= FEWEST


def test_every_act_is_known_and_has_enough_examples() -> None:
    counts = Counter(example.label for example in acts())
    assert set(counts) == set(ACTS)
    assert min(counts.values()) >= FEWEST


@pytest.mark.parametrize("examples", [forms(), acts()], ids=["forms", "acts"])
def test_no_example_stands_twice(examples: list[Example]) -> None:
    assert [said for said, n in Counter((own.before, own.text.casefold()) for own in examples).items() if n > 1] == []


def test_what_is_said_in_a_conversation_has_something_before_it() -> None:
    assert all(own.before and all(own.before) and own.text.strip() for own in acts())


def test_no_example_is_a_question_that_is_reported_on(reported: list[str]) -> None:
    told = {own.text.casefold() for own in (*forms(), *acts()) if len(own.text.split()) > 2}
    assert told & set(reported) == set()


@pytest.mark.parametrize(
    ("topic", "label"),
    [
        (Topic("a", "Welke pps'en zijn er?", "nl", "list", DEVELOPMENT), "list"),
        (Topic("a", "Ik heb een bakkerij. Wie helpt mij?", "nl", "list", DEVELOPMENT), "opportunity"),
        (Topic("a", "Wie zijn er?", "nl", "organisation", DEVELOPMENT, form="plan"), "plan"),
        (Topic("a", "Wat is de hoofdstad?", "nl", "unanswerable", DEVELOPMENT, reason="outside"), "outside"),
        (Topic("a", "Waarom ging SCALE failliet?", "nl", "unanswerable", DEVELOPMENT, reason="false_premise"), "fact"),
    ],
)
def test_the_development_half_teaches(topic: Topic, label: str) -> None:
    assert [own.label for own in of_topics([topic])] == [label]


@pytest.mark.parametrize(
    "topic",
    [
        Topic("a", "Welke pps'en zijn er?", "nl", "list", "reported"),
        Topic("a", "en in Zeeland?", "nl", "followup", DEVELOPMENT, form="list"),
        Topic("a", "hoi", "nl", "talk", DEVELOPMENT, form="talk"),
        Topic("a", "Wie helpt met laadpalen?", "nl", "unanswerable", DEVELOPMENT, reason="nowhere"),
    ],
)
def test_what_teaches_no_form_is_left_out(topic: Topic) -> None:
    assert list(of_topics([topic])) == []
