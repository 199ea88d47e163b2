"""Before an answer is shown again its citations are read again; what fails goes, with what rests on it, into the log."""

from __future__ import annotations

import logging
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from retrieval.engine import Engine
from retrieval.model import Answer, AnswerStatus, Statement, Summary
from retrieval.settings import Settings
from tests.conftest import copy_index
from tests.retrieval.answering.checking import unexplained
from tests.retrieval.landscape import DELTA_GETS, DOCUMENTS, built, opened, written

LIST = "welke plannen werken aan waterstof in Overijssel?"
MONEY = "Hoeveel subsidie ontvangt Delta Werkt?"
CARD = "Vertel over Delta Werkt"
OPPORTUNITY = "Ik woon in Enschede en zoek een opleiding met waterstof, wat kan ik doen?"


@pytest.fixture
def own(landscape: Settings, tmp_path: Path) -> Settings:
    """A copy of the landscape, whose pages a test may change."""
    return replace(landscape, index=copy_index(landscape.index, tmp_path / "copy"))


@pytest.fixture
def engine(own: Settings) -> Engine:
    return opened(own)


def change(settings: Settings, document: str, before: str, after: str) -> None:
    """Other words in the stored page of a document."""
    with closing(sqlite3.connect(settings.index / "library.sqlite")) as db, db:
        found = db.execute(
            "UPDATE pages SET text = replace(text, ?, ?) WHERE instr(text, ?) AND version IN "
            "(SELECT version FROM documents WHERE id = ?)",
            (before, after, before, document),
        )
        assert found.rowcount == 1


def mark_of(answer: Answer, quote: str) -> int:
    return next(citation.mark for citation in answer.citations if citation.quote == quote)


@pytest.mark.parametrize("question", [LIST, MONEY, CARD, OPPORTUNITY, "hoe bak ik een appeltaart?"])
def test_an_answer_that_holds_is_left_as_it_is(engine: Engine, question: str) -> None:
    answer = engine.ask(question)
    assert engine.proven(answer) is answer


def test_a_page_that_changed_elsewhere_takes_nothing_with_it(engine: Engine, own: Settings) -> None:
    answer = engine.ask(MONEY)
    change(own, "rijnstroom", "€ 3 miljoen", "€ 8 miljoen")
    assert engine.proven(answer) == answer


def test_a_citation_whose_page_changed_is_dropped_with_its_lines(engine: Engine, own: Settings) -> None:
    answer = engine.ask(LIST)
    quote = answer.citation(1).quote
    change(own, "delta", quote, quote.replace("Delta Werkt", "Delta werkt"))
    proven = engine.proven(answer)
    assert [citation.mark for citation in proven.citations] == [2]
    assert quote not in proven.text and "[1]" not in proven.text
    assert answer.citation(2).quote in proven.text


def test_a_plan_whose_citation_failed_stays_without_it(engine: Engine, own: Settings) -> None:
    answer = engine.ask(LIST)
    change(own, "delta", answer.citation(1).quote, "Iets anders.")
    proven = engine.proven(answer)
    assert [(entry.plan.id, entry.citations) for entry in proven.plans] == [("delta", ())]
    assert [(entry.plan.id, entry.citations) for entry in proven.nationwide] == [("overal", (2,))]


def test_a_quotation_that_only_moved_on_its_page_is_dropped(engine: Engine, own: Settings) -> None:
    answer = engine.ask(LIST)
    change(own, "delta", "Delta Werkt\n", "Het Delta Werkt\n")
    assert 1 not in [citation.mark for citation in engine.proven(answer).citations]


def test_a_cell_whose_quotations_failed_says_nothing(engine: Engine, own: Settings) -> None:
    answer = engine.ask("Vergelijk het budget van Rijnstroom en Zorgster")
    change(own, "rijnstroom", "€ 3 miljoen", "€ 8 miljoen")
    (row,) = engine.proven(answer).rows
    assert [(cell.plan, cell.citations, cell.said) for cell in row.cells] == [("rijnstroom", (), False), ("zorgster", (), False)]


@pytest.mark.parametrize(
    ("question", "said"), [(MONEY, "intussen veranderd"), ("How much does Delta Werkt get?", "have changed since")]
)
def test_an_answer_with_nothing_left_says_so(engine: Engine, own: Settings, question: str, said: str) -> None:
    answer = engine.ask(question)
    for citation in answer.citations:
        change(own, citation.document.id, citation.quote, "x" * len(citation.quote))
    left = engine.proven(answer)
    assert (left.status, left.citations) == (AnswerStatus.FAILED, ())
    assert said in left.lead and left.text.startswith(left.lead)


