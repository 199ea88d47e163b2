"""Dutch compounds and their parts."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.compounds import CompoundSplitter, known_words, read_words, write_words
from retrieval.dutch import STOP_WORDS

COMMON = CompoundSplitter(read_words())


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("zorgtechnologie", ("zorg", "technologie")),
        ("arbeidsmarkt", ("arbeid", "markt")),
        ("gemeenteraad", ("gemeente", "raad")),
        ("warmtepomptechniek", ("warmte", "pomp", "techniek")),
        ("onderwijs", ()),
        ("verantwoordelijkheid", ()),
        ("zorg", ()),
        ("covid19", ()),
    ],
)
def test_a_compound_of_common_words_is_split_and_other_words_are_not(word: str, parts: tuple[str, ...]) -> None:
    assert COMMON.parts(word) == parts


def test_a_known_compound_is_taken_whole_as_a_part() -> None:
    splitter = CompoundSplitter({"warmtepomp": 1, "warmte": 9, "pomp": 9, "techniek": 9})
    assert splitter.parts("warmtepomptechniek") == ("warmtepomp", "techniek")


def test_the_words_of_the_library_count_beside_the_common_ones() -> None:
    assert not COMMON.parts("opschalingsplan")
    assert CompoundSplitter(known_words({"opschaling": 1}, read_words())).parts("opschalingsplan") == ("opschaling", "plan")


def test_a_very_long_word_ends_soon() -> None:
    assert COMMON.parts("zorg" * 500) == ()
    assert CompoundSplitter({"aaaa": 1, "aaaaa": 1}).parts("a" * 60)


@given(st.text(alphabet="abcdeghiklmnoprstuvwz", min_size=1, max_size=40))
def test_parts_are_known_words_in_order_that_make_the_word_but_for_links(word: str) -> None:
    parts = COMMON.parts(word)
    position = 0
    for part in parts:
        assert COMMON.knows(part) and part not in STOP_WORDS["nl"]
        position = word.index(part, position) + len(part)
    assert position == len(word) or not parts


def test_words_are_written_for_reading_and_figures_left_out(tmp_path: Path) -> None:
    write_words(tmp_path / "words.tsv", {"zorg": 3, "4,3": 2, "één": 1})
    assert read_words(tmp_path / "words.tsv") == {"zorg": 3, "één": 1}
