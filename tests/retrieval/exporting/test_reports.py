"""What of an answer, a list or a table goes into a report."""

from __future__ import annotations

from dataclasses import replace

import pytest

from retrieval.exporting import Cell, Report, exportable, report_of_answer, report_of_plans, report_of_table
from retrieval.model import AnswerForm, Correction, Filter, Plan, PlanEntry
from retrieval.texts import load_texts
from retrieval.vocabulary import FACETS
from tests.ui import fakes
from tests.ui.fakes import COVERAGE, ENERGY, HOLLAND, PREFERRED, SCALE, SNEL, VOCABULARY


def texts(report: Report, table: int = 0) -> list[list[str]]:
    """The rows of a table as they are shown."""
    return [[" ".join(text for text, _ in report.pieces(cell)) for cell in row] for row in report.tables[table].rows]


def headings(report: Report) -> list[str]:
    return [table.heading for table in report.tables]


def test_a_list_holds_its_plans_with_what_they_are_and_what_is_quoted() -> None:
    report = report_of_answer(fakes.listed("Welke consortia?"), VOCABULARY)

    assert report.tables[0].columns == ("Plan", "Soort", "Provincies", "Thema's", "Website", "Citaat")
    assert texts(report)[0] == [
        "SCALE",
        "consortium",
        "Zuid-Holland",
        "energietransitie",
        "",
        "“SCALE werkt aan de energietransitie in Zuid-Holland.”",
    ]
    assert [row[0] for row in texts(report)] == ["SCALE", "SNEL", "Zonder [citaat](http://evil.example)"]
    assert [row[2] for row in texts(report)] == ["Zuid-Holland", "landelijk", ""]
    assert (report.question, report.lead) == ("Welke consortia?", "3 consortia in Zuid-Holland noemen energietransitie.")
    assert report.notes == ("Niet gebruikt om te kiezen: grote.",)
    assert report.filters == ("soort: consortium", "thema: energietransitie", "provincie: Zuid-Holland")


def test_a_report_says_what_was_searched_and_when_it_was_indexed() -> None:
    report = report_of_answer(fakes.listed("Welke?"), VOCABULARY)

    assert report.date == "2025-11-21"
    assert report.coverage.startswith("Doorzocht: 41 documenten over 98 plannen, bijgewerkt op 21 november 2025.")
    assert "Van de 15 toegekende consortia zijn er 9 bij naam bekend" in report.coverage


def test_only_an_address_of_the_web_becomes_one() -> None:
    report = report_of_answer(fakes.listed("Welke?"), VOCABULARY)

    assert [source.url for source in report.sources] == ["https://voorbeeld.nl/gids.pdf", ""]


def test_near_misses_say_which_filters_they_meet_and_miss() -> None:
    report = report_of_answer(fakes.nothing("Welke?"), VOCABULARY)

    assert headings(report) == ["Komt in de buurt"]
    assert report.tables[0].columns[-3:] == ("Voldoet aan", "Voldoet niet aan", "Citaat")
    assert texts(report)[0][-3:] == ["consortium", "Zuid-Holland", "“SNEL werkt aan smart maintenance in Limburg.”"]


def test_a_preference_is_not_missed_and_is_told_as_one() -> None:
    answer = fakes.nothing("Welke?")
    report = report_of_answer(replace(answer, filters=(*answer.filters, PREFERRED)), VOCABULARY)

    assert texts(report)[0][-2] == "Zuid-Holland"
    assert report.filters[-1] == "provincie: Limburg (voorkeur, geen voorwaarde)"


def test_plans_by_nearness_are_parted_by_it() -> None:
    report = report_of_answer(fakes.opportunity("Wat kan ik?"), VOCABULARY)

    assert headings(report) == ["In dezelfde regio", "Verder weg"]
    assert [texts(report, table)[0][0] for table in (0, 1)] == ["SCALE", "SNEL"]


def test_plans_of_the_whole_country_stand_apart() -> None:
    report = report_of_answer(fakes.nationwide("Welke?"), VOCABULARY)

    assert headings(report) == ["Landelijk, dus ook daar"]
    assert report.notes == ("Wel, maar niet in deze combinatie.", "En dit.")


def test_a_fact_is_its_quotations() -> None:
    report = report_of_answer(fakes.fact("Welk bedrag?"), VOCABULARY)

    assert headings(report) == ["Citaten"]
    assert texts(report) == [["“Het hoogste toegekende bedrag is € 9.000.000.”"]]
    assert report.lead == ""


def test_a_card_says_what_is_not_mentioned_and_where() -> None:
    report = report_of_answer(fakes.card("Vertel"), VOCABULARY)

    assert headings(report) == ["Plannen", "Wat de bronnen zeggen"]
    assert report.tables[1].columns == ("Onderwerp", "SCALE")
    assert [row[1] for row in report.tables[1].rows] == [Cell("", (1,)), Cell("niet vermeld", (2,)), Cell("niet vermeld")]


