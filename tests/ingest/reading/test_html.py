"""Web pages: the main text, without what stands around it."""

from __future__ import annotations

import pytest

from ingest.cleaning import clean_document
from ingest.errors import Unreadable
from ingest.reading.html import read_html

PAGE = """<!doctype html><html lang="nl"><head><title>Waterstof in Twente - Voorbeeld</title>{head}</head><body>
<nav><ul><li><a href="/">Startpagina</a></li><li><a href="/over">Over ons</a></li></ul></nav>
<div id="cookie-melding"><p>Wij gebruiken cookies. <a href="#">Cookies toestaan</a> <a href="#">Weigeren</a></p></div>
<main><article><h1>Waterstof in Twente</h1>
<p>Het consortium leidt vakmensen op voor waterstof; er doen twaalf scholen en veertig bedrijven aan mee.</p>
<h2>Partners</h2>
<p>De partners zijn een roc, een hogeschool en bedrijven die samen een <a href="/l">leeromgeving</a> voor één regio bouwen.</p>
<ul><li>eerste werkplaats</li><li>tweede werkplaats</li></ul>
</article></main>
<aside><p>Lees ook</p></aside>
<footer><p>Copyright 2026 Voorbeeld. Alle rechten voorbehouden.</p></footer>
<script>alert("uitgevoerd")</script></body></html>"""


@pytest.fixture(scope="module")
def read() -> list[tuple[str, int]]:
    (page,) = clean_document(read_html(PAGE.format(head='<meta charset="utf-8">').encode())).pages
    return [(block.text, block.level) for block in page.blocks]


def test_main_text_is_kept_with_its_headings(read: list[tuple[str, int]]) -> None:
    assert ("Partners", 2) in read
    assert any(text.startswith("Het consortium leidt vakmensen op") and not level for text, level in read)


@pytest.mark.parametrize("around", ["Startpagina", "cookies", "Weigeren", "Copyright", "uitgevoerd"])
def test_what_stands_around_the_text_is_left_out(read: list[tuple[str, int]], around: str) -> None:
    assert not any(around.casefold() in text.casefold() for text, _ in read)


def test_links_are_shown_by_their_text(read: list[tuple[str, int]]) -> None:
    assert any("samen een leeromgeving voor" in text for text, _ in read)


def test_list_is_one_block(read: list[tuple[str, int]]) -> None:
    assert ("- eerste werkplaats\n- tweede werkplaats", 0) in read


@pytest.mark.parametrize("text", ["De som 5*3*2 is dertig.", "# geen kop", "[geen](koppeling)", "snake_case_naam", "a | b"])
def test_marks_of_markdown_in_a_page_stay_characters(text: str) -> None:
    page = f"<html><body><article><h1>Kop</h1><p>{'Een alinea vooraf. ' * 5}</p><p>{text}</p></article></body></html>"
    (read,) = read_html(page.encode()).pages
    assert (read.blocks[-1].text, read.blocks[-1].level) == (text, 0)


def test_title_is_that_of_the_page() -> None:
    assert read_html(PAGE.format(head="").encode()).title.startswith("Waterstof in Twente")


def test_encoding_that_the_page_declares_is_used() -> None:
    page = PAGE.format(head='<meta charset="iso-8859-1">').encode("iso-8859-1")
    assert any("voor één regio" in block.text for block in read_html(page).pages[0].blocks)


@pytest.mark.parametrize(
    "data", [b"<html></html>", b"<html><body><script>x()</script></body></html>", b"\x00\xff\xfe\x00", b"<" * 2_000]
)
def test_page_without_text_is_unreadable(data: bytes) -> None:
    with pytest.raises(Unreadable) as caught:
        read_html(data)
    assert caught.value.reason == "no_text"
