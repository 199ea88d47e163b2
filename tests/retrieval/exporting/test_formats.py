"""Every format, read back: the same plans in order, quotations to the letter, the day of the index; nothing hostile acts."""

from __future__ import annotations

import csv
import io
import re
from io import BytesIO
from pathlib import Path

import docx
import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.engine import Engine
from retrieval.errors import FormatUnknown
from retrieval.exporting import FORMATS, Cell, Report, Source, Table, file_name, format_of, plain_text, report_of_answer, written
from retrieval.exporting.characters import clean
from retrieval.model import Answer
from retrieval.vocabulary import Vocabulary
from tests.retrieval.exporting.reading import markdown_tokens, page, read
from tests.ui import fakes
from tests.ui.fakes import VOCABULARY

ALL = pytest.mark.parametrize("format_id", list(FORMATS))
# Each is one of the ways in which a text of a document might act in a file.
HOSTILE = (
    '=HYPERLINK("http://evil.example";"klik")',
    "+1+1",
    "-2+3|cmd",
    "@SUM(A1)",
    "\t=1",
    "'=1",
    "x;=1+1",
    'x;"=1+1"',
    "x\t@SUM(A1)",
    "regel\n-2+3",
    "#N/A",
    "'s-Hertogenbosch",
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "![beeld](http://evil.example/p.png) [klik](javascript:alert(1)) <http://evil.example>",
    "# kop\n- lijst | cel \\| rand\n\n1. een\n> citaat `code` ~~weg~~ **vet** __vet__ $x$ &amp; &#60;",
    "| a | b |\n| - | - |",
    "1. nummer",
    "- streep",
    "=====",
    "    code",
    "regel een  \nregel twee\\",
    "https://evil.example www.evil.example evil@evil.example",
    "[1]: http://evil.example 'x'",
    "Zoë 🤖 ﬁ \u00a0 \u202eomgekeerd",
    "_x0041_",
    "\\",
    "",
)
CONTROLS = "a\x00b\x07c\x1b[31md\x0be\ufffef"


def hostile_report(texts: tuple[str, ...] = HOSTILE) -> Report:
    """A report whose every text may act."""
    rows = tuple((Cell(text), Cell(text), Cell(marks=(mark,))) for mark, text in enumerate(texts, start=1))
    sources = tuple(Source(mark, text, mark, "", text) for mark, text in enumerate(texts, start=1))
    last = texts[-1] or "x"
    return Report(last, "nl", last, (last,), last, (last,), (Table(last, ("Plan", last, "Citaat"), rows),), sources, last, last)


def names(report: Report, format_id: str) -> list[str]:
    """The plans in a file, in order."""
    found = read(report, format_id)
    if format_id in ("csv", "xlsx"):
        return [name for name in found.column(0, "Plan") if name] if "Plan" in found.tables[0][0] else []
    return [row[0] for table in found.tables for row in table[1:] if table[0][0] == "Plan"]


def quotations(report: Report, format_id: str) -> list[str]:
    """The quotations in a file by their marks, where it has a list of sources; else those on its lines."""
    found = read(report, format_id)
    if format_id == "csv":
        header, *rows = found.tables[0]
        places = [place for place, name in enumerate(header) if re.fullmatch(r"Citaat( \d+)?", name)]
        return [row[place] for row in rows for place in places if row[place]]
    if format_id == "xlsx":
        return found.column(1, "Citaat")
    wanted = found.texts.index("Bronnen")
    return [after for before, after in zip(found.texts[wanted:], found.texts[wanted + 1 :], strict=False) if before[:1] == "["]


@pytest.fixture(scope="module")
def answered(engine: Engine) -> list[Answer]:
    """Answers of every form over the shipped library."""
    questions = (
        "Welke pps'en werken aan waterstof in Groningen?",
        "hoeveel pps'en zijn er?",
        "Wie is penvoerder van SCALE?",
        "Vertel over New Waves",
        "vergelijk SCALE en New Waves",
        "Welke plannen lijken op Tech Oost?",
        "Ik doe mbo-4 mechatronica in Enschede, wat kan ik doen?",
        "Welke consortia werken aan smart maintenance in Gelderland?",
    )
    return [engine.ask(question) for question in questions]


