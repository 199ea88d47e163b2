"""A conversation: questions, answers with their sources, by mouse and by keyboard alone."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.conftest import Visiting
from tests.browser.visits import PHONE, QUESTION, Visit


def test_an_answer_has_citations_that_open_their_source_with_the_quotation_marked(visit: Visit) -> None:
    visit.open()
    answer = visit.ask()

    assert "Groningen" in answer.locator(".pw-lead").inner_text()
    quotation = answer.locator(".pw-quote").first.inner_text()
    drawer = visit.open_citation()
    assert drawer.locator("mark").inner_text() == quotation
    visit.see(drawer.locator("mark"))

    visit.page.keyboard.press("Escape")
    drawer.wait_for(state="hidden")
    # The focus goes back after the drawer has gone.
    expect(visit.citations.first).to_be_focused()


def test_a_follow_up_goes_on_from_the_question_before(visit: Visit) -> None:
    visit.open()
    visit.ask()
    answer = visit.ask("en in Drenthe?")

    assert visit.asked.all_inner_texts() == [QUESTION, "en in Drenthe?"]
    lead = answer.locator(".pw-lead").inner_text()
    assert "Drenthe" in lead
    assert "waterstof" in lead
    # The newest question is brought to the top of the screen.
    visit.see(visit.asked.last)


def test_what_is_unfolded_in_an_answer_stays_so(visit: Visit) -> None:
    visit.open()
    visit.ask("Welke pps'en in Drenthe werken aan waterstof onderhoud?")
    folds = visit.answers.first.locator("details")
    for number in range(folds.count()):
        folds.nth(number).locator("summary").click()
    opened, closed = (visit.answers.first.locator(f"details{state}") for state in ("[open]", ":not([open])"))
    many = opened.count()
    assert folds.count() == many >= 2

    def all_stay_open() -> None:
        expect(closed).to_have_count(0)
        expect(opened).to_have_count(many)

    visit.open_citation()
    visit.page.keyboard.press("Escape")
    visit.drawer.wait_for(state="hidden")
    # Another language draws it anew, another page takes it away, and after a question it is no longer the last one.
    visit.choose_language("en")
    visit.settled()
    all_stay_open()
    visit.page.get_by_role("link", name="Search", exact=True).click()
    visit.page.get_by_role("heading", level=1, name="Search").wait_for()
    visit.page.get_by_role("link", name="Ask", exact=True).click()
    all_stay_open()
    visit.ask("en in Groningen?")
    all_stay_open()
    expect(visit.answers.nth(1).locator("details[open]")).to_have_count(0)

    opened.first.locator("summary").click()
    visit.choose_language("nl")
    visit.settled()
    expect(opened).to_have_count(many - 1)


def test_a_dialogue_of_examples_is_asked_with_one_click(visit: Visit) -> None:
    visit.open(taal="en")
    visit.page.locator(".st-key-example-dialogue button").click()
    visit.answers.nth(1).wait_for()

    assert visit.asked.count() == visit.answers.count() == 2


def test_a_whole_conversation_is_held_with_the_keyboard_alone(visit: Visit) -> None:
    visit.open()
    visit.page.keyboard.press("Tab")
    assert visit.focused(visit.page.get_by_test_id("stSkipToContent"))
    visit.page.keyboard.press("Enter")
    assert visit.focused(visit.page.get_by_role("main"))
    visit.tab_to(visit.box)
    visit.page.keyboard.type(QUESTION)
    visit.page.keyboard.press("Enter")
    visit.answers.first.wait_for()
    visit.settled()

    visit.tab_to(visit.citations.first)
    visit.see(visit.citations.first)
    visit.page.keyboard.press("Enter")
    visit.drawer.locator("mark").wait_for()
    visit.page.keyboard.press("Escape")
    visit.drawer.wait_for(state="hidden")

    visit.tab_to(visit.box)
    visit.page.keyboard.type("en in Drenthe?")
    visit.page.keyboard.press("Enter")
    visit.answers.nth(1).wait_for()
    assert "Drenthe" in visit.answers.nth(1).locator(".pw-lead").inner_text()


def test_on_a_phone_the_keyboard_reaches_the_pages_only_when_their_menu_is_open(visiting: Visiting) -> None:
    visit = visiting(size=PHONE)
    visit.open()
    link = visit.page.get_by_role("link", name="Zoeken")
    assert link.count() == 0

    visit.tab_to(visit.page.get_by_test_id("stExpandSidebarButton"))
    visit.page.keyboard.press("Enter")
    link.wait_for()
    visit.tab_to(link)
    visit.page.keyboard.press("Enter")
    visit.page.get_by_role("heading", level=1, name="Zoeken").wait_for()
