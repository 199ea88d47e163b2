"""Judged quotations are found in the pages whatever white space and passages are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from retrieval.evaluation.locating import Locator, Span
from tests.retrieval.evaluation.making import Pages, nugget, topic

TEXT = "Vooraf.\nDelta krijgt\n€ 4,2 miljoen.  Daarna. Delta krijgt € 4,2 miljoen."
QUOTE = "Delta krijgt € 4,2 miljoen."
FIRST = Span("gids", 1, 8, 35)
SECOND = Span("gids", 1, 45, 72)
# Letters, signs that mean something in a pattern, and every kind of white space.
PAGE = st.text("ab.*(€[\\é \n\t\u00a0\u2009\u2028\x0c", max_size=60)


def locator(pages: Mapping[str, Sequence[str]], **nuggets: tuple[tuple[str, str], ...]) -> Locator:
    """Over the topic ``t`` with nuggets, each a number of quotations as document and text."""
    return Locator(Pages(pages), [topic(nuggets={name: nugget(*quotes) for name, quotes in nuggets.items()})])  # type: ignore[arg-type]


def held(found: Locator, place: Span) -> list[str]:
    return found.nuggets_in(topic(), place)


@pytest.fixture(scope="module")
def twice() -> Locator:
    """A quotation that stands on a page two times, once over a line end."""
    return locator({"gids": [TEXT]}, n=(("gids", QUOTE),))


def test_white_space_does_not_count_and_every_occurrence_does(twice: Locator) -> None:
    assert TEXT[FIRST.start : FIRST.end].split() == TEXT[SECOND.start : SECOND.end].split() == QUOTE.split()
    assert not twice.missing
    assert held(twice, FIRST) == held(twice, SECOND) == ["n"]
    assert held(twice, Span("gids", 1, 0, 7)) == held(twice, Span("gids", 1, 35, 45)) == []


@pytest.mark.parametrize(
    ("start", "end", "holds"),
    [(8, 35, True), (0, 80, True), (0, 22, True), (21, 45, True), (0, 21, False), (22, 45, False), (20, 24, False)],
    ids=["exactly", "all around", "first half", "second half", "less before", "less behind", "out of its middle"],
)
def test_a_passage_gives_a_quotation_of_which_it_holds_half(twice: Locator, start: int, end: int, holds: bool) -> None:
    assert held(twice, Span("gids", 1, start, end)) == (["n"] if holds else [])


def test_a_border_of_passages_loses_no_quotation(twice: Locator) -> None:
    for border in range(FIRST.start, FIRST.end + 1):
        assert held(twice, Span("gids", 1, 0, border)) or held(twice, Span("gids", 1, border, FIRST.end))


def test_two_pieces_of_different_places_make_no_half(twice: Locator) -> None:
    # The last third of one occurrence and the first third of another.
    assert held(twice, Span("gids", 1, 28, 54)) == []


def test_occurrences_may_overlap() -> None:
    found = locator({"gids": ["hand in hand in hand"]}, n=(("gids", "hand in hand"),))
    assert held(found, Span("gids", 1, 0, 12)) == held(found, Span("gids", 1, 13, 20)) == ["n"]


@pytest.mark.parametrize("place", [replace(FIRST, page=2), replace(FIRST, document="boek"), replace(FIRST, page=0)])
def test_another_page_or_document_gives_nothing(twice: Locator, place: Span) -> None:
    assert held(twice, place) == [] and twice.nuggets_quoted(topic(), place) == []


def test_a_quotation_over_a_page_border_is_missing() -> None:
    found = locator({"gids": ["Delta krijgt", "€ 4,2 miljoen."]}, n=(("gids", QUOTE),))
    assert found.missing == [("t", nugget(("gids", QUOTE))[0])]


def test_a_quotation_is_found_on_the_page_where_it_stands() -> None:
    found = locator({"gids": ["Eerst.", QUOTE], "boek": [QUOTE]}, n=(("gids", QUOTE),))
    places = [Span(name, page, 0, len(QUOTE)) for name in ("gids", "boek") for page in (1, 2)]
    assert [place for place in places if held(found, place)] == [Span("gids", 2, 0, len(QUOTE))]


@pytest.mark.parametrize(
    "quote", ["Delta krijgt € 4.2 miljoen.", "delta krijgt € 4,2 miljoen.", "Delta krijgt € 4,2 mil joen.", "", " \n"]
)
def test_what_stands_nowhere_is_missing_and_given_by_nothing(quote: str) -> None:
    found = locator({"gids": [TEXT]}, n=(("gids", quote),))
    assert [missing.text for _, missing in found.missing] == [quote]
    assert not held(found, Span("gids", 1, 0, len(TEXT)))
    assert not found.nuggets_quoted(topic(), Span("gids", 1, 0, len(TEXT)))


def test_a_quotation_from_an_unknown_document_is_missing() -> None:
    assert len(locator({}, n=(("gids", QUOTE),)).missing) == 1


def test_one_alternative_is_enough_and_nuggets_are_told_apart() -> None:
    pages = {"gids": ["Een. Twee."], "boek": ["Eén."]}
    found = locator(pages, one=(("gids", "Een."), ("boek", "Eén.")), two=(("gids", "Twee."),), none=(("gids", "Drie."),))
    assert held(found, Span("gids", 1, 0, 10)) == ["one", "two"]
    assert held(found, Span("gids", 1, 0, 4)) == held(found, Span("boek", 1, 0, 4)) == ["one"]
    assert found.nuggets_in(topic("other"), Span("gids", 1, 0, 10)) == []


def test_a_quotation_may_be_shorter_than_the_one_that_was_judged(twice: Locator) -> None:
    within, beside = Span("gids", 1, 22, 30), Span("gids", 1, 33, 45)
    assert twice.nuggets_quoted(topic(), within) == ["n"] and held(twice, within) == []
    assert twice.nuggets_quoted(topic(), beside) == []


@given(st.lists(PAGE, min_size=1, max_size=3), st.data())
def test_a_quotation_taken_from_a_page_is_always_found(pages: list[str], data: st.DataObject) -> None:
    number = data.draw(st.integers(1, len(pages)))
    text = pages[number - 1]
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    assume(text[start:end].strip())
    space = data.draw(st.sampled_from([" ", "\n", "\t\u00a0", "\u2028"]))
    found = locator({"gids": pages}, n=(("gids", space.join(text[start:end].split())),))
    assert not found.missing
    assert held(found, Span("gids", number, start, end)) == ["n"]


@given(*[st.integers(0, 12)] * 4)
def test_stretches_share_what_both_hold(a: int, b: int, c: int, d: int) -> None:
    one, other = Span("gids", 1, min(a, b), max(a, b)), Span("gids", 1, min(c, d), max(c, d))
    assert one.shared(other) == other.shared(one) == len(set(range(one.start, one.end)) & set(range(other.start, other.end)))
    assert one.holds(one) is (one.end > one.start)
