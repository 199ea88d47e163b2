"""What an address asks for that nothing is called: it is left out, and said."""

from __future__ import annotations

import pytest

from tests.ui.fakes import FakeEngine
from tests.ui.screen import bodies, words
from tests.ui.visiting import visit
from ui.routes import Place

SAID = "In de link staat iets dat hier niet bekend is; het is weggelaten:"


@pytest.mark.parametrize("place", [Place.SEARCH, Place.PLANS, Place.COMPARE, Place.OVERVIEW])
def test_each_page_says_what_it_left_out(place: Place) -> None:
    app = visit(place, FakeEngine(), thema=["<b>niets</b>"], plan=["geen-plan", "scale"] if place is Place.COMPARE else [])

    left_out = "“geen-plan”, “<b>niets</b>”" if place is Place.COMPARE else "“<b>niets</b>”"
    assert f"{SAID} {left_out}." in words(app)
    assert not any("<b>niets" in body for body in bodies(app))


def test_a_plan_that_is_not_there_shows_the_list_and_says_so() -> None:
    app = visit(Place.PLANS, FakeEngine(), plan=["geen-plan"])

    assert f"{SAID} “geen-plan”." in words(app)


def test_what_is_known_leaves_nothing_to_say() -> None:
    assert SAID not in words(visit(Place.PLANS, FakeEngine(), provincie=["zuid-holland"]))


def test_much_and_long_is_said_in_short() -> None:
    app = visit(Place.PLANS, FakeEngine(), thema=["x" * 200, *(f"y{i}" for i in range(20))])

    assert f"“{'x' * 60}…”, “y0”, “y1”, “y2”, “y3”." in words(app)
