"""The page of all plans, and the page of one."""

from __future__ import annotations

from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from retrieval.model import Plan
from tests.ui.fakes import AMOUNT, BARE, FIRST, SCALE, SECOND, SNEL, SOME, VOCABULARY, FakeEngine
from tests.ui.screen import bodies, inside, page, parts, pick, read_html, styled, tell, words
from tests.ui.visiting import said, visit
from ui import browsing
from ui.components.plans import plan_cards
from ui.naming import Names
from ui.routes import Place
from ui.texts import interface_texts

NAMES = Names(VOCABULARY, "nl", interface_texts("nl"))


def plans_page(engine: FakeEngine, **params: tuple[str, ...]) -> AppTest:
    return visit(Place.PLANS, engine, **params)


def named(app: AppTest) -> list[str]:
    """The names of the plans on the screen."""
    return [text for body in bodies(app) if "pw-cards" in body for text in read_html(body, "h2")[1]]


def test_where_no_plan_is_left_it_says_what_to_do(engine: FakeEngine) -> None:
    app = plans_page(engine, naam=("bestaat niet",))

    assert "Haal een filter weg" in words(app)
    assert named(app) == []
    assert not app.exception


def test_all_plans_stand_in_the_order_of_their_names(engine: FakeEngine) -> None:
    app = plans_page(engine)

    assert named(app) == ["Een", "SCALE", "SNEL", BARE.name]
    assert "4 plannen" in words(app)
    assert inside(app, "h1") == ["Plannen"]
    assert not [body for body in bodies(app) if "pw-removable" in body]


def test_a_select_adds_a_filter_and_a_button_takes_it_away(engine: FakeEngine) -> None:
    app = plans_page(engine, soort=("consortium",), provincie=("nergens",))
    assert named(app) == ["SCALE", "SNEL"]
    assert "2 van de 4 plannen" in words(app)
    assert app.selectbox(key="filter-theme").options == ["energietransitie (1)", "smart maintenance (1)"]

    app.selectbox(key="filter-theme").select("energietransitie").run()
    assert named(app) == ["SCALE"]
    assert said(app, "thema") == ["energietransitie"]
    assert app.selectbox(key="filter-theme").value is None

    tell(app, "plan-chosen", "soort consortium")
    assert "soort" not in app.query_params
    tell(app, "plan-chosen", "all")
    assert len(named(app)) == 4
    assert "thema" not in app.query_params


def test_a_filter_that_the_address_names_by_its_label_is_taken_away_as_any(engine: FakeEngine) -> None:
    app = plans_page(engine, thema=("Smart Maintenance",), provincie=("landelijk", "zuid-holland"))
    assert named(app) == ["SNEL"]
    assert app.selectbox(key="filter-theme").options == ["energietransitie (1)"]

    tell(app, "plan-chosen", "thema smart-maintenance")
    assert "thema" not in app.query_params
    assert said(app, "provincie") == ["landelijk", "zuid-holland"]
    assert named(app) == ["SCALE", "SNEL"]


def test_typing_part_of_a_name_keeps_those_with_it(engine: FakeEngine) -> None:
    app = plans_page(engine)
    app.text_input(key="plan-name").set_value("éé").run()

    assert named(app) == ["Een"]
    assert said(app, "naam") == ["éé"]
    # The counts are of plans with any name.
    assert app.selectbox(key="filter-kind").options == ["consortium", "programme", "pps"]

    tell(app, "plan-chosen", "naam éé")
    assert app.text_input(key="plan-name").value == ""


def test_plans_are_ordered_and_shown_as_a_table_as_the_address_says(engine: FakeEngine) -> None:
    app = plans_page(engine, weergave=("tabel",), volgorde=("soort",))
    table = next(body for body in bodies(app) if "<table" in body)

    assert read_html(table, "th")[1][6:] == ["SCALE", "SNEL", BARE.name, "Een"]
    assert 'scope="row"' in table
    assert "<caption>" in table

    app.segmented_control(key="plan-weergave").set_value("kaarten").run()
    assert named(app) == ["SCALE", "SNEL", BARE.name, "Een"]


def test_plans_are_chosen_to_be_compared_and_the_bar_leads_there(engine: FakeEngine) -> None:
    app = plans_page(engine)
    tell(app, "plan-cards", "compare scale")
    assert "Kies er nog een." in words(app)
    tell(app, "plan-cards", "compare snel")
    tell(app, "plan-cards", "compare nergens")
    assert said(app, "vergelijk") == ["scale", "snel"]
    assert "Vergelijk (2)" in words(app)

    tell(app, "basket-bar", "scale")
    assert said(app, "vergelijk") == ["snel"]
    tell(app, "basket-bar", "go")
    assert app.caption[0].value == "vergelijken"
    assert said(app, "plan") == ["snel"]


def test_a_choice_holds_no_more_than_fit_side_by_side() -> None:
    five = [replace(SCALE, id=f"p{i}") for i in range(5)]

    assert [plan.id for plan in browsing.known([*(p.id for p in five), "x"], five)] == ["p0", "p1", "p2", "p3"]
    assert browsing.toggled(five[:4], five[4]) == ("p0", "p1", "p2", "p3")
    assert browsing.toggled(five[:2], five[0]) == ("p1",)


def test_the_list_gives_the_plans_before_and_after() -> None:
    plans = [SCALE, SNEL, BARE]

    assert browsing.around(SCALE, plans) == (None, SNEL)
    assert browsing.around(BARE, plans) == (SNEL, None)
    assert browsing.around(SOME, plans) == (None, None)


