"""Opening a citation: its page, the marked quotation, other pages, and what can't be shown."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from retrieval.errors import PageUnknown
from retrieval.model import Page
from tests.ui.fakes import FIRST, GUIDE, HOSTILE, PAGES, FakeEngine
from tests.ui.screen import ask, inside, page, read_html, words
from ui.components.source import is_web_address


@pytest.fixture
def opened(app: AppTest) -> AppTest:
    """A list answer with the source of its first quotation open."""
    ask(app, "Welke consortia in Zuid-Holland?")
    return app.button(key="source-0-scale-1").click().run()


def test_the_whole_page_is_shown_with_exactly_the_quotation_marked(opened: AppTest) -> None:
    text, marked, _ = read_html(page(opened), "mark")

    assert text == PAGES["gids", 2]
    assert marked == [FIRST.quote]
    assert "Bron [1] › Geld › Toegekend" in words(opened)
    assert "Pagina 2 van 3 (gedrukt nummer 12)" in words(opened)


def test_hostile_text_is_marked_character_for_character(app: AppTest) -> None:
    ask(app, "Wat is het vijandig bedrag?")
    app.button(key="source-0-fact-1").click().run()

    text, marked, tags = read_html(page(app), "mark")
    assert text == PAGES["gids", 2]
    assert marked == [HOSTILE.quote]
    assert tags == {"div", "mark"}


def test_pages_are_turned_and_the_quotation_is_one_click_away(opened: AppTest) -> None:
    opened.button(key="source-next").click().run()
    assert read_html(page(opened))[0] == "Slot"
    assert not inside(opened, "mark")
    assert opened.button(key="source-next").disabled

    opened.button(key="source-back").click().run()
    assert inside(opened, "mark") == [FIRST.quote]

    opened.button(key="source-previous").click().run()
    assert read_html(page(opened))[0] == PAGES["gids", 1]
    assert opened.button(key="source-previous").disabled


def test_the_document_is_linked_when_its_address_is_on_the_web(opened: AppTest) -> None:
    assert [link.proto.url for link in opened.get("link_button")] == [GUIDE.url]

    opened.button(key="source-0-snel-2").click().run()
    assert not opened.get("link_button")
    assert inside(opened, "mark") == [PAGES["odd", 1]]


def test_a_quotation_that_no_longer_stands_there_is_not_marked(
    app: AppTest, engine: FakeEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "proven", lambda given: given)
    ask(app, "Wat is het verschoven bedrag?")
    app.button(key="source-0-fact-1").click().run()

    assert app.error[0].value.startswith("Deze bron kon niet worden gecontroleerd")
    assert not inside(app, "mark")


def test_a_page_that_is_gone_is_told(opened: AppTest, engine: FakeEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(document_id: str, number: int) -> Page:
        raise PageUnknown(document=document_id, page=number)

    monkeypatch.setattr(engine, "page", gone)
    opened.run()

    assert opened.error[0].value.startswith("Deze pagina is niet gevonden")
    assert not opened.exception


@pytest.mark.parametrize(
    ("address", "linked"),
    [
        ("https://voorbeeld.nl/a?b=c", True),
        ("http://voorbeeld.nl", True),
        ("javascript:alert(1)", False),
        ("JaVaScRiPt://voorbeeld.nl/%0aalert(1)", False),
        ("data:text/html,x", False),
        ("file:///etc/passwd", False),
        ("//voorbeeld.nl", False),
        ("https://", False),
        ("http://[", False),
        ("", False),
    ],
)
def test_only_web_addresses_become_links(address: str, linked: bool) -> None:
    assert is_web_address(address) is linked
