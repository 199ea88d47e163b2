"""Every citation, of any answer, is to the letter what stands on the page that the door prints."""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
from pathlib import Path

import pytest

from retrieval.engine import Engine
from retrieval.model import Answer, AnswerStatus
from retrieval.presenting import answer_json
from retrieval.settings import Settings
from tests.retrieval.conftest import PrintedPage

QUESTIONS = """
welke consortia werken aan de energietransitie in Zuid-Holland?
which consortia work on the energy transition in South Holland?
welke consortia werken aan smart maintenance in Gelderland
Welke pps'en zijn er in Limburg?
pps'en in Drenthe
Geef een overzicht van pps'en in de zorg
Toon de programma's voor leven lang ontwikkelen
welke publiek-private samenwerkingen zijn er in Twente
glastuinbouw in het Westland
welke plannen gaan over robotica?
which ppps are active in Friesland
List the public-private partnerships in North Brabant
Who works on robotics in Overijssel?
Hoeveel consortia zijn er?
hoeveel pps'en zijn er in Noord-Holland?
hoeveel programma's zijn er
How many public-private partnerships are there in Utrecht?
How many consortia are there in Flevoland?
wat was het hoogste toegekende bedrag?
what was the highest amount granted?
Wie is de penvoerder van SCALE?
Hoeveel geld kreeg SCALE?
When did New Waves start?
Wanneer begon het Regionaal investeringsfonds mbo?
Wat is een lectoraat?
What is smart maintenance?
Hoeveel studenten bereikt het netwerk Katapult?
Welke partners heeft SNEL?
Wie is de penvoerder van New Waves?
Welke kleur heeft het logo van SNEL?
Wat doet CHILL met circulaire economie?
wie is de burgemeester van Parijs?
hoe bak ik een appeltaart?
""".strip().splitlines()
WITHOUT = {"Welke kleur heeft het logo van SNEL?", "wie is de burgemeester van Parijs?", "hoe bak ik een appeltaart?"}
ASKED = pytest.mark.parametrize("question", QUESTIONS)


@pytest.fixture(scope="module")
def answers(engine: Engine) -> dict[str, Answer]:
    return {question: engine.ask(question) for question in QUESTIONS}


@ASKED
def test_a_quotation_is_what_the_page_prints_between_its_offsets(
    answers: dict[str, Answer], question: str, printed_page: PrintedPage
) -> None:
    cited = answer_json(answers[question])["citations"]
    assert bool(cited) is (question not in WITHOUT)
    for citation in cited:
        page = printed_page(citation["document"]["id"], citation["page"]).decode("utf-8")
        assert page[citation["start"] : citation["end"]] == citation["quote"]
        assert 0 <= citation["start"] < citation["end"] <= len(page)
        assert citation["quote"] == citation["quote"].strip() != ""


@ASKED
def test_every_mark_in_the_text_is_a_citation_and_every_citation_has_its_mark(answers: dict[str, Answer], question: str) -> None:
    answer = answers[question]
    marks = [citation.mark for citation in answer.citations]
    unquoted = answer.text
    for citation in answer.citations:
        assert f"“{citation.quote}” [{citation.mark}]" in answer.text
        unquoted = unquoted.replace(f"“{citation.quote}”", "")
    assert {int(mark) for mark in re.findall(r"\[(\d+)\]", unquoted)} == set(marks)
    assert marks == list(range(1, len(marks) + 1))


@ASKED
def test_the_marks_of_plans_are_citations(answers: dict[str, Answer], question: str) -> None:
    answer = answer_json(answers[question])
    marks = {citation["mark"] for citation in answer["citations"]}
    entries = [*answer["plans"], *answer["nationwide"], *answer["near"]]
    assert {mark for entry in entries for mark in entry["citations"]} <= marks
    assert all(entry["citations"] for entry in entries)
    if entries:
        assert {mark for entry in entries for mark in entry["citations"]} == marks


@ASKED
def test_the_hash_is_that_of_the_shipped_file(answers: dict[str, Answer], question: str, shipped_files: dict[str, Path]) -> None:
    for citation in answers[question].citations:
        assert citation.document.hash == hashlib.sha256(shipped_files[citation.document.id].read_bytes()).hexdigest()


@ASKED
def test_no_source_line_is_quoted(answers: dict[str, Answer], question: str) -> None:
    for citation in answers[question].citations:
        assert not re.match(r"Bron(nen)?:|Sources?:|Eigen omschrijving van Planwijzer", citation.quote)
        assert "http" not in citation.quote or "website" in citation.quote


def test_the_questions_cover_every_form_of_answer(answers: dict[str, Answer]) -> None:
    found = answers.values()
    assert {answer.status for answer in found} >= {AnswerStatus.ANSWERED, AnswerStatus.NO_EVIDENCE}
    assert {answer.language for answer in found} == {"nl", "en"}
    assert any(answer.plans for answer in found) and any(answer.near for answer in found)
    assert len({(c.document.id, c.page) for answer in found for c in answer.citations}) > 30
    assert any(c.page > 1 for answer in found for c in answer.citations)


def test_every_passage_of_every_document_stands_on_the_page_that_is_printed(engine: Engine, printed_page: PrintedPage) -> None:
    for query in ("miljoen", "waterstof", "partners", "website"):
        for hit in engine.search(query, limit=25).hits:
            page = printed_page(hit.document.id, hit.passage.page).decode("utf-8")
            assert page[hit.passage.start : hit.passage.end] == hit.passage.text


@pytest.mark.parametrize(("document", "page"), [("samenvattingen-consortia", 2), ("profiel-chill", 1)])
def test_a_process_of_its_own_prints_the_same_page(
    shipped_library: Settings, printed_page: PrintedPage, document: str, page: int
) -> None:
    command = [sys.executable, "-m", "retrieval", "page", document, str(page), "--index", str(shipped_library.index)]
    done = subprocess.run(command, cwd=Path(__file__).resolve().parents[2], capture_output=True, check=True)
    assert done.stdout == printed_page(document, page) != b""
    assert done.stderr == b""
