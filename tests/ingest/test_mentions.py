"""What a passage names: the pitfalls of places, and organisations, amounts and years with where they stand."""

from __future__ import annotations

import pytest

from ingest.mentions import MentionReader
from retrieval.aspects import read_aspects
from retrieval.model import Evidence, Passage, Plan
from retrieval.settings import CORPUS
from retrieval.vocabulary import read_vocabulary

READER = MentionReader(
    read_vocabulary(CORPUS), [Plan("scale", "SCALE", ("Smart Campus",), "consortium", "", "")], read_aspects(CORPUS)
)


def passage(text: str, *heading: str, start: int = 0) -> Passage:
    return Passage(7, 1, 1, start, start + len(text), text, heading, "nl", ())


def found(text: str, *heading: str, title: str = "") -> set[tuple[str, str]]:
    """(facet, value) of all that is named or implied."""
    named = READER.named(passage(text, *heading), title)
    return {(own.facet, own.value) for own in (*named, *(more for own in named for more in READER.implied(own)))}


def of(facet: str, text: str, *heading: str) -> set[str]:
    return {value for own, value in found(text, *heading) if own == facet}


@pytest.mark.parametrize(
    ("text", "provinces"),
    [
        ("Bedrijven in Winterswijk doen mee.", {"gelderland"}),
        ("Het fieldlab staat in Ter Apel.", {"groningen"}),
        ("Scholen in de Achterhoek.", {"gelderland"}),
        ("Bedrijven uit Groningen en Utrecht.", {"groningen", "utrecht"}),
        ("Werkend in Belgisch Limburg.", set()),
        ("Ook Limburg (België) doet mee.", set()),
        ("Partners in Vlaams-Brabant en Noord-Brabant.", {"noord-brabant"}),
        ("A partner from New Zealand.", set()),
        ("Het noorden van Gelderland.", {"gelderland"}),
        ("In Noord gebeurt veel.", set()),
        ("Bedrijven in Noord-Limburg.", {"limburg"}),
        ("Bedrijven in Noord-Holland Noord.", {"noord-holland"}),
        ("Een werkplaats in Bergen.", set()),
        ("Een werkplaats in Bergen op Zoom.", {"noord-brabant"}),
        ("Best belangrijk is de praktijk.", set()),
        ("Best Practices voor scholen.", set()),
        ("Bedrijven uit Eindhoven, Best en Helmond.", {"noord-brabant"}),
        ("De gemeente Best doet mee.", {"noord-brabant"}),
        ("De voorzitter is Jan van Kampen.", set()),
        ("Bedrijven in Kampen.", {"overijssel"}),
        ("LEIDEN EN LEREN", set()),
        ("Onderzoekers van Rijksuniversiteit Groningen.", set()),
        ("De Hogeschool van Arnhem en Nijmegen.", set()),
        ("Zie www.noord-holland.nl en info@zeeland.nl.", set()),
    ],
)
def test_a_text_gives_the_provinces_that_it_surely_names(text: str, provinces: set[str]) -> None:
    assert of("province", text) == provinces


def test_every_municipality_gives_its_province() -> None:
    vocabulary = read_vocabulary(CORPUS)
    places = [c for c in vocabulary if c.facet == "place"]
    wrong = [c.id for c in places if c.provinces[0] not in of("province", f"Wij werken in de gemeente {c.id} samen.")]

    # Of Bergen there are two; the names of the others are also those of provinces, which say the same.
    assert wrong == []
    assert len({c.provinces[0] for c in places}) == 12


def test_silence_names_nothing_and_a_heading_names_for_what_stands_below_it() -> None:
    assert found("Niet bekend is wat er met waterstof gebeurt.", "Plan", "Niet vermeld") == set()
    assert of("theme", "De eerste groep begint.", "Waterstof in de regio") == {"waterstof"}
    assert ("province", "zeeland") in found("De eerste groep begint.", title="Plan voor Zeeland")


def test_a_value_stands_where_its_name_stands() -> None:
    text = "Er is een cursus waterstof in Zwolle."
    named = READER.named(passage(text, "Waterstof", start=100), "Waterstof")

    assert all(own.start is not None and text[own.start - 100 : (own.end or 0) - 100] == own.name for own in named)
    assert Evidence("place", "Zwolle", 7, "Zwolle", 130, 136) in named
    assert [own.start for own in READER.named(passage("Tekst.", "Waterstof"), "")] == [None]


def test_offers_and_who_they_are_for() -> None:
    text = "Bedrijven krijgen advies. Er is een minor en een fieldlab. "
    text += "Wij bieden stages voor studenten en een training voor zij-instromers."

    assert of("offer", text) == {"advies-bedrijven", "minor", "fieldlab", "stageplaats", "cursus"}
    assert of("audience", text) == {"student", "zij-instromer"}


def test_organisations_are_those_that_say_so_and_those_among_partners() -> None:
    assert of("organisation", "Da Vinci College en TNO werken mee.", "Aanpak") == {"Da Vinci College"}
    assert of("organisation", "Da Vinci College en TNO werken mee.", "2. Partners") == {"Da Vinci College", "TNO"}
    assert of("organisation", "Partners: TNO en Almelo. Looptijd: lang") == {"TNO"}
    assert of("plan", "Ook SCALE en de Smart Campus.") == {"scale"}


def test_amounts_and_years() -> None:
    text = "Van 2024-2028 is € 1,2 miljoen nodig, waarvan 800.000 euro in 2025; 40 procent, € 3.020 en 3,5 uur."

    assert of("amount", text) == {"1200000", "800000", "3020"}
    assert of("year", text) == {"2024", "2025", "2028"}