def test_plans_side_by_side_have_a_column_each() -> None:
    report = report_of_answer(fakes.compared("Vergelijk"), VOCABULARY)

    assert [row[0] for row in texts(report)] == ["SCALE", "SNEL"]
    assert report.tables[1].columns == ("Onderwerp", "SCALE", "SNEL")
    assert texts(report, 1) == [["Doel", "niet vermeld", "“SNEL werkt aan smart maintenance in Limburg.”"]]


def test_plans_like_another_say_what_they_share() -> None:
    alike = replace(fakes.listed("Welke lijken?"), form=AnswerForm.LIKENESS, plans=(PlanEntry(SCALE, (1,), (ENERGY, HOLLAND)),))
    report = report_of_answer(alike, VOCABULARY)

    assert texts(report)[0][report.tables[0].columns.index("Gemeen")] == "energietransitie, Zuid-Holland"


def test_spots_are_counted_here_and_anywhere() -> None:
    answer = fakes.coverage("Wat ontbreekt?")
    report = report_of_answer(answer, VOCABULARY)

    assert report.tables[0].columns == ("Thema", "Zuid-Holland", "Overal")
    assert texts(report)[-1] == ["energietransitie", "3", "5"] and len(report.tables[0].rows) == 15
    assert report.tables[0].rows[0][1].number
    assert report_of_answer(replace(answer, filters=()), VOCABULARY).tables[0].columns == ("Thema", "Plannen")


def test_a_summary_is_marked_as_one() -> None:
    report = report_of_answer(fakes.summarised("Samenvatting"), VOCABULARY)

    assert report.tables[0].heading == "Samenvatting door een taalmodel, elke zin door een citaat gedekt"
    assert report.tables[0].rows[0] == (Cell("SCALE werkt aan energie.", (1, 2)),)
    assert report.notes[-1] == "2 zinnen van het taalmodel weggelaten: niet door een bron gedekt."


def test_how_a_question_was_read_is_told() -> None:
    read = replace(fakes.fact("watestof?"), corrections=(Correction("watestof", "waterstof", 0, 8),), rewritten="Waterstof?")
    notes = report_of_answer(read, VOCABULARY).notes

    assert notes[0].startswith("Begrepen als: Waterstof?")
    assert notes[1] == "Gezocht op “waterstof” in plaats van “watestof”."


def test_small_talk_is_its_sentence() -> None:
    talk = fakes.answer("hallo", "Goedendag!", form=AnswerForm.TALK)

    assert (report_of_answer(talk, VOCABULARY).lead, exportable(talk)) == ("Goedendag!", False)
    assert exportable(fakes.nothing("Welke?")) and exportable(fakes.coverage("?")) and exportable(fakes.fact("?"))


def test_an_english_answer_is_reported_in_english() -> None:
    report = report_of_answer(replace(fakes.listed("Which?"), language="en"), VOCABULARY)

    assert report.tables[0].columns == ("Plan", "Kind", "Provinces", "Themes", "Website", "Quotation")
    assert texts(report)[1][2:4] == ["nationwide", "smart maintenance"]


def test_a_list_of_plans_has_all_that_is_known_in_words() -> None:
    plan = Plan("x", "X", (), "new kind", "applied", "https://x.nl", {"place": ("Breda",), "theme": ("energietransitie", "y")})
    denied = Filter("province", "limburg", "Limburg", negated=True)
    report = report_of_plans([SNEL, plan], VOCABULARY, COVERAGE, "en", title="All", filters=(denied,))

    assert report.tables[0].columns == ("Plan", "Kind", "Status", "Provinces", "Places", "Themes", "Website")
    assert texts(report) == [
        ["SNEL", "consortium", "granted", "nationwide", "", "smart maintenance", ""],
        ["X", "new kind", "applied for", "", "Breda", "energy transition, y", "https://x.nl"],
    ]
    assert (report.title, report.filters) == ("All", ("province: not Limburg",))


def test_any_table_can_be_reported() -> None:
    report = report_of_table("Plannen per thema", ["thema", "Drenthe"], [["waterstof", 3]], COVERAGE)

    assert report.tables[0].rows == ((Cell("waterstof"), Cell("3", number=True)),)
    assert (report.title, report.date) == ("Plannen per thema", "2025-11-21")
    under = report_of_table("Geld", ["thema"], [["waterstof"]], COVERAGE, filters=[Filter("level", "mbo", "mbo")])
    assert (under.subject, under.filters) == (("Geld", "mbo"), ("niveau: mbo",))
    with pytest.raises(ValueError, match="2 columns"):
        report_of_table("Plannen", ["a", "b"], [["x"]], COVERAGE)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_facet_has_a_name(language: str) -> None:
    assert {f"facet.{facet}" for facet in FACETS} <= load_texts(language).keys()  # type: ignore[arg-type]
