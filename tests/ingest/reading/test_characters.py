"""Bytes to characters: the encodings that texts of users come in, and mojibake."""

from __future__ import annotations

import codecs

import pytest

from ingest.errors import Unreadable
from ingest.reading.characters import decode, decode_page, mend

DUTCH = "De coöperatie begint één pilot: ‘waterstof’ – voor € 9 miljoen, ’s ochtends."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_text_is_decoded_without_its_mark(encoding: str) -> None:
    assert decode(DUTCH.encode(encoding)) == DUTCH


@pytest.mark.parametrize(
    "text",
    [
        "Eén coördinator",
        "Eén jaar na de reünie in België.",
        DUTCH,
        "café",
        "De geïnteresseerde cliënt",
    ],
)
def test_dutch_text_of_windows_keeps_its_letters(text: str) -> None:
    assert decode(text.encode("cp1252")) == text


@pytest.mark.parametrize("data", [codecs.BOM_UTF8 + b"a", b"\xef\xbb\xbfa"])
def test_byte_order_mark_is_no_text(data: bytes) -> None:
    assert decode(data) == "a"


def test_bytes_that_are_no_text_are_unreadable() -> None:
    with pytest.raises(Unreadable) as caught:
        decode(bytes(range(128, 256)) * 8 + bytes(range(256)))
    assert caught.value.reason == "not_text"


@pytest.mark.parametrize("text", ["Eén coördinator", "De geïnteresseerde cliënt", "één reünie in België", "à la carte"])
def test_text_of_old_macs_keeps_its_letters(text: str) -> None:
    assert decode(text.encode("mac_roman")) == text


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ("iso-8859-1", "cp1252"),
        ("windows-1252", "cp1252"),
        ("utf-8", "cp1252"),
        ("iso-8859-1", "utf-8"),
        ("iso-8859-2", "iso-8859-2"),
    ],
)
def test_page_is_decoded_as_it_declares_unless_that_is_wrong(declared: str, encoding: str) -> None:
    text = f"<meta charset='{declared}'><p>één coördinator"
    assert decode_page(text.encode(encoding)) == text


def test_page_of_an_encoding_that_nobody_knows_is_decoded() -> None:
    assert decode_page("<meta charset='klingon'>één".encode("cp1252")).endswith("één")


@pytest.mark.parametrize(
    ("broken", "right"),
    [
        ("coÃ¶peratie", "coöperatie"),
        ("Ã©Ã©n ppsâ€™en", "één pps’en"),
        ("â‚¬ 9 miljoen", "€ 9 miljoen"),
        ("juist één\ncliÃ«nt", "juist één\ncliënt"),
    ],
)
def test_mojibake_is_set_right_line_by_line(broken: str, right: str) -> None:
    assert mend(broken) == right


@pytest.mark.parametrize(
    "text",
    ["JOÃO CONCEIÇÃO", "Familie Ã", "São Paulo – één", "groep Â", "L’ÉTÉ”", "€ 9 miljoen; ‘waterstof’ …", "±10 % à 5 °C", DUTCH],
)
def test_text_that_was_right_is_not_touched(text: str) -> None:
    assert mend(text) == text
