"""Headers, footers and page numbers of whole documents."""

from __future__ import annotations

import random
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from ingest.reading import ReadDocument
from tests.ingest.reading.pdf.making import Draw, made, put

WORDS = "werkplaats bedrijf school student regio techniek water energie zorg bouw docent vakman provincie plan geld jaar".split()
CHAPTERS = ["Inleiding", "Inleiding", "Aanpak", "Aanpak", "Aanpak", "Partners", "Planning", "Planning", "Geld", "Geld"]


def body(canvas: Canvas, number: int) -> None:
    """Lines of words, more of them on each page; some of them 'geld'."""
    chance = random.Random(number)
    canvas.setFont("Helvetica", 11)
    put(canvas, 72, 750, [" ".join(chance.choices(WORDS, k=8)) for _ in range(15 + number)])


def text_of(document: ReadDocument) -> str:
    return "\n".join(block.text for page in document.pages for block in page.blocks)


def test_headers_that_differ_left_and_right_and_name_the_chapter_are_gone(tmp_path: Path) -> None:
    def page(number: int) -> Draw:
        def draw(canvas: Canvas) -> None:
            canvas.setFont("Helvetica", 8)
            header, side = (CHAPTERS[number], canvas.drawRightString) if number % 2 else ("Regio Deal", canvas.drawString)
            side(523 if number % 2 else 72, 815, header)
            side(523 if number % 2 else 72, 30, str(number + 1))
            if number == 0 or CHAPTERS[number - 1] != CHAPTERS[number]:
                canvas.setFont("Helvetica-Bold", 18)
                canvas.drawString(72, 785, CHAPTERS[number])
            body(canvas, number)

        return draw

    document = made(tmp_path, *map(page, range(10)))
    assert [block.text for read in document.pages for block in read.blocks if block.level] == list(dict.fromkeys(CHAPTERS))
    rest = [block.text for read in document.pages for block in read.blocks if not block.level]
    assert len(rest) == 10 and {word for text in rest for word in text.split()} <= set(WORDS)


def test_headers_of_two_parts_and_counted_pages_are_gone(tmp_path: Path) -> None:
    def page(number: int) -> Draw:
        def draw(canvas: Canvas) -> None:
            canvas.setFont("Helvetica", 8)
            canvas.drawString(72, 815, CHAPTERS[number])
            canvas.drawRightString(523, 815, "Regio Deal")
            canvas.drawString(250, 30, f"pagina {number + 1} van 12")
            body(canvas, number)

        return draw

    assert set(text_of(made(tmp_path, *map(page, range(10)))).split()) <= set(WORDS)


def test_roman_page_numbers_are_gone(tmp_path: Path) -> None:
    def page(number: int) -> Draw:
        def draw(canvas: Canvas) -> None:
            canvas.drawString(290, 30, ("i", "ii", "iii", "iv")[number])
            body(canvas, number)

        return draw

    assert set(text_of(made(tmp_path, *map(page, range(4)))).split()) <= set(WORDS)


def test_the_first_line_of_pages_that_begin_alike_is_text(tmp_path: Path) -> None:
    first = ["Waar staan we nu?", "Wat doen we samen?", "Wie betaalt er mee?", "Hoe gaat het verder?"]

    def page(number: int) -> Draw:
        def draw(canvas: Canvas) -> None:
            canvas.drawString(72, 790, first[number])
            body(canvas, number)

        return draw

    assert all(line in text_of(made(tmp_path, *map(page, range(4)))) for line in first)


BOX = ["Regio: Twente. Partners:", "Saxion, ROC van Twente.", "Looptijd: 2024 tot 2028.", "Budget: 2 miljoen euro."]


def test_a_box_on_every_page_is_read_whole_and_once(tmp_path: Path) -> None:
    def page(number: int) -> Draw:
        def draw(canvas: Canvas) -> None:
            canvas.setFont("Helvetica", 8)
            put(canvas, 420, 790, BOX, leading=10)
            canvas.drawString(72, 30, f"- {number + 1} -")
            canvas.setFont("Helvetica", 11)
            chance = random.Random(number)
            put(canvas, 72, 750, [" ".join(chance.choices(WORDS, k=5)) for _ in range(15 + number)])

        return draw

    text = text_of(made(tmp_path, *map(page, range(5))))
    assert text.count(" ".join(BOX)) == 1 and all(text.count(line) == 1 for line in BOX)
    assert "- 3 -" not in text


def test_a_page_number_is_one_in_a_document_of_two_pages(tmp_path: Path) -> None:
    def page(number: int) -> Draw:
        def draw(canvas: Canvas) -> None:
            body(canvas, number)
            canvas.drawCentredString(297, 40, f"Pagina {number + 1} van 2")

        return draw

    assert "Pagina" not in text_of(made(tmp_path, page(0), page(1)))


def test_marks_of_lists_in_any_font_begin_a_line(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        for number, (font, mark) in enumerate((("Symbol", "\xb7"), ("ZapfDingbats", "4"), ("Helvetica", "-"))):
            canvas.setFont(font, 11)
            canvas.drawString(72, 700 - 14 * number, mark)
            canvas.setFont("Helvetica", 11)
            canvas.drawString(86, 700 - 14 * number, f"Doel van de werkplaats in jaar {number}")

    (block,) = made(tmp_path, page).pages[0].blocks
    assert [line[2:] for line in block.text.split("\n")] == [f"Doel van de werkplaats in jaar {number}" for number in range(3)]
