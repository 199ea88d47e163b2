"""What there is for somebody at some place: the nearest first."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from retrieval.engine import Engine
from retrieval.model import Answer, AnswerForm, AnswerStatus, Nearness, PlanEntry

HYDROGEN = "Ik woon in Enschede en zoek een opleiding met waterstof, wat kan ik doen?"
ROBOTS = "Ik woon in Enschede en zoek een opleiding met robotica, wat kan ik doen?"


def near(entries: Sequence[PlanEntry]) -> list[tuple[str, Nearness | None]]:
    return [(entry.plan.id, entry.nearness) for entry in entries]


def quotes(answer: Answer, entry: PlanEntry) -> list[str]:
    return [answer.citation(mark).quote for mark in entry.citations]


def test_plans_at_the_place_itself_are_the_answer(guide: Engine) -> None:
    answer = guide.ask(HYDROGEN)
    assert (answer.form, answer.status, answer.count) == (AnswerForm.OPPORTUNITY, AnswerStatus.ANSWERED, 1)
    assert near(answer.plans) == [("delta", Nearness.PLACE)]


def test_the_others_stand_by_how_near_they_are(guide: Engine) -> None:
    # Gelderland borders on Overijssel; Zeeland does not.
    assert near(guide.ask(HYDROGEN).near) == [
        ("rijnstroom", Nearness.NEIGHBOUR),
        ("overal", Nearness.NATION),
        ("waterpoort", Nearness.ELSEWHERE),
    ]


def test_the_same_region_is_nearer_than_another_province(guide: Engine) -> None:
    assert near(guide.ask(ROBOTS).near) == [("smederij", Nearness.REGION), ("kompas-zeeland", Nearness.ELSEWHERE)]


def test_the_same_province_is_nearer_than_a_neighbour(guide: Engine) -> None:
    found = near(guide.ask("Ik woon in Zwolle en zoek een opleiding met robotica, wat kan ik doen?").near)
    assert sorted(found[:2]) == [("delta", Nearness.PROVINCE), ("smederij", Nearness.PROVINCE)]
    assert found[2:] == [("kompas-zeeland", Nearness.ELSEWHERE)]


@pytest.mark.parametrize("question", [HYDROGEN, ROBOTS])
def test_the_rings_stand_in_the_text_from_near_to_far(guide: Engine, question: str) -> None:
    answer = guide.ask(question)
    heads = ["In de plaats zelf:", "In dezelfde regio:", "In dezelfde provincie:", "In een provincie ernaast:"]
    heads += ["Landelijk, dus ook daar:", "Verder weg:"]
    order = dict(zip(Nearness, heads, strict=True))
    stand = [answer.text.index(order[entry.nearness]) for entry in answer.near if entry.nearness]
    assert stand == sorted(stand) and len(stand) == len(answer.near)


def test_it_says_what_a_plan_offers_and_how_to_reach_it(guide: Engine) -> None:
    answer = guide.ask(HYDROGEN)
    assert quotes(answer, answer.plans[0])[1:] == [
        "Delta Werkt biedt mbo-studenten een cursus over elektrolyse met waterstof.",
        "De website van Delta Werkt is https://delta.example.",
    ]


def test_a_level_is_a_condition(guide: Engine) -> None:
    answer = guide.ask("Ik doe mbo in Enschede en zoek iets met waterstof, wat kan ik doen?")
    assert near(answer.plans) == [("delta", Nearness.PLACE)]
    assert "rijnstroom" not in [entry.plan.id for entry in answer.near]  # for hbo alone


def test_what_is_near_answers_when_there_is_nothing_at_the_place(guide: Engine) -> None:
    answer = guide.ask("Ik woon in Hengelo en zoek een opleiding met waterstof, wat kan ik doen?")
    assert (answer.plans, answer.status, answer.count) == ((), AnswerStatus.PARTLY_ANSWERED, 0)
    assert near(answer.near)[0] == ("delta", Nearness.REGION)


def test_what_is_in_the_province_answers_too(guide: Engine) -> None:
    answer = guide.ask("Ik woon in Zwolle en zoek een opleiding met robotica, wat kan ik doen?")
    assert (answer.plans, answer.status) == ((), AnswerStatus.PARTLY_ANSWERED)


@pytest.mark.parametrize(
    ("question", "ring", "status"),
    [
        (
            "Ik woon in Arnhem en zoek een opleiding met robotica, wat kan ik doen?",
            Nearness.NEIGHBOUR,
            AnswerStatus.PARTLY_ANSWERED,
        ),
        (
            "Ik woon in Vlissingen en zoek een opleiding met cybersecurity, wat kan ik doen?",
            Nearness.ELSEWHERE,
            AnswerStatus.NO_EVIDENCE,
        ),
        (
            "Ik woon in Arnhem en zoek iets met robotica. Wat is er in Gelderland?",
            Nearness.NEIGHBOUR,
            AnswerStatus.NO_EVIDENCE,
        ),
    ],
)
def test_a_province_beside_answers_who_asks_from_a_town_and_what_is_farther_is_only_shown(
    guide: Engine, question: str, ring: Nearness, status: AnswerStatus
) -> None:
    answer = guide.ask(question)
    assert (answer.plans, answer.status) == ((), status)
    assert answer.near and answer.near[0].nearness is ring


def test_without_a_place_it_is_a_list(guide: Engine) -> None:
    answer = guide.ask("Ik doe mbo en wil iets met cybersecurity, wat kan ik doen?")
    assert answer.form is AnswerForm.OPPORTUNITY
    assert {entry.plan.id for entry in answer.plans} == {"domkracht", "duinlab"}


def test_what_somebody_is_gives_way_to_what_he_asks_for_where_nothing_has_both(guide: Engine) -> None:
    answer = guide.ask("Wij zijn een bedrijf in Enschede. Wie kan ons helpen met robotica voor de zorg?")
    assert [entry.plan.id for entry in answer.plans] == []
    assert {entry.plan.id for entry in answer.near} == {"delta", "smederij", "kompas-zeeland"}


@pytest.mark.parametrize(
    "question",
    [
        "wie helpt mijn metaalbedrijf in Doetinchem?",
        "Ik heb een metaalbedrijfje in Winterswijk, wie kan mij helpen?",
        "Ik doe mbo metaal in Doetinchem, wat kan ik doen?",
        "I run a metalworking company in Doetinchem, who can help us?",
    ],
)
def test_where_nothing_close_by_is_on_the_subject_what_is_broader_is_told_as_that(engine: Engine, question: str) -> None:
    answer = engine.ask(question)
    found = near(answer.near)
    assert found[0] == ("civon", Nearness.REGION)
    assert [ring for _, ring in found] == sorted([ring for _, ring in found if ring], key=list(Nearness).index)
    subjects, wider = ("metal industry", "engineering") if answer.language == "en" else ("metaal", "techniek")
    (note,) = answer.notes[-1:]
    assert subjects in note and wider in note
    # What answers is on metal, in a province beside.
    assert Nearness.NEIGHBOUR in {ring for _, ring in found} and answer.status is AnswerStatus.PARTLY_ANSWERED


def test_the_sector_of_who_asks_is_no_condition_where_nothing_on_his_subject_has_it(engine: Engine) -> None:
    answer = engine.ask("We zijn een vervoerder in Vlissingen. Wie begeleidt start-ups?")
    assert [entry.plan.id for entry in answer.plans] == ["dockwize-en-kaap"]
    assert "Logistiek" in answer.notes[-1] or "logistiek" in answer.notes[-1]
    assert "logistiek" in {f.value for f in answer.filters}


def test_a_sector_that_was_asked_for_before_stays_a_condition(engine: Engine) -> None:
    before = engine.ask("Welke pps'en zijn er in de logistiek?")
    answer = engine.ask("alleen met start-ups", state=before.state)
    assert (answer.status, answer.plans) == (AnswerStatus.NO_EVIDENCE, ())


def test_where_something_close_by_is_on_the_subject_nothing_broader_is_told(engine: Engine) -> None:
    answer = engine.ask("wie helpt mijn metaalbedrijf in Enschede?")
    assert near(answer.near)[0] == ("expertisecentrum-metaal", Nearness.PROVINCE)
    assert (answer.status, answer.notes) == (AnswerStatus.PARTLY_ANSWERED, ())
