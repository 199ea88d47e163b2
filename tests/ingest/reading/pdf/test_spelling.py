"""Words set apart, broken or joined, and how plausible a text is."""

from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from ingest.reading.pdf.hyphens import hyphenated, join, mend
from ingest.reading.pdf.plausibility import BROKEN_BELOW, POOR_BELOW, USELESS_BELOW, plausibility
from ingest.reading.pdf.segments import fold_ligatures
from ingest.reading.pdf.spelling import is_word, is_wordlike
from tests.ingest.reading.pdf.making import LEFT, RIGHT, made, texts

DUTCH = " ".join(LEFT + RIGHT)
ENGLISH = (
    "The consortium trains skilled people for the technology of tomorrow. Schools and companies work together in a workshop "
    "in the region, where students learn from people with practice."
)
NAMES = "Janneke de Vries, Ahmed Bakker, Piet van den Berg, Marieke Hoekstra, Willem Kuipers, Gemeente Leeuwarden, Terneuzen"


@pytest.mark.parametrize("text", [DUTCH, ENGLISH, NAMES, "€ 12 | 2024 | 3,4\n" * 20, "Kort", ""])
def test_good_pages_are_plausible(text: str) -> None:
    assert plausibility(text).quality >= BROKEN_BELOW


@pytest.mark.parametrize(
    "broken",
    [
        " ".join(DUTCH),
        DUTCH.replace(" ", ""),
        DUTCH.replace("e", "\ufffd"),
        DUTCH.replace("e", "\ue012"),
        DUTCH.replace("e", "(cid:12)"),
        DUTCH[::-1],
        DUTCH.translate(str.maketrans("etaoinrs", "qxzjkvwy")),
    ],
    ids=["apart", "run on", "replaced", "private", "numbered", "reversed", "other letters"],
)
def test_broken_pages_are_not(broken: str) -> None:
    assert plausibility(broken).quality < BROKEN_BELOW


def test_thresholds_are_in_order() -> None:
    assert 0 < USELESS_BELOW < POOR_BELOW < BROKEN_BELOW < 1


def test_addresses_say_nothing_about_a_page() -> None:
    assert plausibility(f"{DUTCH} https://xqz.example/a7-ffk/xkcdq?pqrst info@xqzt.nl www.qxv.nl/zzkq") == plausibility(DUTCH)


@pytest.mark.parametrize("word", ["werkplaats", "onderhoudsmonteur", "workshop", "de", "the"])
def test_words_of_both_languages_and_compounds_are_known(word: str) -> None:
    assert is_word(word)


@pytest.mark.parametrize(("word", "like"), [("terneuzen", True), ("hoekstra", True), ("qxvzk", False), ("xq", False)])
def test_names_are_spelled_like_words(word: str, like: bool) -> None:
    assert is_wordlike(word) is like


@pytest.mark.parametrize(
    ("set_apart", "whole"),
    [
        ("V A N   D E   R E G I O", "VAN DE REGIO"),
        ("W E R K P L A A T S", "WERKPLAATS"),
        ("S a m e n   l e r e n", "Samen leren"),
        ("A B C D E F", "A B C D E F"),
        ("Groep A B C D doet mee", "Groep A B C D doet mee"),
        ("plan A of B", "plan A of B"),
    ],
)
def test_letters_apart_are_closed_up_when_it_is_sure(tmp_path: Path, set_apart: str, whole: str) -> None:
    assert texts(made(tmp_path, lambda canvas: canvas.drawString(72, 700, set_apart))) == [[whole]]


def test_a_row_of_letters_in_columns_is_no_word(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        for number, letter in enumerate("PLAN"):
            canvas.drawString(72 + 60 * number, 700, letter)

    assert texts(made(tmp_path, page)) == [["P L A N"]]


def test_ligatures_are_written_out() -> None:
    assert (
        fold_ligatures("eﬃciënte ﬁnanciering van een ﬂinke partĳ in Ĳmuiden")
        == "efficiënte financiering van een flinke partij in IJmuiden"
    )


def test_a_font_of_size_one_has_the_size_it_is_drawn_in(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        for y, size, line in ((700, 20, "Een kop"), (660, 11, LEFT[0]), (646, 11, LEFT[1])):
            text = canvas.beginText()
            text.setFont("Helvetica", 1)
            text.setTextTransform(size, 0, 0, size, 72, y)
            text.textOut(line)
            canvas.drawText(text)

    (read,) = made(tmp_path, page).pages
    assert [(block.text, block.level) for block in read.blocks] == [("Een kop", 1), (" ".join(LEFT[:2]), 0)]


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        ("een be-", "drijf uit", "een bedrijf uit"),
        ("publiek-", "private hulp", "publiek-private hulp"),
        ("van mbo-", "Hbo", "van mbo- Hbo"),
        ("tech\u2010", "niek", "techniek"),
        ("een werk", "plaats", "een werk plaats"),
    ],
)
def test_lines_are_joined(first: str, second: str, joined: str) -> None:
    assert join(first, second) == joined


def test_a_word_that_the_document_hyphenates_keeps_its_hyphen() -> None:
    whole = hyphenated(["de hbo-opleiding", "Techniek"])
    assert mend("hbo\ufffeopleiding tech\ufffeniek", whole) == "hbo-opleiding techniek"
