"""What people come for, from the beginning to the end: read a source in place, choose on the map, compare, take along, share."""

from __future__ import annotations

import csv
import re
from pathlib import Path

from openpyxl import load_workbook
from playwright.sync_api import expect

from tests.browser.axe import findings
from tests.browser.conftest import Visiting
from tests.browser.visits import DESKTOP, IN_SIGHT, PHONE, ZOOMED, Visit
from ui.routes import Place


def test_a_quotation_from_a_pdf_is_marked_on_the_picture_of_its_page(visit: Visit) -> None:
    visit.open()
    answer = visit.ask("Vertel over SCALE")
    quotation = answer.locator(".pw-quote").first.inner_text()
    drawer = visit.open_citation()
    picture = drawer.locator("img")
    expect(picture).to_be_visible()

    assert picture.evaluate("image => image.naturalWidth") > 500
    marks = drawer.locator(".pw-picture span")
    assert marks.count() >= 1
    page, mark = picture.bounding_box(), marks.first.bounding_box()
    assert page and mark
    assert page["x"] <= mark["x"] and mark["x"] + mark["width"] <= page["x"] + page["width"] + 1
    assert page["y"] <= mark["y"] and mark["y"] + mark["height"] <= page["y"] + page["height"] + 1
    assert drawer.locator("mark").inner_text() == quotation


def test_the_text_of_a_pdf_page_stands_beside_its_picture_or_below_it(visiting: Visiting) -> None:
    for size in (DESKTOP, PHONE):
        visit = visiting(size=size)
        visit.open()
        visit.ask("Vertel over SCALE")
        drawer = visit.open_citation()
        expect(drawer.locator("img")).to_be_visible()
        visit.at_rest()
        picture, text = (drawer.locator(part).bounding_box() for part in (".pw-picture", ".pw-page"))
        assert picture and text
        if size == DESKTOP:
            assert text["x"] > picture["x"] + picture["width"] and text["y"] < picture["y"] + 100
            visit.see(drawer.locator("mark"))
        else:
            assert text["y"] > picture["y"] + picture["height"] and text["x"] == picture["x"]
        visit.see(drawer.locator(".pw-spot").first)
        selected = "getSelection().selectAllChildren(document.querySelector('.pw-page mark')) ?? getSelection().toString()"
        assert visit.page.evaluate(selected) == drawer.locator("mark").inner_text()


def test_a_province_is_chosen_on_the_map_and_let_go_again(visit: Visit) -> None:
    visit.open(Place.SEARCH)
    count = visit.page.locator(".st-key-search-head h2")
    everything = count.inner_text()
    drenthe = visit.page.locator(".pw-map svg a", has_text="Drenthe")
    number = str(drenthe.locator("text").text_content())
    drenthe.click()
    expect(visit.page).to_have_url(f"{visit.address}/zoeken?provincie=drenthe")
    expect(count).to_contain_text(f"{number} plannen")

    drenthe.focus()
    visit.page.keyboard.press("Enter")
    expect(count).to_have_text(everything)


def test_plans_are_found_by_an_organisation_and_by_years(visiting: Visiting) -> None:
    visit = visiting()
    visit.open(Place.SEARCH)
    visit.page.get_by_role("button", name="Organisatie en jaartal").click()
    visit.page.get_by_label("Organisatie", exact=True).fill("haagse")
    option = visit.page.get_by_role("option").filter(has_text="De Haagse Hogeschool")
    number = option.inner_text().partition("(")[2].rstrip(")")
    option.click()
    visit.page.wait_for_url("**organisatie=De+Haagse+Hogeschool**")
    count = visit.page.locator(".st-key-search-head h2")
    expect(count).to_contain_text(f"{number} plannen")
    assert findings(visit) == []
    visit.settled()  # a run that ends meanwhile folds the list
    visit.page.get_by_label("Van jaar").click()
    some = visit.page.get_by_role("option").filter(has_text=re.compile(r"\([1-9]")).first
    year = some.inner_text()[:4]
    some.click()
    visit.page.wait_for_url(f"**jaren={year}-**")
    visit.settled()

    yours = visiting()
    yours.page.goto(visit.page.url)
    expect(yours.page.locator(".pw-chosen li")).to_have_text(
        ["organisatie: De Haagse Hogeschool ×", f"jaartal in de tekst: vanaf {year} ×"]
    )
    expect(yours.page.locator(".st-key-search-head h2")).to_have_text(count.inner_text())


