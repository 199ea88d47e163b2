"""Words that say the same in Dutch and English."""

from __future__ import annotations

from pathlib import Path

import pytest

from retrieval.dutch import content_words
from retrieval.errors import CorpusInvalid
from retrieval.glossary import FILE, Glossary, read_glossary
from retrieval.model import Notion

ROWS = (
    (("bedrag", "som geld"), ("amount", "sum of money")),
    (("hoogste", "maximum"), ("highest", "maximum")),
    (("geld",), ("money", "funds")),
    (("start",), ("kick-off",)),
    (("begin",), ("kick-off",)),
)


@pytest.fixture
def small() -> Glossary:
    return Glossary(ROWS)


def test_a_word_brings_the_words_of_its_row_dutch_first(small: Glossary) -> None:
    assert small.notions(["bedrag"], "nl") == (Notion(("bedrag",), (("som", "geld"), ("amount",), ("sum", "of", "money"))),)
    assert small.notions(["amount"], "en")[0].synonyms[0] == ("bedrag",)


def test_a_phrase_stays_together_and_goes_before_its_words(small: Glossary) -> None:
    assert [notion.words for notion in small.notions(["som", "geld", "geld"], "nl")] == [("som", "geld"), ("geld",)]
    assert [notion.words for notion in small.notions("the sum of money".split(), "en")] == [("the",), ("sum", "of", "money")]


def test_part_of_a_phrase_is_not_the_phrase(small: Glossary) -> None:
    assert small.notions(["som"], "nl") == (Notion(("som",)),)


def test_another_form_of_a_word_brings_its_row(small: Glossary) -> None:
    assert ("kick", "off") in small.notions(["beginnen"], "nl")[0].synonyms
    assert ("bedrag",) in small.notions(["amounts"], "en")[0].synonyms


def test_a_word_counts_in_its_own_language_only(small: Glossary) -> None:
    assert small.notions(["money"], "nl") == (Notion(("money",)),)
    assert small.notions(["geld"], "en") == (Notion(("geld",)),)


def test_a_word_of_both_languages_counts_in_both_and_is_not_its_own_synonym(small: Glossary) -> None:
    for language in ("nl", "en"):
        (notion,) = small.notions(["maximum"], language)
        assert ("hoogste",) in notion.synonyms and ("maximum",) not in notion.synonyms


def test_a_word_of_several_rows_brings_them_all(small: Glossary) -> None:
    assert small.notions(["kick", "off"], "en") == (Notion(("kick", "off"), (("start",), ("begin",))),)


def test_notions_keep_their_order_once(small: Glossary) -> None:
    assert [n.words for n in small.notions(["geld", "x", "geld", "bedrag"], "nl")] == [("geld",), ("x",), ("bedrag",)]


def test_without_words_there_are_no_notions(small: Glossary) -> None:
    assert small.notions([], "nl") == ()
    assert Glossary([]).notions(["geld"], "nl") == (Notion(("geld",)),)


@pytest.mark.parametrize(
    ("question", "language", "asked", "said"),
    [
        ("what was the highest amount granted?", "en", "highest", "hoogste"),
        ("what was the highest amount granted?", "en", "amount", "bedrag"),
        ("what was the highest amount granted?", "en", "granted", "toegekend"),
        ("who is the lead partner of SCALE?", "en", "lead partner", "penvoerder"),
        ("hoeveel geld was er?", "nl", "geld", "money"),
    ],
)
def test_the_shipped_glossary_knows_the_words_of_the_field(
    glossary: Glossary, question: str, language: str, asked: str, said: str
) -> None:
    notions = glossary.notions(content_words(question), language)  # type: ignore[arg-type]
    synonyms = next(notion.synonyms for notion in notions if " ".join(notion.words) == asked)
    assert tuple(said.split()) in synonyms


def test_a_corpus_without_a_glossary_has_an_empty_one(tmp_path: Path) -> None:
    assert read_glossary(tmp_path).notions(["geld"], "nl") == (Notion(("geld",)),)


def test_a_ragged_row_is_refused_with_file_and_line(tmp_path: Path) -> None:
    path = tmp_path / "thesaurus" / FILE
    path.parent.mkdir()
    path.write_text("nl,en\ngeld,money\nalleen\n", encoding="utf-8")
    with pytest.raises(CorpusInvalid) as invalid:
        read_glossary(tmp_path)
    assert (invalid.value.facts["file"], invalid.value.facts["line"]) == (str(path), 3)
