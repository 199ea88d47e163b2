"""Lines of a PDF page to headings and paragraphs."""

from __future__ import annotations

from collections import Counter

import pytest

from ingest.reading.pdf.lines import Line
from ingest.reading.pdf.paragraphs import OutlineEntry, page_blocks
from ingest.reading.pdf.running import running_lines

BODY = 11.0


def line(text: str, top: float, size: float = BODY) -> Line:
    return Line(text, size, top, top - size)


def blocks(*lines: Line, outline: tuple[OutlineEntry, ...] = ()) -> list[tuple[str, int]]:
    found = page_blocks(lines, BODY, Counter(line.size for line in lines), outline, 0)
    return [(block.text, block.level) for block in found]


def paragraph(*texts: str) -> str:
    """What lines right under one another become."""
    (block,) = blocks(*(line(text, 700 - 14 * n) for n, text in enumerate(texts)))
    return block[0]


def test_larger_letters_make_headings_and_the_largest_the_first_level() -> None:
    found = blocks(line("Deel", 700, 20), line("Kop", 660, 14), line("Gewone tekst.", 640), line("Iets groter.", 600, 12))
    assert found == [("Deel", 1), ("Kop", 2), ("Gewone tekst.", 0), ("Iets groter.", 0)]


def test_a_long_line_in_large_letters_is_text() -> None:
    assert blocks(line("a " * 100, 700, 20), line("Tekst", 600)) == [("a " * 100, 0), ("Tekst", 0)]


@pytest.mark.parametrize("title", ["2.1 Aanpak", "2.1  aanpak:", "2.1 — AANPAK"])
def test_outline_makes_headings_of_ordinary_lines(title: str) -> None:
    outline = (OutlineEntry(title, 3, 0), OutlineEntry("Tekst eronder", 1, 5))
    assert blocks(line("2.1 Aanpak", 700), line("Tekst eronder", 686), outline=outline) == [
        ("2.1 Aanpak", 3),
        ("Tekst eronder", 0),
    ]


def test_heading_of_two_lines_is_one_and_has_the_level_of_the_outline() -> None:
    outline = (OutlineEntry("Samen leren in de regio", 4, 0),)
    assert blocks(line("Samen leren", 700, 20), line("in de regio", 678, 20), line("Tekst", 640), outline=outline)[0] == (
        "Samen leren in de regio",
        4,
    )


def test_white_space_parts_paragraphs() -> None:
    found = blocks(line("Eerste regel", 700), line("gaat door.", 686), line("Nieuwe alinea.", 650))
    assert found == [("Eerste regel gaat door.", 0), ("Nieuwe alinea.", 0)]


def test_a_jump_up_to_the_next_column_parts_paragraphs() -> None:
    assert blocks(line("Onder in kolom een.", 100), line("Boven in kolom twee.", 700)) == [
        ("Onder in kolom een.", 0),
        ("Boven in kolom twee.", 0),
    ]


@pytest.mark.parametrize("start", ["- punt", "• punt", "1. punt", "12) punt", "Bron: jaarverslag"])
def test_items_and_sources_keep_their_own_line(start: str) -> None:
    assert paragraph("Vooraf", start, "gaat door") == f"Vooraf\n{start} gaat door"


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        ("publiek-", "private hulp", "publiek-private hulp"),
        ("tech\u00ad", "niek", "techniek"),
        ("van 2020 -", "heden", "van 2020 - heden"),
        ("mbo-", "Hbo", "mbo- Hbo"),
    ],
)
def test_words_broken_over_lines_are_joined(first: str, second: str, joined: str) -> None:
    assert paragraph(first, second) == joined


def test_lines_of_unknown_place_are_one_paragraph() -> None:
    assert blocks(Line("een", 0, 0, 0), Line("twee", 0, 0, 0)) == [("een twee", 0)]


def page(number: int, *, footer: str = "") -> list[Line]:
    body = [line(f"Zin {word} op deze bladzijde.", 600 - 20 * n) for n, word in enumerate([f"a{number}", f"b{number}", "c"])]
    words = ("", "een", "twee", "drie", "vier", "vijf")[number]
    return [line("Jaarverslag", 800, 8), line(f"Inhoud {words}", 700), *body, line(f"Slot {words}", 500), line(footer, 30, 8)]


def running_texts(pages: list[list[Line]]) -> set[str]:
    return {line.text for page, running in zip(pages, running_lines(pages), strict=True) for line in page if line in running}


@pytest.mark.parametrize("footer", ["Pagina {} van 4", "{}", "Katapult | {}", "- {} -", "blz. {}", "[{}]", "{} / 4", "p.{}"])
def test_headers_footers_and_page_numbers_are_running_lines(footer: str) -> None:
    pages = [page(number, footer=footer.format(number)) for number in range(1, 5)]
    assert running_texts(pages) == {"Jaarverslag", *(footer.format(n) for n in range(1, 5))}


def test_lines_that_recur_inside_pages_or_on_few_pages_are_text() -> None:
    pages = [page(1, footer="Concept"), page(2, footer="Concept"), page(3, footer="einde"), page(4, footer="eind")]
    assert running_texts(pages) == {"Jaarverslag"}


def test_the_same_words_at_another_height_are_text() -> None:
    pages = [[line("Conclusie", 700 - 50 * number), *page(number)[1:]] for number in range(1, 5)]
    assert "Conclusie" not in running_texts(pages)


def test_numbered_headings_at_the_head_of_pages_are_text() -> None:
    pages = [[line(f"Bijlage {number}", 760, 20), *page(number)[1:]] for number in range(1, 5)]
    assert not {text for text in running_texts(pages) if text}
