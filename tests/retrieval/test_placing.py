"""Finding a quotation among the characters of a drawn page, and the boxes around it."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.model import Box
from retrieval.placing import line_boxes, place


def found(text: str, quote: str, characters: str, start: int | None = None) -> str | None:
    """What is marked of the drawn characters for a quotation of the stored text; ``None``: nothing."""
    begin = text.index(quote) if start is None else start
    assert text[begin : begin + len(quote)] == quote
    place_of = place(text, begin, begin + len(quote), characters)
    return characters[place_of.start : place_of.stop] if place_of else None


@pytest.mark.parametrize(
    ("quote", "characters", "marked"),
    [
        ("Het plan is er.", "Kop\r\nHet plan is er.\r\nVoet", "Het plan is er."),
        ("scholen en bedrijven", "met scholen\r\nen   bedrijven samen", "scholen\r\nen   bedrijven"),
        ("de techniek van morgen", "de tech-\r\nniek van morgen", "de tech-\r\nniek van morgen"),
        ("de techniek van morgen", "de tech\ufffeniek van morgen", "de tech\ufffeniek van morgen"),
        ("de techniek van morgen", "de tech\x02niek van morgen", "de tech\x02niek van morgen"),
        ("de techniek van morgen", "de tech\u00adniek van morgen", "de tech\u00adniek van morgen"),
        ("de techniek van morgen", "de tech\u2010 \nniek van morgen", "de tech\u2010 \nniek van morgen"),
        ("publiek-private", "publiek-\r\nprivate", "publiek-\r\nprivate"),
        ("publiek-private", "publiek\ufffeprivate", "publiek\ufffeprivate"),
        ("publiek\u2010private", "publiek-private", "publiek-private"),
        ("- eerste punt", "lijst\n- eerste punt\n- tweede", "- eerste punt"),
        ("efficiënt", "eﬃcie\u0308nt", "eﬃcie\u0308nt"),
        ("eﬃciënt", "efficiënt", "efficiënt"),
        (
            "Leiden € 9.000.000 12",
            "Plaats Bedrag Aantal\nLeiden\u00a0€ 9.000.000\t12\nDelft € 1 2",
            "Leiden\u00a0€ 9.000.000\t12",
        ),
        ("Leiden | € 12 |  | ja", "Plaats Bedrag\nLeiden\t€ 12\nja", "Leiden\t€ 12\nja"),
        ("a | b", "a | b", "a | b"),
        ("een\n\nalinea", "een\u200b alinea", "een\u200b alinea"),
        ("einde van de regel", "einde van de regel-\r\ntje", "einde van de regel"),
    ],
)
def test_a_quotation_is_found_as_it_is_drawn(quote: str, characters: str, marked: str) -> None:
    assert found(quote, quote, characters) == marked


@pytest.mark.parametrize(
    ("quote", "characters"),
    [
        ("Het plan is er.", "Het plan was er."),
        ("Het plan is er", "Het plan is"),
        ("herstel", "her-stel op een regel"),
        ("publiek-private", "publiekprivate"),
        ("publiek-private", "publiek private"),
        ("-5 procent", "5 procent"),
        ("plan", ""),
        ("-", "a - b"),
        ("   ", "a   b"),
    ],
)
def test_what_differs_is_not_found(quote: str, characters: str) -> None:
    assert found(quote, quote, characters) is None


def test_of_equal_sentences_the_one_with_its_own_surroundings_is_marked() -> None:
    text = "SCALE\n\nHet plan loopt.\n\nSNEL\n\nHet plan loopt.\n\nPEOPLE\n\nHet plan loopt."
    drawn = "Het plan loopt.\r\nRapport 2024\r\n" + text.replace("\n\n", "\r\n") + "\r\nHet plan loopt."
    for name in ("SCALE", "SNEL", "PEOPLE"):
        start = text.index("Het plan", text.index(name))
        at = place(text, start, start + len("Het plan loopt."), drawn)
        assert drawn[: at.start].rstrip().endswith(name)


def test_a_quotation_that_overlaps_itself_is_marked_where_it_was_cited() -> None:
    text = "ha ha ha en verder"
    assert place(text, 0, 5, text) == range(5)
    assert place(text, 3, 8, text) == range(3, 8)


_LETTERS = st.text(st.sampled_from("abé -\n€fi"), min_size=1, max_size=60)


@given(_LETTERS, st.data())
def test_on_a_page_drawn_as_it_is_stored_exactly_the_span_is_marked(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    letters = [index for index in range(start, end) if not text[index].isspace()]
    if any(text[index] != "-" for index in letters):
        assert place(text, start, end, text) == range(letters[0], letters[-1] + 1)


def test_boxes_are_joined_by_line_and_parted_by_column() -> None:
    words = [Box(0.1, 0.10, 0.2, 0.12), Box(0.21, 0.10, 0.3, 0.125), Box(0.8, 0.10, 0.9, 0.12), Box(0.1, 0.13, 0.2, 0.15)]
    empty = Box(0.5, 0.5, 0.5, 0.6)
    assert line_boxes([*words, empty], 0.7) == (Box(0.1, 0.10, 0.3, 0.125), words[2], words[3])


def test_a_page_made_to_match_everywhere_is_answered_in_time() -> None:
    began = time.monotonic()
    assert not place("a-" * 2_000, 0, 4_000, "a" * 60_000)
    assert place("a" * 2_000, 0, 2_000, "a" * 60_000)
    assert time.monotonic() - began < 10
