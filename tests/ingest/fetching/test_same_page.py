"""One page under several addresses is one file, one document with several addresses; two pages never become one."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.checking import check
from ingest.fetching import Fetcher, Status, fetch_catalogue
from ingest.fetching.canonical import canonical
from retrieval.library import InputRecord, Library
from retrieval.settings import Settings
from retrieval.texts import load_texts
from tests.conftest import Build
from tests.ingest.fetching.conftest import MakeClient
from tests.ingest.fetching.site import Site, reply
from tests.ingest.fetching.test_documents import catalogue, shown

WORDS = "Het practoraat waterstof werkt met bedrijven aan lessen voor monteurs in de regio. " * 3


def page(text: str, own: str = "", banner: str = "") -> bytes:
    link = f'<LINK href="{own}" rel="nofollow Canonical">' if own else ""
    return f"<html><head><title>Lab</title>{link}</head><body><article><p>{text}</p>{banner}</article></body></html>".encode()


@pytest.fixture
def fetcher(make_client: MakeClient) -> Fetcher:
    return Fetcher(make_client(allow=frozenset({"127.0.0.1", "localhost"})))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "added"


def only(settings: Settings) -> InputRecord:
    (entry,) = Library(settings.index).inputs()
    return entry


def is_whole(settings: Settings) -> bool:
    return check(settings, load_texts("nl")) == []


def test_an_address_with_a_consent_is_the_page_that_is_there(
    fetcher: Fetcher, site: Site, folder: Path, build: Build, settings: Settings
) -> None:
    site.on("/lab/?id=3", reply(page(WORDS), "text/html", ETag='"v1"'))
    first = site.address("/lab/?id=3")
    site.on("/lab?id=3&cookie=accept", reply(page(WORDS, banner="<p>Dank u</p>"), "text/html", ETag='"c"'), reply(status=304))
    second = site.address("/lab?id=3&cookie=accept")
    statuses = [fetcher.fetch(address, folder).status for address in (first, second, f"{second}#deel")]

    assert statuses == [Status.FETCHED, Status.FETCHED, Status.UNCHANGED]
    assert [headers.get("If-None-Match") for path, headers in site.asked if path.startswith("/lab")] == [None, '"v1"', '"c"']
    assert list(shown(folder)) == ["lab.html"]
    build(folder)
    entry = only(settings)
    assert entry.addresses == (site.address("/lab?id=3"), first, second, f"{second}#deel")
    (document,) = Library(settings.index).documents()
    assert document.url == site.address("/lab?id=3") and is_whole(settings)


def test_a_redirect_to_a_page_that_is_there(fetcher: Fetcher, site: Site, folder: Path) -> None:
    final = site.on("/lab.html", reply(page(WORDS), "text/html"))
    short = site.on("/kort", reply(status=301, Location="/lab.html?utm_source=mail"))
    site.on("/lab.html?utm_source=mail", reply(page(WORDS), "text/html"))
    assert [fetcher.fetch(address, folder).status for address in (final, short)] == [Status.FETCHED, Status.UNCHANGED]
    assert len(shown(folder)) == 1


def test_a_page_that_names_another_as_its_own_and_is_the_same(fetcher: Fetcher, site: Site, folder: Path) -> None:
    own = site.on("/lab.html", reply(page(WORDS, "/lab.html"), "text/html"))
    other = site.on(
        "/print.html", reply(page(WORDS, "/lab.html"), "text/html"), reply(page(WORDS + "Nieuw.", "/lab.html"), "text/html")
    )
    assert [fetcher.fetch(address, folder).status for address in (own, other)] == [Status.FETCHED, Status.UNCHANGED]
    assert len(shown(folder)) == 1
    # As soon as they differ, neither is lost.
    assert fetcher.fetch(other, folder).status is Status.FETCHED
    assert set(shown(folder).values()) == {page(WORDS, "/lab.html"), page(WORDS + "Nieuw.", "/lab.html")}


def test_pages_that_name_one_address_are_one_document_where_their_texts_agree(
    fetcher: Fetcher, site: Site, folder: Path, build: Build, settings: Settings
) -> None:
    """A website that names its front page as the own address of all its pages loses none of them."""
    short = "Zestien scholen werken met de bedrijven van de haven aan een praktijkopleiding voor technici in het onderhoud"
    texts = [f"{short}.", f"{short} (bijgewerkt).", "De werkplaats in Venlo leert studenten omgaan met robots in de kas."]
    for number, text in enumerate(texts):
        fetcher.fetch(site.on(f"/{number}.html", reply(page(text, "/"), "text/html")), folder)
    build(folder)
    entries = {Path(entry.source).name: entry for entry in Library(settings.index).inputs()}
    assert {name: entry.status for name, entry in entries.items()} == {
        "0.html": "indexed",
        "1.html": "duplicate",
        "2.html": "indexed",
    }
    assert entries["1.html"].document == "0.html" and is_whole(settings)


@pytest.mark.parametrize(
    ("headers", "body", "own"),
    [
        ({}, page("", "/b"), "https://x.nl/b"),
        ({"link": '</c>; title="x"; rel="canonical", </d>; rel="next"'}, page("", "/b"), "https://x.nl/c"),
        ({"link": "</d>; rel=next"}, page(""), ""),
        ({}, page("", "http://www.x.nl/b"), "http://www.x.nl/b"),
        ({}, page("", "https://kwaad.nl/b"), ""),
        ({}, page("", "javascript:alert(1)"), ""),
        ({}, page("", "http://[::1"), ""),
        ({}, b"<" * 300_000, ""),
        ({}, b'<link rel="canonical"><link rel=canonical href=>\xff', ""),
    ],
)
def test_the_own_address_of_a_page(headers: dict[str, str], body: bytes, own: str) -> None:
    assert canonical("https://x.nl/a", headers, body, html=True) == own
    assert canonical("https://x.nl/a", headers, body, html=False) == (own if headers and own else "")


def test_a_catalogue_that_names_a_page_twice_asks_for_it_once(
    fetcher: Fetcher, site: Site, tmp_path: Path, build: Build, settings: Settings
) -> None:
    own = site.on("/lab.html", reply(page(WORDS), "text/html"))
    twin = site.address("/lab.html/?cookie=accept")
    path = catalogue(tmp_path / "bron", ("", own), ("", twin))
    build(path)
    assert {entry.status for entry in Library(settings.index).inputs()} == {"missing"}

    outcomes = list(fetch_catalogue(path, fetcher))
    assert [own.status for own in outcomes] == [Status.FETCHED, Status.SAME]
    assert outcomes[0].file == outcomes[1].file and site.paths() == ["/lab.html"]

    build(path)
    entries = {entry.source.rsplit("#", 1)[-1]: entry for entry in Library(settings.index).inputs()}
    assert [(entries[id_].status, entries[id_].document) for id_ in ("d0", "d1")] == [("indexed", "d0"), ("duplicate", "d0")]
    assert [document.url for document in Library(settings.index).documents()] == [own]
    assert is_whole(settings)


def test_a_file_that_somebody_put_in_the_place_of_a_fetched_one_has_no_address(
    fetcher: Fetcher, site: Site, folder: Path, build: Build, settings: Settings
) -> None:
    fetcher.fetch(site.on("/lab.html", reply(page(WORDS), "text/html")), folder)
    (folder / "lab.html").write_bytes(page("Een eigen stuk over de werkplaats in de kas."))
    build(folder)
    assert only(settings).addresses == ()
