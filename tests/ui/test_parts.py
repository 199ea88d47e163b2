"""The parts of an answer that only some questions have: aspects, the whole country, spots, choices, summaries, small talk."""

from __future__ import annotations

import html
import re
from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from retrieval.model import AnswerForm, AnswerStatus, PlanEntry, Summary
from tests.ui.fakes import (
    AMOUNT,
    BARE,
    FIRST,
    GUIDE,
    NEAR,
    SCALE,
    SNEL,
    SOME,
    FakeEngine,
    answer,
    compared,
    coverage,
    listed,
    summarised,
)
from tests.ui.screen import ask, bodies, elements, inside, labels, parts, pick, styled, turns, words


def columns(app: AppTest) -> list[list[str]]:
    """The texts of what stands side by side, by row."""
    found = elements(app)
    rows = (element for element in found if "pw-columns" in element.styles)
    return [[element.text for element in found if element.around[-1:] == (row,)] for row in rows]


def test_a_card_has_each_aspect_with_its_quotation_or_that_it_is_not_mentioned(app: AppTest) -> None:
    ask(app, "vertel over SCALE")

    assert inside(app, "h4") == ["Doel", "Penvoerder", "Geld <b>"]
    assert inside(app, "blockquote") == [FIRST.quote]
    assert styled(app, "silent") == ["niet vermeld"] * 2
    assert labels(app, "source:") == [f"[1] {GUIDE.title}, p. 2", f"[2] {GUIDE.title}, p. 2"]
    told = [row.text for row in elements(app) if "pw-row" in row.styles]
    assert [place in row for place, row in zip(("[1]", "[2]", "niet vermeld"), told, strict=True)] == [True] * 3
    assert "Geen citaat gevonden" not in words(app)

    pick(app, parts(app, "source:")[1])
    assert inside(app, "mark") == [AMOUNT.quote]


def test_plans_stand_side_by_side_and_each_cell_names_its_plan(app: AppTest) -> None:
    ask(app, "vergelijk SCALE en SNEL")

    assert inside(app, "h4") == ["Doel"]
    heads, cells = columns(app)
    assert styled(app, "column") == heads == ["SCALE", "SNEL"]
    assert styled(app, "cell") == ["SCALE", "SNEL"]
    assert cells == ["SCALEniet vermeld", f"SNEL{NEAR.quote}[1] {GUIDE.title}, p. 2"]
    assert len(parts(app, "source:")) == 1


