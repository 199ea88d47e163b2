"""The page "overzicht": white spots, figures with their quotations, organisations, and what a click leads to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from retrieval.crossing import Crossing
from retrieval.exporting import Report
from retrieval.figures import Figures, amounts
from retrieval.model import Filter
from retrieval.organisations import Named, Organisation
from retrieval.surveying import Told
from tests.ui.fakes import AMOUNT, CONSORTIUM, FIRST, HOSTILE, SCALE, VOCABULARY, FakeEngine
from tests.ui.screen import drawn as shown_html
from tests.ui.screen import read_html, words
from ui import routes, state
from ui.components import exporting
from ui.components.overview import heatmap, quoted
from ui.pages import overzicht
from ui.resources import Services
from ui.texts import interface_texts

TEXTS = interface_texts("nl")


@pytest.fixture(autouse=True)
def _fresh() -> Iterator[None]:
    st.cache_resource.clear()
    yield
    st.cache_resource.clear()


def page(engine: FakeEngine, **params: str) -> AppTest:
    """The page at an address."""

    def script(services: object) -> None:
        from ui.pages import overzicht
        from ui.texts import interface_texts

        overzicht.show(services, interface_texts("nl"))  # type: ignore[arg-type]

    app = AppTest.from_function(script, default_timeout=20, kwargs={"services": Services(engine, VOCABULARY, engine.keep)})
    for key, value in params.items():
        app.query_params[key] = value
    return app.run()


@pytest.fixture
def gone(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, dict[str, object]]]:
    """Where a click led to."""
    found: list[tuple[str, dict[str, object]]] = []
    monkeypatch.setattr(routes, "go", lambda place, **params: found.append((place, params)))
    return found


def crossing(**parts: object) -> Crossing:
    """Two themes and one that no plan has, against a province and the whole country."""
    return replace(FakeEngine().crossing("theme", "province"), **parts)  # type: ignore[arg-type]


def drawn(found: Crossing, *, whole: bool = False, filters: tuple = ()) -> str:
    """The heat map as HTML."""
    return heatmap.html(found, heatmap.shown(found, whole=whole), filters, "thema", TEXTS)


def test_each_cell_has_its_number_its_colour_and_a_name_that_is_read_aloud() -> None:
    html = drawn(crossing())
    text, heads, tags = read_html(html, "th")

    assert {"caption", "thead", "tfoot"} <= tags and 'scope="col"' in html and 'scope="row"' in html
    assert heads[:4] == ["Thema", "Zuid-Holland", "landelijk", "Totaal"]
    assert heads[4:] == ["thema <energietransitie>", "thema <smart-maintenance>", "Alle plannen"]
    assert 'aria-label="thema &lt;energietransitie&gt;, Zuid-Holland: 1 plan"' in html
    assert html.count('class="pw-heat-0"') == 2 and html.count("pw-heat-1") >= 2
    assert "<script" not in html and "thema <energietransitie>" in text


def test_a_white_spot_is_picked_as_any_cell_and_leads_to_both_filters(gone: list[tuple[str, dict[str, object]]]) -> None:
    heatmap.picked("smart-maintenance|zuid-holland", crossing(), (CONSORTIUM,))
    heatmap.picked("energietransitie|", crossing(), ())
    heatmap.picked("|landelijk", crossing(), ())

    assert gone == [
        ("zoeken", {"thema": ("smart-maintenance",), "provincie": ("zuid-holland",), "soort": ("consortium",)}),
        ("zoeken", {"thema": ("energietransitie",)}),
        ("zoeken", {"provincie": ("landelijk",)}),
    ]


@pytest.mark.parametrize("value", ["", "|", "<x>|<y>", "nonsense", "plan:scale"])
def test_what_no_cell_has_leads_nowhere(value: str, gone: list[tuple[str, dict[str, object]]]) -> None:
    heatmap.picked(value, crossing(), ())

    assert gone == []


def test_all_rows_are_shown_only_when_asked_for() -> None:
    assert "drones" not in drawn(crossing()) and "thema &lt;drones&gt;" in drawn(crossing(), whole=True)


def test_the_lines_to_take_along_have_the_totals() -> None:
    found = crossing()
    columns, lines = heatmap.lines(found, found.rows, "thema", TEXTS)

    assert list(columns) == ["thema", "Zuid-Holland", "landelijk", "Totaal"]
    assert list(list(lines)[-1]) == ["Alle plannen", 1, 1, 4]


@pytest.mark.parametrize("view", ["kaart", "geld", "bereik", "partners"])
def test_a_table_is_taken_along_with_its_conditions_and_numbers(view: str, monkeypatch: pytest.MonkeyPatch) -> None:
    reports: list[Report] = []
    monkeypatch.setattr(exporting, "show", lambda report, *_: reports.append(report))
    monkeypatch.setattr(FakeEngine, "survey", lambda *_: (Told(SCALE, (AMOUNT,)),))
    monkeypatch.setattr(overzicht.derived, "reach", lambda engine: amounts(engine.survey("money")))
    app = page(FakeEngine(), beeld=view, soort="consortium")

    assert not app.exception
    assert [report.filters for report in reports] == [("soort: consortium",)]
    assert all(row[-1].number for table in reports[0].tables for row in table.rows)


def test_the_page_opens_with_the_heat_map_and_says_how_totals_count() -> None:
    app = page(FakeEngine())

    assert not app.exception
    assert "Een plan met twee provincies telt in beide mee, maar in een totaal één keer." in words(app)
    assert [box.label for box in app.selectbox] == ["In de rijen", "Soort", "Niveau"]


def test_rows_of_a_facet_count_whatever_the_filter_on_it_and_lead_to_what_they_count(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, ...]] = []
    real = FakeEngine.crossing

    def crossing(engine: FakeEngine, rows: str, columns: str, filters: Sequence[Filter], language: str) -> Crossing:
        asked.append((rows, *(f.facet for f in filters)))
        return real(engine, "theme", columns, filters, language)

    monkeypatch.setattr(FakeEngine, "crossing", crossing)
    app = page(FakeEngine(), rijen="niveau", niveau="mbo", soort="consortium")

    assert asked == [("level", "kind")]
    html = shown_html(app, "heatmap")
    assert "soort=consortium" in html and "niveau=" not in html
    assert [box.label for box in app.selectbox] == ["In de rijen", "Soort"]


def test_choices_stand_in_the_address_and_nonsense_there_is_ignored() -> None:
    app = page(FakeEngine(), soort="consortium", niveau="<x>", beeld="geld")
    assert [box.value for box in app.selectbox] == ["consortium", ""]

    app.selectbox[0].set_value("pps").run()
    assert app.query_params["soort"] == "pps"
    app.selectbox[0].set_value("").run()
    assert "soort" not in app.query_params
    assert not page(FakeEngine(), beeld="<script>", rijen="x", alle="?").exception


def test_a_choice_without_plans_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(FakeEngine, "plans", lambda *_: ())
    app = page(FakeEngine())

    assert "Geen plan voldoet aan deze keuze." in words(app)


@pytest.mark.parametrize("view", ["kaart", "geld", "bereik", "partners"])
def test_every_view_stands_with_an_empty_library(view: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(FakeEngine, "plans", lambda *_: ())
    monkeypatch.setattr(FakeEngine, "survey", lambda *_: ())
    monkeypatch.setattr(FakeEngine, "organisations", lambda *_: ())
    app = page(FakeEngine(), beeld=view)

    assert not app.exception and not app.error


def test_an_amount_stands_beside_its_quotation_with_the_button_of_its_source() -> None:
    html = quoted.amounts_table(amounts(FakeEngine().survey("money")), "Bedragen", TEXTS)
    text, marks, _ = read_html(html, "mark")

    assert marks == ["€ 9.000.000"] and AMOUNT.quote in text
    assert f'data-pick="source:{quoted.place_of(AMOUNT)}"' in html and 'href="plannen?plan=scale"' in html


def test_quotations_and_names_from_documents_are_text() -> None:
    html = quoted.figures_table([Figures(SCALE, HOSTILE, ((0, 3),))], "x", TEXTS)
    html += quoted.organisations_table([Organisation("<b>College</b>", (Named(SCALE, FIRST),))], "x", TEXTS)

    assert "img" not in read_html(html)[2] and "b" not in read_html(html)[2]
    assert HOSTILE.quote in read_html(html)[0] and "<b>College</b>" in read_html(html)[0]


def test_a_click_opens_the_source_or_goes_to_the_plan_and_nothing_else(
    gone: list[tuple[str, dict[str, object]]], monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[object] = []
    monkeypatch.setattr(state, "open_source", opened.append)
    picked = quoted.picking({"scale": SCALE}, {quoted.place_of(AMOUNT): AMOUNT})

    for value in ("plan:scale", f"source:{quoted.place_of(AMOUNT)}", "scale", quoted.place_of(AMOUNT), "plan:x", "source:x", ""):
        picked(value)

    assert gone == [("plannen", {"plan": ("scale",)})] and opened == [AMOUNT]


def test_a_table_without_figures_is_not_drawn() -> None:
    assert quoted.amounts_table([], "Bedragen", TEXTS) == quoted.figures_table([], "x", TEXTS) == ""