@ALL
def test_the_plans_and_quotations_of_real_answers_come_back(
    answered: list[Answer], vocabulary: Vocabulary, format_id: str
) -> None:
    for answer in answered:
        report = report_of_answer(answer, vocabulary)
        listed = [entry.plan.name for entry in answer.plans]
        others = [entry.plan.name for entry in (*answer.nationwide, *answer.near)]
        # On lines of their own, aspects name the plans again.
        again = listed * len(answer.rows) if format_id in ("csv", "xlsx") else []
        assert names(report, format_id) == listed + again + others
        quoted = [citation.quote for citation in answer.citations]
        if format_id == "csv":
            # A quotation stands on every line that it supports.
            assert set(quotations(report, format_id)) == set(quoted)
        else:
            assert quotations(report, format_id) == quoted


@ALL
@pytest.mark.parametrize("make", [fakes.listed, fakes.nothing, fakes.fact, fakes.coverage, fakes.summarised, fakes.opportunity])
def test_the_day_of_the_index_and_what_was_searched_are_told(make: object, format_id: str) -> None:
    report = report_of_answer(make("Welke?"), VOCABULARY)  # type: ignore[operator]
    found = read(report, format_id)
    if format_id == "csv":
        assert set(found.column(0, "Stand van de index")) == {"2025-11-21"}
    elif format_id == "xlsx":
        assert ["Stand van de index", "21 november 2025"] in found.tables[2] and ["Vraag", "Welke?"] in found.tables[2]
        assert ["Bereik", report.coverage] in found.tables[2]
    else:
        assert "Stand van de index: 21 november 2025" in found.texts and report.coverage in found.texts


@ALL
def test_an_answer_without_rows_is_a_file_too(format_id: str) -> None:
    nothing = fakes.answer("appeltaart?", "Niet gevonden.")
    found = read(report_of_answer(nothing, VOCABULARY), format_id)

    told = [*found.texts, *(text for table in found.tables for row in table for text in row)]
    assert "Niet gevonden." in told


@ALL
def test_hostile_texts_come_back_as_they_are(format_id: str) -> None:
    report = hostile_report()
    found = read(report, format_id)
    excel = [text.replace("_x0041_", "_x005F_x0041_") for text in HOSTILE]
    wanted = {"xlsx": excel, "docx": [text.replace("\r", "\n") for text in HOSTILE]}.get(format_id, list(HOSTILE))
    own = [row[1] for row in found.tables[0][1:]] if format_id in ("csv", "xlsx") else [row[0] for row in found.tables[0][1:]]
    assert own == wanted
    if format_id not in ("csv", "xlsx"):
        assert [row[2] for row in found.tables[0][1:]] == [f"“{text}” [{mark}]" for mark, text in enumerate(wanted, start=1)]


@ALL
def test_characters_that_no_file_holds_are_left_out_and_the_rest_kept(format_id: str) -> None:
    found = read(hostile_report((CONTROLS, "a\ud800b", "gewoon")), format_id)

    column = 1 if format_id in ("csv", "xlsx") else 0
    assert [row[column] for row in found.tables[0][1:]] == ["abc[31mdef", "ab", "gewoon"]


@ALL
def test_very_long_texts_are_written(format_id: str) -> None:
    long = "waterstof " * 12_000 + "einde"
    found = read(hostile_report((long, "gewoon")), format_id)

    (text,) = [row[1] for row in found.tables[0][1:2]]
    if format_id == "xlsx":
        assert len(text) == 32_767 and text.endswith("…") and long.startswith(text[:-1])
    else:
        assert text == long


