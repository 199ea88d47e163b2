"""How often one visitor may ask: over that he is told when to ask again, and his question stays."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from retrieval.rates import Rates
from tests.fakes import Clock
from tests.ui.conftest import APP
from tests.ui.fakes import VOCABULARY, FakeEngine
from tests.ui.screen import ask, styled, turns
from ui import resources, session

OPEN = resources.open_services


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(autouse=True)
def twice(engine: FakeEngine, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> Iterator[resources.Services]:
    """Each session may ask twice a minute."""
    services = resources.Services(engine, VOCABULARY, engine.keep, rates=Rates(2, clock))
    monkeypatch.setattr(resources, "open_services", lambda: services)
    st.cache_resource.clear()
    yield services
    st.cache_resource.clear()


def visit(language: str = "nl", *questions: str) -> AppTest:
    app = AppTest.from_file(str(APP), default_timeout=20)
    app.query_params["taal"] = language
    if questions:
        app.query_params["v"] = list(questions)
    return app.run()


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("nl", "U stelt veel vragen achter elkaar. Wacht 30 seconden"),
        ("en", "You are asking many questions in a row. Wait 30 seconds"),
    ],
)
def test_who_asks_too_often_is_told_when_to_ask_again_and_keeps_the_question(
    engine: FakeEngine, clock: Clock, language: str, said: str
) -> None:
    app = visit(language)
    for question in ("Wat is het bedrag?", "Welke consortia?", "En in Drenthe?"):
        ask(app, question)
    assert engine.asked == ["Wat is het bedrag?", "Welke consortia?"]
    assert said in app.error[0].value.replace("&#46;", ".")
    assert styled(app, "asked")[-1] == "En in Drenthe?" and turns(app)[1] == 2
    box = app.chat_input[0].proto
    assert (box.set_value, box.value) == (True, "En in Drenthe?")

    clock.now += 30
    ask(app, "En in Drenthe?")
    assert engine.asked[-1] == "En in Drenthe?" and not app.error
    assert not app.chat_input[0].proto.set_value


def test_one_session_does_not_use_up_what_another_may_ask(engine: FakeEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    first, other = visit(), visit()
    for _ in range(3):
        ask(first, "Wat is het bedrag?")
    monkeypatch.setattr(session, "name", lambda: "ander")
    ask(other, "Welke consortia?")
    assert first.error and not other.error and engine.asked[-1] == "Welke consortia?"


def test_a_link_to_a_conversation_counts_once(engine: FakeEngine) -> None:
    app = visit("nl", "Wat is het bedrag?", "Welke consortia?", "Wie?")
    assert turns(app)[1] == 3 and not app.error
    ask(app, "Welke provincie?")
    ask(app, "Welke regio?")
    assert len(engine.asked) == 4 and app.error


def test_beside_a_language_model_no_question_waits_that_is_too_soon(
    twice: resources.Services, engine: FakeEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(resources, "open_services", lambda: replace(twice, summarises=True))
    st.cache_resource.clear()
    app = visit()
    for question in ("Wat is het bedrag?", "Welke consortia?", "Wie?"):
        ask(app, question)
    assert len(engine.asked) == 2 and "Wacht 30 seconden" in app.error[0].value


def test_the_app_limits_as_it_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLANWIJZER_QUESTIONS_PER_MINUTE", "7")
    monkeypatch.setattr(resources.assembly, "open_engine", lambda _: FakeEngine())
    rates = OPEN().rates
    assert rates is not None
    assert [rates.take("x") for _ in range(8)][:7] == [0] * 7 and rates.take("x") > 0
