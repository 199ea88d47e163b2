"""Lists of plans: those that work in the whole country stand apart and are not counted."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

import pytest

from retrieval.engine import Engine
from retrieval.model import AnswerForm, AnswerStatus, Nearness, PlanEntry, Reason
from retrieval.texts import load_texts
from tests.retrieval.landscape import DOCUMENTS, NEWS, built, opened, written

HERE = {"nl": "welke plannen werken aan waterstof in Overijssel?", "en": "which plans work on hydrogen in Overijssel?"}
ALSO = {"nl": "Landelijk, dus ook daar:", "en": "Nationwide, so there too:"}


def ids(entries: tuple[PlanEntry, ...]) -> list[str]:
    return [entry.plan.id for entry in entries]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_plan_for_the_whole_country_stands_apart_and_is_not_counted(guide: Engine, language: str) -> None:
    answer = guide.ask(HERE[language])
    assert (ids(answer.plans), ids(answer.nationwide), answer.count) == (["delta"], ["overal"], 1)
    own, apart = answer.text.split(ALSO[language])
    assert "Delta Werkt" in own and "Overal Waterstof" not in own and "- Overal Waterstof: “" in apart
    assert answer.lead.startswith("1 ")


def test_without_a_place_a_plan_for_the_whole_country_counts_as_any(guide: Engine) -> None:
    answer = guide.ask("welke plannen werken aan waterstof?")
    assert sorted(ids(answer.plans)) == ["delta", "overal", "rijnstroom", "waterpoort"]
    assert (answer.nationwide, answer.count) == ((), 4)


def test_who_asks_for_plans_for_the_whole_country_gets_them(guide: Engine) -> None:
    answer = guide.ask("welke landelijke programma's werken aan waterstof?")
    assert (ids(answer.plans), answer.nationwide, answer.count) == (["overal"], (), 1)


def test_a_plan_for_the_whole_country_on_something_else_is_not_offered(guide: Engine) -> None:
    assert guide.ask("welke plannen werken aan robotica in Zeeland?").nationwide == ()


def test_a_plan_for_the_whole_country_is_no_near_miss_besides(guide: Engine) -> None:
    answer = guide.ask("welke plannen werken aan waterstof in Drenthe?")
    assert (answer.status, answer.reason, answer.count) == (AnswerStatus.NO_EVIDENCE, Reason.NOT_THERE, 0)
    assert ids(answer.nationwide) == ["overal"]
    assert sorted(ids(answer.near)) == ["delta", "rijnstroom", "waterpoort"]


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        (
            "welke plannen doen iets met ict in Noord-Nederland maar niet in Friesland?",
            "Weggelaten omdat ze ook in Friesland werken:",
        ),
        ("which plans are about ICT in the north, but not in Friesland?", "Left out because they work in Friesland too:"),
    ],
)
def test_plans_that_work_in_a_province_that_is_ruled_out_and_elsewhere_are_named(
    engine: Engine, question: str, begins: str
) -> None:
    answer = engine.ask(question)
    (note,) = [said for said in answer.notes if said.startswith(begins)]
    assert "IT Academy Noord-Nederland" in note and "it-academy-noord-nederland" not in ids(answer.plans)


def test_what_works_only_in_a_province_that_is_ruled_out_is_not_named(engine: Engine) -> None:
    answer = engine.ask("welke plannen over robotica zijn er, maar niet in Limburg?")
    assert answer.plans and not [said for said in answer.notes if said.startswith("Weggelaten")]


@pytest.mark.parametrize(
    ("question", "note"),
    [
        ("welke pps'en zijn er in Overijssel?", "Ook dit consortium voldoet hieraan: Delta Werkt."),
        ("which partnerships are there in Overijssel?", "This consortium meets it too: Delta Werkt."),
        ("welke pps'en werken aan waterstof?", "Ook deze 2 consortia voldoen hieraan: Rijnstroom en Delta Werkt."),
        ("welke pps'en zijn er in Utrecht?", ""),
        ("welke pps'en zijn er?", ""),
        ("welke plannen zijn er in Overijssel?", ""),
    ],
)
def test_consortia_that_meet_what_is_asked_of_partnerships_are_named_and_not_counted(
    guide: Engine, question: str, note: str
) -> None:
    answer = guide.ask(question)
    assert [said for said in answer.notes if "onsorti" in said] == ([note] if note else [])
    if note:
        assert {entry.plan.kind for entry in answer.plans} == {"pps"} and note in answer.text


@pytest.mark.parametrize(
    ("question", "plans"),
    [
        ("hoeveel pps'en zijn er in Overijssel?", {"smederij", "zorgster"}),
        ("hoeveel consortia zijn er?", {"delta", "rijnstroom"}),
        ("hoeveel plannen zijn er voor het hbo?", {"delta", "rijnstroom", "eemvallei"}),
        ("hoeveel plannen in Twente werken aan robotica?", {"delta", "smederij"}),
        ("hoeveel pps'en werken er aan zorgtechnologie?", {"zorgster", "kompas-limburg"}),
    ],
)
def test_plans_are_counted_as_by_hand(guide: Engine, question: str, plans: set[str]) -> None:
    answer = guide.ask(question)
    assert (set(ids(answer.plans)), answer.count, answer.complete) == (plans, len(plans), True)


@pytest.mark.parametrize(
    ("question", "rings"),
    [
        ("welke pps'en werken aan robotica in Zwolle?", [Nearness.PROVINCE, Nearness.ELSEWHERE]),
        ("which partnerships work on robotics in Zwolle?", [Nearness.PROVINCE, Nearness.ELSEWHERE]),
        ("welke pps'en werken aan robotica in Arnhem?", [Nearness.NEIGHBOUR, Nearness.ELSEWHERE]),
    ],
)
def test_near_misses_on_the_subject_stand_nearest_first(guide: Engine, question: str, rings: list[Nearness]) -> None:
    answer = guide.ask(question)
    assert [ring for ring, _ in groupby(entry.nearness for entry in answer.near if entry.nearness)] == rings
    headings = [load_texts(answer.language)(f"nearness.{ring}") for ring in rings]
    stand = [answer.text.index(heading) for heading in headings]
    assert stand == sorted(stand)


@pytest.mark.parametrize("question", ["welke pps'en zijn er in Enschede?", "Zijn er pps'en in Enschede?", "pps Enschede"])
def test_where_a_town_has_none_those_nearest_are_shown(guide: Engine, question: str) -> None:
    answer = guide.ask(question)
    assert (answer.status, answer.count) == (AnswerStatus.NO_EVIDENCE, 0)
    assert [(entry.plan.id, entry.nearness) for entry in answer.near] == [("smederij", Nearness.REGION), ("delta", None)]


def test_a_town_without_any_plan_is_not_another_subject(engine: Engine) -> None:
    answer = engine.ask("welke plannen zijn er in Winterswijk?")
    assert (answer.reason, [entry.plan.id for entry in answer.near]) == (Reason.NOT_THERE, ["civon"])


def test_who_asks_for_plans_gets_near_misses_and_no_sentence_of_a_document_of_none(tmp_path: Path) -> None:
    said = "Welke plannen in Zeeland werken aan cybersecurity, stond in de krant van Zeeland over cybersecurity."
    engine = opened(built(written(tmp_path, {**DOCUMENTS, NEWS: f"# Krant\n\n## Bericht\n\n{said}\n"})))
    answer = engine.ask("welke plannen werken aan cybersecurity in Zeeland?")
    assert (answer.form, answer.status, answer.count) == (AnswerForm.LIST, AnswerStatus.NO_EVIDENCE, 0)
    assert answer.near


def test_plans_stand_in_the_order_of_what_they_received(guide: Engine) -> None:
    answer = guide.ask("welk consortium kreeg het meeste geld?")
    assert (answer.form, ids(answer.plans)) == (AnswerForm.LIST, ["delta", "rijnstroom"])
    assert [answer.citation(entry.citations[0]).quote[-12:] for entry in answer.plans] == ["5,1 miljoen.", "€ 3 miljoen."]
    assert answer.lead.startswith("Van 2 van deze 2 consortia")
    assert ids(guide.ask("sorteer de consortia op subsidie, van laag naar hoog").plans) == ["rijnstroom", "delta"]


def test_a_set_is_put_in_order_and_what_has_no_number_is_named(guide: Engine) -> None:
    first = guide.ask("welke plannen werken aan waterstof?")
    answer = guide.ask("welke daarvan kreeg het meeste?", state=first.state)
    assert (ids(answer.plans), set(answer.filters)) == (["delta", "rijnstroom"], {f for f in answer.filters if f.carried})
    assert any("Overal Waterstof" in note and "Waterpoort" in note for note in answer.notes)


def test_amounts_of_different_sources_are_not_added_up(guide: Engine) -> None:
    first = guide.ask("welke consortia zijn er?")
    answer = guide.ask("hoeveel kregen die samen?", state=first.state)
    assert ids(answer.plans) == ["delta", "rijnstroom"]
    assert "Planwijzer telt bedragen van verschillende bronnen niet bij elkaar op." in answer.notes


def test_an_order_by_what_no_source_counts_says_so(guide: Engine) -> None:
    assert guide.ask("welk consortium heeft de meeste leerlingen?").lead.startswith("Van geen van deze 2 consortia")


def test_a_bound_on_what_was_received_is_not_met_by_what_something_costs(guide: Engine) -> None:
    assert sorted(ids(guide.ask("welke consortia kregen meer dan 2 miljoen subsidie?").plans)) == ["delta", "rijnstroom"]
    assert ids(guide.ask("welke consortia hebben een begroting van meer dan 2 miljoen?").plans) == []
