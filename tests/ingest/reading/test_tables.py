"""Tables of any format: each row keeps its header."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.reading.tables import Cell, is_header, table_blocks


def cells(text: str) -> list[list[Cell]]:
    """A table written with ``|`` between cells; a cell that begins with ``!`` is made up as a header."""
    rows = [[part.strip() for part in line.split("|")] for line in text.strip().split("\n")]
    return [[Cell(part.removeprefix("!"), heading=part.startswith("!")) for part in row] for row in rows]


def told(rows: list[list[Cell]], headers: int | None = None) -> list[str]:
    return [block.text for block in table_blocks(rows, headers)]


def test_each_row_says_what_its_values_are() -> None:
    assert told(cells("!Naam|!Sector|!Plaats\nA|zorg|Ede\nB||Wijchen")) == [
        "Naam: A; Sector: zorg; Plaats: Ede",
        "Naam: B; Plaats: Wijchen",
    ]


def test_header_that_is_not_made_up_is_known_by_its_words() -> None:
    assert told(cells("Naam|Sector|Plaats\nA|zorg|Ede")) == ["Naam: A; Sector: zorg; Plaats: Ede"]


@pytest.mark.parametrize("row", ["A|€ 3.000|Ede", "A|12|14", "A|Een hele zin.|Ede", "A||"])
def test_row_of_values_is_no_header(row: str) -> None:
    assert told(cells(f"{row}\nB|zorg|Ede"))[-1] == "B | zorg | Ede"


def test_two_columns_without_a_header_are_label_and_value() -> None:
    assert told(cells("Looptijd|2024-2028\nPenvoerder:|ROC")) == ["Looptijd: 2024-2028", "Penvoerder: ROC"]


def test_labels_in_bold_are_no_header() -> None:
    assert told(cells("!Looptijd|2024\n!Budget|€ 3")) == ["Looptijd: 2024", "Budget: € 3"]


def test_years_are_names_of_columns() -> None:
    assert told(cells("Post|2024|2025\nDocenten|€ 10|€ 20")) == ["Post: Docenten; 2024: € 10; 2025: € 20"]


def test_cell_merged_downwards_belongs_to_each_row() -> None:
    rows = [
        [Cell("Regio"), Cell("Plan"), Cell("Bedrag")],
        [Cell("Oost", rows=2), Cell("A"), Cell("€ 1")],
        [Cell("B"), Cell("€ 2")],
    ]
    assert told(rows) == ["Regio: Oost; Plan: A; Bedrag: € 1", "Regio: Oost; Plan: B; Bedrag: € 2"]


def test_header_of_two_rows_names_each_column_by_both() -> None:
    rows = [
        [Cell("Post", rows=2, heading=True), Cell("2025", columns=2, heading=True)],
        [Cell("Begroot", heading=True), Cell("Besteed", heading=True)],
        [Cell("Docenten"), Cell("€ 10"), Cell("€ 8")],
    ]
    assert told(rows) == ["Post: Docenten; 2025 Begroot: € 10; 2025 Besteed: € 8"]


def test_value_merged_over_columns_is_said_once_under_all_of_them() -> None:
    rows = [*cells("!Plan|!Jan|!Feb"), [Cell("A"), Cell("klaar", columns=2)]]
    assert told(rows) == ["Plan: A; Jan / Feb: klaar"]


def test_equal_values_side_by_side_stay_two() -> None:
    assert told(cells("!Plan|!Jan|!Feb\nA|ja|ja")) == ["Plan: A; Jan: ja; Feb: ja"]
    assert told(cells("1|1|1")) == ["1 | 1 | 1"]


def test_cell_as_wide_as_the_table_is_a_paragraph() -> None:
    title, part = [Cell("Tabel 1. Partners", columns=3)], [Cell("Regio Oost", columns=3)]
    head, row = cells("Naam|Rol|Plaats\nA|lid|Ede")
    assert told([title, head, part, row]) == ["Tabel 1. Partners", "Regio Oost", "Naam: A; Rol: lid; Plaats: Ede"]


def test_table_of_one_column_is_paragraphs() -> None:
    assert told(cells("Eerste alinea.\nTweede alinea.")) == ["Eerste alinea.", "Tweede alinea."]


def test_header_that_is_said_again_on_the_next_page_is_left_out() -> None:
    assert told(cells("Naam|Rol|Plaats\nA|lid|Ede\nNaam|Rol|Plaats\nB|lid|Ede")) == [
        "Naam: A; Rol: lid; Plaats: Ede",
        "Naam: B; Rol: lid; Plaats: Ede",
    ]


def test_column_without_a_name_has_values_without_one() -> None:
    assert told(cells("|!Studenten|!Bedrijven\n2024|120|12")) == ["2024; Studenten: 120; Bedrijven: 12"]


def test_name_of_a_column_without_values_is_kept() -> None:
    assert told(cells("!Naam|!Rol|!Telefoon\nA|lid|\nB|lid|")) == [
        "Naam | Rol | Telefoon",
        "Naam: A; Rol: lid",
        "Naam: B; Rol: lid",
    ]


def test_lines_in_a_cell_are_one_line_and_a_sentence_ends_as_it_did() -> None:
    rows = [*cells("!Naam|!Doel|!Plaats"), [Cell("A"), Cell("Meer vakmensen.\n- techniek\n- zorg."), Cell("Ede")]]
    assert told(rows) == ["Naam: A; Doel: Meer vakmensen. techniek, zorg. Plaats: Ede"]


@pytest.mark.parametrize("rows", [[], [[]], [[Cell("")], [Cell("")]], cells("||\n||")])
def test_table_without_text_gives_nothing(rows: list[list[Cell]]) -> None:
    assert told(rows) == []


def test_span_of_millions_costs_nothing() -> None:
    assert told([[Cell("A", columns=10**9, rows=10**9), Cell("B")]]) != []


@given(
    st.lists(
        st.lists(st.builds(Cell, st.text("ab €1.", max_size=4), st.integers(1, 3), st.integers(1, 3)), max_size=4), max_size=5
    )
)
def test_no_word_of_a_table_is_lost(rows: list[list[Cell]]) -> None:
    said = " ".join(told(rows))
    assert all(word.rstrip(" :") in said for row in rows for cell in row for word in cell.text.split())


@pytest.mark.parametrize(
    ("texts", "header"),
    [(["Naam", "Plaats"], True), (["", "Plaats"], True), (["2024", "2025"], False), (["Naam", "Naam"], False), ([], False)],
)
def test_words_of_a_header(texts: list[str], header: bool) -> None:
    assert is_header(texts) == header
