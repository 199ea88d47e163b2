"""Marking the words that were looked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.marking import Marker, excerpt
from retrieval.model import Language, Ranking

PARTS = {
    "waterstoftechnologie": ("waterstof", "technologie"),
    "onderhoudsmonteur": ("onderhoud", "monteur"),
    "onderhoudsplan": ("onderhoud", "plan"),
    "waterstof": ("water", "stof"),
}
NOTHING = Ranking("", (), (), (), {}, "f")


def marker(*asked: str, related: Sequence[tuple[str, ...]] = (), language: Language = "nl") -> Marker:
    ranking = replace(NOTHING, asked=asked, related=tuple(related), language=language)
    return Marker(ranking, lambda word: PARTS.get(word, ()))


def marked(text: str, by: Marker, language: Language = "nl") -> list[str]:
    return [text[start:end] for start, end in by.spans(text, language)]


@pytest.mark.parametrize(
    ("asked", "text", "found"),
    [
        ("waterstof", "Wat WATERSTOF doet", ["WATERSTOF"]),
        ("installatie", "Veel installaties, één installatie.", ["installaties", "installatie"]),
        ("waterstof", "Waterstoftechnologie leren", ["Waterstoftechnologie"]),
        ("waterstof", "Water en lucht", []),
        ("onderhoudsmonteur", "Een monteur voor het onderhoud", ["monteur", "onderhoud"]),
        ("onderhoudsmonteur", "Een monteur voor het onderhoudsplan", ["monteur", "onderhoudsplan"]),
        ("onderhoudsmonteur", "Een monteur van verf", []),
        ("cafe", "In het café", ["café"]),
        ("mbo", "mbo-4 en mbo", ["mbo", "mbo"]),
    ],
)
def test_words_are_marked_in_each_form_that_counts(asked: str, text: str, found: list[str]) -> None:
    assert marked(text, marker(asked)) == found


def test_synonyms_and_phrases_are_marked_and_their_parts_are_not() -> None:
    by = marker("onderhoud", related=[("maintenance",), ("waterstoftechnologie",), ("groene", "energie")])

    assert marked("Maintenance van groene energie, technologie en energie.", by) == ["Maintenance", "groene energie"]


def test_two_asked_words_that_are_written_as_one_are_marked() -> None:
    assert marked("Dit zorgtechnologielab en zorgtechnologie", marker("zorg", "technologie")) == ["zorgtechnologie"]


def test_an_english_question_marks_english_forms_in_english_text() -> None:
    assert marked("They install pumps", marker("installing", language="en"), "en") == ["install"]


def test_words_side_by_side_are_one_mark() -> None:
    assert marked("groene waterstof, waterstof", marker("groene", "waterstof")) == ["groene waterstof", "waterstof"]


def test_stop_words_and_nothing_asked_mark_nothing() -> None:
    assert marked("de het een", marker("de")) == []
    assert marked("waterstof", marker()) == []


@given(st.text(max_size=80), st.lists(st.text("abcdeë -", min_size=1, max_size=6), max_size=3))
def test_marks_are_in_order_and_apart(text: str, asked: list[str]) -> None:
    spans = marker(*asked).spans(text, "nl")

    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(before[1] < after[0] for before, after in pairwise(spans))


def test_the_excerpt_holds_the_sentences_that_say_most() -> None:
    text = "Eerst dit. Dan waterstof. En daarna waterstof en onderhoud. Tot slot niets."
    spans = marker("waterstof", "onderhoud").spans(text, "nl")
    start, end = excerpt(text, spans, 40)

    assert text[start:end] == "En daarna waterstof en onderhoud."


def test_a_short_text_is_its_own_excerpt_and_a_long_sentence_stays_whole() -> None:
    assert excerpt("Een. Twee.", (), 100) == (0, 10)
    assert excerpt("woord " * 50 + "einde.", (), 20) == (0, 306)
    assert excerpt("", (), 20) == (0, 0)
