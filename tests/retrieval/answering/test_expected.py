"""What a question of fact asks for is told by its words, and seen in a sentence."""

from __future__ import annotations

import pytest

from retrieval.answering.expected import form_of

GIVEN = [
    ("Hoeveel subsidie kreeg SCALE?", "SCALE krijgt € 9 miljoen.", "SCALE werkt aan techniek."),
    ("budget SCALE", "Het kost 20 miljoen euro.", "SCALE begon in 2023."),
    ("Wat heeft het vliegtuig gekost?", "Dat was € 4.000.", "MBO College Airport kocht een vliegtuig."),
    ("Hoelang moet je papieren bewaren als je geld kreeg?", "Dat moet vijf jaar.", "Er kwam € 9 miljoen."),
    ("How long is the course?", "De opleiding duurt een half jaar.", "De opleiding is in Breda."),
    ("op welke datum kwam de uitslag over de subsidie", "Op 8 juni werd dat bekend.", "De subsidie is € 9 miljoen."),
    ("Hoeveel scholen doen mee?", "Er doen zes scholen mee.", "Het begon op 3 februari 2023."),
    ("Wat is het webadres?", "Kijk op https://www.voorbeeld.nl.", "De site is er."),
    ("In welke straat zit dat?", "Het adres is Dorpsstraat 12 in Ulft.", "Het staat in Ulft, niet ver van de school."),
    ("Wat is het bezoekadres?", "Leerparkpromenade 1, 3312 KW Dordrecht.", "Kijk op https://www.voorbeeld.nl."),
    ("Hoe vaak per jaar komt de stuurgroep bijeen?", "De stuurgroep vergadert elk kwartaal.", "De stuurgroep telt zes scholen."),
    ("How often do they meet?", "Zij komen twee keer bijeen.", "Zij zijn met twee scholen."),
    ("Hoe ver is het rijden?", "Het ligt op 12 km van Ulft.", "Het ligt in Ulft."),
    ("Hoe laat gaat het open?", "De deuren gaan open om 9:00.", "De deuren staan open."),
    ("Welk percentage haalt het?", "Dat is 91 procent.", "Dat zijn er 91."),
    ("Wie is de directeur?", "De leiding is in handen van directeur Jan van Dijk.", "Een directeur is er nog niet."),
    ("Wat betaal ik daarvoor?", "Een dag kost € 250.", "Een dag duurt lang."),
    ("Waarom is CIVON opgericht?", "Omdat er een tekort was.", "CIVON staat in Ulft."),
]


@pytest.mark.parametrize(("question", "answer", "other"), GIVEN)
def test_an_answer_has_the_form_that_is_asked_for(question: str, answer: str, other: str) -> None:
    form = form_of(question)
    assert form is not None and form.shown.search(answer) and not form.shown.search(other)


@pytest.mark.parametrize(
    "question", ["Wie is de penvoerder van SCALE?", "Wat is het doel van de subsidie?", "subsidie aanvragen", ""]
)
def test_other_questions_ask_for_no_form(question: str) -> None:
    assert form_of(question) is None
