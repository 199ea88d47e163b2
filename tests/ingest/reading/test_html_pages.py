"""Web pages as municipalities, schools and networks make them: what is kept, and what stands around it."""

from __future__ import annotations

import pytest

from ingest.cleaning import clean_document
from ingest.reading.html import read_html

TEXT = "Het consortium leidt vakmensen op voor waterstof; er doen twaalf scholen en veertig bedrijven aan mee in de regio."
AROUND = """<header><nav><ul><li><a href="/">Startpagina</a></li><li><a href="/over">Over ons</a></li></ul>
<button aria-expanded="false">Open het menu</button></nav></header>
<nav class="breadcrumbs" aria-label="Kruimelpad"><a href="/">Startpagina</a> &gt; <a href="/p">Projecten</a></nav>
<div class="cookie-banner" role="dialog"><p>Deze website gebruikt cookies om uw ervaring te verbeteren.</p>
<button>Alles accepteren</button><button>Weigeren</button></div>"""
BEHIND = """<h3>Lees ook</h3><ul class="related"><li><a href="/a">Subsidie voor zonnepanelen</a></li>
<li><a href="/b">Nieuwe wethouder</a></li></ul>
<div class="share">Deel deze pagina: <a href="#">Facebook</a> <a href="#">LinkedIn</a></div></main>
<aside><h2>Gerelateerd nieuws</h2><p><a href="/z">Fietsbrug over het kanaal geopend</a></p></aside>
<footer><p>Postbus 1, Enschede. Copyright Gemeente Voorbeeld.</p></footer>"""


def blocks(inner: str) -> list[tuple[str, int]]:
    page = f'<!doctype html><html lang="nl"><head><meta charset="utf-8"></head><body>{AROUND}<main>{inner}{BEHIND}</body></html>'
    (read,) = clean_document(read_html(page.encode())).pages
    return [(block.text, block.level) for block in read.blocks]


@pytest.mark.parametrize(
    "inner",
    [
        f"<h1>Waterstof</h1><p>{TEXT}</p><h2>Partners</h2><p>{TEXT}</p>",
        f"<article><h1>Waterstof</h1><p>{TEXT}</p></article>",
        f'<div class="content"><div class="row"><div class="col"><h1>Waterstof</h1><p>{TEXT}</p></div></div></div>',
    ],
    ids=["main", "article", "divs"],
)
def test_text_is_kept_and_what_stands_around_it_is_not(inner: str) -> None:
    told = " ".join(text for text, _ in blocks(inner))
    assert TEXT in told
    for around in ("Over ons", "menu", "cookies", "accepteren", "Weigeren", "zonnepanelen", "Facebook", "Fietsbrug", "Postbus"):
        assert around not in told


def test_rows_of_a_table_keep_their_header_also_with_merged_cells() -> None:
    table = """<table><caption>Tabel 1. Partners</caption><thead><tr><th>Partner</th><th>Rol</th><th>Budget</th></tr></thead>
    <tbody><tr><td rowspan="2">ROC</td><td>Penvoerder</td><td>€ 1,2 miljoen</td></tr>
    <tr><td>Uitvoerder</td><td>€ 300.000</td></tr></tbody></table>"""
    assert blocks(f"<h1>Waterstof</h1><p>{TEXT}</p>{table}")[2:] == [
        ("Tabel 1. Partners", 0),
        ("Partner: ROC; Rol: Penvoerder; Budget: € 1,2 miljoen", 0),
        ("Partner: ROC; Rol: Uitvoerder; Budget: € 300.000", 0),
    ]


def test_table_that_lays_out_the_page_is_no_table() -> None:
    second = "<p>Tweede kolom met een eigen alinea tekst.</p>"
    layout = f'<table role="presentation"><tr><td><h2>Doel</h2><p>{TEXT}</p></td><td>{second}</td></tr></table>'
    assert not any(text.startswith("Doel:") or " | " in text for text, _ in blocks(f"<h1>Waterstof</h1><p>{TEXT}</p>{layout}"))


def test_terms_keep_their_definitions() -> None:
    listing = "<dl><dt>Looptijd</dt><dd>2023-2027</dd><dt>Provincie:</dt><dd>Overijssel</dd></dl>"
    assert blocks(f"<h1>Waterstof</h1><p>{TEXT}</p>{listing}")[2:] == [("Looptijd: 2023-2027", 0), ("Provincie: Overijssel", 0)]


@pytest.mark.parametrize(
    "part",
    [
        "<details><summary>Wie kan meedoen?</summary><p>{}</p></details>",
        '<div><h3><button aria-expanded="false">Wie kan meedoen?</button></h3><div hidden><p>{}</p></div></div>',
        '<div><button aria-expanded="false">Wie kan meedoen?</button><div><p>{}</p></div></div>',
    ],
    ids=["details", "button in a heading", "button"],
)
def test_parts_that_open_keep_their_title_as_a_heading(part: str) -> None:
    answer = "Elk mkb-bedrijf in de regio Twente met ten minste twee medewerkers."
    found = blocks(f"<h1>Waterstof</h1><p>{TEXT}</p>{part.format(answer)}")
    (place,) = [place for place, (text, level) in enumerate(found) if text == "Wie kan meedoen?" and level]
    assert found[place + 1] == (answer, 0)


@pytest.mark.parametrize(
    ("head", "title"),
    [
        (
            '<title>Waterstof in Twente | Gemeente Voorbeeld</title><meta property="og:title" content="Waterstof in Twente">',
            "Waterstof in Twente",
        ),
        ("<title>Waterstof</title>", "Waterstof"),
        ("", "Kop"),
    ],
)
def test_title_is_that_of_the_page(head: str, title: str) -> None:
    read = read_html(f'<html lang="en-GB"><head>{head}</head><body><main><h1>Kop</h1><p>{TEXT}</p></main></body></html>'.encode())
    assert (read.title, read.language) == (title, "en") or (
        head == "<title>Waterstof</title>" and read.title in ("Kop", "Waterstof")
    )


def test_mojibake_in_a_page_is_set_right_also_when_it_is_written_in_entities() -> None:
    told = [
        text for text, _ in blocks(f"<h1>Waterstof</h1><p>De coÃ¶peratie en &Atilde;&copy;&Atilde;&copy;n ppsâ€™en. {TEXT}</p>")
    ]
    assert told[1].startswith("De coöperatie en één pps’en.")
