"""Who manages the library adds a PDF in the browser, and visitors get answers from it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from reportlab.pdfgen.canvas import Canvas

from benchmarks.serving import served
from retrieval.settings import Settings
from tests.browser.axe import findings
from tests.browser.visits import Visit
from ui.routes import Place

if TYPE_CHECKING:
    from playwright.sync_api import Browser

PASSWORD = "lang-genoeg-geheim"
FACT = "Het Zilverlab in Doetinchem leert monteurs drones onderhouden met infrarood."
# The corpus is read once more, beside the new file.
_LONGEST_BUILD_MS = 240_000


@pytest.fixture
def managed(browser: Browser, shipped_library: Settings, tmp_path: Path) -> Iterator[Visit]:
    """A visit to a server whose library is its own and may be managed."""
    index = tmp_path / "index"
    shutil.copytree(shipped_library.index, index)
    with served(tmp_path / "log", {"PLANWIJZER_INDEX": str(index), "PLANWIJZER_MANAGE_KEY": PASSWORD}) as address:
        visit = Visit(browser, address)
        yield visit
        faults = visit.faults()
        visit.close()
    assert not faults


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """A PDF that tells one thing that no other document does."""
    path = tmp_path / "zilverlab.pdf"
    canvas = Canvas(str(path))
    canvas.setTitle("Plan Zilverlab")
    canvas.drawString(72, 700, FACT)
    canvas.save()
    return path


def test_a_pdf_is_uploaded_and_answers_with_its_page_marked(managed: Visit, plan: Path) -> None:
    managed.open(Place.MANAGE)
    managed.page.get_by_label("Wachtwoord", exact=True).fill(PASSWORD)
    managed.page.get_by_role("button", name="Aanmelden").click()
    managed.page.locator('input[type="file"]').set_input_files(plan)
    assert findings(managed) == []
    managed.page.get_by_role("button", name="Voeg toe aan de bibliotheek").click()
    expect(managed.page.get_by_text("zilverlab").first).to_be_visible(timeout=_LONGEST_BUILD_MS)
    expect(managed.page.get_by_text("De bibliotheek telt 78 documenten").first).to_be_visible(timeout=_LONGEST_BUILD_MS)

    managed.open()
    answer = managed.ask("Wat leert het Zilverlab monteurs?")
    expect(answer.locator(".pw-quote").first).to_have_text(FACT)
    drawer = managed.open_citation()
    expect(drawer.locator("mark")).to_have_text(FACT)
    expect(drawer.locator(".pw-picture span").first).to_be_visible()


def test_a_wrong_password_opens_nothing(managed: Visit) -> None:
    managed.open(Place.MANAGE)
    managed.page.get_by_label("Wachtwoord", exact=True).fill("niet-het-wachtwoord")
    managed.page.get_by_role("button", name="Aanmelden").click()

    expect(managed.page.get_by_text("Dat is niet het wachtwoord")).to_be_visible()
    assert managed.page.locator('input[type="file"]').count() == 0
    # What is told as an error here is none of the application.
    managed.open()
