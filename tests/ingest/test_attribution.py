"""Which plan a heading names."""

from __future__ import annotations

import pytest

from ingest.attribution import PlanNames
from retrieval.model import Plan


def plan(identity: str, name: str, *aliases: str) -> Plan:
    return Plan(identity, name, aliases, "pps", "", "")


NAMES = PlanNames(
    [
        plan("it", "IT-Verband Zuid-Holland", "IT Verband ZH"),
        plan("geluk", "GeLUK"),
        plan("zephyros", "Fieldlab Zephyros", "Zephyros"),
        plan("huis-a", "Huis A", "Huis van Vaardigheden"),
        plan("huis-b", "Huis B", "Huis van Vaardigheden"),
    ]
)


@pytest.mark.parametrize(
    "heading",
    [
        "IT-Verband Zuid-Holland",
        "it verband zuid-holland",
        "IT-verband Zuid‑Holland",
        "IT Verband ZH",
        "3. IT-Verband Zuid-Holland",
        "2.1 IT-Verband Zuid-Holland",
        "Hoofdstuk 4: IT Verband ZH",
        "Consortium 7 IT Verband ZH",
        "IT Verband ZH – samen digitaal",
        "IT Verband ZH: samen digitaal",
        "IT Verband ZH (regio Rotterdam)",
        "5) IT Verband ZH | overzicht",
    ],
)
def test_name_or_alias_is_recognised_behind_a_number_and_before_a_subtitle(heading: str) -> None:
    assert NAMES.named_by(heading) == "it"


@pytest.mark.parametrize(
    "heading", ["", "—", "2024", "Partners", "Het geluk van leren", "GeLUK en Zephyros", "Zephyros in Vlissingen"]
)
def test_other_headings_name_no_plan(heading: str) -> None:
    assert NAMES.named_by(heading) is None


def test_name_of_two_plans_names_neither() -> None:
    assert NAMES.named_by("Huis van Vaardigheden") is None
    assert NAMES.named_by("Huis B") == "huis-b"


@pytest.mark.parametrize(
    "name",
    [
        "3D Makers Zone",
        "Gas 2.0",
        "Windkracht 12 (Noord)",
        "19 ecosystemen",
        "Techport+",
    ],
)
def test_odd_name_is_recognised_as_written(name: str) -> None:
    assert PlanNames([plan("a", name), plan("b", "Techport")]).named_by(name) == "a"


def test_no_plans_name_nothing() -> None:
    assert PlanNames([]).named_by("Zephyros") is None
