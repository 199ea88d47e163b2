"""Documents that no catalogue knows: found by province, told of as provisional plans, each value with what shows it."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.pipeline import build as build_library
from retrieval.assembly import open_engine
from retrieval.engine import Engine
from retrieval.exporting import report_of_answer, report_of_plans
from retrieval.model import AnswerForm, AnswerStatus
from retrieval.presenting import answer_json, ranking_json
from retrieval.settings import CORPUS, Settings
from retrieval.vocabulary import read_vocabulary

BUNDLE = """# Vier samenwerkingen

## HoutLab Achterhoek

**Regio:** Achterhoek **Partners:** Graafschap College **Budget:** € 1,2 miljoen

HoutLab leidt studenten op voor biobased bouwen.

## DigiMaak Veluwe

**Regio:** Apeldoorn **Partners:** metaalbedrijven **Budget:** € 2,5 miljoen

DigiMaak helpt bedrijven met robotica.

## Consortium Zeeland Leert

**Regio:** Goes en Vlissingen **Partners:** roc's **Budget:** € 1 miljoen

Zeeland Leert geeft cursussen over waterstof.
"""
NOTE = "# Nota over scholing\n\nIn Deventer is er een cursus waterstof. Dat kost weinig.\n\n## Elders\n\nIn Zeeland niet.\n"
TERMS = "# Begrippenlijst\n\n## Waterstof\n\nWaterstof is een gas dat in Zeeland wordt gemaakt.\n"
CATALOGUE = "id,title,kind,file,source_url,language,date,plans\nbegrippen,Begrippenlijst,begrippenlijst,begrippen.md,,nl,,\n"


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    folder = tmp_path_factory.mktemp("eigen")
    for name, text in (("bundel.md", BUNDLE), ("nota.md", NOTE)):
        (folder / name).write_text(text, encoding="utf-8")
    listed = tmp_path_factory.mktemp("lijst")
    for name, text in (("begrippen.md", TERMS), ("catalogue.csv", CATALOGUE)):
        (listed / name).write_text(text, encoding="utf-8")
    settings = Settings(index=folder / "index")
    build_library([Path(folder / "bundel.md"), folder / "nota.md", listed / "catalogue.csv"], settings, progress=lambda *_: None)
    return open_engine(settings)


def documents(engine: Engine, query: str, *filters: tuple[str, str]) -> list[str]:
    ranking = engine.search(query, [engine.filter(facet, value) for facet, value in filters])
    return [f"{hit.document.id}#{hit.passage.heading[-1]}" for hit in ranking.hits]


def test_a_filter_finds_the_plans_of_a_bundle_and_the_documents_of_no_plan(own: Engine) -> None:
    assert set(documents(own, "cursus", ("province", "gelderland"))) == {
        "bundel.md#HoutLab Achterhoek",
        "bundel.md#DigiMaak Veluwe",
    }
    assert set(documents(own, "cursus", ("province", "overijssel"))) == {"nota.md#Nota over scholing", "nota.md#Elders"}
    assert set(documents(own, "cursus", ("province", "zeeland"), ("theme", "waterstof"))) == {
        "bundel.md#Consortium Zeeland Leert",
        "nota.md#Nota over scholing",
        "nota.md#Elders",
    }
    assert documents(own, "cursus", ("kind", "pps")) == []


def test_a_list_says_which_plans_are_provisional(own: Engine) -> None:
    answer = own.ask("Welke plannen werken in Gelderland?")

    assert (answer.status, answer.count) == (AnswerStatus.ANSWERED, 2)
    assert answer.lead.startswith("2 plannen in Gelderland gevonden, waarvan 2 voorlopig.")
    assert "HoutLab Achterhoek (voorlopig): “Regio: Achterhoek" in answer.text
    assert any("voorlopig" in note for note in answer.notes)
    assert answer.coverage.provisional == 3
    told = answer_json(answer)
    assert [plan["provisional"] for plan in told["plans"]] == [True, True]
    assert told["coverage"]["provisional_plans"] == 3


def test_a_count_of_a_kind_is_not_raised_by_plans_whose_kind_is_unknown(own: Engine) -> None:
    answer = own.ask("Hoeveel pps'en zijn er in Gelderland?")
    assert answer.count == 0
    assert "de soort (pps) niet bekend is" not in answer.lead
    assert "HoutLab Achterhoek" in " ".join(answer.notes)

    english = own.ask("How many consortia are there in Zeeland?")
    assert english.count == 1
    assert english.lead == "1 consortium in Zeeland found, provisional."


def test_the_card_of_a_provisional_plan_says_so_and_reads_labels(own: Engine) -> None:
    answer = own.ask("Vertel over HoutLab Achterhoek")

    assert answer.form is AnswerForm.PLAN
    assert answer.lead == "HoutLab Achterhoek (voorlopig): een plan in Gelderland."
    said = {row.aspect: row.cells[0].said for row in answer.rows}
    assert said["partners"] and said["money"] and said["area"] and not said["contact"]


def test_each_value_of_a_plan_is_shown_by_a_sentence_of_its_page(own: Engine) -> None:
    plan = next(plan for plan in own.plans() if plan.name == "DigiMaak Veluwe")
    shown = own.shown(plan)

    assert shown["province", "gelderland"].quote.startswith("Regio: Apeldoorn")
    assert shown["theme", "robotica"].quote == "DigiMaak helpt bedrijven met robotica."
    assert ("amount", "2500000") in shown
    for citation in shown.values():
        assert own.page(citation.document.id, citation.page).text[citation.start : citation.end] == citation.quote


def test_what_a_document_is_about_is_shown_too(own: Engine) -> None:
    about = own.about("nota.md")

    assert about["province", "overijssel"].quote == "In Deventer is er een cursus waterstof."
    assert own.about("nergens") == {}


def test_a_search_tells_which_plans_are_provisional(own: Engine) -> None:
    told = ranking_json(own.search("robotica"))

    assert {"id": "voorlopig-digimaak-veluwe", "name": "DigiMaak Veluwe", "provisional": True}.items() <= told["plans"][0].items()


def test_a_list_and_a_comparison_that_are_exported_mark_and_count_them(own: Engine) -> None:
    vocabulary = read_vocabulary(CORPUS)
    plans = [plan for plan in own.plans() if plan.provisional]
    listed = report_of_plans(plans, vocabulary, own.coverage())
    assert listed.notes[0].startswith("3 plannen hier zijn voorlopig")
    assert all("(voorlopig)" in row[1].text for row in listed.tables[0].rows)

    compared = report_of_answer(own.describe(plans[:2]), vocabulary)
    aspects = next(table for table in compared.tables if table.crossed)
    assert all(column.endswith("(voorlopig)") for column in aspects.columns[1:])


def test_plans_that_are_crossed_tell_how_many_are_provisional(own: Engine) -> None:
    crossing = own.crossing("theme", "province")

    assert crossing.provisional["", ""] == 3 == crossing.total
    assert crossing.provisional["robotica", "gelderland"] == 1
    assert ("robotica", "zeeland") not in crossing.provisional


def test_a_catalogued_library_has_no_provisional_plans_and_says_nothing_of_them(engine: Engine) -> None:
    answer = engine.ask("Welke consortia werken in Zuid-Holland?")

    assert not any(plan.provisional for plan in engine.plans())
    assert answer.coverage.provisional == 0
    assert "voorlopig" not in answer.text
