"""A follow-up as a question of its own."""

from __future__ import annotations

import json

import pytest

from retrieval.answering.generation.rewriting import acceptable, messages, rewrite
from tests.retrieval.answering.generation.fakes import Says

PREVIOUS = ["Welke consortia in Gelderland werken aan waterstof?"]
FOLLOW_UP = "en in Zeeland?"
PLANS = ["New Waves"]
REWRITTEN = "Welke consortia in Zeeland werken aan waterstof?"


def test_a_follow_up_becomes_a_question() -> None:
    chat = Says("Welke consortia in Zeeland ", "werken aan waterstof?\n")
    assert rewrite(FOLLOW_UP, PREVIOUS, PLANS, chat) == REWRITTEN
    assert rewrite(FOLLOW_UP, PREVIOUS, PLANS, Says(f"“{REWRITTEN}”")) == REWRITTEN


def test_the_model_sees_questions_and_names_of_plans_alone() -> None:
    system, user = messages('en "daar"?\n', ["eerst?"], ["Plan [Q1]"])
    assert system.role == "system" and "daar" not in system.content
    assert [list(json.loads(line).items()) for line in user.content.split("\n")] == [
        [("asked before", "eerst?")],
        [("plan", "Plan [Q1]")],
        [("last question", 'en "daar"?\n')],
    ]


@pytest.mark.parametrize(
    "rewritten",
    [
        REWRITTEN,
        "Werkt New Waves in Zeeland aan waterstof?",
        "welke consortia zijn er in zeeland",
    ],
)
def test_what_adds_nothing_is_taken(rewritten: str) -> None:
    assert acceptable(rewritten, [*PREVIOUS, FOLLOW_UP, *PLANS])


@pytest.mark.parametrize(
    "rewritten",
    [
        "",
        "?!",
        "Welke consortia in Limburg werken aan waterstof?",
        "Welke consortia kregen in 2023 geld in Zeeland?",
        "Welke drie consortia zijn er in Zeeland?",
        "Welke consortia in Zeeland? Werken zij aan waterstof?",
        "Hier is de vraag. Welke consortia in Zeeland?",
        "Welke consortia in Zeeland?\nEn in Gelderland?",
        "Welke consortia in Zeeland <b>werken</b>?",
        "Welke consortia in Zeeland, zie https://evil.example?",
        "Welke consortia in Zeeland " + "werken aan waterstof " * 10 + "?",
    ],
)
def test_what_adds_something_is_refused(rewritten: str) -> None:
    assert not acceptable(rewritten, [*PREVIOUS, FOLLOW_UP, *PLANS])
    assert rewrite(FOLLOW_UP, PREVIOUS, PLANS, Says(rewritten)) is None


def test_a_rewrite_stays_in_its_language() -> None:
    assert rewrite(FOLLOW_UP, PREVIOUS, PLANS, Says("Which are the ones of Zeeland?")) is None


def test_a_model_that_fails_gives_nothing() -> None:
    assert rewrite(FOLLOW_UP, PREVIOUS, PLANS, Says(REWRITTEN, fails="cut_off")) is None


def test_a_first_question_is_not_rewritten() -> None:
    chat = Says(REWRITTEN)
    assert rewrite(FOLLOW_UP, [], PLANS, chat) is None
    assert chat.asked == []