def test_plans_are_chosen_to_compare_and_stand_side_by_side(visit: Visit) -> None:
    visit.open(Place.PLANS)
    chosen = visit.page.locator(".pw-basket li")
    cards, names = visit.page.locator(".pw-card"), []
    for number in (1, 0):
        names.append(cards.nth(number).locator("h2").inner_text())
        cards.nth(number).locator("button").click()
        expect(chosen).to_have_count(len(names))
    visit.page.locator(".pw-basket .pw-go").click()
    visit.page.wait_for_url("**/vergelijken?**")

    heads = visit.page.locator(".pw-column")
    expect(heads).to_have_count(2)
    assert [head.startswith(name) for head, name in zip(heads.all_inner_texts(), names, strict=True)] == [True, True]
    quotations = visit.page.locator(".pw-quote").count()
    assert quotations > 5
    expect(visit.citations.nth(quotations - 1)).to_be_attached()


def test_a_plan_that_was_added_goes_in_one_step_back(visit: Visit) -> None:
    visit.open(Place.COMPARE, plan=["scale", "snel"])
    heads = visit.page.locator(".pw-column")
    expect(heads).to_have_count(2)
    names = heads.all_inner_texts()
    visit.page.locator(".st-key-suggestions .pw-choose").first.click()
    expect(heads).to_have_count(3)
    visit.page.get_by_role("button", name="Ongedaan maken").click()
    expect(heads).to_have_text(names)

    visit.page.locator(".st-key-suggestions .pw-choose").first.click()
    expect(heads).to_have_count(3)
    visit.page.go_back()
    expect(heads).to_have_text(names)


def test_a_list_that_is_exported_is_the_list_that_is_shown(visit: Visit, tmp_path: Path) -> None:
    visit.open()
    answer = visit.ask("Welke consortia werken aan de energietransitie in Zuid-Holland?")
    shown = [name.strip() for name in answer.locator(".pw-plan").all_inner_texts()]
    assert shown
    visit.page.get_by_role("button", name="Exporteren").click()
    files = {}
    for name in ("CSV", "Excel"):
        with visit.page.expect_download() as download:
            visit.page.get_by_role("button", name=name).click()
        files[name] = tmp_path / download.value.suggested_filename
        download.value.save_as(files[name])

    with files["CSV"].open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["Plan"] for row in rows] == shown
    assert [row["Citaat"] for row in rows] == answer.locator(".pw-quote").all_inner_texts()
    sheet = load_workbook(files["Excel"]).worksheets[0]
    column = next(cell.column for cell in sheet[1] if cell.value == "Plan")
    assert [row[column - 1] for row in sheet.iter_rows(min_row=2, values_only=True)] == shown


def test_a_shared_link_shows_the_same_to_somebody_else(visiting: Visiting) -> None:
    mine, yours = visiting(), visiting()
    mine.open()
    mine.ask("Welke consortia werken aan smart maintenance in Gelderland?")
    mine.ask("en in Overijssel?")
    mine.page.get_by_role("button", name="Zonder soort").click()
    mine.page.wait_for_url("**zonder=**")
    mine.settled()
    mine.open_citation()
    mine.page.wait_for_url("**bron=**")

    yours.page.goto(mine.page.url)
    yours.drawer.locator("mark").wait_for()
    assert yours.drawer.locator("mark").inner_text() == mine.drawer.locator("mark").inner_text()
    expect(yours.asked).to_have_text(mine.asked.all_inner_texts(), use_inner_text=True)
    expect(yours.answers).to_have_text(mine.answers.all_inner_texts(), use_inner_text=True)


