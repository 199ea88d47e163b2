"""What is announced of an answer; that it is, once, is tested in a browser."""

from __future__ import annotations

from dataclasses import replace

from streamlit.testing.v1 import AppTest

from tests.ui.fakes import AMOUNT, fact, listed
from tests.ui.screen import ask
from ui.components import announcer


def test_the_first_sentence_of_an_answer_is_announced_in_its_language() -> None:
    given = listed("Welke?")
    assert announcer.sentence(given) == "Antwoord: 3 consortia in Zuid-Holland noemen energietransitie."
    assert announcer.sentence(replace(given, language="en", lead="3 consortia.")) == "Answer: 3 consortia."


def test_without_a_first_sentence_the_quotation_is_announced() -> None:
    assert announcer.sentence(fact("Hoeveel?")) == f"Antwoord: “{AMOUNT.quote}” [1]"


def test_a_long_sentence_ends_at_a_word() -> None:
    said = announcer.sentence(replace(listed("Welke?"), lead="woord " * 100))
    assert len(said) <= announcer.MOST_CHARACTERS
    assert said.endswith("woord …")


def test_each_new_answer_is_another_occasion_and_taking_one_back_is_none(app: AppTest) -> None:
    ask(app, "Welke consortia?")
    ask(app, "Welke consortia?")
    assert app.session_state["answered"] == 2
    app.button(key="undo").click().run()
    assert app.session_state["answered"] == 2
