"""Cleaning: one form for characters and spaces, no cookie banners."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.cleaning import clean_document, clean_text, is_cookie_banner
from ingest.reading import Block, ReadDocument, ReadPage


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("€\u00a09\u202fmiljoen", "€ 9 miljoen"),
        ("tech\u00adniek", "techniek"),
        ("\ufeffeen\u200b twee\u2060", "een twee"),
        ("een\x00twee\x07drie\x85vier", "een twee drie vier"),
        ("een\ud800twee", "een twee"),
        ("een\t  twee ", "een twee"),
        ("een \n\n \n twee\n", "een\ntwee"),
        ("een\r\ntwee\u2028drie", "een\ntwee\ndrie"),
        ("cafe\u0301 coo\u0308peratie", "café coöperatie"),
        ("Å\u00bd ﬁets", "Å½ ﬁets"),
        (" \n\u00a0\n", ""),
    ],
)
def test_characters_and_spaces_have_one_form(text: str, clean: str) -> None:
    assert clean_text(text) == clean


VISIBLE = st.characters(exclude_categories=("Cs", "Cf", "Mn", "Mc", "Cn"))


@given(st.text(VISIBLE | st.sampled_from(" \n\t\u00a0\u00ad\u200b\x00é")))
def test_clean_text_is_clean_and_holds_every_visible_character(text: str) -> None:
    cleaned = clean_text(text)
    assert clean_text(cleaned) == cleaned == unicodedata.normalize("NFC", cleaned)
    kept = [c for c in unicodedata.normalize("NFC", text) if unicodedata.category(c) not in ("Cf", "Cc") and not c.isspace()]
    assert [c for c in cleaned if not c.isspace()] == kept


def test_accent_behind_an_invisible_character_is_composed() -> None:
    assert clean_text("cafe\u00ad\u0301") == "café"


@pytest.mark.parametrize(
    "banner",
    [
        "Cookies toestaan Weigeren",
        "Wij gebruiken cookies. Klik op akkoord of pas uw voorkeuren aan.",
        "Deze site gebruikt cookies voor statistieken en marketing.",
        "We use cookies to improve this site. Accept all Reject",
        "Cookieverklaring",
    ],
)
def test_cookie_banner_is_dropped(banner: str) -> None:
    assert is_cookie_banner(banner)
    document = ReadDocument("T", (ReadPage((Block("Kop", 1), Block(banner), Block("Tekst."))),))
    assert [block.text for block in clean_document(document).pages[0].blocks] == ["Kop", "Tekst."]


@pytest.mark.parametrize(
    "text",
    [
        "Studenten van de opleiding bakken cookies voor de bedrijven die aan de werkplaats meedoen.",
        "In de module mediawijsheid leren mbo-studenten hoe cookies hun gedrag op het web volgen.",
        "Leerlingen kunnen het aanbod accepteren of weigeren; hun voorkeuren tellen.",
    ],
)
def test_text_that_only_names_cookies_or_choices_is_kept(text: str) -> None:
    assert not is_cookie_banner(text)


def test_name_of_a_logo_is_neither_text_nor_title() -> None:
    document = ReadDocument("Logo Katapult", (ReadPage((Block("logo Katapult", 1), Block("Over ons", 1), Block("Tekst."))),))
    cleaned = clean_document(document)
    assert cleaned.title == "Over ons"
    assert [block.text for block in cleaned.pages[0].blocks] == ["Over ons", "Tekst."]


def test_headings_and_titles_stand_on_one_line_and_paragraphs_keep_theirs() -> None:
    document = ReadDocument("Een\ntitel", (ReadPage((Block("Een\nkop", 2), Block("een\nregel"))),))
    cleaned = clean_document(document)
    assert cleaned.title == "Een titel"
    assert cleaned.pages[0].blocks == (Block("Een kop", 2), Block("een\nregel"))


def test_page_that_comes_out_empty_keeps_its_place_and_label() -> None:
    pages = (ReadPage((Block("\u200b"),), "i", readable=False), ReadPage((Block("Tekst."),), "1"))
    cleaned = clean_document(ReadDocument("", pages)).pages
    assert cleaned == (ReadPage((), "i", readable=False), ReadPage((Block("Tekst."),), "1"))