def test_the_heads_of_the_heat_map_stay_in_sight(visiting: Visiting) -> None:
    for size in (DESKTOP, PHONE):
        visit = visiting(size=size)
        visit.open(Place.OVERVIEW, alle="ja")
        frame = visit.page.locator(".pw-scroll", has=visit.page.locator(".pw-heat"))
        frame.evaluate("frame => { frame.scrollIntoView({block: 'start'}); frame.scrollTop = 600; frame.scrollLeft = 300; }")
        rows = visit.page.locator(".pw-heat tbody tr")
        if size == DESKTOP:
            rows.nth(60).evaluate("row => row.scrollIntoView({block: 'center'})")
        visit.see(visit.page.locator(".pw-heat thead th", has_text="Utrecht" if size == DESKTOP else "Limburg"))
        visit.see(visit.page.locator(".pw-heat thead th").first)
        assert not rows.first.locator("th").evaluate(IN_SIGHT)
        assert visit.overflow() == 0


def test_a_number_in_the_overview_leads_to_its_plans(visit: Visit) -> None:
    visit.open(Place.OVERVIEW)
    cell = visit.page.locator(".pw-heat tbody td a").first
    number = cell.inner_text()
    cell.click()
    visit.page.wait_for_url("**/zoeken?**")

    expect(visit.page.locator(".st-key-search-head h2")).to_contain_text(f"{number} plan")


def test_a_document_has_a_page_that_opens_its_pages(visit: Visit) -> None:
    visit.open(Place.COVERAGE, zoek="programmagids")
    name = visit.page.locator(".pw-holdings tbody th a").first
    title = name.inner_text()
    name.click()
    visit.page.wait_for_url("**document=programmagids**")
    expect(visit.page.locator("h1").first).to_have_text(title)
    assert findings(visit) == []

    visit.page.get_by_role("button", name="Open pagina 3", exact=True).click()
    visit.drawer.locator("mark").wait_for()
    expect(visit.drawer).to_contain_text("Pagina 3 van")
    visit.page.keyboard.press("Escape")
    visit.drawer.wait_for(state="hidden")
    visit.page.set_viewport_size({"width": ZOOMED[0], "height": ZOOMED[1]})
    assert visit.overflow() == 0


def test_the_language_and_the_conversation_stay_from_page_to_page(visit: Visit) -> None:
    visit.open(taal="en")
    visit.ask("Which partnerships work on hydrogen in Groningen?")
    visit.page.get_by_role("link", name="Plans", exact=True).click()
    visit.page.wait_for_url("**/plannen?taal=en")
    expect(visit.page.locator("h1").first).to_have_text("Plans")
    visit.page.get_by_role("link", name="Ask", exact=True).click()

    expect(visit.asked).to_have_text("Which partnerships work on hydrogen in Groningen?")
    visit.page.wait_for_url("**v=**")


def test_the_way_back_leads_where_a_visitor_came_from(visit: Visit) -> None:
    visit.open(Place.SEARCH, q="waterstof", provincie="drenthe")
    searched = visit.page.url
    visit.page.locator(".st-key-search-results h3 a").first.click()
    visit.page.wait_for_url("**/plannen?plan=**")
    expect(visit.page.locator("h1").first).not_to_have_text("Plannen")
    visit.page.go_back()
    visit.page.wait_for_url(searched)

    expect(visit.page.get_by_label("Zoekwoorden")).to_have_value("waterstof")
    visit.page.get_by_label("Zoekwoorden").fill("robotica")
    visit.page.keyboard.press("Enter")
    visit.page.wait_for_url("**q=robotica**")
    visit.page.go_back()
    expect(visit.page.get_by_label("Zoekwoorden")).to_have_value("waterstof")
