"""WCAG 2.2 A and AA as far as axe-core can tell, and what a screen reader hears."""

from __future__ import annotations

from itertools import pairwise

import pytest

from tests.browser.axe import findings
from tests.browser.conftest import Visiting
from tests.browser.visits import PLACES, QUESTION, Visit

# Keeps what the live region says, each time that it changes.
_LISTEN = """() => {
  window.heard = [];
  new MutationObserver(() => window.heard.push(document.querySelector('[role=status].pw-announcer').textContent))
    .observe(document.querySelector('[role=status].pw-announcer'), {childList: true, characterData: true, subtree: true});
}"""


LOOKS = pytest.mark.parametrize(("language", "scheme"), [("nl", "light"), ("en", "dark")])


@LOOKS
def test_axe_finds_nothing_grave_on_any_page(visiting: Visiting, language: str, scheme: str) -> None:
    visit = visiting(scheme=scheme)
    for place in PLACES:
        visit.open(place, taal=language)
        assert findings(visit) == [], place


@LOOKS
def test_axe_finds_nothing_grave_in_a_conversation_and_an_open_source(visiting: Visiting, language: str, scheme: str) -> None:
    visit = visiting(scheme=scheme)
    visit.open(taal=language)
    visit.ask()
    visit.ask("en in Drenthe?")
    assert findings(visit) == []
    visit.open_citation()
    assert findings(visit) == []


def test_axe_finds_nothing_grave_in_other_forms_of_answers(visit: Visit) -> None:
    visit.open()
    for question in ("Vergelijk SCALE en Energy College", "Welke thema's ontbreken in Zeeland?", "Wat is de hoofdstad van Peru?"):
        visit.ask(question)
    assert findings(visit) == []


def test_headings_tell_the_structure_of_a_conversation(visit: Visit) -> None:
    visit.open()
    visit.ask()

    levels = visit.page.locator("h1, h2, h3, h4, h5, h6").evaluate_all("all => all.map(one => Number(one.tagName[1]))")
    assert levels[:4] == [1, 2, 3, 4]
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_an_answer_is_announced_once(visit: Visit) -> None:
    visit.open(taal="en")
    visit.announcer.wait_for(state="attached")
    visit.page.evaluate(_LISTEN)
    visit.ask()
    first = visit.page.evaluate("window.heard")
    assert len(first) == 1
    assert first[0].startswith("Antwoord: ")
    assert visit.answers.first.locator(".pw-lead").inner_text() in first[0]
    assert visit.announcer.get_attribute("lang") == "nl"

    # Runs without a new answer, another page and back among them, say nothing.
    visit.open_citation()
    visit.page.keyboard.press("Escape")
    visit.drawer.wait_for(state="hidden")
    visit.choose_language("nl")
    visit.page.get_by_role("link", name="Zoeken").click()
    visit.page.get_by_role("heading", level=1, name="Zoeken").wait_for()
    visit.page.get_by_role("link", name="Vraag").click()
    visit.asked.wait_for()
    visit.settled()
    assert visit.page.evaluate("window.heard") == first

    visit.ask("en in Drenthe?")
    visit.ask(QUESTION)
    heard = visit.page.evaluate("window.heard")
    assert len(heard) == 3
    assert "Drenthe" in heard[1]
    assert heard[2] == first[0]


def test_the_announcement_is_in_the_page_before_there_is_one(visit: Visit) -> None:
    visit.open()
    assert (visit.announcer.get_attribute("aria-live"), visit.announcer.inner_text()) == ("polite", "")
    assert visit.announcer.evaluate("element => element.getBoundingClientRect().height") <= 1
