"""What says itself how it goes on: what is let go of, what takes the place of what, what singles one plan out."""

from __future__ import annotations

import pytest

from retrieval.model import AnswerForm
from retrieval.understanding.dialogue.saying import Act
from tests.retrieval.understanding.dialogue.talking import Talk, conditions, of_plans

ENERGY = "Welke pps'en werken aan energietransitie in Zeeland?"
ENERGY_ANYWHERE = {"kind=pps", "theme=energietransitie"}


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("de provinciegrens hoeft van mij niet meer mee te tellen", ENERGY_ANYWHERE),
        ("en als we de provinciegrens loslaten?", ENERGY_ANYWHERE),
        ("haal de plaats er maar af", ENERGY_ANYWHERE),
        ("zonder de eis van Zeeland", ENERGY_ANYWHERE),
        ("Zeeland mag vervallen", ENERGY_ANYWHERE),
        ("laat de regio los. Alles met waterstof graag", {"kind=pps", "theme=waterstof"}),
        ("this time nationwide", ENERGY_ANYWHERE),
        ("energietransitiegedoe hoeft niet", {"kind=pps", "province=zeeland"}),
        ("wis alles. Wie doet circulair bouwen?", {"theme=circulair-bouwen"}),
    ],
)
def test_a_condition_is_let_go_of(say: Talk, text: str, left: set[str]) -> None:
    assert conditions(say(ENERGY, text)) == left


def test_a_grant_is_let_go_of(say: Talk) -> None:
    assert conditions(say("toegekende consortia in Zeeland", "ongeacht of ze subsidie kregen")) == {
        "kind=consortium",
        "province=zeeland",
    }


def test_what_was_not_asked_for_can_not_be_let_go_of(say: Talk) -> None:
    assert conditions(say("plannen in Zeeland", "forget the comparing, just show me water in Zeeland")) == {
        "province=zeeland",
        "sector=water",
    }


def test_a_condition_is_let_go_of_after_a_plan_was_asked_about(say: Talk) -> None:
    assert conditions(say(ENERGY, "Wie leidt SCALE?", "laat Zeeland maar vallen")) == ENERGY_ANYWHERE


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("Zeeland kunt u achterwege laten", {"province=limburg", "-province=zeeland"}),
        ("strip out anything in Zeeland", {"province=limburg", "-province=zeeland"}),
        ("Zeeland toch maar niet", {"province=limburg", "-province=zeeland"}),
        ("Limburg alleen is genoeg", {"province=limburg"}),
        ("no, I take that last one back", {"province=limburg"}),
        ("doe dat laatste toch maar niet", {"province=limburg"}),
    ],
)
def test_what_was_added_goes_again(say: Talk, text: str, held: set[str]) -> None:
    assert conditions(say("consortia in Limburg", "Zeeland erbij", text)) == held | {"kind=consortium"}


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("+ Zeeland", {"province=limburg", "province=zeeland"}),
        ("en nu zonder die provincie Limburg", {"-province=limburg"}),
        ("alle consortia juist buiten Limburg", {"-province=limburg"}),
        ("wat als je Limburg inruilt voor Zeeland", {"province=zeeland"}),
        ("replace Limburg by Zeeland", {"province=zeeland"}),
        ("make it Zeeland", {"province=zeeland"}),
        ("wij zitten in Goes trouwens", {"place=Goes"}),
        ("onze leden zitten in Venlo, dus beperk je daar maar toe", {"place=Venlo"}),
        ("the whole of Noord-Nederland, Drenthe left out", {"region=noord-nederland", "-province=drenthe"}),
        ("niks in Venlo zelf? Neem dan heel Limburg", {"province=limburg"}),
    ],
)
def test_a_place_takes_the_place_of_another(say: Talk, text: str, held: set[str]) -> None:
    assert conditions(say("consortia in Limburg", text)) == held | {"kind=consortium"}


def test_a_kind_takes_the_place_of_another(say: Talk) -> None:
    assert conditions(say("programma's over waterstof", "en de pps'en?")) == {"kind=pps", "theme=waterstof"}
    assert conditions(say("replace pps'en by consortia")) == {"kind=consortium", "theme=waterstof"}


def test_the_sector_of_who_asks_stays_beside_another_theme(say: Talk) -> None:
    found = say("Ik heb een installatiebedrijf in Utrecht, wie kan mij helpen?", "en warmtepompen?")
    assert {"sector=installatietechniek", "theme=warmtepomp"} <= conditions(found)


def test_what_is_said_twice_is_one_condition(say: Talk) -> None:
    assert conditions(say("alleen pps'en in Drenthe, geen consortia")) == {"kind=pps", "province=drenthe"}


@pytest.mark.parametrize(
    ("text", "plan"),
    [
        ("hoe heet de practor van Curio?", "practoraat-klimaatpositief"),
        ("the one on cybersecurity, who leads it?", "pact"),
        ("the start-up people in Vlissingen, how many have they housed?", "dockwize-en-kaap"),
    ],
)
def test_one_is_singled_out(say: Talk, text: str, plan: str) -> None:
    found = say("welke pps'en zijn er voor mbo?", text)
    assert (of_plans(found), found.question.form) == ([plan], AnswerForm.FACT)


@pytest.mark.parametrize("text", ["leg die eens naast SCALE", "put it beside SCALE", "could you hold SCALE against it?"])
def test_another_is_put_beside_the_one_talked_about(say: Talk, text: str) -> None:
    found = say("Wie zit er in New Waves?", text)
    assert (of_plans(found), found.question.form) == (["new-waves", "scale"], AnswerForm.COMPARE)


def test_a_third_joins_those_compared(say: Talk) -> None:
    found = say("Vergelijk SCALE en New Waves", "neem SNEL mee als derde")
    assert of_plans(found) == ["scale", "new-waves", "snel"]


def test_a_set_is_counted_by_what_is_said(say: Talk) -> None:
    found = say("pps'en voor mbo", "hoe zijn die over de provincies verdeeld?")
    assert (found.act, found.question.form) == (Act.BROKEN_DOWN, AnswerForm.COVERAGE)


def test_after_what_is_missing_plans_are_asked_for(say: Talk) -> None:
    found = say("In welke provincies is er nog niets aan waterstof?", "wat zit er dan wel in Groningen?")
    assert (conditions(found), found.question.form) == ({"theme=waterstof", "province=groningen"}, AnswerForm.LIST)
