"""Passages: exact spans of a page, bounded in size, that hold everything."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.passages import PASSAGE_CHARACTERS, passage_spans
from ingest.sections import Section

SENTENCE = "Het consortium leidt vakmensen op voor de techniek van morgen. "
WHITE = " \n\t\u00a0\u2003"

_words = st.text(st.sampled_from("abcé.,-😀") | st.sampled_from(WHITE), max_size=60)
_repeated = st.builds(
    lambda unit, times: unit * times, st.text(st.sampled_from("ab. \né"), min_size=1, max_size=30), st.integers(1, 400)
)
TEXTS = st.lists(_words | _repeated | st.text(max_size=50), max_size=12).map("".join).map(lambda text: text[:20_000])


def spans(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    return list(passage_spans(text, Section(1, start, len(text) if end is None else end, (), None)))


def without_white_space(text: str) -> str:
    return "".join(text.split())


def check(text: str, start: int, end: int) -> None:
    found = spans(text, start, end)
    assert all(start <= begin < stop <= end for begin, stop in found)
    assert all(first[1] <= second[0] for first, second in pairwise(found))
    assert all(text[begin:stop] == text[begin:stop].strip() for begin, stop in found)
    assert all(stop - begin <= PASSAGE_CHARACTERS for begin, stop in found)
    held = "".join(text[begin:stop] for begin, stop in found)
    assert without_white_space(held) == without_white_space(text[start:end])


@given(TEXTS)
def test_passages_are_ascending_bounded_spans_that_hold_every_character(text: str) -> None:
    check(text, 0, len(text))


@given(TEXTS, st.data())
def test_passages_stay_inside_their_section(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    check(text, start, data.draw(st.integers(start, len(text))))


@pytest.mark.parametrize(
    "text",
    ["x" * 50_000, "ab" * 5_000, SENTENCE * 500, "Idem.\n\n" * 2_000, " " * 5_000 + "einde", "a\n" * 3_000, "😀 " * 3_000],
    ids=["no space", "no space, two letters", "one sentence", "one paragraph", "white space", "one letter a line", "emoji"],
)
def test_repetitive_text_is_cut_in_the_right_places(text: str) -> None:
    check(text, 0, len(text))


def test_text_without_a_space_is_cut_at_the_bound() -> None:
    found = spans("x" * 50_000)
    assert {stop - begin for begin, stop in found[:-1]} == {PASSAGE_CHARACTERS}


@pytest.mark.parametrize("text", ["", " \n\n\t "])
def test_section_without_text_has_no_passages(text: str) -> None:
    assert spans(text) == []


def test_short_section_is_one_passage_without_the_white_space_around_it() -> None:
    text = f"Kop\n\n{SENTENCE}\n\nKop"
    assert spans(text, 3, len(text) - 3) == [(5, 5 + len(SENTENCE.rstrip()))]


def test_long_section_is_cut_between_paragraphs_before_between_sentences() -> None:
    paragraphs = [SENTENCE.strip() * 9, SENTENCE.strip() * 8]
    text = "\n\n".join(paragraphs)
    assert [text[begin:stop] for begin, stop in spans(text)] == paragraphs


def test_long_paragraph_is_cut_between_sentences() -> None:
    text = SENTENCE * 30
    assert all(text[begin:stop].endswith("morgen.") for begin, stop in spans(text))
