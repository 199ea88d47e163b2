"""Where it stands what a plan has, on its page; and how a provisional plan is marked."""

from __future__ import annotations

from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from tests.ui.fakes import AMOUNT, FIRST, SCALE, VOCABULARY, FakeEngine
from tests.ui.screen import inside, parts, pick, words
from tests.ui.visiting import visit
from ui.components.plans import plan_cards
from ui.components.plans.plan_evidence import by_sentence
from ui.naming import Names
from ui.routes import Place
from ui.texts import interface_texts

NAMES = Names(VOCABULARY, "nl", interface_texts("nl"))
FOUND = replace(SCALE, id="voorlopig-dok", name="Het Dok", kind="plan", provisional=True)


def plan_page(engine: FakeEngine, plan: str) -> AppTest:
    return visit(Place.PLANS, engine, plan=(plan,))


def test_a_sentence_stands_once_with_all_that_it_shows() -> None:
    shown = {("amount", "9000000"): AMOUNT, ("theme", "energietransitie"): FIRST, ("province", "zuid-holland"): AMOUNT}

    assert by_sentence(shown, NAMES) == [
        (AMOUNT, "Provincie: Zuid-Holland · Bedragen: € 9.000.000"),
        (FIRST, "Thema: energietransitie"),
    ]


def test_what_is_no_facet_for_readers_is_left_out() -> None:
    assert by_sentence({("plan", "snel"): AMOUNT}, NAMES) == []


def test_the_page_folds_it_away_and_its_button_opens_the_source(engine: FakeEngine) -> None:
    app = plan_page(engine, "scale")
    assert inside(app, "summary")[0].startswith("Waar staat dat")

    pick(app, parts(app, "source:")[0])
    assert inside(app, "mark") == [AMOUNT.quote]
    assert not app.exception


def test_a_plan_of_which_nothing_is_shown_has_no_such_fold(engine: FakeEngine) -> None:
    assert not [fold for fold in inside(plan_page(engine, "snel"), "summary") if "Waar staat" in fold]


def test_a_provisional_plan_is_marked_on_cards_in_the_count_and_on_its_page(
    engine: FakeEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "soort onbekend (voorlopig)" in plan_cards.cards([FOUND], NAMES, (), full=False)
    assert "voorlopig" not in plan_cards.cards([SCALE], NAMES, (), full=False)
    monkeypatch.setattr(engine, "plans", lambda *_: (SCALE, FOUND))

    assert "2 plannen, waarvan 1 voorlopig" in words(visit(Place.PLANS, engine))
    assert "Dit plan is voorlopig" in words(plan_page(engine, FOUND.id))
    assert "Dit plan is voorlopig" not in words(plan_page(engine, "scale"))