def test_more_plans_than_fit_beside_each_other_are_stacked(
    app: AppTest, engine: FakeEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    four = compared("Vergelijk", (SCALE, SNEL, BARE, SOME))
    monkeypatch.setattr(engine, "ask", lambda *_, **__: four)
    ask(app, "vergelijk ze")

    assert styled(app, "owner") == ["SCALE", "SNEL", BARE.name, SOME.name]
    assert not styled(app, "column")
    assert not styled(app, "columns")
    assert len(parts(app, "source:")) == 3


def test_a_few_aspects_of_many_plans_stand_in_lines(app: AppTest, engine: FakeEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    four = compared("Tabel", (SCALE, SNEL, BARE, SOME))
    table = replace(four, rows=(four.rows[0], replace(four.rows[0], aspect="money", label="Geld")))
    monkeypatch.setattr(engine, "ask", lambda *_, **__: table)
    ask(app, "zet ze in een tabel")

    assert inside(app, "h4") == [plan.name for plan in (SCALE, SNEL, BARE, SOME)]
    assert styled(app, "column") == ["Doel", "Geld"]
    assert styled(app, "cell") == ["Doel", "Geld"] * 4


def test_plans_of_the_whole_country_stand_apart_with_a_chip(app: AppTest) -> None:
    ask(app, "Welke landelijke plannen?")

    assert inside(app, "h3")[1:] == ["Landelijk, dus ook daar"]
    assert inside(app, "h4") == ["SNEL landelijk"]
    assert inside(app, "blockquote") == [NEAR.quote]
    assert "Wel:" not in words(app)


def test_near_plans_are_grouped_by_how_near_they_are(app: AppTest) -> None:
    ask(app, "Wat kan ik doen? Ja, wat kan ik?")

    assert inside(app, "h3")[1:] == ["In dezelfde regio", "Verder weg"]
    assert inside(app, "h4") == ["SCALE", "SNEL"]


def test_plans_like_another_tell_what_they_share(app: AppTest, engine: FakeEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    given = listed("Welke?")
    alike = replace(
        given, form=AnswerForm.LIKENESS, plans=tuple(PlanEntry(e.plan, e.citations, given.filters[:2]) for e in given.plans)
    )
    monkeypatch.setattr(engine, "ask", lambda *_, **__: alike)
    ask(app, "Welke lijken op SCALE?")

    assert words(app).count("Gemeen: consortium, energietransitie") == 3
    assert "niet:" not in words(app)


def test_spots_are_a_table_with_white_ones_first_and_the_rest_behind_a_click(app: AppTest) -> None:
    ask(app, "Welke thema's ontbreken?")

    rows = [row for row in elements(app) if row.attributes.get("scope") == "row"]
    hidden = [any(outer.tag == "details" for outer in row.around) for row in rows]
    assert hidden == [False] * 12 + [True] * 3
    assert inside(app, "caption") == ["Aantal plannen per thema"] * 2
    shown = inside(app, "th")
    assert shown[:4] == ["thema", "Zuid-Holland", "overal", "thema <0>"]
    assert inside(app, "td")[:2] == ["geen", "20"]
    assert inside(app, "td")[-4:] == ["geen", "geen", "3", "5"]
    assert inside(app, "summary") == ["Toon de andere 3"]


def test_spots_of_all_plans_have_one_number(app: AppTest, engine: FakeEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    given = replace(coverage("Welke?"), filters=())
    monkeypatch.setattr(engine, "ask", lambda *_, **__: replace(given, spots=given.spots[-2:]))
    ask(app, "Welke thema's ontbreken?")

    assert inside(app, "th") == ["thema", "plannen", "nergens", "energietransitie"]
    assert inside(app, "td") == ["geen", "5"]


def test_related_words_are_told_only_where_words_were_searched_for(app: AppTest) -> None:
    ask(app, "Welke thema's ontbreken?")

    assert "ruis" not in words(app)
    assert not parts(app, "own-words")


def test_a_question_back_offers_its_choices_each_with_what_is_quoted(app: AppTest, engine: FakeEngine) -> None:
    ask(app, "Welke consortia?")
    ask(app, "Hoeveel bij het huis?")

    assert labels(app, "choose:") == ["SCALE", "*SNEL*"]
    assert inside(app, "blockquote")[-1] == FIRST.quote
    assert not any("plan:" in chip for chip in inside(app, "li"))

    pick(app, "choose:0")
    assert engine.asked[-1] == "Hoeveel bij SCALE?"
    assert engine.stood[2] == engine.stood[1]
    assert engine.stood[2].text == "Welke consortia?"
    assert turns(app) == (3, 3)
    assert not parts(app, "choose:")
    assert not app.exception


def test_another_reading_is_offered_beside_an_answer_and_goes_on_from_it(
    app: AppTest, engine: FakeEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.ui import fakes

    city = (fakes.Choice("de stad Utrecht", "Welke in de stad Utrecht?"),)
    monkeypatch.setitem(fakes._FIXED, "Utrecht", lambda question: replace(listed(question), choices=city))
    ask(app, "Welke in Utrecht?")
    assert "Of bedoelt u:" in words(app)

    pick(app, "choose:0")
    assert engine.asked[-1] == "Welke in de stad Utrecht?"
    assert engine.stood[-1].text == "Welke in Utrecht?"


def test_small_talk_is_its_text_alone(app: AppTest) -> None:
    ask(app, "hallo")

    assert styled(app, "answer") == ["Goedendag! Stel een <vraag>."]
    assert not parts(app)
    assert not any(part in words(app) for part in ("Doorzocht", "Gezocht op"))
    assert [button.key for button in app.button] == ["anew", "undo"]


def test_why_nothing_was_found_reads_as_text_and_other_remarks_as_notes(app: AppTest) -> None:
    ask(app, "Welke landelijke plannen?")

    assert styled(app, "reason") == ["Wel, maar niet in deze combinatie."]
    assert "En dit." in styled(app, "note")


def test_a_summary_is_marked_as_such_and_stands_above_the_quotations(app: AppTest) -> None:
    ask(app, "Geef een samenvatting")

    shown = elements(app)
    block = next(element for element in shown if "pw-summary" in element.styles)
    assert "Samenvatting door een taalmodel, elke zin door een citaat gedekt" in words(app)
    assert "SCALE werkt aan energie. [1] [2]" in words(app)
    assert "<b>Dit</b> *niet* [x](http://evil.example). [2]" in words(app)
    assert "2 zinnen weggelaten: niet door een bron gedekt." in words(app)
    assert not any(element.tag == "b" for element in shown)
    assert shown.index(block) < next(i for i, element in enumerate(shown) if "pw-quote" in element.styles)


@pytest.mark.parametrize(
    ("summary", "sentence"),
    [
        (Summary(failure="too_slow"), "Geen samenvatting: van het taalmodel kwam geen antwoord (het antwoord duurde te lang)."),
        (Summary(failure="<nieuw>"), "Geen samenvatting: van het taalmodel kwam geen antwoord."),
        (Summary(dropped=3), "Geen samenvatting: geen zin van het taalmodel was door een bron gedekt."),
    ],
)
def test_without_a_summary_one_quiet_line_says_why(
    app: AppTest, engine: FakeEngine, monkeypatch: pytest.MonkeyPatch, summary: Summary, sentence: str
) -> None:
    monkeypatch.setattr(engine, "ask", lambda question, *_, **__: replace(listed(question), summary=summary))
    ask(app, "Welke?")

    assert sentence in words(app)
    assert not any("pw-summary" in body for body in bodies(app))
    assert not app.error


def test_one_sentence_that_was_left_out_is_counted_as_one(
    app: AppTest, engine: FakeEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = replace(summarised("Welke?"), language="en", summary=Summary(summarised("Welke?").summary.sentences, dropped=1))
    monkeypatch.setattr(engine, "ask", lambda *_, **__: one)
    ask(app, "Which?")

    assert "1 sentence left out: not covered by a source." in words(app)
    assert "Summary by a language model" in words(app)


def test_an_answer_with_nothing_but_a_text_is_drawn(app: AppTest, engine: FakeEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        engine, "ask", lambda question, *_, **__: answer(question, "Waarover?", status=AnswerStatus.NEEDS_CLARIFICATION)
    )
    ask(app, "wie?")

    assert "Waarover?" in words(app)
    assert not app.exception


def test_an_error_that_nobody_foresaw_is_logged_under_the_number_that_is_shown(
    app: AppTest, caplog: pytest.LogCaptureFixture
) -> None:
    ask(app, "breek dit")
    number = re.search(r"nummer ([0-9a-f]{8})", html.unescape(app.error[0].value))

    assert number
    assert f"[{number[1]}]" in caplog.text and "secret detail" in caplog.text
    assert "secret detail" not in app.error[0].value


def test_a_page_that_can_not_be_drawn_says_so_with_a_number(caplog: pytest.LogCaptureFixture) -> None:
    def script() -> None:
        from retrieval.errors import IndexMissing
        from ui.components import problem

        problem.unforeseen(ZeroDivisionError("secret <b>detail</b>"))
        problem.unforeseen(IndexMissing(index="hier"))

    shown = [html.unescape(error.value) for error in AppTest.from_function(script, default_timeout=20).run().error]
    number = re.search(r"nummer ([0-9a-f]{8})", shown[0])

    assert number and f"[{number[1]}]" in caplog.text
    assert "secret" not in shown[0]
    assert "python -m ingest build" in shown[1]
