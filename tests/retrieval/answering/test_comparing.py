"""A plan as a card, and plans side by side: every aspect cited, or said not to be mentioned."""

from __future__ import annotations

import pytest

from retrieval.engine import Engine
from retrieval.model import Answer, AnswerForm, AnswerStatus, Language
from tests.retrieval.landscape import DELTA_GETS, DELTA_GOT, RIJN_GETS

ASPECTS = ["aim", "area", "partners", "lead", "money", "training", "contact"]
CARD = {"nl": "Vertel over De Smederij", "en": "Tell me about De Smederij"}
NOT_MENTIONED = {"nl": "niet vermeld", "en": "not mentioned"}
BESIDE = {"nl": "Vergelijk Delta Werkt en Rijnstroom", "en": "Compare Delta Werkt and Rijnstroom"}
BOTH = pytest.mark.parametrize("language", ["nl", "en"])


def quotes(answer: Answer, aspect: str, plan: str) -> list[str]:
    """What is quoted of an aspect of a plan."""
    (row,) = [row for row in answer.rows if row.aspect == aspect]
    (cell,) = [cell for cell in row.cells if cell.plan == plan]
    return [answer.citation(mark).quote for mark in cell.citations]


def said(answer: Answer, plan: str) -> list[str]:
    return [row.aspect for row in answer.rows for cell in row.cells if cell.plan == plan and cell.said]


@BOTH
def test_a_card_has_every_aspect_in_the_order_of_the_table(guide: Engine, language: Language) -> None:
    answer = guide.ask(CARD[language])
    assert [row.aspect for row in answer.rows] == ASPECTS
    assert [[cell.plan for cell in row.cells] for row in answer.rows] == [["smederij"]] * len(ASPECTS)


@BOTH
def test_an_aspect_of_a_card_is_cited_or_not_mentioned(guide: Engine, language: Language) -> None:
    answer = guide.ask(CARD[language])
    lines = answer.text.split("\n")
    (silent,) = [line for line in lines if line.startswith(NOT_MENTIONED[language].capitalize())]
    for row in answer.rows:
        own = [line for line in lines if line.startswith(f"{row.label}: ")]
        assert (len(own) == 1, row.label not in silent) == (row.cells[0].said,) * 2
        assert all(f"[{mark}]" in (own[0] if own else silent) for mark in row.cells[0].citations)
    assert said(answer, "smederij") == ["aim", "area", "partners"]


def test_what_a_source_says_that_it_does_not_mention_is_cited(guide: Engine) -> None:
    answer = guide.ask(CARD["nl"])
    silence = "In de gelezen bronnen over De Smederij is niet vermeld: het geld, de subsidie en de penvoerder."
    assert quotes(answer, "lead", "smederij") == quotes(answer, "money", "smederij") == [silence]
    assert quotes(answer, "training", "smederij") == []


@BOTH
def test_a_card_says_what_kind_of_plan_it_is_and_where(guide: Engine, language: Language) -> None:
    lead = guide.ask(CARD[language]).lead
    assert (
        lead
        == {
            "nl": "De Smederij: een pps in Hengelo en Overijssel.",
            "en": "De Smederij: a partnership (pps) in Hengelo and Overijssel.",
        }[language]
    )


def test_an_aspect_without_a_heading_is_told_by_its_words(guide: Engine) -> None:
    answer = guide.ask("Vertel over Delta Werkt")
    assert quotes(answer, "lead", "delta") == ["Het Noordercollege is penvoerder van Delta Werkt."]


def test_an_aspect_without_words_is_told_by_the_facets_of_the_plan(guide: Engine) -> None:
    answer = guide.ask("Vertel over Waterpoort")
    assert quotes(answer, "area", "waterpoort") == ["Waterpoort maakt in Vlissingen waterstof van zeewater."]


def test_a_card_quotes_all_the_documents_of_its_plan(guide: Engine) -> None:
    answer = guide.ask("Vertel over Delta Werkt")
    assert quotes(answer, "money", "delta") == [DELTA_GETS, DELTA_GOT]
    assert {citation.document.id for citation in answer.citations} == {"delta", "jaarverslag"}


@BOTH
def test_a_comparison_has_a_quotation_of_the_plan_itself_in_each_filled_cell(guide: Engine, language: Language) -> None:
    answer = guide.ask(BESIDE[language])
    own = {"delta": {"delta", "jaarverslag"}, "rijnstroom": {"rijnstroom"}}
    cells = [cell for row in answer.rows for cell in row.cells]
    assert [bool(cell.citations) for cell in cells] == [cell.said for cell in cells]
    assert all(answer.citation(mark).document.id in own[cell.plan] for cell in cells for mark in cell.citations)
    assert said(answer, "delta") == ASPECTS
    assert said(answer, "rijnstroom") == ["aim", "area", "partners", "money"]


@BOTH
def test_a_comparison_has_a_line_for_each_plan_under_each_aspect(guide: Engine, language: Language) -> None:
    answer = guide.ask(BESIDE[language])
    parts = [part.split("\n") for part in answer.text.split("\n\n")[1:]]
    assert [part[0] for part in parts] == [row.label for row in answer.rows]
    assert all([line.partition(": ")[0] for line in part[1:]] == ["- Delta Werkt", "- Rijnstroom"] for part in parts)
    assert [NOT_MENTIONED[language] in part[2] for part in parts] == [not row.cells[1].said for row in answer.rows]


def test_the_plans_stand_in_the_order_in_which_they_are_named(guide: Engine) -> None:
    answer = guide.ask("Vergelijk Rijnstroom en Delta Werkt")
    assert [entry.plan.id for entry in answer.plans] == ["rijnstroom", "delta"]
    assert all([cell.plan for cell in row.cells] == ["rijnstroom", "delta"] for row in answer.rows)


def test_only_the_aspect_that_is_asked_for_is_compared(guide: Engine) -> None:
    answer = guide.ask("Vergelijk het budget van Delta Werkt en Rijnstroom")
    assert (answer.status, [row.aspect for row in answer.rows]) == (AnswerStatus.ANSWERED, ["money"])
    assert quotes(answer, "money", "delta") == [DELTA_GETS, DELTA_GOT]
    assert quotes(answer, "money", "rijnstroom") == [RIJN_GETS]


def test_an_aspect_that_one_plan_does_not_mention_is_answered_in_part(guide: Engine) -> None:
    answer = guide.ask("Vergelijk het budget van Rijnstroom en Zorgster")
    assert answer.status is AnswerStatus.PARTLY_ANSWERED
    assert (quotes(answer, "money", "rijnstroom"), quotes(answer, "money", "zorgster")) == ([RIJN_GETS], [])


def test_an_aspect_that_no_plan_mentions_is_no_answer(guide: Engine) -> None:
    answer = guide.ask("Vergelijk het budget van Zorgster en Waterpoort")
    assert (answer.form, answer.status) == (AnswerForm.COMPARE, AnswerStatus.NO_EVIDENCE)
    assert answer.citations == ()


def test_no_more_than_four_plans_stand_side_by_side(guide: Engine) -> None:
    answer = guide.ask("Vergelijk Delta Werkt, Rijnstroom, Zorgster, Waterpoort en Duinlab")
    assert [entry.plan.id for entry in answer.plans] == ["delta", "rijnstroom", "zorgster", "waterpoort"]
