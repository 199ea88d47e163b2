"""Folding, tokens, stems and sentences of Dutch and English text."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.dutch import content_words, fold, sentences, stem, stems, tokens, undiminished, words

# Letters, marks and line ends that plans and questions are written with.
WRITTEN = st.text("abcdefzABCZéëïöüçñâÅĳŞß0123456789 .,!?…€%&'’\"“”()[]-–\n\r\t\u2028\u00a0:;/@+#_")


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize("written", ["pps'en", "PPS-en", "pps-en", "PPS’EN", "pps en", "(Pps-en)"])
def test_a_plural_of_an_abbreviation_gives_the_same_tokens_however_written(written: str) -> None:
    assert words(written) == ["pps", "en"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("€ 4,3 miljoen", ["4,3", "miljoen"]),
        ("€ 29.544,50", ["29.544,50"]),
        ("in 2023.", ["in", "2023"]),
        ("15, 16 en 17", ["15", "16", "en", "17"]),
        ("3D-printen op mbo4", ["3d", "printen", "op", "mbo4"]),
        ("Tech@doptie", ["tech", "doptie"]),
        ("snake_case", ["snake", "case"]),
        ("Súdwest-Fryslân", ["sudwest", "fryslan"]),
        ("… – !? €", []),
        ("", []),
    ],
)
def test_tokens_keep_numbers_whole_and_split_at_marks(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_tokens_know_where_they_stand() -> None:
    text = "De PPS'en in Súdwest-Fryslân kregen € 4,3 miljoen."
    assert [text[t.start : t.end] for t in tokens(text)] == "De PPS en in Súdwest Fryslân kregen 4,3 miljoen".split()


@pytest.mark.parametrize("name", ["Fryslân", "coöperatie", "één"])
def test_a_decomposed_letter_gives_the_tokens_of_the_composed_one(name: str) -> None:
    assert words(unicodedata.normalize("NFD", name)) == words(unicodedata.normalize("NFC", name))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Fryslân", "fryslan"),
        ("ÉÉN", "een"),
        ("coöperatie", "cooperatie"),
        ("Straße", "strasse"),
        ("ﬁets", "fiets"),
        ("ＭＢＯ", "mbo"),
    ],
)
def test_fold_takes_away_case_and_diacritics(text: str, expected: str) -> None:
    assert fold(text) == expected


@given(st.text() | WRITTEN)
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize("text", ["Planwijzer™", "ℌ", "5 ℃"])
def test_folding_compatibility_capitals_gives_lower_case(text: str) -> None:
    assert fold(text) == fold(fold(text)) == fold(text).lower()


@pytest.mark.parametrize(
    ("language", "forms"),
    [
        ("nl", ["bedrijf", "bedrijven"]),
        ("nl", ["waterstof", "waterstoffen"]),
        ("nl", ["aanvraag", "aanvragen"]),
        ("en", ["partner", "partners"]),
        ("en", ["grant", "granted", "grants"]),
    ],
)
def test_forms_of_a_word_share_a_stem(language: str, forms: list[str]) -> None:
    assert len({stem(form, language) for form in forms}) == 1  # type: ignore[arg-type]


@pytest.mark.parametrize("forms", ["technologie technologieën", "industrie industrieën", "categorie categorieën"])
def test_a_plural_with_a_diaeresis_shares_the_stem_of_its_singular(forms: str) -> None:
    assert len(set(stems(words(forms)))) == 1


def test_stems_leave_out_the_stop_words_of_their_language() -> None:
    assert stems(words("de bedrijven van het netwerk"), "nl") == [stem("bedrijven"), stem("netwerk")]
    assert stems(words("the companies of the network"), "en") == [stem("companies", "en"), stem("network", "en")]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Welke consortia werken aan de energietransitie in Zuid-Holland?", ["consortia", "energietransitie", "zuid", "holland"]),
        ("Which consortia work on hydrogen?", ["consortia", "hydrogen"]),
        ("wat is er?", []),
    ],
)
def test_content_words_say_what_a_question_is_about(question: str, expected: list[str]) -> None:
    assert content_words(question) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("SCALE begon in 2023. New Waves ook!", ["SCALE begon in 2023.", "New Waves ook!"]),
        ("Wie? Wat?! Waar…", ["Wie?", "Wat?!", "Waar…"]),
        ("Zij zei: “Het werkt.” Daarna niets.", ["Zij zei: “Het werkt.”", "Daarna niets."]),
        ("Geen punt aan het eind", ["Geen punt aan het eind"]),
        ("", []),
        (" \n\t ", []),
    ],
)
def test_a_sentence_ends_at_its_mark(text: str, expected: list[str]) -> None:
    assert split(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Er zijn o.a. Zeeuwse en Limburgse partners.",
        "De partners zijn o.a. Scalda en HZ.",
        "Zie art. 3 en nr. 12 van de regeling.",
        "De leiding heeft drs. Jansen, samen met ir. De Boer.",
        "Dit loopt i.s.m. Katapult.",
        "De regeling geldt t.b.v. Scalda (incl. Venlo).",
    ],
)
def test_an_abbreviation_does_not_end_a_sentence(text: str) -> None:
    assert split(text) == [text]


@pytest.mark.parametrize(
    "text",
    [
        "Aan SCALE is € 9.000.000 toegekend; € 4,3 miljoen is het laagste.",
        "Het ging om 12.000 bedrijven en 1.5 procent.",
        "De omzet was ca. € 3 mln. in 2021.",
    ],
)
def test_an_amount_does_not_end_a_sentence(text: str) -> None:
    assert split(text) == [text]


@pytest.mark.parametrize(
    "text", ["De voorzitter is H. Stevens.", "F. van Kampen en P. J. de Vries tekenden.", "Door A. B. Jansen."]
)
def test_an_initial_does_not_end_a_sentence(text: str) -> None:
    assert split(text) == [text]


def test_a_line_end_ends_a_sentence() -> None:
    assert split("21 aanvragen\n15 gehonoreerd\r\n\n De rest niet. \n") == ["21 aanvragen", "15 gehonoreerd", "De rest niet."]


def test_a_lower_case_letter_goes_on_with_the_sentence() -> None:
    assert split("De site wijzijnkatapult.nl. en de rest. Nieuw.") == ["De site wijzijnkatapult.nl. en de rest.", "Nieuw."]


@given(st.text() | WRITTEN)
def test_sentences_ascend_without_overlap_and_hold_every_character_but_space(text: str) -> None:
    spans = list(sentences(text))
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    assert all(start < end and text[start:end] == text[start:end].strip() for start, end in spans)
    held = {i for start, end in spans for i in range(start, end)}
    assert [c for i, c in enumerate(text) if i not in held and not c.isspace()] == []


@given(WRITTEN)
def test_tokens_ascend_and_are_what_stands_there(text: str) -> None:
    found = tokens(text)
    assert all(before.end <= after.start for before, after in pairwise(found))
    assert all(fold(text[token.start : token.end]) == token.folded != "" for token in found)


@pytest.mark.parametrize(
    ("small", "word"),
    [
        ("bedrijfje", "bedrijf"),
        ("metaalbedrijfjes", "metaalbedrijf"),
        ("bakkerijtje", "bakkerij"),
        ("filmpje", "film"),
        ("opleidinkje", "opleiding"),
        ("belletje", "bel"),
        ("bloemetje", "bloem"),
        ("autootje", "auto"),
        ("glaasje", "glas"),
        ("robotjes", "robot"),
    ],
)
def test_a_diminutive_is_one_of_its_word(small: str, word: str) -> None:
    assert word in undiminished(small)


@pytest.mark.parametrize("word", ["je", "etje", "bedrijf", "oranjes", "subsidies"])
def test_other_words_are_no_diminutives(word: str) -> None:
    assert "" not in undiminished(word)
    assert word not in undiminished(word)
