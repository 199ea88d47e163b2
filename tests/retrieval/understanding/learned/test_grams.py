"""Texts as word sequences in which names stand as what they name."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from retrieval.understanding.learned.grams import Named, bare, grams, masked


def test_names_stand_as_what_they_name() -> None:
    text = "En in Zuid-Holland, SCALE?"
    named = [Named(text.index("SCALE"), text.index("?"), "Plan"), Named(6, 18, "Place")]
    assert masked(text, named) == ["en", "in", "#Place", "#Plan", "?"]


def test_of_names_that_overlap_the_longest_that_comes_first_stands() -> None:
    text = "smart industry hub"
    assert masked(text, [Named(0, 5, "Subject"), Named(0, 14, "Plan"), Named(6, 18, "Subject")]) == ["#Plan", "hub"]


def test_sequences_know_where_the_text_begins_and_ends() -> None:
    assert list(grams(["en", "#Place"])) == [
        "^",
        "en",
        "#Place",
        "$",
        "^ en",
        "en #Place",
        "#Place $",
        "^ en #Place",
        "en #Place $",
    ]


def test_the_bare_words_are_those_without_names() -> None:
    assert bare(["en", "in", "#Place", "?"]) == "en in ?"


@given(st.text(max_size=80), st.lists(st.tuples(st.integers(0, 80), st.integers(0, 80)), max_size=5))
def test_any_text_with_any_names_is_masked(text: str, spans: list[tuple[int, int]]) -> None:
    named = [Named(min(span), min(max(span), len(text)), "Place") for span in spans if min(span) < len(text)]
    tokens = masked(text, named)
    assert tokens.count("#Place") <= len(named) and list(grams(tokens))