def test_a_cell_keeps_the_quotations_that_hold(engine: Engine, own: Settings) -> None:
    answer = engine.ask(CARD)
    change(own, "jaarverslag", "€ 5,1 miljoen", "€ 6,1 miljoen")
    (money,) = [row.cells[0] for row in engine.proven(answer).rows if row.aspect == "money"]
    assert (money.citations, money.said) == ((mark_of(answer, DELTA_GETS),), True)


def test_a_remark_that_rests_on_a_failed_citation_goes(engine: Engine, own: Settings) -> None:
    answer = engine.ask(MONEY)
    assert len(answer.notes) == 1
    change(own, "jaarverslag", "€ 5,1 miljoen", "€ 6,1 miljoen")
    proven = engine.proven(answer)
    assert proven.notes == () and "5,1" not in proven.text and DELTA_GETS in proven.text


def test_near_plans_lose_only_the_citations_that_failed(engine: Engine, own: Settings) -> None:
    answer = engine.ask(OPPORTUNITY)
    change(own, "rijnstroom", "fabriek", "installatie")
    before = {entry.plan.id: entry.citations for entry in answer.near}
    after = {entry.plan.id: entry.citations for entry in engine.proven(answer).near}
    assert before["rijnstroom"] and after == before | {"rijnstroom": ()}


def test_a_sentence_of_a_summary_goes_with_the_citation_under_it(engine: Engine, own: Settings) -> None:
    kept, lost = Statement("Het begon met een subsidie.", (1,)), Statement("Er zijn twee bedragen.", (1, 2))
    answer = replace(engine.ask(MONEY), summary=Summary((kept, lost), dropped=1))
    change(own, answer.citation(2).document.id, answer.citation(2).quote, "Iets anders.")
    assert engine.proven(answer).summary == Summary((kept,), dropped=2)


def test_what_is_left_is_still_strictly_made(engine: Engine, own: Settings) -> None:
    for question, document in ((LIST, "overal"), (MONEY, "jaarverslag"), (OPPORTUNITY, "rijnstroom")):
        answer = engine.ask(question)
        change(own, document, answer_quote(answer, document), "Iets anders.")
        proven = engine.proven(answer)
        assert proven.text != answer.text and unexplained(proven, engine) == []


def answer_quote(answer: Answer, document: str) -> str:
    return next(citation.quote for citation in answer.citations if citation.document.id == document)


def test_a_dropped_citation_is_logged_without_what_was_asked(
    engine: Engine, own: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    answer = engine.ask(MONEY)
    change(own, "jaarverslag", "€ 5,1 miljoen", "€ 6,1 miljoen")
    with caplog.at_level(logging.WARNING):
        engine.proven(answer)
    (record,) = caplog.records
    assert record.levelname == "WARNING" and "jaarverslag, page 1" in record.getMessage()
    assert MONEY not in record.getMessage() and "Delta" not in record.getMessage()


def test_a_quotation_of_several_lines_goes_as_a_whole(tmp_path: Path) -> None:
    scraps = "Waterstof nu\n8 docenten\n3 labs"
    settings = written(tmp_path, {**DOCUMENTS, "waterpoort": f"# Waterpoort\n\n## Doel\n\n```\n{scraps}\n```\n"})
    engine = opened(built(settings))
    answer = engine.ask("welke plannen werken aan waterstof in Zeeland?")
    quote = answer.citation(1).quote
    assert "\n" in quote
    change(settings, "waterpoort", quote, "iets anders")
    proven = engine.proven(answer)
    assert not any(line in proven.text for line in quote.split("\n"))


def test_a_document_that_is_gone_takes_its_citations_with_it(tmp_path: Path) -> None:
    settings = written(tmp_path)
    engine = opened(built(settings))
    answer = engine.ask(MONEY)
    for text in ("# Jaarverslag\n\nNieuw.", "# Jaarverslag\n\nNog nieuwer."):
        (settings.corpus / "jaarverslag.md").write_text(text, encoding="utf-8")
        built(settings)
    proven = engine.proven(answer)
    assert [citation.document.id for citation in proven.citations] == ["delta"]


def test_a_document_of_an_earlier_version_still_proves_what_was_quoted_from_it(tmp_path: Path) -> None:
    settings = written(tmp_path)
    engine = opened(built(settings))
    answer = engine.ask(MONEY)
    (settings.corpus / "jaarverslag.md").write_text("# Jaarverslag\n\nNieuw.", encoding="utf-8")
    built(settings)
    assert engine.proven(answer) == answer
