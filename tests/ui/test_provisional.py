"""A plan that no catalogue names is marked wherever its name is listed, and counted apart wherever plans are counted."""

from __future__ import annotations

from dataclasses import replace

import pytest

from retrieval.crossing import Crossing
from retrieval.model import PlanEntry
from tests.ui import searching
from tests.ui.fakes import COVERAGE, SCALE, SNEL, VOCABULARY, FakeEngine
from tests.ui.screen import inside, words
from tests.ui.visiting import visit
from ui.components import coverage
from ui.components.overview import heatmap, quoted
from ui.components.plans import alike, basket, plan_cards
from ui.naming import Names
from ui.pages import vergelijken
from ui.routes import Place
from ui.texts import interface_texts

TEXTS = interface_texts("nl")
NAMES = Names(VOCABULARY, "nl", TEXTS)
FOUND = replace(SCALE, id="voorlopig-dok", name="Het Dok", kind="plan", provisional=True)
MARKED = "Het Dok (voorlopig)"


@pytest.fixture
def found(engine: FakeEngine, monkeypatch: pytest.MonkeyPatch) -> FakeEngine:
    """A library with two plans, of which one is provisional."""
    monkeypatch.setattr(engine, "plans", lambda *_: (SNEL, FOUND))
    monkeypatch.setattr(engine, "coverage", lambda: replace(COVERAGE, plans=2, provisional=1))
    return engine


def crossing() -> Crossing:
    """A heat map in which one of the plans of a cell, and so of its totals, is provisional."""
    cells = (("energietransitie", "zuid-holland"), ("energietransitie", ""), ("", "zuid-holland"), ("", ""))
    return replace(FakeEngine().crossing("theme", "province"), provisional=dict.fromkeys(cells, 1))


@pytest.mark.parametrize(
    "html",
    [
        plan_cards.table([SNEL, FOUND], NAMES, (), full=False),
        quoted.names([SNEL, FOUND], "namen", TEXTS),
        basket.bar([SNEL, FOUND], TEXTS),
        alike.rows([PlanEntry(SNEL, ()), PlanEntry(FOUND, ())], "vergelijk", TEXTS),
    ],
    ids=["table", "names", "basket", "alike"],
)
def test_the_name_in_a_list_says_it(html: str) -> None:
    assert MARKED in html and html.count("voorlopig)") == 1


def test_each_page_that_lists_plans_marks_it(found: FakeEngine) -> None:
    compared = visit(Place.COMPARE, found, plan=("snel", FOUND.id))
    assert MARKED in inside(compared, "p") and MARKED in compared.multiselect[0].options

    covered = visit(Place.COVERAGE, found)
    assert "1" in words(covered) and "Waarvan voorlopig" in inside(covered, "dt")


def test_the_count_of_a_search_tells_them_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searching, "PLANS", (SNEL, FOUND))
    assert "2 plannen, waarvan 1 voorlopig" in inside(visit(Place.SEARCH, searching.SearchEngine()), "h2")


def test_what_was_searched_counts_them_and_says_nothing_when_there_are_none(found: FakeEngine) -> None:
    assert "Van die plannen zijn er 1 voorlopig" in coverage.block(found.coverage(), TEXTS)
    assert "voorlopig" not in coverage.block(COVERAGE, TEXTS)


def test_a_cell_of_the_heat_map_has_a_star_and_says_how_many() -> None:
    plain, starred = FakeEngine().crossing("theme", "province"), crossing()
    html = heatmap.html(starred, heatmap.shown(starred, whole=False), (), "thema", TEXTS)

    assert html.count("<sup>*</sup>") == 4
    assert "Zuid-Holland: 1 plan, waarvan 1 voorlopig" in html and "Een getal met *" in html
    assert "*" not in heatmap.html(plain, heatmap.shown(plain, whole=False), (), "thema", TEXTS)


def test_exports_mark_and_count_them(found: FakeEngine) -> None:
    starred = crossing()
    heads, lines = heatmap.lines(starred, heatmap.shown(starred, whole=False), "thema", TEXTS)
    assert heads[-1] == "Waarvan voorlopig" and [line[-1] for line in lines] == [1, 0, 1]

    answer = found.describe((SNEL, FOUND))
    told = vergelijken.report((SNEL, FOUND), answer, NAMES)
    assert MARKED in told.tables[0].columns
