"""Workbooks: sheets of rows, values as people see them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from io import BytesIO

import pytest
from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from ingest.reading import sheets, spreadsheet
from ingest.reading.blocks import ReadDocument
from ingest.reading.figures import shown
from ingest.reading.spreadsheet import read_spreadsheet
from retrieval.model import Language


def read(fill: Callable[[Worksheet], object], title: str = "Blad") -> ReadDocument:
    book = Workbook()
    book.active.title = title
    fill(book.active)
    file = BytesIO()
    book.save(file)
    return read_spreadsheet(file.getvalue())


def rows(*lines: list[object]) -> list[str]:
    """The blocks of a sheet with these rows, without its name."""
    (page,) = read(lambda sheet: [sheet.append(line) for line in lines]).pages
    return [block.text for block in page.blocks[1:]]


def test_sheet_is_a_page_with_its_name() -> None:
    (page,) = read(
        lambda sheet: sheet.append(["Post", "Bedrag", "Jaar"]) or sheet.append(["Docenten", 12, 2025]), "Begroting"
    ).pages
    assert (page.label, [(block.text, block.level) for block in page.blocks]) == (
        "Begroting",
        [("Begroting", 1), ("Post: Docenten; Bedrag: 12; Jaar: 2025", 0)],
    )


def test_title_above_and_note_below_a_table_are_paragraphs() -> None:
    assert rows(["Begroting 2025"], [], ["Post", "Begroot", "Besteed"], ["Docenten", 10, 8], [], ["Bron: eigen opgave"]) == [
        "Begroting 2025",
        "Post: Docenten; Begroot: 10; Besteed: 8",
        "Bron: eigen opgave",
    ]


def test_table_goes_on_after_an_empty_row() -> None:
    assert (
        rows(["Naam", "Plaats", "Uren"], ["A", "Ede", 3], [None], ["B", "Wijchen", 4])[-1] == "Naam: B; Plaats: Wijchen; Uren: 4"
    )


def test_second_table_under_a_title_of_its_own_has_its_own_header() -> None:
    lines = [["Naam", "Plaats", "Uren"], ["A", "Ede", 3], [], ["Partners"], ["Partner", "Rol", "Inzet"], ["ROC", "lid", 5]]
    assert rows(*lines) == ["Naam: A; Plaats: Ede; Uren: 3", "Partners", "Partner: ROC; Rol: lid; Inzet: 5"]


def test_two_columns_are_label_and_value_unless_their_header_is_bold() -> None:
    assert rows(["Looptijd", "4 jaar"], ["Penvoerder", "ROC"]) == ["Looptijd: 4 jaar", "Penvoerder: ROC"]

    def fill(sheet: Worksheet) -> None:
        sheet.append(["Naam", "Plaats"])
        sheet.append(["A", "Ede"])
        sheet["A1"].font = sheet["B1"].font = Font(bold=True)

    assert read(fill).pages[0].blocks[-1].text == "Naam: A; Plaats: Ede"


def test_merged_cells_belong_to_all_they_cover() -> None:
    def fill(sheet: Worksheet) -> None:
        for line in (["Post", "2025", None], [None, "Begroot", "Besteed"], ["Docenten", 10, 8]):
            sheet.append(line)
        for area in ("A1:A2", "B1:C1"):
            sheet.merge_cells(area)
        for row in sheet["A1:C2"]:
            for cell in row:
                cell.font = Font(bold=True)

    assert read(fill).pages[0].blocks[-1].text == "Post: Docenten; 2025 Begroot: 10; 2025 Besteed: 8"


def test_hidden_sheets_are_left_out_and_formulas_without_values_are_empty() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(["Post", "Bedrag", "Som"])
        sheet.append(["Docenten", 5, "=B2*2"])
        for state in ("hidden", "veryHidden"):
            hidden = sheet.parent.create_sheet(state)
            hidden.append(["geheim", 1, 2])
            hidden.sheet_state = state

    (page,) = read(fill).pages
    assert page.blocks[-1].text == "Post: Docenten; Bedrag: 5"


def test_sheet_of_very_many_rows_is_bounded_and_parted_into_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spreadsheet, "MOST_ROWS", 100)
    monkeypatch.setattr(sheets, "_PAGE_ROWS", 40)
    document = read(
        lambda sheet: [sheet.append(["Naam", "Plaats", "Uren"] if n == 0 else [f"p{n}", "Ede", n]) for n in range(200)]
    )
    assert document.partial == "rows_left_out"
    assert [(page.label, len(page.blocks)) for page in document.pages] == [("Blad", 41), ("Blad", 40), ("Blad", 19)]
    assert document.pages[-1].blocks[-1].text == "Naam: p99; Plaats: Ede; Uren: 99"


def test_large_workbook_is_read_row_by_row_with_the_same_result(monkeypatch: pytest.MonkeyPatch) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(["Naam", "Start", "Uren"])
        sheet.append(["A", date(2025, 9, 1), 3.5])

    whole = read(fill)
    monkeypatch.setattr(spreadsheet, "_WHOLE_BYTES", 0)
    assert read(fill) == whole


@pytest.mark.parametrize(
    ("value", "form", "dutch", "english"),
    [
        (1234567.5, "General", "1234567,5", "1234567.5"),
        (0.1 + 0.2, "General", "0,3", "0.3"),
        (2025, "0", "2025", "2025"),
        (8700000, '"€" #,##0', "€ 8.700.000", "€ 8,700,000"),
        (8700000, "[$€-413] #,##0.00", "€ 8.700.000,00", "€ 8,700,000.00"),
        (-5.5, "_ [$€-2] * #,##0.00_ ;_ [$€-2] * -#,##0.00_ ", "-€ 5,50", "-€ 5.50"),
        (8700000, '#,##0.0,, "mln"', "8,7 mln", "8.7 mln"),
        (0.425, "0.0%", "42,5%", "42.5%"),
        (1e300, "0.00", "1e+300", "1e+300"),
        (True, "General", "ja", "yes"),
        (datetime(2024, 9, 1), "mm-dd-yy", "1-9-2024", "2024-09-01"),
        (datetime(2024, 9, 1), "[$-413]d mmmm yyyy;@", "1 september 2024", "1 September 2024"),
        (datetime(2024, 3, 1), "mmm-yy", "maa 2024", "Mar 2024"),
        (datetime(2024, 9, 1, 14, 30), "dd-mm-yyyy hh:mm", "1-9-2024 14:30", "2024-09-01 14:30"),
        (date(2024, 9, 1), "yyyy", "2024", "2024"),
        (time(9, 5), "h:mm", "09:05", "09:05"),
        (timedelta(hours=30, minutes=5), "[h]:mm", "30:05", "30:05"),
        ("#REF!", "General", "", ""),
        (None, "General", "", ""),
        (float("nan"), "General", "nan", "nan"),
    ],
)
def test_values_are_as_people_see_them(value: object, form: str, dutch: str, english: str) -> None:
    languages: tuple[Language, Language] = ("nl", "en")
    assert [shown(value, form, language) for language in languages] == [dutch, english]


def test_numbers_follow_the_language_of_the_words() -> None:
    assert rows(["Bedrag van de regeling", "Deel", "x"], ["dit is het", 1.5, 1])[-1].endswith("Deel: 1,5; x: 1")
    assert rows(["Amount of the grant", "Share", "x"], ["this is it", 1.5, 1])[-1].endswith("Share: 1.5; x: 1")


@pytest.mark.parametrize("streamed", [False, True])
@pytest.mark.parametrize(("column", "partial"), [(250, ""), (251, "columns_left_out"), (16_000, "columns_left_out")])
def test_columns_that_are_left_out_are_told(monkeypatch: pytest.MonkeyPatch, streamed: bool, column: int, partial: str) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(["Naam", "Plaats", "Uren"])
        sheet.append(["A", "Ede", 3])
        sheet.cell(2, column, "ver weg")
        sheet.cell(2, 16_100).font = Font(bold=True)  # made up, but empty

    if streamed:
        monkeypatch.setattr(spreadsheet, "_WHOLE_BYTES", 0)
    assert read(fill).partial == partial
