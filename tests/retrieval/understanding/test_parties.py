"""Who must have paid for the plans asked for, or founded them."""

from __future__ import annotations

import pytest

from retrieval.understanding.parties import party_in


@pytest.mark.parametrize(
    ("question", "body", "paid"),
    [
        ("Aan welke pps'en heeft een provincie meebetaald?", "province", True),
        ("Welke pps'en kregen geld van de gemeente?", "municipality", True),
        ("Heb je een lijst van pps'en met een project dat door Europa is betaald?", "europe", True),
        ("pps'en met provinciale subsidie", "province", True),
        ("waar stak het Rijk geld in", "state", True),
        ("Which partnerships got money from the province?", "province", True),
        ("plans that were funded by the European Union", "europe", True),
        ("In which plans is a municipality named as one of the founders?", "municipality", False),
        ("Welke centra zijn opgericht door een provincie?", "province", False),
        ("bij hoeveel pps'en stond een provincie aan de wieg?", "province", False),
        ("plannen die van een provincie meer dan twee miljoen euro kregen", "province", True),
        ("Which plans got at least two million from a province?", "province", True),
    ],
)
def test_who_paid_or_founded_is_read(question: str, body: str, paid: bool) -> None:
    party = party_in(question)
    assert party and (party.body, party.paid) == (body, paid)


@pytest.mark.parametrize(
    "question",
    [
        "Welke gemeenten in Limburg krijgen dit jaar subsidie voor nieuwe fietspaden?",
        "Welke pps'en kregen geen geld van de provincie?",
        "Bij welke pps'en is een gemeente een van de partners?",
        "Welke pps'en zitten er in de provincie Utrecht?",
        "Welke consortia kregen subsidie, en in welke provincie zitten ze?",
        "What is there in the municipality of Breda?",
    ],
)
def test_a_body_that_gave_nothing_is_no_condition(question: str) -> None:
    assert party_in(question) is None


@pytest.mark.parametrize(
    "question",
    [
        "plans with European money, such as Erasmus+, Interreg or REACT-EU",
        "Erasmus, Interreg of ander geld uit Europa",
        "Europees geld gebruikt (Erasmus, Interreg of REACT-EU)",
    ],
)
def test_examples_of_money_are_part_of_what_is_asked(question: str) -> None:
    party = party_in(question)
    assert party and party.body == "europe"
    assert {"Erasmus", "Interreg"} <= set(
        question[party.start : party.end].replace("+", "").replace("(", "").replace(",", "").split()
    )


@pytest.mark.parametrize(
    ("question", "sentence", "says"),
    [
        ("door een provincie betaald", "De inleg van de provincie Limburg was € 600.000.", True),
        ("door een provincie betaald", "Een provinciale subsidie maakt de les mogelijk.", True),
        ("door een provincie betaald", "Het lab staat in de provincie Limburg.", False),
        ("door een provincie betaald", "Of er subsidie is, zeggen de bronnen niet; de provincie noemt het plan.", False),
        ("door een provincie betaald", "De provincie en de gemeente willen € 2 miljoen uittrekken.", False),
        ("door een provincie betaald", "Het plan in de provincie Zeeland kreeg € 9 miljoen.", False),
        ("door Europa betaald", "In 2022 kwam uit Erasmus+ € 4 miljoen.", True),
        ("opgericht door een gemeente", "Het lab is in het leven geroepen door gemeente Velsen en drie scholen.", True),
        ("opgericht door een gemeente", "De gemeente gaf € 2 miljoen.", False),
    ],
)
def test_a_sentence_says_so_or_not(question: str, sentence: str, says: bool) -> None:
    party = party_in(question)
    assert party and party.meets(sentence) is says
