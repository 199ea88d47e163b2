"""Greetings, thanks, goodbyes and questions to the assistant about itself, told from questions of the field."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.dutch import words
from retrieval.model import AnswerForm
from retrieval.understanding.forms import talk_of
from retrieval.understanding.question import Understanding, understand
from retrieval.understanding.talk import Talk, courtesy, without_courtesy


def small_talk(means: Understanding, text: str) -> Talk | None:
    """The kind of small talk that a text is read as; ``None`` when it is read as a question of the field."""
    read = understand(text, means, correct=False)
    return talk_of(read.verdict) if read.verdict and read.form is AnswerForm.TALK else None


SAID = {
    Talk.GREETING: "Hallo|hoi!|Goedemorgen|dag|Hi there|good morning|hoe gaat het?|How are you?|hallo planwijzer",
    Talk.THANKS: "bedankt|Dank je wel!|dankjewel voor je hulp|thanks|thank you so much|top|prima, dank u|great, thanks|"
    "bedankt voor de informatie",
    Talk.GOODBYE: "doei|Tot ziens!|bye|tot morgen|tot de volgende keer|see you tomorrow|Fijne dag nog|nog een fijne dag|"
    "fijn weekend|prettige avond|Have a nice day|dank je, tot straks",
    Talk.ABILITIES: "wat kun je?|Wat kan ik je vragen?|what can you do?|What do you do?|help|Can you help me?|hoe werkt dit?|"
    "wat doet u?|how does this work?|show me a few sample questions|Geef eens een voorbeeldvraag|wat mag ik je allemaal vragen?",
    Talk.SELF: "wie ben je?|who are you?|ben je een robot?|Are you human?|wie heeft jou gemaakt?|what is your name?|"
    "Praat ik nu met een mens of met een computer?|waar komt je informatie vandaan?|is dit betrouwbaar?",
    Talk.LANGUAGES: "spreek je Engels?|Do you speak Dutch?|which languages do you speak?|kan ik ook in het Engels vragen?|"
    "in English please|kun je dat in het Nederlands antwoorden?",
}
CASES = [(text, talk) for talk, texts in SAID.items() for text in texts.split("|")]


@pytest.mark.parametrize(("text", "talk"), CASES)
def test_small_talk_is_told_from_questions(means: Understanding, text: str, talk: Talk) -> None:
    assert small_talk(means, text) is talk


@pytest.mark.parametrize(("text", "talk"), CASES[::3])
def test_capitals_and_marks_change_nothing(means: Understanding, text: str, talk: Talk) -> None:
    assert small_talk(means, f"  {text.rstrip('?!').upper()}!! ") is talk


@pytest.mark.parametrize(
    "text",
    [
        "hallo, welke consortia zijn er?",
        "dank je, en in Zeeland?",
        "wat kun je leren in Zwolle?",
        "can you help me find a partnership?",
        "wie ben je bij SCALE?",
        "spreekt iemand Engels bij CHILL?",
        "goedemorgen Limburg",
        "hoe werkt waterstof?",
        "wat is een pps?",
        "doe maar alles",
        "ik ben kapper",
        "ik ben lasser",
        "Wij zijn blij met CIVON. Bestaat zoiets ook elders?",
        "ik ben Lasser",
        "hoe werkt dit bij waterstof?",
        "praat ik bij CHILL met een mens?",
    ],
)
def test_what_asks_for_something_is_no_small_talk(means: Understanding, text: str) -> None:
    assert small_talk(means, text) is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("hoi", Talk.GREETING),
        ("Bedankt voor de informatie!", Talk.THANKS),
        ("that's it, bye", Talk.GOODBYE),
        ("nog een fijne dag", Talk.GOODBYE),
        ("dank je, en in Zeeland?", None),
        ("ja", None),
        ("?!", None),
        ("", None),
    ],
)
def test_a_courtesy_is_told_by_all_its_words(text: str, said: Talk | None) -> None:
    assert courtesy(text) is said


FIELD = (
    "consortium consortia pps pps'en programma's partnership partnerships waterstof hydrogen robotica logistiek zorg techniek "
    "Limburg Zwolle Twente mbo hbo vmbo penvoerder budget subsidie partners studenten practoraat keuzedeel SCALE CHILL"
).split()
COURTEOUS = st.sampled_from(
    "hallo hoi dag dank je wel bedankt thanks bye doei help wat kun je wie ben je hoe werkt dit spreek Engels who are you "
    "what can you do , ! ?".split()
)


@settings(max_examples=60)
@given(st.text(max_size=200))
def test_any_text_is_small_talk_or_none(means: Understanding, text: str) -> None:
    if words(text):
        assert small_talk(means, text) in {*Talk, None}
    assert courtesy(text) in {*Talk, None}


@settings(max_examples=60)
@given(st.lists(COURTEOUS, max_size=8), st.sampled_from(FIELD), st.integers(0, 8))
def test_one_word_of_the_field_makes_it_no_small_talk(means: Understanding, around: list[str], word: str, place: int) -> None:
    said = [*around[:place], word, *around[place:]]
    assert small_talk(means, " ".join(said)) is None


@pytest.mark.parametrize("word", FIELD)
def test_a_word_of_the_field_alone_is_no_small_talk(means: Understanding, word: str) -> None:
    assert small_talk(means, word) is None


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("Dank je, en in Limburg?", "en in Limburg?"),
        ("Hoi! Welke consortia zijn er?", "Welke consortia zijn er?"),
        ("Goedemiddag, hoi, welke consortia zijn er?", "welke consortia zijn er?"),
        ("ok top – en voor mbo?", "en voor mbo?"),
        ("Thanks a lot. What about Zeeland?", "What about Zeeland?"),
        ("  bedankt;  en nu?", "en nu?"),
    ],
)
def test_a_courtesy_before_a_question_is_left_out(text: str, rest: str) -> None:
    assert without_courtesy(text) == rest


@pytest.mark.parametrize(
    "text",
    [
        "Welke consortia zijn er?",
        "In Limburg, dank je",
        "nee, in Zeeland",
        "SCALE, wie is de penvoerder?",
        "Mijn werf staat in Dordrecht. Wat is er?",
        "hoi",
        "dank je,",
        "",
    ],
)
def test_a_text_without_a_courtesy_before_it_stays_as_it_is(text: str) -> None:
    assert without_courtesy(text) == text


@given(st.text(max_size=200))
def test_what_is_left_is_the_end_of_the_text(text: str) -> None:
    assert text.endswith(without_courtesy(text))


@given(st.lists(st.sampled_from(["hoi", "dank je", "ok", "top", ",", "!", ". ", " ", "en in Limburg?", "–"]), max_size=10))
def test_what_is_left_of_courtesies_is_the_end_of_the_text(said: list[str]) -> None:
    text = " ".join(said)
    rest = without_courtesy(text)
    assert text.endswith(rest) and bool(rest) == bool(text) and ("Limburg" in rest) == ("Limburg" in text)


@pytest.mark.parametrize("filling", [" ", "hoi ", "hoi, ", "' ", "\n"])
def test_leaving_courtesies_out_takes_time_in_proportion_to_the_text(filling: str) -> None:
    # In more time than that this would take hours.
    text = (filling * 20_000)[:20_000] + "welke consortia zijn er?"
    assert without_courtesy(text).endswith("welke consortia zijn er?")
