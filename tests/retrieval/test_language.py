"""Which language a question is in."""

from __future__ import annotations

import pytest

from retrieval.language import language_of


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("welke consortia werken aan de energietransitie in Zuid-Holland?", "nl"),
        ("Welke pps'en doen aan smart maintenance?", "nl"),
        ("hoeveel fieldlabs zijn er", "nl"),
        ("Wie is de penvoerder van Power to Energy transition?", "nl"),
        ("which consortia work on the energy transition in South Holland?", "en"),
        ("What was the highest amount granted?", "en"),
        ("How many pps'en are there in Limburg?", "en"),
        ("who leads Greenport Horti Campus", "en"),
    ],
)
def test_a_question_is_in_the_language_of_its_small_words(text: str, language: str) -> None:
    assert language_of(text) == language


@pytest.mark.parametrize("text", ["", "???", "waterstof Groningen", "SCALE", "in was over", "日本語"])
def test_a_text_that_does_not_tell_is_dutch(text: str) -> None:
    assert language_of(text) == "nl"


@pytest.mark.parametrize("text", ["Show me partnerships in North Brabant", "Find consortia in Zeeland", "List programmes"])
def test_an_english_command_is_english(text: str) -> None:
    assert language_of(text) == "en"


def test_the_beginning_of_a_long_text_decides() -> None:
    assert language_of("the companies of this network " * 2000 + "de bedrijven van het netwerk " * 9000) == "en"
