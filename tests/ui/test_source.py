"""Opening a citation: its page, the marked quotation, other pages, and what can't be shown."""

from __future__ import annotations

import base64
import io

import pytest
from PIL import Image
from streamlit.testing.v1 import AppTest

from retrieval.errors import PageUnknown
from retrieval.model import Page
from tests.ui.fakes import FIRST, GUIDE, HOSTILE, PAGES, FakeEngine
from tests.ui.screen import ask, bodies, inside, page, parts, pick, read_html, words


@pytest.fixture
def opened(app: AppTest) -> AppTest:
    """A list answer with the source of its first quotation open."""
    ask(app, "Welke consortia in Zuid-Holland?")
    return pick(app, parts(app, "source:")[0])


def test_the_whole_page_is_shown_with_exactly_the_quotation_marked(opened: AppTest) -> None:
    text, marked, _ = read_html(page(opened), "mark")

    assert text == PAGES["gids", 2]
    assert marked == [FIRST.quote]
    assert "Bron [1] › Geld › Toegekend" in words(opened)
    assert "Pagina 2 van 3 (gedrukt nummer 12)" in words(opened)


def test_hostile_text_is_marked_character_for_character(app: AppTest) -> None:
    ask(app, "Wat is het vijandig bedrag?")
    pick(app, *parts(app, "source:"))

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

    pick(opened, parts(opened, "source:")[1])
    assert not opened.get("link_button")
    assert inside(opened, "mark") == [PAGES["odd", 1]]


def test_a_quotation_that_no_longer_stands_there_is_not_marked(
    app: AppTest, engine: FakeEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "proven", lambda given: given)
    ask(app, "Wat is het verschoven bedrag?")
    pick(app, *parts(app, "source:"))

    assert app.error[0].value.startswith("Deze bron kon niet worden gecontroleerd")
    assert not inside(app, "mark") and not pictures(app)


def test_a_page_that_is_gone_is_told(opened: AppTest, engine: FakeEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(document_id: str, number: int) -> Page:
        raise PageUnknown(document=document_id, page=number)

    monkeypatch.setattr(engine, "page", gone)
    opened.run()

    assert opened.error[0].value.startswith("Deze pagina is niet gevonden")
    assert not opened.exception


def pictures(app: AppTest) -> list[str]:
    """The HTML of the pictures on the screen."""
    return [body for body in bodies(app) if "pw-picture" in body]


def test_the_page_is_shown_as_it_looks_with_a_mark_on_each_line_of_the_quotation(opened: AppTest) -> None:
    (shown,) = pictures(opened)

    assert shown.count('class="pw-spot"') == 1
    assert 'style="left:0.000%;top:0.000%;width:100.000%;height:20.000%"' in shown
    assert f'alt="Pagina 2 van {GUIDE.title}, met het citaat gemarkeerd"' in shown
    assert "Tekst van deze pagina" in words(opened)
    picture = Image.open(io.BytesIO(base64.b64decode(shown.partition("base64,")[2].partition('"')[0])))
    assert f'width="{picture.width}" height="{picture.height}"' in shown


def test_other_pages_are_shown_without_a_mark(opened: AppTest) -> None:
    opened.button(key="source-next").click().run()

    (shown,) = pictures(opened)
    assert "pw-spot" not in shown
    assert f'alt="Pagina 3 van {GUIDE.title}"' in shown


def test_a_quotation_that_can_not_be_placed_is_marked_in_the_text_alone(app: AppTest, engine: FakeEngine) -> None:
    engine.vague = True
    ask(app, "Wat is het bedrag?")
    pick(app, *parts(app, "source:"))

    assert "pw-spot" not in pictures(app)[0]
    assert "niet aan te wijzen op het beeld" in words(app)
    assert inside(app, "mark") == ["Het hoogste toegekende bedrag is € 9.000.000."]


@pytest.mark.parametrize(
    ("reason", "told"), [("gone", "staat niet meer op zijn plaats"), ("changed", "is veranderd"), ("too_slow", "duurt te lang")]
)
def test_why_there_is_no_picture_is_told_above_the_text(app: AppTest, engine: FakeEngine, reason: str, told: str) -> None:
    engine.undrawn = reason
    ask(app, "Wat is het bedrag?")
    pick(app, *parts(app, "source:"))

    assert not pictures(app) and not app.exception
    assert told in words(app)
    assert "Tekst van deze pagina" not in words(app)
    assert inside(app, "mark") == ["Het hoogste toegekende bedrag is € 9.000.000."]


def test_a_document_that_is_no_pdf_has_its_text_alone(opened: AppTest) -> None:
    pick(opened, parts(opened, "source:")[1])

    assert not pictures(opened)
    assert inside(opened, "mark") == [PAGES["odd", 1]]
