"""The page "dekking": what is in the library, what is not, and why."""

from __future__ import annotations

from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from retrieval.exporting import Cell, Report
from retrieval.holdings import Holdings
from retrieval.texts import load_texts
from tests.ui.fakes import COVERAGE, VOCABULARY, FakeEngine
from tests.ui.screen import inside, read_html, words
from ui.components import exporting
from ui.components.overview import holdings
from ui.components.overview.holdings import INPUTS, PLANS, Sorting
from ui.resources import Services
from ui.texts import interface_texts

TEXTS, REASONS = interface_texts("nl"), load_texts("nl")
HELD = FakeEngine().holdings()


def page(engine: FakeEngine, **params: str) -> AppTest:
    """The page at an address."""

    def script(services: object) -> None:
        from ui.pages import dekking
        from ui.texts import interface_texts

        dekking.show(services, interface_texts("nl"))  # type: ignore[arg-type]

    app = AppTest.from_function(script, default_timeout=20, kwargs={"services": Services(engine, VOCABULARY, engine.keep)})
    for key, value in params.items():
        app.query_params[key] = value
    return app.run()


def table(by: Sorting = Sorting("title")) -> str:  # noqa: B008
    """The table of inputs as HTML."""
    return holdings.inputs_table(holdings.ordered(HELD.inputs, INPUTS, by), by, "Documenten", TEXTS, REASONS)


def test_the_numbers_name_what_is_there_and_what_is_not() -> None:
    app = page(FakeEngine())

    facts = dict(zip(inside(app, "dt"), inside(app, "dd"), strict=True))
    assert (facts["verwachte documenten"], facts["opgenomen"], facts["deels opgenomen"], facts["onleesbaar"]) == (
        "3",
        "1",
        "1",
        "1",
    )
    assert (facts["dubbel"], facts["ontbreken"], facts["plannen"]) == ("1", "0", str(COVERAGE.plans))
    assert "Bijgewerkt op 21 november 2025. Vingerafdruk van de index: f." in words(app)
    assert "Van de 15 toegekende consortia zijn er 9 bij naam bekend. Van de andere 6 noemt geen bron de naam" in words(app)
    assert app.code[0].value == "python -m ingest build <bestand of map>"


def test_each_document_says_what_became_of_it_in_words() -> None:
    text, _, tags = read_html(table())

    assert "deels opgenomen: niet alle pagina's hebben tekst; 1 van 3 pagina's niet leesbaar" in text
    assert "opgenomen: dezelfde inhoud als gids" in text
    assert "onleesbaar: het bestand is versleuteld; haal de beveiliging eraf" in text
    assert "img" not in tags and "b" not in tags and "x" not in tags


def test_numbers_are_taken_along_as_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    reports: list[Report] = []
    monkeypatch.setattr(exporting, "show", lambda report, *_: reports.append(report))
    page(FakeEngine(), zoek="gids")
    page(FakeEngine(), beeld="plannen")
    documents, plans = (report.tables[0].rows for report in reports)

    assert documents[0][4:6] == (Cell("3", number=True), Cell("12", number=True))
    assert plans[0][2:] == (Cell("1", number=True), Cell("10", number=True))


def test_only_web_addresses_become_links() -> None:
    html = table()

    assert 'href="https://voorbeeld.nl/gids.pdf"' in html and 'rel="noopener noreferrer"' in html
    assert "javascript" not in html and "evil.example/x.png" in html


def test_a_document_with_several_addresses_has_a_link_for_each_that_sounds_different() -> None:
    html = table()

    assert 'href="https://voorbeeld.nl/gids?cookie=accept"' in html and ">website 2</a>" in html
    assert 'aria-label="Open bron 2 van ' in html and html.count('aria-label="Open de bron van ') == 1


def test_a_click_on_a_head_sorts_and_a_second_one_turns_it_round() -> None:
    once = holdings.turned("sort:pages", Sorting("title"), INPUTS)
    assert once == Sorting("pages")
    assert holdings.turned("sort:pages", once, INPUTS) == Sorting("pages", down=True)
    assert [holdings.turned(value, Sorting("title"), INPUTS) for value in ("pages", "sort:x", "plan:scale", "")] == [None] * 4

    assert next(h.name for h in holdings.ordered(HELD.inputs, INPUTS, Sorting("pages", down=True))) == "gids"
    assert 'aria-sort="descending"><button type="button" data-pick="sort:pages"' in table(Sorting("pages", down=True))


def test_the_address_names_the_sorting_and_nonsense_sorts_by_the_first_column() -> None:
    assert holdings.sorting("-pages", INPUTS) == Sorting("pages", down=True)
    assert holdings.sorting("-<x>", INPUTS) == holdings.sorting("", INPUTS) == Sorting("title")
    assert holdings.sorting("pages", PLANS) == Sorting("plan")


def test_all_words_of_a_search_must_be_there() -> None:
    assert [h.name for h in holdings.matching(HELD.inputs, "OPSCHALING programma")] == ["gids"]
    assert [h.name for h in holdings.matching(HELD.inputs, ".pdf")] == ["plan <x>.pdf"]
    assert len(holdings.matching(HELD.inputs, " ")) == 3


def test_search_and_status_stand_in_the_address() -> None:
    app = page(FakeEngine(), zoek="bestaat niet", status="<x>")
    assert "0 van 3 documenten." in words(app) and app.selectbox[0].value == ""

    app.text_input[0].set_value("gids").run()
    assert app.query_params["zoek"] == "gids" and "1 van 3 documenten." in words(app)
    app.text_input[0].set_value("").run()
    app.selectbox[0].set_value("unreadable").run()
    assert app.query_params["status"] == "unreadable" and "zoek" not in app.query_params
    assert "1 van 3 documenten." in words(app)


def test_plans_have_their_documents_and_passages_and_lead_to_their_page() -> None:
    html = holdings.plans_table(HELD.plans, Sorting("plan"), "Plannen", TEXTS)

    assert 'href="plannen?plan=scale"' in html and read_html(html, "td")[1][:3] == ["consortium", "1", "10"]
    assert not page(FakeEngine(), beeld="plannen", op="-passages").exception


def test_inputs_are_told_as_they_are_now_though_no_new_state_is_published(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(FakeEngine, "holdings", lambda _: Holdings((), ()))
    app = page(FakeEngine())
    monkeypatch.undo()

    assert inside(app, "dd")[0] == "0"
    assert inside(app.run(), "dd")[0] == str(len(HELD.inputs))


def test_an_empty_library_and_one_without_consortia_have_their_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(FakeEngine, "holdings", lambda _: Holdings((), ()))
    monkeypatch.setattr(FakeEngine, "coverage", lambda _: replace(COVERAGE, consortia=(0, 0)))
    monkeypatch.setattr(FakeEngine, "plans", lambda *_: ())

    for view in ("documenten", "plannen"):
        app = page(FakeEngine(), beeld=view)
        assert not app.exception and "toegekende consortia" not in words(app)
    assert "Mist u een plan?" in words(app)
