"""Filters on the years, and on the organisations, that the sources name: in the address, counted, and what they leave."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.ui import searching
from tests.ui.fakes import BARE, GUIDE, SCALE, SNEL
from tests.ui.screen import drawn, parts, pick, read_html, unfold, words
from tests.ui.searching import SearchEngine
from tests.ui.visiting import visit
from ui import years
from ui.finding import find, wanted_of
from ui.routes import Place
from ui.texts import interface_texts

PLANS = (
    replace(SCALE, facets={**SCALE.facets, "organisation": ("Da Vinci College", "Saxion"), "year": ("2019", "2022")}),
    replace(SNEL, facets={**SNEL.facets, "organisation": ("Saxion",), "year": ("2023",)}),
    BARE,
)


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> SearchEngine:
    monkeypatch.setattr(searching, "PLANS", PLANS)
    return SearchEngine()


def found(engine: SearchEngine, **params: str) -> list[str]:
    """The plans and documents that an address finds."""
    wanted = wanted_of({key: (value,) for key, value in params.items()}, engine, "nl")
    return [entry.name for entry in find(engine, wanted, "nl").entries]


@pytest.mark.parametrize(
    ("value", "bounds", "said"),
    [
        ("2023", ("2023", "2023"), "2023"),
        ("2021-2024", ("2021", "2024"), "2021 tot en met 2024"),
        ("2021-", ("2021", "9999"), "vanaf 2021"),
        ("-2024", ("0000", "2024"), "tot en met 2024"),
        ("2022-2022", ("2022", "2022"), "2022"),
    ],
)
def test_a_range_of_years_may_be_open_and_is_told_in_words(value: str, bounds: tuple[str, str], said: str) -> None:
    assert years.bounds(value) == bounds
    assert years.said(value, interface_texts("nl")) == said
    low, high = years.ends(value)
    assert years.bounds(years.written(low, high)) == bounds


@pytest.mark.parametrize("value", ["", "-", "2024-2021", "21", "20234", "2021-2022-2023", "<b>2021", "٢٠٢١", "20212024"])
def test_what_is_no_range_is_none(value: str) -> None:
    assert years.bounds(value) is None


def test_plans_are_found_by_who_and_which_years_their_sources_name(engine: SearchEngine) -> None:
    assert found(engine, organisatie="Saxion") == ["SCALE", "SNEL"]
    assert found(engine, organisatie="Da Vinci College") == ["SCALE"]
    assert found(engine, jaren="2020-2022") == ["SCALE"]
    assert found(engine, jaren="2022-") == ["SCALE", "SNEL"]
    assert found(engine, organisatie="Saxion", jaren="2023") == ["SNEL"]
    assert found(engine, organisatie="Da Vinci College", jaren="2023") == []
    assert found(engine, jaren="<b>") == found(engine, organisatie="Niemand") == ["SCALE", "SNEL", BARE.name]


def test_of_a_document_of_no_plan_counts_what_it_names_itself(engine: SearchEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    everything = found(engine, q="bedrag")
    assert GUIDE.title in everything
    assert GUIDE.title not in found(engine, q="bedrag", jaren="2023")

    monkeypatch.setattr(SearchEngine, "about", lambda _, document: {("year", "2023"): None} if document == GUIDE.id else {})
    assert GUIDE.title in found(engine, q="bedrag", jaren="2023")
    assert GUIDE.title not in found(engine, q="bedrag", jaren="2023", thema="energietransitie")


def test_each_is_counted_under_the_other_filters(engine: SearchEngine) -> None:
    wanted = wanted_of({"organisatie": ("Saxion",), "jaren": ("2022-",)}, engine, "nl")
    counts = find(engine, wanted, "nl").counts

    assert {spot.value.value: spot.count for spot in counts["organisation"]} == {"Da Vinci College": 1, "Saxion": 2}
    assert {spot.value.value: spot.count for spot in counts["years"]} == {"2019": 1, "2022": 1, "2023": 1}
    wanted = wanted_of({"organisatie": ("Da Vinci College",)}, engine, "nl")
    found_counts = find(engine, wanted, "nl").counts
    assert {spot.value.value: spot.count for spot in found_counts["theme"]}["smart-maintenance"] == 0
    assert {spot.value.value: spot.count for spot in found_counts["years"]}["2023"] == 0


def test_they_are_chosen_on_the_page_and_stand_in_the_address(engine: SearchEngine) -> None:
    app = visit(Place.SEARCH, engine)
    assert not [box for box in app.selectbox if box.key == "search-organisation"]
    unfold(app, "search-named")
    box = app.selectbox(key="search-organisation")
    assert box.options == ["Da Vinci College (1)", "Saxion (2)"]
    box.set_value("Da Vinci College").run()
    assert app.query_params["organisatie"] == "Da Vinci College"
    assert read_html(drawn(app, "results"), "h3")[1] == ["SCALE"]
    assert "organisatie: Da Vinci College" in read_html(drawn(app, "chosen"))[0]

    app.selectbox(key="search-years-from").set_value("2022").run()
    assert app.query_params["jaren"] == "2022-"
    app.selectbox(key="search-years-until").set_value("2019").run()
    assert app.query_params["jaren"] == "2019"
    assert "jaartal in de tekst: 2019" in read_html(drawn(app, "chosen"))[0]
    pick(app, next(part for part in parts(app, "years:")))
    assert "jaren" not in app.query_params and app.query_params["organisatie"] == "Da Vinci College"
    assert not app.exception


def test_what_nobody_knows_is_left_out_and_said(engine: SearchEngine) -> None:
    app = visit(Place.SEARCH, engine, organisatie=("<i>Niemand",), jaren=("nooit",))

    assert "“<i>Niemand”, “nooit”" in words(app)
    assert read_html(drawn(app, "results"), "h3")[1] == ["SCALE", "SNEL", BARE.name]
