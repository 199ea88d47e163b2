"""What a question asks for."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.dutch import words
from retrieval.errors import QuestionEmpty, QuestionTooLong
from retrieval.glossary import Glossary
from retrieval.model import Filter
from retrieval.understanding.filters import FilterReader
from retrieval.understanding.question import MAX_CHARACTERS, Intent, Question, understand

Ask = Callable[..., Question]

LISTS = """
welke consortia werken aan de energietransitie in Zuid-Holland?
Welke pps'en zijn er in Limburg?
welke consortia werken aan smart maintenance in Gelderland
Noem alle consortia in Zeeland
Geef een overzicht van pps'en in de zorg
Toon de programma's voor leven lang ontwikkelen
wie werken er aan waterstof in Groningen?
Ik zoek consortia die iets met cybersecurity doen
welke publiek-private samenwerkingen zijn er in Twente
Welke pps'en zitten in Den Bosch?
pps'en in Drenthe
pps'en in de stad Utrecht
Wat zijn de consortia in Zeeland?
waterstof Groningen
consortia energietransitie
glastuinbouw in het Westland
Which consortia work on the energy transition in South Holland?
List the public-private partnerships in Limburg
Find consortia about hydrogen
which ppps are active in Friesland
Who works on robotics in Overijssel?
"""
COUNTS = """
Wat is het aantal consortia in Limburg?
Hoeveel consortia zijn er?
hoeveel pps'en zijn er in Noord-Holland?
Hoeveel consortia werken aan de energietransitie in Zuid-Holland?
hoeveel programma's zijn er
How many consortia are there?
How many public-private partnerships are there in Utrecht?
How many consortia work on energy transition?
"""
FACTS = """
wat was het hoogste toegekende bedrag?
Wat is een consortium?
Wat betekent pps?
what does pps mean
What is a public-private partnership?
Hoeveel geld kreeg SCALE?
How much money did SCALE receive?
Wie is de penvoerder van SCALE?
Who leads SNEL?
Wanneer begon New Waves?
When did New Waves start?
Welke partners heeft SNEL?
Welk bedrag kreeg PEOPLE?
Hoeveel pps'en telde het netwerk Katapult in 2021?
hoeveel aanvragen waren er?
Hoeveel studenten deden mee in Limburg?
Waarom is smart maintenance belangrijk?
What was the highest amount granted?
wie is de burgemeester van Parijs?
hoe bak ik een appeltaart?
"""
CASES = [
    (question, intent)
    for intent, questions in ((Intent.LIST, LISTS), (Intent.COUNT, COUNTS), (Intent.FACT, FACTS))
    for question in questions.strip().splitlines()
]


@pytest.fixture(scope="session")
def ask(reader: FilterReader, glossary: Glossary) -> Ask:
    return lambda question, *given: understand(question, reader, glossary, given)


@pytest.mark.parametrize(("question", "intent"), CASES)
def test_a_question_asks_for_plans_their_number_or_a_fact(ask: Ask, question: str, intent: Intent) -> None:
    assert ask(question).intent is intent


@pytest.mark.parametrize("end", ["", "?", " ?", "!", "\n"])
def test_its_last_mark_changes_nothing(ask: Ask, end: str) -> None:
    bare = ask("welke consortia werken aan de energietransitie in Zuid-Holland")
    ended = ask("welke consortia werken aan de energietransitie in Zuid-Holland" + end)
    assert (ended.intent, ended.filters, ended.topic) == (bare.intent, bare.filters, bare.topic)


@pytest.mark.parametrize(
    "question",
    [
        "WELKE CONSORTIA WERKEN AAN DE ENERGIETRANSITIE IN ZUID-HOLLAND?",
        "welke consortia werken aan de energietransitie in zuid-holland?",
    ],
)
def test_capitals_change_nothing(ask: Ask, question: str) -> None:
    understood = ask(question)
    assert understood.intent is Intent.LIST
    assert [f.value for f in understood.filters] == ["consortium", "energietransitie", "zuid-holland"]


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("welke consortia werken aan de energietransitie in Zuid-Holland?", ()),
        ("welke consortia hebben stageplaatsen in Limburg?", ("stageplaatsen",)),
        ("welke pps'en in Limburg hebben een makerspace", ("makerspace",)),
        ("wat was het hoogste toegekende bedrag?", ("hoogste", "toegekende", "bedrag")),
        ("Wie is de penvoerder van SCALE?", ("penvoerder",)),
        ("Wanneer begon New Waves?", ("new", "waves")),
        ("How much money did SCALE receive?", ("money",)),
        ("Wat doet de energietransitie?", ("energietransitie",)),
        ("geld, geld en geld", ("geld",)),
    ],
)
def test_the_topic_is_what_the_applied_filters_leave(ask: Ask, question: str, topic: tuple[str, ...]) -> None:
    assert ask(question).topic == topic


@pytest.mark.parametrize(
    "question", ["Hoeveel pps'en zijn er in de stad Utrecht?", "welke consortia zitten in de gemeente Groningen?"]
)
def test_the_word_that_makes_a_place_a_city_is_no_topic(ask: Ask, question: str) -> None:
    assert ask(question).topic == ()


def test_the_topic_comes_with_its_synonyms(ask: Ask) -> None:
    understood = ask("What was the highest amount granted?")
    assert [" ".join(notion.words) for notion in understood.notions] == ["highest", "amount", "granted"]
    assert ("bedrag",) in understood.notions[1].synonyms


def test_a_question_of_fact_applies_only_the_plans_it_names(ask: Ask) -> None:
    assert [f.value for f in ask("Hoeveel geld kreeg SCALE in Zuid-Holland voor waterstof?").filters] == ["scale"]


def test_filters_given_by_hand_come_first_and_once(ask: Ask) -> None:
    zeeland, pps = Filter("province", "zeeland", "Zeeland"), Filter("kind", "pps", "pps")
    understood = ask("wat was het hoogste bedrag?", zeeland, pps, zeeland)
    assert understood.filters == (zeeland, pps)
    assert ask("welke consortia zijn er in Limburg?", zeeland).filters[0] == zeeland


@pytest.mark.parametrize("question", ["", " ", "\n\t", "?", "?!… – €", "“”", "🤖", "\x00", "\u200b"])
def test_a_question_without_words_is_refused(ask: Ask, question: str) -> None:
    with pytest.raises(QuestionEmpty):
        ask(question)


@pytest.mark.parametrize("length", [MAX_CHARACTERS + 1, 100_000])
def test_a_question_that_is_too_long_is_refused_with_both_lengths(ask: Ask, length: int) -> None:
    with pytest.raises(QuestionTooLong) as refused:
        ask("a" * length)
    assert refused.value.facts == {"length": length, "limit": MAX_CHARACTERS}


def test_a_question_of_the_greatest_length_is_understood(ask: Ask) -> None:
    assert ask(("waterstof " * MAX_CHARACTERS)[:MAX_CHARACTERS]).text.startswith("waterstof")


@given(st.text(max_size=200))
def test_anything_with_a_word_is_understood(reader: FilterReader, glossary: Glossary, text: str) -> None:
    if words(text):
        understood = understand(text, reader, glossary)
        assert understood.text == text and set(understood.topic) <= set(words(text))
    else:
        with pytest.raises(QuestionEmpty):
            understand(text, reader, glossary)
