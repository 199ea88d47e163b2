"""Visitors do not see each other, and of a conversation nothing stays but what somebody sent on purpose."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from benchmarks.serving import served
from retrieval import feedback
from retrieval.auditing import FILE as LOG
from retrieval.settings import Settings
from tests.browser.visits import PLACES, Visit
from ui.routes import Place

if TYPE_CHECKING:
    from playwright.sync_api import Browser

PASSWORD = "lang-genoeg-geheim"
# Words that no document has, so that they can only come of this conversation.
MARK = "zebravinkje"
SECRET = f"Welke consortia doen iets met waterstof en {MARK}?"


@pytest.fixture
def home(shipped_library: Settings, tmp_path: Path) -> Path:
    """All that the server can write in: its library, and the folders of its user."""
    shutil.copytree(shipped_library.index, tmp_path / "thuis" / "index")
    (tmp_path / "thuis" / "tmp").mkdir()
    return tmp_path / "thuis"


@pytest.fixture
def address(home: Path, browser: Browser) -> Iterator[str]:  # noqa: ARG001  # skipped without one
    settings = {"PLANWIJZER_INDEX": str(home / "index"), "PLANWIJZER_MANAGE_KEY": PASSWORD, "TMPDIR": str(home / "tmp")}
    with served(home / "log", {**settings, "HOME": str(home), "XDG_CACHE_HOME": str(home / "cache")}) as address:
        yield address


def holding(home: Path, *words: str) -> set[str]:
    """The files in which one of these words stands, whatever their kind."""
    found = set()
    for path in home.rglob("*"):
        if path.is_file() and any(word.encode() in path.read_bytes() for word in words):
            found.add(path.relative_to(home).as_posix())
    return found


def manage(visit: Visit) -> None:
    visit.open(Place.MANAGE)
    visit.page.get_by_label("Wachtwoord", exact=True).fill(PASSWORD)
    visit.page.get_by_role("button", name="Aanmelden").click()
    visit.page.locator('input[type="file"]').wait_for(state="attached")
    visit.settled()


def test_two_visitors_see_nothing_of_each_other(browser: Browser, address: str, tmp_path: Path) -> None:
    """One has a conversation open, one has a file ready to be added, and the last looks on every page."""
    first, keeper, other = visits = [Visit(browser, address) for _ in range(3)]
    other.open()
    first.open()
    first.ask(SECRET)
    expect(first.asked.first).to_have_text(SECRET)
    manage(keeper)
    (tmp_path / f"{MARK}.md").write_text("# Nog niet toegevoegd\n", encoding="utf-8")
    keeper.page.locator('input[type="file"]').set_input_files(tmp_path / f"{MARK}.md")
    expect(keeper.page.get_by_text(f"{MARK}.md")).to_be_visible()

    for place in PLACES:
        other.open(place)
        assert MARK not in other.page.content(), place
        assert other.answers.count() == 0
    manage(other)
    assert MARK not in other.page.content()
    expect(first.asked.first).to_have_text(SECRET)
    first.open()
    expect(first.asked).to_have_count(0)  # a page that is opened anew, without what was asked in its address
    for visit in visits:
        visit.close()


def test_plans_that_somebody_puts_aside_are_put_aside_for_him_alone(browser: Browser, address: str) -> None:
    first, other = Visit(browser, address), Visit(browser, address)
    first.open(Place.PLANS)
    first.page.locator(".pw-choose").first.click()
    expect(first.page.locator(".pw-basket li")).to_have_count(1)
    for place in (Place.PLANS, Place.COMPARE):
        other.open(place)
        expect(other.page.locator(".pw-basket li")).to_have_count(0)
    first.close()
    other.close()


def test_of_a_conversation_nothing_stays_on_the_disk(browser: Browser, address: str, home: Path) -> None:
    visit = Visit(browser, address)
    visit.open()
    visit.ask(SECRET)
    visit.open_citation()
    visit.page.keyboard.press("Escape")
    visit.close()
    assert holding(home, MARK) == set()


def test_what_is_sent_on_purpose_stays_in_one_place_until_it_is_deleted(browser: Browser, address: str, home: Path) -> None:
    visit = Visit(browser, address)
    visit.open()
    visit.ask(SECRET)
    visit.page.get_by_role("button", name="Klopt niet of ontbreekt").first.click()
    visit.page.get_by_text("Alleen dit wordt bewaard, hoogstens 365 dagen").wait_for()
    assert holding(home, MARK) == set()
    visit.page.get_by_role("button", name="Verstuur").click()
    visit.page.get_by_text("Dank u. Het is bewaard.").wait_for()
    assert holding(home, MARK) == {f"index/{feedback.FILE}"}

    manage(visit)
    visit.page.get_by_role("button", name="Verwijder alle meldingen").click()
    visit.page.get_by_role("button", name="Ja, verwijder alles").click()
    visit.page.get_by_text("Er zijn geen meldingen.").wait_for()
    assert holding(home, MARK) == set()
    assert "forget_feedback" in (home / "index" / LOG).read_text(encoding="ascii")
    visit.close()
