"""The parts of a drawing: each does what it was given out for, and a name from elsewhere does nothing."""

from __future__ import annotations

from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from tests.ui.fakes import FakeEngine
from tests.ui.screen import ask, elements_of, tell, turns
from ui.picking import Picks

# Without NUL, which HTML has no way to write.
_TEXTS = st.text(st.characters(exclude_characters="\0", codec="utf-8"))


@pytest.fixture
def done() -> list[str]:
    """What the parts did."""
    return []


@pytest.fixture
def picks(done: list[str]) -> Picks:
    """Two parts that can be picked."""
    given_out = Picks()
    for name in ("source:gids", "drop:theme:x"):
        given_out.part(name, partial(done.append, name))
    return given_out


def test_a_part_does_what_it_was_given_out_for_each_time_and_nothing_else(picks: Picks, done: list[str]) -> None:
    picks.take("drop:theme:x")
    picks.take("source:gids")
    picks.take("source:gids")

    assert done == ["drop:theme:x", "source:gids", "source:gids"]


@pytest.mark.parametrize("name", ["", "source:", "source:gids ", "SOURCE:GIDS", "drop:theme:y", "__class__", "<script>"])
def test_a_name_that_was_not_given_out_does_nothing(picks: Picks, done: list[str], name: str) -> None:
    picks.take(name)

    assert done == []


def test_the_parts_of_one_drawing_are_not_those_of_another(picks: Picks, done: list[str]) -> None:
    other = Picks()
    other.part("source:odd", partial(done.append, "other"))
    other.take("source:gids")
    picks.take("source:odd")

    assert done == []


@given(_TEXTS, _TEXTS)
def test_any_name_and_label_stay_a_name_and_a_label(name: str, label: str) -> None:
    taken: list[str] = []
    picks = Picks()
    (button,) = elements_of(picks.button(name, partial(taken.append, name), label))

    assert (button.tag, button.text) == ("button", label)
    assert button.attributes == {"type": "button", "class": "pw-link", "data-pick": name}
    picks.take(button.attributes["data-pick"])
    assert taken == [name]


@pytest.mark.parametrize("told", ["drop:kind:nergens", "", "as-typed", "choose:0", ["drop:kind:consortium"], {"a": 1}, 7, None])
def test_what_a_browser_makes_up_changes_nothing(app: AppTest, engine: FakeEngine, told: object) -> None:
    ask(app, "Welke consortia in Zuid-Holland?")
    for key in ("turn-0", "filters-0", "answer-0"):
        tell(app, key, told)

    assert engine.asked == ["Welke consortia in Zuid-Holland?"]
    assert turns(app) == (1, 1)
    assert "bron" not in app.query_params
    assert not app.exception and not app.error


def test_what_only_the_last_answer_has_can_not_be_told_of_an_earlier_one(app: AppTest, engine: FakeEngine) -> None:
    ask(app, "Welke consortia in Zuid-Holland?")
    ask(app, "Wat is het bedrag?")
    tell(app, "answer-0", "drop:kind:consortium")

    assert engine.asked == ["Welke consortia in Zuid-Holland?", "Wat is het bedrag?"]
    assert not app.exception
