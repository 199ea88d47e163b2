"""What kind of answer a question asks for."""

from __future__ import annotations

import pytest

from retrieval.understanding.intent import Intent
from retrieval.understanding.question import Understanding, understand

LISTS = """
welke consortia werken aan de energietransitie in Zuid-Holland?
Welke pps'en zijn er in Limburg?
Noem alle consortia in Zeeland
Geef een overzicht van pps'en in de zorg
Toon de programma's voor leven lang ontwikkelen
wie werken er aan waterstof in Groningen?
Ik zoek consortia die iets met cybersecurity doen
welke publiek-private samenwerkingen zijn er in Twente
pps'en in de stad Utrecht
Wat zijn de consortia in Zeeland?
waterstof Groningen
glastuinbouw in het Westland
Zijn er pps'en in Flevoland?
Is er een consortium in Drenthe?
Bestaan er plannen rond robotica in Brabant?
Waar kan ik in Friesland iets met waterstof leren?
Wat kan ik in Zeeland leren over windenergie?
Kun je consortia voor de bouw laten zien?
Kan ik ergens in Rotterdam een opleiding volgen over robotica?
welke initiatieven zijn er voor de zorg in Overijssel
Ik heb een kwekerij. Welke plannen zijn er voor de tuinbouw?
Wat is er in Zuid-Holland voor schepen?
Wat is er in Drenthe?
what's there in Zeeland?
Wie geeft masterclasses of trainingen op maat?
Who gives vouchers to small firms?
What initiatives are there for shipping?
What is available in Friesland for reskilling?
Ik zoek in Noord-Holland initiatieven waar ze voorspellen wanneer een machine stukgaat.
Wat is daar allemaal aan initiatieven in Flevoland?
I keep reading about living labs. Do I find any in your collection?
Ik werk bij SCALE. Welke pps'en zijn er in Limburg?
Ik ben op zoek naar samenwerkingsverbanden in de logistiek
Wie houden zich bezig met circulair bouwen in Gelderland?
Welke plannen zijn er niet in Limburg?
Which consortia work on the energy transition in South Holland?
List the public-private partnerships in Limburg
Find consortia about hydrogen
which ppps are active in Friesland
Who works on robotics in Overijssel?
Are there any partnerships in Zeeland?
Show me projects on cybersecurity in North Brabant
What can I learn about wind energy in Zeeland?
""".strip().splitlines()
COUNTS = """
Wat is het aantal consortia in Limburg?
Hoeveel consortia zijn er?
number of public-private partnerships in Gelderland?
hoeveel van dit soort projecten zitten er in breda
Hoeveel practoraten zijn er in Drenthe?
Hoeveel bouwinitiatieven zijn er in Friesland?
how many field labs and campuses are there in Zeeland
hoeveel pps'en zijn er in Noord-Holland?
Hoeveel consortia werken aan de energietransitie in Zuid-Holland?
hoeveel programma's zijn er
Hoeveel plannen zijn er in Zeeland?
Hoeveel verschillende pps'en doen iets met waterstof?
Hoeveel publiek-private samenwerkingen zijn er in de zorg?
Weet u hoeveel consortia er in Limburg zijn?
Hoeveel samenwerkingsverbanden telt Groningen?
het aantal pps'en in Utrecht graag
How many consortia are there?
How many public-private partnerships are there in Utrecht?
How many consortia work on energy transition?
What is the number of partnerships in Limburg?
How many projects are there in Zeeland?
""".strip().splitlines()
FACTS = """
wat was het hoogste toegekende bedrag?
Wat is een consortium?
Wat betekent pps?
what does pps mean
What is a public-private partnership?
Hoeveel geld kreeg SCALE?
How much money did SCALE receive?
Wie is de penvoerder van SCALE?
Wat is er in 2023 gebeurd in Drenthe?
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
Hoe lang duurt een consortium?
Hoe werkt waterstof?
Wat is de looptijd van SNEL?
Wat kost een opleiding tot monteur?
Is waterstof duur?
Heeft SCALE een website?
In welk jaar begon het consortium in Limburg?
Welk percentage van de pps'en zit in de techniek?
Welke minister gaat over de consortia?
Wie is de voorzitter van de consortia in Zeeland?
What does hydrogen cost?
Why do consortia need partners?
Hoeveel labs heeft ROC Midden Nederland voor zorg?
How long does a consortium last?
""".strip().splitlines()
CASES = [
    (question, intent)
    for intent, questions in ((Intent.LIST, LISTS), (Intent.COUNT, COUNTS), (Intent.FACT, FACTS))
    for question in questions
]


@pytest.mark.parametrize(("question", "intent"), CASES)
def test_a_question_asks_for_plans_their_number_or_a_fact(understanding: Understanding, question: str, intent: Intent) -> None:
    assert understand(question, understanding).intent is intent


@pytest.mark.parametrize(("question", "intent"), [case for case in CASES if case[0].endswith("?")][::3])
def test_a_missing_question_mark_changes_no_kind(understanding: Understanding, question: str, intent: Intent) -> None:
    assert understand(question.rstrip("?"), understanding).intent is intent


@pytest.mark.parametrize(("question", "intent"), CASES[::4])
def test_a_small_first_letter_changes_no_kind(understanding: Understanding, question: str, intent: Intent) -> None:
    assert understand(question[0].lower() + question[1:], understanding).intent is intent


@pytest.mark.parametrize(("question", "intent"), CASES[1::4])
def test_leaving_out_synonyms_changes_no_kind(understanding: Understanding, question: str, intent: Intent) -> None:
    assert understand(question, understanding, expand=False).intent is intent
