"""Columns, tables and turned pages, read in order."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from tests.ingest.reading.pdf.making import LEFT, RIGHT, made, put, texts

MIDDLE = [
    "Drie kolommen op een blad, met regels",
    "die ongeveer even lang zijn als die in",
    "een krant staan, en die dan onder",
    "elkaar horen te worden gelezen, tot",
    "de laatste regel van de kolom en dan",
    "verder boven aan in de volgende.",
]


def across(canvas: Canvas, columns: Sequence[Sequence[str]], width: float) -> None:
    """Columns drawn a line at a time over the whole page, as some programs do."""
    for number, line in enumerate(zip(*columns, strict=True)):
        for column, text in enumerate(line):
            canvas.drawString(60 + width * column, 700 - 13 * number, text)


def test_two_columns_drawn_across_are_read_one_after_the_other(tmp_path: Path) -> None:
    document = made(tmp_path, lambda canvas: across(canvas, (LEFT, RIGHT), 260))
    assert texts(document) == [[" ".join(LEFT + RIGHT)]]


def test_three_columns_are_read_one_after_the_other(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 8)
        across(canvas, (LEFT, RIGHT, MIDDLE), 165)

    assert " ".join(texts(made(tmp_path, page))[0]) == " ".join(LEFT + RIGHT + MIDDLE)


def test_a_narrow_space_parts_columns(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 9)
        across(canvas, (LEFT, RIGHT), 168)

    assert texts(made(tmp_path, page)) == [[" ".join(LEFT + RIGHT)]]


def test_what_stands_across_columns_is_read_between_them(tmp_path: Path) -> None:
    heading = "Samen leren in de regio, over beide kolommen heen"
    under = "Onder de kolommen staat een regel over de volle breedte van de bladzijde, om te lezen."

    def page(canvas: Canvas) -> None:
        across(canvas, (LEFT, RIGHT), 260)
        canvas.drawString(60, 590, under)
        put(canvas, 320, 560, RIGHT)
        put(canvas, 60, 560, LEFT)
        canvas.setFont("Helvetica-Bold", 18)
        canvas.drawString(60, 750, heading)

    assert texts(made(tmp_path, page)) == [[heading, " ".join(LEFT + RIGHT), under, " ".join(LEFT + RIGHT)]]


def test_a_sidebar_is_read_apart(tmp_path: Path) -> None:
    aside = ["In het kort: wat het", "plan kost en wie er", "in meedoen, met de", "datum van het besluit."]

    def page(canvas: Canvas) -> None:
        for number, line in enumerate(LEFT):
            canvas.drawString(60, 700 - 14 * number, line)
            if 1 <= number < 5:
                canvas.drawString(380, 700 - 14 * number, aside[number - 1])
        canvas.drawString(60, 610, "Daaronder gaat de tekst verder over de volle breedte van het blad, tot het einde.")

    assert "In het kort: wat het plan kost en wie er in meedoen, met de datum van het besluit." in texts(made(tmp_path, page))[0]


def test_a_line_with_a_wide_space_stays_a_line(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        canvas.drawString(60, 700, "Delft,")
        canvas.drawString(300, 700, "3 mei 2024")
        put(canvas, 60, 660, LEFT)

    assert texts(made(tmp_path, page))[0][0] == "Delft, 3 mei 2024"


def test_lines_drawn_out_of_order_are_put_in_order(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        for number, line in reversed(list(enumerate(LEFT))):
            canvas.drawString(60, 700 - 14 * number, line)

    assert texts(made(tmp_path, page)) == [[" ".join(LEFT)]]


ROWS = [("Plaats", "Bedrag", "Aantal"), ("Leiden", "€ 9.000.000", "12"), ("Delft", "€ 1.200", "2"), ("Goes", "€ 350", "140")]


def test_a_table_comes_out_in_rows(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        for number, row in enumerate(ROWS):
            for x, cell in zip((60, 220, 400), row, strict=True):
                canvas.drawString(x, 700 - 18 * number, cell)
        put(canvas, 60, 600, LEFT)

    assert texts(made(tmp_path, page)) == [["\n".join(map(" | ".join, ROWS)), " ".join(LEFT)]]


def test_cells_of_several_lines_stay_in_their_row(tmp_path: Path) -> None:
    rows = {
        "Doel": ["Vakmensen opleiden voor de techniek", "van morgen, in de regio."],
        "Partners": ["Een roc, een hogeschool en een be-", "drijf uit de streek."],
        "Budget": ["Twee miljoen euro over vier jaar,", "waarvan de helft subsidie."],
    }

    def page(canvas: Canvas) -> None:
        for number, (name, lines) in enumerate(rows.items()):
            canvas.drawString(60, 700 - 40 * number, name)
            put(canvas, 200, 700 - 40 * number, lines, leading=13)

    assert texts(made(tmp_path, page)) == [
        [
            "Doel | Vakmensen opleiden voor de techniek van morgen, in de regio.\n"
            "Partners | Een roc, een hogeschool en een bedrijf uit de streek.\n"
            "Budget | Twee miljoen euro over vier jaar, waarvan de helft subsidie."
        ]
    ]


def test_rows_stay_apart_where_only_some_have_a_second_line(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        rows = [("Onderdeel", "Wie", "Bedrag"), *((f"Deel {n}", f"Partner {n}", f"{n}0.000") for n in range(1, 9))]
        for number, row in enumerate(rows):
            y = 760 - 20 * bool(number) - 30 * max(number - 1, 0)
            for column, text in enumerate(row):
                canvas.drawString(72 + 150 * column, y, text)
            if number % 3 == 1:
                canvas.drawString(222, y - 12, "en de gemeente")

    (block,) = made(tmp_path, page).pages[0].blocks
    wanted = [f"Deel {n} | Partner {n}{' en de gemeente' if n % 3 == 1 else ''} | {n}0.000" for n in range(1, 9)]
    assert block.text.split("\n") == ["Onderdeel | Wie | Bedrag", *wanted]


def test_a_numbered_list_is_no_table(tmp_path: Path) -> None:
    items = ["Het eerste punt", "Het tweede punt van de lijst", "Het derde punt"]

    def page(canvas: Canvas) -> None:
        for number, item in enumerate(items, start=1):
            canvas.drawString(60, 700 - 16 * number, f"{number}.")
            canvas.drawString(90, 700 - 16 * number, item)

    assert texts(made(tmp_path, page)) == [["\n".join(f"{number}. {item}" for number, item in enumerate(items, start=1))]]


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_turned_page_is_read_in_order(tmp_path: Path, turn: int) -> None:
    def page(canvas: Canvas) -> None:
        canvas.setPageRotation(turn)
        put(canvas, 72, 400, LEFT)

    assert texts(made(tmp_path, page)) == [[" ".join(LEFT)]]


@pytest.mark.parametrize("turn", [90, 180, 270])
@pytest.mark.parametrize("page_turn", [0, 90])
def test_turned_letters_are_read_in_order(tmp_path: Path, turn: int, page_turn: int) -> None:
    def page(canvas: Canvas) -> None:
        canvas.setPageRotation(page_turn)
        canvas.drawString(72, 60, "Gewone regel onderaan.")
        canvas.translate(300, 300)
        canvas.rotate(turn)
        put(canvas, -150, 50, LEFT)

    assert texts(made(tmp_path, page)) == [[" ".join(LEFT), "Gewone regel onderaan."]]


def test_a_stamp_across_pages_is_no_text_of_them(tmp_path: Path) -> None:
    def page(canvas: Canvas, words: Sequence[str]) -> None:
        put(canvas, 60, 700, words)
        canvas.translate(60, 600)
        canvas.rotate(45)
        canvas.setFont("Helvetica", 40)
        canvas.drawString(0, 0, "CONCEPT")

    document = made(tmp_path, *(lambda canvas, words=words: page(canvas, words) for words in (LEFT, RIGHT, MIDDLE)))
    assert texts(document) == [[" ".join(words)] for words in (LEFT, RIGHT, MIDDLE)]
