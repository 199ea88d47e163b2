"""The page "dekking" at a document: where it comes from, how it was read, its pages and plans."""

from __future__ import annotations

import pytest

from retrieval.exporting import Cell, Report
from tests.ui.fakes import GUIDE, PAGES, FakeEngine
from tests.ui.screen import drawn, inside, parts, pick, read_html, words
from tests.ui.visiting import visit
from ui.components import exporting
from ui.routes import Place


def test_a_name_in_the_table_leads_to_the_page_of_its_document_and_back(engine: FakeEngine) -> None:
    app = visit(Place.COVERAGE, engine)
    assert 'href="dekking?document=gids"' in drawn(app, "documents")
    pick(app, "document:gids")

    assert app.query_params["document"] == "gids"
    assert inside(app, "h1") == [GUIDE.title]
    pick(app, "back")
    assert "document" not in app.query_params and inside(app, "h1") == ["Dekking"]


def test_the_page_tells_what_there_is_of_a_document(engine: FakeEngine) -> None:
    app = visit(Place.COVERAGE, engine, document=("gids",))
    told = words(app)

    assert "Deels opgenomen: niet alle pagina's hebben tekst; 1 van 3 pagina's niet leesbaar." in told
    assert [link.proto.url for link in app.get("link_button")] == [GUIDE.url]
    assert parts(app, "plan:") == ["plan:scale", "plan:snel"] and "Plannen in dit document: 2" in told
    assert "Niet leesbaar: pagina 3." in told
    # What has the same content is told beside it.
    assert "gids" in inside(app, "dt")
    assert not app.exception


def test_each_page_tells_how_it_was_read_and_opens_in_its_place(engine: FakeEngine) -> None:
    app = visit(Place.COVERAGE, engine, document=("gids",))
    html = drawn(app, "document-pages")
    cells = read_html(html, "td")[1]

    assert read_html(html, "th")[1][6:] == ["1 (gedrukt nummer i)", "Open pagina 2", "3"]
    assert cells[:5] == ["40", "0", "99%", "pdfium", ""]
    assert cells[5:10] == [
        str(len(PAGES["gids", 2])),
        "1",
        "100%",
        "pypdf",
        "herkend van een beeld; 12 onzichtbare letters weggelaten",
    ]
    assert cells[10:] == ["0", "0", "–", "–", "niet leesbaar"]
    pick(app, "page:2")
    assert app.query_params["bron"].startswith("gids:2:0:")
    assert inside(app, "mark") == [PAGES["gids", 2]]


def test_what_is_not_in_the_library_has_its_title_and_the_reason(engine: FakeEngine) -> None:
    app = visit(Place.COVERAGE, engine, document=("plan <x>.pdf",))

    assert inside(app, "h1") == ["Het <geheime> plan"]
    assert "Dit document zit niet in de bibliotheek" in words(app)
    assert "Onleesbaar: het bestand is versleuteld" in words(app)
    assert not drawn(app, "document-pages")
    assert "Het <geheime> plan" in words(visit(Place.COVERAGE, engine))


@pytest.mark.parametrize("named", ["nergens", "<script>", "../gids"])
def test_an_address_of_no_document_says_so(engine: FakeEngine, named: str) -> None:
    app = visit(Place.COVERAGE, engine, document=(named,))

    assert inside(app, "h1") == ["Dit document is er niet"] and not app.exception
    assert "Alle documenten" in words(app)


def test_the_pages_are_taken_along_as_numbers(engine: FakeEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    reports: list[Report] = []
    monkeypatch.setattr(exporting, "show", lambda report, *_: reports.append(report))
    visit(Place.COVERAGE, engine, document=("gids",))

    (table,) = reports[0].tables
    assert table.rows[0][:3] == (Cell("1 (gedrukt nummer i)"), Cell("40", number=True), Cell("0", number=True))
    assert GUIDE.title in reports[0].title