def test_a_name_in_a_card_is_text_and_a_full_choice_offers_no_more(engine: FakeEngine) -> None:
    odd = Plan('x" onclick="y', "<img src=x>", (), "pps", "", "", {})
    app = plans_page(engine)
    assert named(app)

    html = next(body for body in bodies(app) if "pw-cards" in body)
    assert 'aria-pressed="false"' in html
    assert " disabled" not in html

    def button(full: bool) -> str:
        return plan_cards._choose(odd, NAMES.texts, False, full)

    assert " disabled" in button(full=True)
    assert "<img" not in button(full=False)
    assert 'onclick="y' not in button(full=False)


def test_more_cards_than_are_shown_wait_behind_a_click(engine: FakeEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    many = tuple(replace(SCALE, id=f"p{i}", name=f"Plan {i:02}") for i in range(40))
    monkeypatch.setattr(engine, "plans", lambda *_: many)
    app = plans_page(engine)
    assert len(named(app)) == 36

    app.button(key="plan-more").click().run()
    assert len(named(app)) == 40


def test_a_plan_that_is_unknown_is_told_above_the_list(engine: FakeEngine) -> None:
    app = plans_page(engine, plan=("nergens",))

    assert "weggelaten: “nergens”." in words(app)
    assert len(named(app)) == 4


def test_a_card_leads_to_the_page_of_a_plan_and_back_to_the_same_list(engine: FakeEngine) -> None:
    app = plans_page(engine, soort=("consortium",))
    tell(app, "plan-cards", "open scale")

    assert inside(app, "h1") == ["SCALE"]
    assert inside(app, "h3")[:5] == ["Doel", "Penvoerder", "Geld <b>", "Opleiding", "Contact"]
    assert "consortium · toegekend" in words(app)
    assert "Volgende: SNEL" in words(app)
    assert "Vorige" not in words(app)

    tell(app, "ways", "snel")
    assert inside(app, "h1") == ["SNEL"]
    tell(app, "ways", "nergens")
    assert inside(app, "h1") == ["SNEL"]
    tell(app, "ways", "back")
    assert named(app) == ["SCALE", "SNEL"]


def test_what_no_source_mentions_of_a_plan_is_said(engine: FakeEngine) -> None:
    app = plans_page(engine, plan=("bare",))
    facts = next(body for body in bodies(app) if "pw-features" in body)

    assert facts.count("niet vermeld") == 6
    assert inside(app, "h1") == [BARE.name]
    assert not [link for link in app.get("page_link") if "javascript" in str(link.proto)]


def test_a_website_is_a_link_only_when_it_is_one(engine: FakeEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    def links(website: str) -> str:
        monkeypatch.setattr(engine, "plans", lambda *_: (replace(SCALE, website=website),))
        return " ".join(str(link.proto) for link in plans_page(engine, plan=("scale",)).get("page_link"))

    assert "https://voorbeeld.nl" in links("https://voorbeeld.nl")
    assert "alert" not in links("javascript:alert(1)")
    assert "kwaad" not in links("https://voorbeeld.nl\u202e/kwaad")


def test_a_feature_leads_to_the_search_for_it(engine: FakeEngine) -> None:
    app = plans_page(engine, plan=("scale",))
    tell(app, "plan-facts", "theme nergens")
    assert inside(app, "h1") == ["SCALE"]
    tell(app, "plan-facts", "theme energietransitie")

    assert app.caption[0].value == "zoeken"
    assert said(app, "thema") == ["energietransitie"]


@pytest.mark.parametrize(("reader", "aspects"), [("student", ["Opleiding"]), ("mkb", ["Contact"])])
def test_a_reader_sees_what_matters_to_him(engine: FakeEngine, reader: str, aspects: list[str]) -> None:
    app = plans_page(engine, plan=("scale",))
    app.segmented_control(key="plan-for").set_value(reader).run()

    assert said(app, "voor") == [reader]
    assert styled(app, "aspect")[: len(aspects) + 1] == [*aspects, "Pagina 2"]
    assert len([body for body in bodies(app) if "pw-features" in body]) == 2


def test_plans_alike_tell_what_they_share_and_can_be_compared(engine: FakeEngine) -> None:
    app = plans_page(engine, plan=("scale",))
    rows = next(body for body in bodies(app) if "pw-alike" in body)
    assert read_html(rows, "h3")[1] == ["SNEL", BARE.name]
    assert "Gemeen: consortium" in read_html(rows)[0]

    tell(app, "plan-alike", "act snel")
    assert said(app, "plan") == ["scale", "snel"]
    assert app.caption[0].value == "vergelijken"
    assert "geen plan met een gedeeld thema" in words(plans_page(engine, plan=("some",)))


def test_all_passages_stand_by_document_and_page_and_open_their_source(engine: FakeEngine) -> None:
    app = plans_page(engine, plan=("scale",))
    assert "Toon alle 3 passages over dit plan" in [fold.label for fold in app.expander]
    assert {FIRST.quote, SECOND.quote, AMOUNT.quote} <= set(inside(app, "blockquote"))
    assert [text for text in inside(app, "h4") if text.startswith("Pagina")] == ["Pagina 2", "Pagina 1", "Pagina 2"]

    pick(app, parts(app, "source:")[-1])
    assert "pw-page" in page(app)
    assert inside(app, "mark") == [AMOUNT.quote]
