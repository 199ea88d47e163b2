"""The title of a document: what its file says, unless a program wrote that, else what it begins with."""

from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from ingest.cleaning import clean_document
from ingest.reading import Block, ReadDocument, ReadPage
from ingest.reading.pdf import read_pdf
from ingest.titling import title_of

PLAN = Block("Projectplan Waterstof in de Klei", 1)


def told(title: str, *blocks: Block, name: str = "map/a.pdf") -> str:
    return title_of(ReadDocument(title, (ReadPage(()), ReadPage(blocks))), name)


@pytest.mark.parametrize(
    "worthless",
    [
        *(
            "",
            "Microsoft Word - plan_def.docx",
            "Microsoft Word - Document1",
            "Microsoft PowerPoint - Startbijeenkomst",
            "untitled",
        ),
        *("Untitled-3", "Naamloos document", "PowerPoint-presentatie", "PowerPoint Presentation", "Presentatie1", "Dia 1", "12"),
        *("2021_03_plan-def_v3", "plan def.indd", "8f14e45f-ceea-467f-a0e6", "Scan_20210301", "A", "a", "A.PDF", "---", "Titel"),
    ],
)
def test_what_a_program_wrote_is_no_title(worthless: str) -> None:
    assert told(worthless, Block("Provincie Groningen"), Block("Samenwerking", 2), PLAN) == PLAN.text


@pytest.mark.parametrize(
    "title", ["Plan", "Rapportage 2024", "Jaarplan Techport", "SCALE", "Document over water", "Index van plannen", "Word vakman!"]
)
def test_what_says_something_stays(title: str) -> None:
    assert told(title, PLAN) == title


def test_the_name_of_the_file_is_taken_last() -> None:
    assert told("projectplan-delta", PLAN, name="Projectplan delta.pdf") == PLAN.text
    assert told("", Block("Het plan begint hier. Er wordt gewerkt."), name="map/plan.pdf") == "plan.pdf"
    assert told("Microsoft Word - Projectplan Delta.docx", Block("Er wordt gewerkt.")) == "Projectplan Delta"


def test_no_heading_that_any_document_has_is_its_title() -> None:
    inhoud = (Block("Inhoudsopgave", 1), Block("Inleiding", 1), Block("2026", 1))
    assert told("", *inhoud, Block("Waterstof in de Klei", 2)) == "Waterstof in de Klei"
    assert told("", *inhoud, name="plan.pdf") == "plan.pdf"


def test_the_first_line_is_a_title_where_nothing_is_larger() -> None:
    assert (
        told("", Block("Werkplan Zorgtechnologie Drenthe"), Block("Het plan begint hier.")) == "Werkplan Zorgtechnologie Drenthe"
    )
    assert told("", Block("Partner | Rol | Bedrag")) == "a.pdf"


def test_the_largest_letters_of_a_cover_are_the_title_on_one_line(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "a.pdf"))
    canvas.setTitle("Microsoft Word - aanvraag_v7_DEF.docx")
    for size, y, line in (
        (16, 760, "Provincie Zeeland"),
        (28, 600, "Investeringsplan"),
        (28, 565, "Wind op Zee"),
        (12, 500, "Maart 2026"),
    ):
        canvas.setFont("Helvetica", size)
        canvas.drawString(72, y, line)
    canvas.showPage()
    canvas.setFont("Helvetica", 11)
    for line in range(30):
        canvas.drawString(72, 760 - 14 * line, "De scholen werken met de bedrijven aan lessen voor de haven.")
    canvas.save()
    document = clean_document(read_pdf(tmp_path / "a.pdf"))
    assert title_of(document, "aanvraag.pdf") == "Investeringsplan Wind op Zee"


def test_breaks_within_titles_headings_and_labels_are_spaces() -> None:
    read = ReadDocument("Plan\nvan\r\naanpak\u2028Delta", (ReadPage((Block("Doel\nen  werkwijze", 2),), label="i\nv"),))
    document = clean_document(read)
    assert (document.title, document.pages[0].blocks[0].text, document.pages[0].label) == (
        "Plan van aanpak Delta",
        "Doel en werkwijze",
        "i v",
    )
