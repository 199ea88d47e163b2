"""CSV: the delimiter that a file has, cells of several lines, and rows that keep their header."""

from __future__ import annotations

import csv
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.reading import delimited
from ingest.reading.delimited import read_delimited


def rows(text: str) -> list[str]:
    return [block.text for page in read_delimited(text).pages for block in page.blocks]


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_delimiter_is_found(delimiter: str, end: str) -> None:
    lines = ["Naam#Plaats#Bedrag", "Techport#Velsen#12", "CHILL#Geleen#14"]
    text = end.join(line.replace("#", delimiter) for line in lines)
    assert rows(text) == ["Naam: Techport; Plaats: Velsen; Bedrag: 12", "Naam: CHILL; Plaats: Geleen; Bedrag: 14"]


def test_commas_in_amounts_and_texts_do_not_part_cells() -> None:
    assert (
        rows("Naam;Bedrag;Doel\nA;1,50;leren, werken\nB;2,50;stage, leren\n")[0] == "Naam: A; Bedrag: 1,50; Doel: leren, werken"
    )


def test_delimiter_that_the_file_names_is_used() -> None:
    assert rows("sep=|\nNaam|Plaats;Land\nA|Ede;NL\n") == ["Naam: A; Plaats;Land: Ede;NL"]


def test_quoted_cell_keeps_its_lines_and_quotes() -> None:
    assert rows('Naam;Toelichting;Uren\nA;"eerste regel\ntweede; ""kern""";3\n') == [
        'Naam: A; Toelichting: eerste regel, tweede; "kern"; Uren: 3'
    ]


def test_two_columns_have_a_header_and_a_row_may_be_short() -> None:
    assert rows("naam;plaats\nA;Ede\nB\n") == ["naam: A; plaats: Ede", "B"]


def test_quotation_mark_that_never_closes_takes_no_rows_along() -> None:
    assert rows('Naam;Plaats;Uren\nA;"Ede;3\n' + "B;Ede;4\n" * 20_000)[0] == 'Naam: A; Plaats: "Ede; Uren: 3'


def test_very_many_rows_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delimited, "MOST_ROWS", 10)
    document = read_delimited("naam;plaats\n" + "A;Ede\n" * 50)
    assert (document.partial, len(document.pages[0].blocks)) == ("rows_left_out", 9)


def test_columns_that_are_left_out_are_told() -> None:
    wide = ";".join(f"k{number}" for number in range(300))
    assert read_delimited(f"{wide}\n{wide}\n").partial == "columns_left_out"
    assert read_delimited(f"{wide}\n" * 20_001).partial == "table_cut"
    assert read_delimited("naam;plaats" + ";" * 400 + "\nA;Ede\n").partial == ""


@given(st.lists(st.lists(st.text('ab;,"\n1', max_size=5), min_size=2, max_size=4), max_size=6))
def test_any_table_is_read(table: list[list[str]]) -> None:
    file = StringIO()
    csv.writer(file, delimiter=";").writerows(table)
    read_delimited(file.getvalue())
