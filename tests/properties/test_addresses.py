"""Addresses: what a page writes it reads back, and any address at all gives a page."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from retrieval.model import Citation
from retrieval.understanding.question import MAX_CHARACTERS
from tests.properties.examples import few
from tests.ui.conftest import APP
from tests.ui.fakes import GUIDE, PAGES, FakeEngine
from tests.ui.searching import SearchEngine
from tests.ui.visiting import visit
from ui import dialogue, state, years
from ui.dialogue import Asked, asked_in, params_of
from ui.filtering import KEYS
from ui.finding import wanted_of
from ui.routes import Place

ENGINE = SearchEngine()
KNOWN = [
    "scale",
    "snel",
    "zuid-holland",
    "energietransitie",
    "consortium",
    "pps",
    "2021-2024",
    "2024-2021",
    "-",
    "2023",
    "1",
    "eigen",
]
TEXT = st.text(st.characters(exclude_categories=("Cs",)), max_size=30)
VALUE = (
    st.sampled_from(KNOWN)
    | TEXT
    | st.builds(":".join, st.lists(st.sampled_from([*KNOWN, "2", "gids", "province", ""]), max_size=6))
)
PARAMS = [
    *KEYS.values(),
    *dialogue.KEYS,
    "q",
    "jaren",
    "jaar",
    "soort_document",
    "bron",
    "plan",
    "verschillen",
    "taal",
    "rol",
    "woorden",
]
ADDRESSES = st.dictionaries(
    st.sampled_from(PARAMS) | st.text("abcz_-", min_size=1, max_size=12), st.lists(VALUE, min_size=1, max_size=3), max_size=6
)


@given(ADDRESSES)
def test_what_is_wanted_of_any_address_is_known_and_comes_back_as_it_was(params: dict[str, list[str]]) -> None:
    wanted = wanted_of({key: tuple(values) for key, values in params.items()}, ENGINE, "nl")
    again = wanted_of({**wanted.params(), "q": (wanted.query,)}, ENGINE, "nl")
    assert again.filters == wanted.filters and again.documents == wanted.documents
    assert again.years == wanted.years and again.query == wanted.query


PAIRS = st.lists(st.tuples(st.text("abc_", min_size=1, max_size=8), TEXT.filter(bool)), max_size=2).map(tuple)
ASKED = st.builds(Asked, TEXT.filter(bool) | st.just("x" * MAX_CHARACTERS), PAIRS, PAIRS, st.booleans(), st.booleans())


@given(st.lists(ASKED, max_size=6))
def test_a_conversation_comes_back_from_its_address(asked: list[Asked]) -> None:
    assume(not asked or not asked[0].choice)  # there is nothing that a first question chooses between
    params = params_of(asked)
    if not params[dialogue.QUESTION]:
        assert not asked or sum(len(one.question) for one in asked) > 0
        return
    assert asked_in(params) == tuple(asked)


@given(ADDRESSES)
def test_any_address_is_some_conversation(params: dict[str, list[str]]) -> None:
    asked = asked_in({key: tuple(values) for key, values in params.items()})
    assert all(len(one.question) <= MAX_CHARACTERS for one in asked)
    if asked and (said := params_of(asked))[dialogue.QUESTION]:
        assert asked_in(said) == asked


@given(st.integers(0, 3_000), st.integers(0, 3_000))
def test_a_source_comes_back_from_its_address(start: int, end: int) -> None:
    text = PAGES[GUIDE.id, 1]
    citation = Citation(0, GUIDE, 1, (), text[start:end], start, end)
    assert state._cited(state.reference(citation), ENGINE) == citation


@given(VALUE | st.builds("gids:{}:{}:{}:{}".format, TEXT, TEXT, TEXT, TEXT))
def test_any_name_of_a_source_shows_what_stands_there_or_nothing(named: str) -> None:
    found = state._cited(named, ENGINE)
    if found is not None:
        text = PAGES[found.document.id, found.page]
        assert found.quote in ("", text[found.start : found.end])


@given(VALUE)
def test_any_range_of_years_is_one_or_none(value: str) -> None:
    found = years.range_of({years.KEY: (value,)})
    assert found in ("", value)
    if found:
        low, high = years.ends(found)
        assert years.bounds(found) and (low <= high or not high)


@pytest.mark.parametrize("place", [Place.SEARCH, Place.PLANS, Place.COMPARE, Place.OVERVIEW, Place.COVERAGE])
def test_any_address_gives_its_page(place: Place) -> None:
    @few(6)
    @given(ADDRESSES)
    def check(params: dict[str, list[str]]) -> None:
        app = visit(place, ENGINE, **params)
        assert not app.exception and not app.error

    check()


@few(12)
@given(ADDRESSES)
def test_any_address_gives_a_conversation(engine: FakeEngine, params: dict[str, list[str]]) -> None:  # noqa: ARG001
    app = AppTest.from_file(str(APP), default_timeout=20)
    for key, values in params.items():
        app.query_params[key] = values
    assert not app.run().exception
