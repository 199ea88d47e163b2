"""Plain text: lines to paragraphs and headings."""

from __future__ import annotations

from time import monotonic

import pytest

from ingest.reading.text import read_text

PROSE = "Het consortium leidt vakmensen op voor de techniek van morgen en werkt daarvoor samen met scholen en bedrijven. " * 2


def blocks(text: str) -> list[tuple[str, int]]:
    (page,) = read_text(text).pages
    return [(block.text, block.level) for block in page.blocks]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_paragraphs_are_parted_by_empty_lines(end: str) -> None:
    assert blocks(f"Eerste zin.{end}{end} {end}Tweede zin.{end}") == [("Eerste zin.", 0), ("Tweede zin.", 0)]


def test_short_line_above_prose_is_a_heading() -> None:
    assert blocks(f"Inleiding\n\n{PROSE}\n\nAanpak\n{PROSE}") == [
        ("Inleiding", 1),
        (PROSE.strip(), 0),
        ("Aanpak", 2),
        (PROSE.strip(), 0),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Dit is een zin.",
        "Partners: roc en bedrijven",
        "- een punt van een lijst",
        "Subsidie van € 9 miljoen",
        "(tussen haakjes)",
        "naam | plaats | sector",
        "Een regel met te veel woorden om er nog een kop in te willen zien staan",
        "Kop" * 31,
    ],
)
def test_lines_of_another_shape_are_no_headings(line: str) -> None:
    assert blocks(f"{line}\n\n{PROSE}")[0] == (line, 0)


def test_last_line_is_no_heading() -> None:
    assert blocks(f"{PROSE}\n\nEinde") == [(PROSE.strip(), 0), ("Einde", 0)]


@pytest.mark.parametrize(
    "text",
    [
        "Het consortium leidt mensen op,\nook wie al werkt in de techniek,\nen doet dat met scholen.",
        "Het consortium leidt mensen op voor\nde techniek van morgen en werkt met\nscholen.",
    ],
)
def test_lines_broken_by_width_are_joined(text: str) -> None:
    assert blocks(text) == [(text.replace("\n", " "), 0)]


@pytest.mark.parametrize(
    "text",
    [
        "Adres van het bureau:\nkade 1\nUtrecht.",
        "- leren op de werkvloer,\n- begeleiding van docenten.",
        "Het eerste deel is klaar.\nmaar het tweede niet.",
    ],
)
def test_line_ends_that_were_meant_stay(text: str) -> None:
    assert blocks(text) == [(text, 0)]


@pytest.mark.parametrize(("text", "title"), [(f"Titel\n\n{PROSE}", "Titel"), (PROSE, ""), ("", ""), (" \n\t\n", "")])
def test_title_is_the_first_heading(text: str, title: str) -> None:
    assert read_text(text).title == title


@pytest.mark.parametrize(
    "text", ["x\n\n" + "\n\n" * 200_000, "Kop\n\n \n\n" * 100_000, "regel\n" * 300_000], ids=["empty", "paragraphs", "lines"]
)
def test_the_time_of_reading_grows_with_the_text_and_not_with_its_square(text: str) -> None:
    # JSON lines are read without a child that could be ended; with the square this takes minutes.
    began = monotonic()
    assert read_text(text).pages[0].blocks
    assert monotonic() - began < 20
