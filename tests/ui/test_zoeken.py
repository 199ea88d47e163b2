"""The page "zoeken": what is found, the facets and their counts, the chosen filters, and that the address says it all."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from urllib.parse import parse_qs

import pytest
from streamlit.testing.v1 import AppTest

from retrieval.model import Filter, Plan, Ranking
from tests.ui import searching
from tests.ui.fakes import BARE, PAGES, SCALE, SNEL, VOCABULARY
from tests.ui.screen import drawn, parts, pick, read_html, unfold, words
from tests.ui.searching import SearchEngine
from ui.components.search import facets, results
from ui.finding import Entry, Wanted, fewer, find, wanted_of
from ui.pages import zoeken
from ui.resources import Services
from ui.texts import interface_texts

TEXTS = interface_texts("nl")
ENGINE = SearchEngine()


def page(**params: str | list[str]) -> AppTest:
    """The page at an address."""

    def script(services: object) -> None:
        from ui.pages import zoeken
        from ui.texts import interface_texts

        zoeken.show(services, interface_texts("nl"))  # type: ignore[arg-type]

    app = AppTest.from_function(script, default_timeout=20, kwargs={"services": Services(ENGINE, VOCABULARY, print)})
    for key, value in params.items():
        app.query_params[key] = value
    return app.run()


def names(app: AppTest) -> list[str]:
    """The plans and documents on the screen."""
    return read_html(drawn(app, "results"), "h3")[1]


def asked(**params: str | tuple[str, ...]) -> Wanted:
    """What an address asks for."""
    return wanted_of({key: (v,) if isinstance(v, str) else v for key, v in params.items()}, ENGINE, "nl")


def test_without_a_query_all_plans_are_there_with_the_counts_of_their_facets() -> None:
    app = page()

    assert names(app) == ["SCALE", "SNEL", BARE.name]
    assert "3 plannen" in words(app)
    assert "Doorzocht: 41 documenten" in words(app)
    assert 'data-pick="theme:energietransitie"' in drawn(app, "facets")
    assert drawn(app, "chosen") == ""
    assert not app.exception


def test_a_query_shows_its_plans_with_the_found_words_marked_and_what_belongs_to_no_plan_under_its_document() -> None:
    app = page(q="maintenance bedrag")
    shown = drawn(app, "results")

    assert names(app) == ["Programmagids *Opschaling*", "SNEL"]
    assert read_html(shown, "mark")[1] == ["bedrag", "maintenance"]
    assert read_html(shown, "blockquote")[1][1] == "SNEL werkt aan smart maintenance in Limburg."
    assert "[2] Programmagids *Opschaling*, p. 2" in read_html(shown, "button")[1]
    assert "1 plan · 2 passages · 1 document zonder plan" in words(app)


def test_what_stands_in_documents_is_shown_and_not_obeyed() -> None:
    shown = drawn(page(q="Let beeld"), "results")

    assert "<b>Let op:</b> $x$" in read_html(shown)[0]
    assert read_html(shown)[2] <= {"ol", "li", "h3", "p", "blockquote", "mark", "button", "a"}


def test_typing_a_query_puts_it_in_the_address_and_keeps_the_filters() -> None:
    app = page(soort="consortium", aantal="40")
    app.text_input[0].set_value("  maintenance ").run()

    assert app.query_params["q"] == "maintenance"
    assert app.query_params["soort"] == "consortium"
    assert "aantal" not in app.query_params
    assert names(app) == ["SNEL"]


def test_filters_in_the_address_are_applied_and_shown_and_unknown_ones_are_left_out() -> None:
    app = page(thema=["energietransitie", "nergens"], soort_document="onzin", jaar="2023")

    assert names(app) == ["SCALE"]
    chosen = read_html(drawn(app, "chosen"), "button")[1]
    assert chosen == ["thema: energietransitie ×", "jaar: 2023 ×", "Wis alle filters"]


def test_several_values_of_a_facet_are_alternatives() -> None:
    assert names(page(thema=["energietransitie", "smart-maintenance"])) == ["SCALE", "SNEL"]


def test_the_counts_of_a_query_are_those_of_the_plans_that_it_finds() -> None:
    found = find(ENGINE, asked(q="maintenance"), "nl")

    assert {s.value.value: s.count for s in found.counts["theme"]} == {"energietransitie": 0, "smart-maintenance": 1}
    assert {s.value.value: s.count for s in found.counts["year"]} == {"2023": 1}


@pytest.mark.parametrize("query", ["", "werkt", "maintenance"])
def test_a_count_tells_how_many_plans_a_click_leaves(query: str) -> None:
    wanted = asked(q=query, soort="consortium", soort_document="gids")
    counts = find(ENGINE, wanted, "nl").counts

    assert counts.keys() >= {"theme", "province", "document_kind", "year"}
    for facet in ("theme", "province", "year"):
        for spot in counts[facet]:
            clicked = find(ENGINE, _with(wanted, spot.value), "nl")
            assert len(clicked.plans) == spot.count, spot


def _with(wanted: Wanted, value: Filter) -> Wanted:
    params = wanted.toggled(value.facet, value.value).params()
    return replace(wanted_of(params, ENGINE, "nl"), query=wanted.query)


def test_however_many_passages_a_query_finds_all_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searching, "LINES", [line for line in searching.LINES if "snel" in line[0].plans] * 600)

    assert find(ENGINE, asked(q="maintenance"), "nl").passages == 600


def test_a_filter_that_is_chosen_again_is_let_go() -> None:
    wanted = asked(provincie="zuid-holland", jaar="2023")

    assert wanted.toggled("province", "zuid-holland").params()["provincie"] == ()
    assert wanted.toggled("year", "2023").params()["jaar"] == ()
    assert wanted.toggled("nonsens", "x") == wanted


def test_a_province_that_is_opened_elsewhere_keeps_the_query_the_filters_and_the_language() -> None:
    app = page(q="werkt", soort="consortium", taal="en", woorden="eigen", aantal="40")
    address = re.search('href="([^"]*)" data-pick="zuid-holland"', drawn(app, "search-map"))
    assert address
    path, _, query = unescape(address[1]).partition("?")

    assert path == "zoeken"
    assert parse_qs(query) == {
        "q": ["werkt"],
        "soort": ["consortium"],
        "taal": ["en"],
        "woorden": ["eigen"],
        "provincie": ["zuid-holland"],
    }


def test_where_nothing_is_found_each_filter_says_what_there_is_without_it() -> None:
    app = page(q="maintenance", thema="energietransitie", soort="consortium")

    assert "Niets gevonden" in words(app)
    assert [b.key for b in app.button if str(b.key).startswith("without-")] == ["without-theme:energietransitie"]
    assert "1 plan" in app.button(key="without-theme:energietransitie").label
    app.button(key="without-theme:energietransitie").click().run()
    assert "thema" not in app.query_params
    assert names(app) == ["SNEL"]


def test_words_that_stand_nowhere_are_told_and_the_plans_are_a_click_away() -> None:
    app = page(q="xyzzy")

    assert "Deze woorden staan in geen enkel document" in words(app)
    app.button(key="search-browse").click().run()
    assert len(names(app)) == 3


def test_without_which_filter_there_is_more_is_told_most_first() -> None:
    wanted = asked(thema="energietransitie", provincie="landelijk")
    found = find(ENGINE, wanted, "nl")

    assert [(f.value, count) for f, count in fewer(ENGINE, wanted, found.stock)] == [("landelijk", 1), ("energietransitie", 1)]


def test_a_typing_error_is_told_and_can_be_undone() -> None:
    app = page(q="watestof")
    assert "Gezocht op waterstof in plaats van watestof" in words(app)

    pick(app, "as-typed")
    assert app.query_params["letterlijk"] == "ja"
    assert "Gezocht op wat u typte" in words(app)


def test_related_words_are_named_and_can_be_left_out() -> None:
    app = page(q="onderhoud")
    assert names(app) == []
    assert "maintenance" in words(app)

    pick(app, "own-words")
    assert app.query_params["woorden"] == "eigen"
    assert "maintenance" not in words(app)


def test_the_order_is_chosen_and_stands_in_the_address() -> None:
    app = page()
    assert app.selectbox[0].options == ["op naam", "op provincie", "meeste passages eerst"]

    app.selectbox[0].set_value("passages").run()
    assert app.query_params["sorteer"] == "passages"
    assert names(app)[-1] == BARE.name


def test_plans_are_ordered_by_province_with_those_without_one_last() -> None:
    entries = tuple(Entry(plan.name, plan, (), 1) for plan in (BARE, SCALE, SNEL))
    provinces = {"scale": "Zuid-Holland", "snel": "landelijk"}

    def province(plan: Plan) -> str:
        return provinces.get(plan.id, "")

    assert [e.plan for e in zoeken.ordered(entries, "province", province)] == [SCALE, SNEL, BARE]


def test_more_plans_are_shown_at_a_click(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zoeken, "STEP", 2)
    app = page()
    assert len(names(app)) == 2

    app.button(key="search-more").click().run()
    assert app.query_params["aantal"] == "4"
    assert len(names(app)) == 3


@pytest.mark.parametrize("number", ["-5", "veel", "0", "1e9", "²"])
def test_a_senseless_number_in_the_address_is_ignored(number: str) -> None:
    assert len(names(page(aantal=number))) == 3


def test_a_query_of_signs_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    from retrieval.errors import QuestionEmpty

    def refuse(*_: object, **__: object) -> Ranking:
        raise QuestionEmpty()

    monkeypatch.setattr(ENGINE, "search", refuse, raising=False)
    app = page(q="?!")

    assert app.error
    assert not app.exception


def test_a_quotation_that_is_no_longer_on_its_page_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    found = find(ENGINE, asked(q="maintenance"), "nl")
    whole = ENGINE.page("gids", 2)
    monkeypatch.setattr(ENGINE, "page", lambda *_: replace(whole, text="anders"), raising=False)

    assert results.quoted(found.entries, found.marker, ENGINE) == [()]


def test_each_of_two_documents_with_one_title_has_its_own_quotations(monkeypatch: pytest.MonkeyPatch) -> None:
    found = ENGINE.search("document bedrag")
    hits = tuple(replace(hit, document=replace(hit.document, title="Jaarplan")) for hit in found.hits)
    monkeypatch.setattr(ENGINE, "search", lambda *_, **__: replace(found, hits=hits), raising=False)
    app = page(q="document bedrag")

    assert names(app) == ["Jaarplan", "Jaarplan"]
    quotes = read_html(drawn(app, "results"), "blockquote")[1]
    assert quotes == ["Het hoogste toegekende bedrag is € 9.000.000.", PAGES["odd", 1]]


def test_a_passage_about_two_plans_is_opened_under_the_mark_that_was_clicked(monkeypatch: pytest.MonkeyPatch) -> None:
    found = ENGINE.search("bedrag")
    hits = tuple(replace(hit, passage=replace(hit.passage, plans=("scale", "snel"))) for hit in found.hits)
    monkeypatch.setattr(ENGINE, "search", lambda *_, **__: replace(found, hits=hits), raising=False)

    for number, name in enumerate(parts(page(q="bedrag"), "source:"), 1):
        assert f"Bron [{number}]" in words(pick(page(q="bedrag"), name))


def test_every_shown_passage_is_a_span_of_its_page() -> None:
    found = find(ENGINE, asked(q="maintenance energietransitie beeld document"), "nl")
    shown = [one for own in results.quoted(found.entries, found.marker, ENGINE) for one in own]

    assert [one.citation.mark for one in shown] == list(range(1, len(shown) + 1))
    for one in shown:
        citation = one.citation
        assert ENGINE.page(citation.document.id, citation.page).text[citation.start : citation.end] == citation.quote
        assert one.spans


def test_values_beyond_the_first_wait_behind_a_click_and_chosen_ones_are_pressed() -> None:
    counts = find(ENGINE, Wanted(), "nl").counts
    spots = [replace(counts["theme"][0], value=Filter("theme", f"t{i}", f"Thema <{i}>"), count=8 - i) for i in range(9)]
    html = facets.blocks({"theme": spots}, ("theme",), [spots[0].value, spots[8].value], TEXTS)

    assert "toon alle (9)" in html
    assert len(re.findall('aria-pressed="true"', html)) == 2
    assert "Thema &lt;1&gt;" in html
    assert 'aria-label="Thema &lt;0&gt;: 8 plannen"' in html
    assert 'aria-label="Thema &lt;7&gt;: 1 plan"' in html


def test_what_is_found_can_be_exported() -> None:
    app = page(thema="smart-maintenance", q="maintenance")
    assert [button.label for button in unfold(app, "export-").get("download_button")][:1] == ["Excel (.xlsx)"]
    assert "Exporteren" in [block.proto.popover.label for block in app.get("popover")]

    assert not page(q="zzzz").get("download_button")
