"""The pages: quick, named, in the language that was asked for, on any width, safe."""

from __future__ import annotations

import time

import httpx
import pytest

from tests.browser.conftest import Visiting
from tests.browser.visits import DESKTOP, PHONE, PLACES, ZOOMED, Visit
from ui.languages import LANGUAGES
from ui.routes import Place
from ui.server import HEADERS
from ui.texts import interface_texts

# What a page may take to open on a warm server. One try of some must do it: the machine may be busy with other things.
_LONGEST_OPENING = 3.0
_TRIES = 3


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_opens_within_three_seconds_and_says_its_name_and_language(visit: Visit, language: str) -> None:
    for place in PLACES:
        assert any(_opening(visit, place, language) < _LONGEST_OPENING for _ in range(_TRIES)), place
        name = interface_texts(language)(f"page.{place}")
        assert visit.page.title() == f"{name} - Planwijzer"
        assert visit.page.locator("html").get_attribute("lang") == language
        assert visit.page.locator("h1").count() == 1


def _opening(visit: Visit, place: Place, language: str) -> float:
    started = time.perf_counter()
    visit.open(place, taal=language)
    return time.perf_counter() - started


def test_no_page_asks_for_what_is_not_there(visit: Visit) -> None:
    for place in PLACES:
        visit.open(place)
        visit.at_rest()
        assert visit.faults() == [], place


def test_the_language_of_the_page_changes_with_that_of_the_interface(visit: Visit) -> None:
    visit.open()
    assert visit.page.locator("html").get_attribute("lang") == "nl"

    visit.choose_language("en")
    assert "taal=en" in visit.page.url
    visit.page.get_by_role("heading", name=interface_texts("en")("welcome.title")).wait_for()

    visit.page.get_by_role("link", name=interface_texts("en")("page.zoeken")).click()
    visit.page.get_by_role("heading", level=1, name=interface_texts("en")("page.zoeken")).wait_for()
    assert visit.page.locator("html").get_attribute("lang") == "en"


def test_no_page_is_wider_than_a_narrow_screen(visit: Visit) -> None:
    for place in PLACES:
        visit.open(place)
        _assert_fits(visit, place)
    visit.open()
    visit.ask()
    _assert_fits(visit, "an answer")
    visit.open_citation()
    _assert_fits(visit, "an open source")


def _assert_fits(visit: Visit, shown: str) -> None:
    for width, height in (PHONE, ZOOMED):
        visit.page.set_viewport_size({"width": width, "height": height})
        assert visit.overflow() == 0, (shown, width)
    visit.page.set_viewport_size({"width": DESKTOP[0], "height": DESKTOP[1]})


def test_on_a_screen_at_400_percent_an_answer_can_be_read_and_followed_up(visiting: Visiting) -> None:
    visit = visiting(size=ZOOMED)
    visit.open()
    visit.ask()
    # Playwright clicks only where nothing lies over what it clicks.
    visit.citations.first.click()
    visit.drawer.locator("mark").wait_for()
    visit.page.keyboard.press("Escape")
    visit.drawer.wait_for(state="hidden")
    visit.ask("en in Drenthe?")
    assert visit.asked.count() == 2


@pytest.mark.parametrize("path", ["/", *(f"/{place}" for place in PLACES), "/_stcore/health", "/favicon.png"])
def test_every_answer_has_the_headers_that_keep_a_page_to_itself(address: str, path: str) -> None:
    headers = httpx.get(f"{address}{path}", headers={"accept": "text/html"}).headers
    assert {name: headers.get(name) for name in HEADERS} == HEADERS