def test_no_cell_of_csv_begins_as_a_formula() -> None:
    content = written(hostile_report(), "csv").decode("utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(content, newline="")) for cell in row]

    assert not [cell for cell in cells if cell[:1] in tuple("=+-@\t\r\n") and cell]
    assert "'s-Hertogenbosch" in cells and "'+1+1" in cells and "''=1" in cells


@pytest.mark.parametrize("separator", [";", "\t"])
def test_no_cell_of_csv_begins_as_a_formula_where_another_separator_is_expected(separator: str) -> None:
    content = written(hostile_report(), "csv").decode("utf-8-sig")
    for line in re.split(r"[\r\n]+", content):
        # A quotation mark within a cell is then a letter of it, and one that begins it is left out.
        assert not [cell for cell in line.split(separator) if cell.lstrip('"')[:1] in tuple("=+-@") and cell.strip('"')]


def test_every_cell_of_csv_is_quoted() -> None:
    report = Report("t", "nl", "", (), "", (), (Table("Deel", ("x",), ((Cell("a;b"),),)),), (), "", "2026-01-01")
    assert written(report, "csv").decode("utf-8-sig").splitlines()[1] == '"Deel","a;b","2026-01-01"'


def test_no_cell_of_a_workbook_is_a_formula() -> None:
    book = openpyxl.load_workbook(BytesIO(written(hostile_report(), "xlsx")))

    assert "f" not in {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert [sheet.title for sheet in book] == ["Gegevens", "Bronnen", "Over dit bestand"]


def test_nothing_of_a_text_acts_in_markdown() -> None:
    tokens = markdown_tokens(written(hostile_report(), "markdown").decode("utf-8"))

    acting = {"link_open", "image", "html_inline", "html_block", "code_inline", "code_block", "fence", "em_open", "s_open"}
    assert not acting & {token.type for token in tokens}
    assert not {"bullet_list_open", "ordered_list_open", "softbreak", "hardbreak"} & {token.type for token in tokens}
    assert [token.tag for token in tokens if token.type == "heading_open"] == ["h1", "h2", "h2"]


def test_an_address_of_a_source_is_the_one_link_in_markdown() -> None:
    content = written(report_of_answer(fakes.listed("Welke?"), VOCABULARY), "markdown").decode("utf-8")

    links = [token.attrs["href"] for token in markdown_tokens(content) if token.type == "link_open"]
    assert links == ["https://voorbeeld.nl/gids.pdf"]


def test_a_page_runs_nothing_and_fetches_nothing() -> None:
    content = written(hostile_report(), "html").decode("utf-8")
    _, tags = page(content)

    assert not {"script", "img", "link", "iframe", "object", "form", "base"} & {tag for tag, _ in tags}
    assert not [name for _, attributes in tags for name in attributes if name.startswith("on") or name in ("src", "style")]
    assert ("html", {"lang": "nl"}) in tags and "url(" not in content and "@import" not in content
    assert "default-src 'none'" in content and "@media print" in content
    hrefs = [attributes["href"] or "" for _, attributes in tags if "href" in attributes]
    assert all(href.startswith("#source-") for href in hrefs)
    identities = [attributes["id"] for _, attributes in tags if "id" in attributes]
    assert {href[1:] for href in hrefs} == set(identities) and len(set(identities)) == len(identities)


def test_a_document_has_headings_repeated_heads_and_a_language() -> None:
    report = report_of_answer(fakes.listed("Welke?"), VOCABULARY)
    document = docx.Document(BytesIO(written(report, "docx")))

    styles = [(paragraph.style.name, paragraph.text) for paragraph in document.paragraphs if paragraph.style]
    assert styles[0] == ("Heading 1", "Antwoord van Planwijzer")
    assert [text for style, text in styles if style == "Heading 2"] == ["Plannen", "Bronnen"]
    assert "w:tblHeader" in document.tables[0]._tbl.xml
    assert document.core_properties.author == "Planwijzer" and document.core_properties.language == "nl-NL"


def test_counts_can_be_added_up_in_a_workbook() -> None:
    book = openpyxl.load_workbook(BytesIO(written(report_of_answer(fakes.coverage("Wat?"), VOCABULARY), "xlsx")))

    assert [cell.value for cell in book["Gegevens"][16]] == ["Aantal plannen per thema", "energietransitie", 3, 5]


def test_columns_of_one_name_stay_apart() -> None:
    rows = ((Cell("a"), Cell("b")), (Cell("c"), Cell("d")))
    report = Report("t", "nl", "", (), "", (), (Table("Deel", ("x", "x"), rows),), (), "", "2026-01-01")

    assert read(report, "csv").tables[0] == [
        ["Onderdeel", "x", "x", "Stand van de index"],
        ["Deel", "a", "b", "2026-01-01"],
        ["Deel", "c", "d", "2026-01-01"],
    ]


def test_a_plan_quoted_twice_is_one_line() -> None:
    sources = (Source(1, "Gids", 2, "https://a.nl", "Een."), Source(2, "Boek", 3, "", "Twee."))
    table = Table("Plannen", ("Plan", "Citaat"), ((Cell("A"), Cell(marks=(1, 2))), (Cell("B"), Cell(marks=(2,)))))
    found = read(Report("t", "nl", "", (), "", (), (table,), sources, "", ""), "csv").tables[0]

    assert found[0][2:] == [*"Citaat|Document|Pagina|Adres|Citaat 2|Document 2|Pagina 2|Adres 2|Stand van de index".split("|")]
    assert found[1] == ["Plannen", "A", "Een.", "Gids", "2", "https://a.nl", "Twee.", "Boek", "3", "", ""]
    assert found[2] == ["Plannen", "B", "Twee.", "Boek", "3", "", "", "", "", "", ""]


TEXTS = st.text(st.characters(exclude_categories=["Cs"])) | st.text("=+-@'\t\r\n\\`*_[]<>&~$#!|:/w.@ 1)\"", max_size=12)


@given(st.lists(TEXTS, min_size=1, max_size=4))
def test_any_text_comes_back_from_csv(texts: list[str]) -> None:
    found = read(hostile_report(tuple(texts)), "csv")
    assert [row[1] for row in found.tables[0][1:]] == [clean(text) for text in texts]


@given(st.lists(TEXTS, min_size=1, max_size=4))
def test_any_text_comes_back_from_markdown(texts: list[str]) -> None:
    found = read(hostile_report(tuple(texts)), "markdown")
    writable = [re.sub("[\x7f-\x9f]", "", clean(text)) for text in texts]
    assert [row[0] for row in found.tables[0][1:]] == writable
    assert [row[2] for row in found.tables[0][1:]] == [f"“{text}” [{mark}]" for mark, text in enumerate(writable, start=1)]


@ALL
def test_the_name_of_a_file_is_plain_and_tells_what_is_in_it(format_id: str) -> None:
    report = report_of_answer(fakes.listed("Welke?"), VOCABULARY)
    assert file_name(report, format_id) == f"planwijzer-energietransitie-zuid-holland-2025-11-21.{FORMATS[format_id].extension}"


@pytest.mark.parametrize(
    "subject", ["../../etc/passwd", "CON", "a\x00b/c\\d", "Fryslân: pps'en?", "🤖", "", "w" * 500, "een twee " * 99]
)
def test_a_name_holds_but_letters_digits_and_hyphens(subject: str) -> None:
    report = Report("t", "nl", "", (), "", (), (), (), "", "2026-11-22", (subject,))
    assert re.fullmatch(r"planwijzer-([a-z0-9]+-)*2026-11-22\.csv", file_name(report, "csv"))
    assert len(file_name(report, "csv")) < 90


def test_the_ending_of_a_name_chooses_the_format() -> None:
    assert [format_of(Path(name)) for name in ("a.MD", "b.c.csv", "d.xlsx", "e.docx", "f.html")] == [
        "markdown",
        "csv",
        "xlsx",
        "docx",
        "html",
    ]
    for name in ("a", "a.pdf", ".csv", "a.csv.exe"):
        with pytest.raises(FormatUnknown):
            format_of(Path(name))


def test_copied_text_holds_what_was_asked_each_plan_and_each_quotation_once_by_its_mark(
    answered: list[Answer], vocabulary: Vocabulary
) -> None:
    for answer in answered:
        text = plain_text(report_of_answer(answer, vocabulary))
        lines = text.splitlines()
        assert f"Vraag: {answer.question}" in lines and (not answer.lead or answer.lead in lines)
        for entry in (*answer.plans, *answer.nationwide, *answer.near):
            assert any(line == entry.plan.name or entry.plan.name in line for line in lines)
        after = lines[lines.index("BRONNEN") :] if answer.citations else []
        marks = [line for line in after if line.startswith("[")]
        assert [line.split("]")[0][1:] for line in marks] == [str(citation.mark) for citation in answer.citations]
        for citation in answer.citations:
            assert f"  “{citation.quote}”" in "\n".join(after)
        assert "\\" not in text


def test_copied_text_is_what_it_was_whatever_it_holds() -> None:
    text = plain_text(hostile_report((*HOSTILE, CONTROLS)))

    for own in HOSTILE:
        assert own in text
    assert clean(CONTROLS) in text and "\x00" not in text
