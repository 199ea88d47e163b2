"""White spots, against the plans counted by hand."""

from __future__ import annotations

import csv
import io

import pytest

from retrieval.engine import Engine
from retrieval.model import Answer, AnswerForm
from tests.retrieval.landscape import PLANS

ROWS = [row for row in csv.DictReader(io.StringIO(PLANS)) if row["status"] != "missing"]


def counted(column: str, *values: str, **where: str) -> dict[str, int]:
    """How many plans have each value, of those that have what is in ``where``."""
    own = [row for row in ROWS if all(value in row[name].split(";") for name, value in where.items())]
    return {value: sum(value in row[column].split(";") for row in own) for value in values}


def spots(answer: Answer) -> dict[str, tuple[int, int]]:
    assert answer.form is AnswerForm.COVERAGE
    return {spot.value.value: (spot.count, spot.anywhere) for spot in answer.spots}


THEMES = ("waterstof", "robotica", "zorgtechnologie", "cybersecurity", "windenergie")
PROVINCES = ("overijssel", "gelderland", "utrecht", "noord-holland", "zeeland", "limburg", "drenthe")


@pytest.mark.parametrize(
    ("question", "column", "values", "where"),
    [
        ("Welke thema's ontbreken in Overijssel?", "themes", THEMES, {"provinces": "overijssel"}),
        ("Which themes are missing in Zeeland?", "themes", THEMES, {"provinces": "zeeland"}),
        ("Welke thema's ontbreken in het mbo in Utrecht?", "themes", THEMES, {"provinces": "utrecht", "levels": "mbo"}),
        ("Welke sectoren ontbreken in Limburg?", "sectors", ("techniek", "zorg", "ict"), {"provinces": "limburg"}),
        ("Welke niveaus ontbreken in Gelderland?", "levels", ("mbo", "hbo"), {"provinces": "gelderland"}),
        ("Welke provincies hebben nog geen plannen voor waterstof?", "provinces", PROVINCES, {"themes": "waterstof"}),
        ("Waar is nog niets met waterstof?", "provinces", PROVINCES, {"themes": "waterstof"}),
        ("Which provinces have nothing on hydrogen?", "provinces", PROVINCES, {"themes": "waterstof"}),
        ("Which provinces have no plans for robotics yet?", "provinces", PROVINCES, {"themes": "robotica"}),
    ],
)
def test_each_value_is_counted_here_and_anywhere(
    guide: Engine, question: str, column: str, values: tuple[str, ...], where: dict[str, str]
) -> None:
    here, anywhere = counted(column, *values, **where), counted(column, *values)
    assert spots(guide.ask(question)) == {value: (here[value], anywhere[value]) for value in values}


def test_the_numbers_of_the_example_are_these(guide: Engine) -> None:
    assert spots(guide.ask("Welke thema's ontbreken in Overijssel?")) == {
        "waterstof": (1, 4),
        "robotica": (2, 3),
        "zorgtechnologie": (1, 2),
        "cybersecurity": (0, 3),
        "windenergie": (0, 0),
    }


def test_what_is_missing_here_and_common_elsewhere_comes_first(guide: Engine) -> None:
    found = guide.ask("Welke thema's ontbreken in Overijssel?").spots
    assert [spot.value.value for spot in found[:2]] == ["cybersecurity", "windenergie"]
    assert [spot.count for spot in found] == sorted(spot.count for spot in found)


def test_the_text_tells_what_is_missing_here_what_everywhere_and_what_there_is(guide: Engine) -> None:
    parts = guide.ask("Welke thema's ontbreken in Overijssel?").text.split("\n\n")
    assert parts[:4] == [
        "Voor 2 van de 5 thema's is geen plan gevonden (Overijssel).",
        "Hier niet, elders wel (aantal plannen): cybersecurity (3).",
        "Nergens: windenergie.",
        "Wel (aantal plannen): robotica (2), waterstof (1), zorgtechnologie (1).",
    ]


def test_the_whole_country_is_no_province(guide: Engine) -> None:
    answer = guide.ask("Welke provincies hebben nog geen plannen voor waterstof?")
    assert "landelijk" not in spots(answer)
    assert "landelijke plannen tellen niet mee" in answer.text


def test_nothing_missing_is_said(guide: Engine) -> None:
    answer = guide.ask("Welke niveaus ontbreken in Overijssel?")
    assert answer.lead == "Voor alle 2 niveaus is een plan gevonden (Overijssel)."
    assert all(count for count, _ in spots(answer).values())
