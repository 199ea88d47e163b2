"""Web pages through trafilatura: the main text, without menus, banners and footers."""

from __future__ import annotations

from dataclasses import replace

import trafilatura
from lxml.html import HtmlElement, fromstring
from trafilatura.metadata import extract_metadata

from ingest.errors import Unreadable
from ingest.reading.blocks import Block, ReadDocument, ReadPage, first_heading
from ingest.reading.characters import decode_page, mend
from ingest.reading.elements import blocks_of

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def read_html(data: bytes) -> ReadDocument:
    """One page of blocks. Raises ``Unreadable`` when there is no main text."""
    page = trafilatura.load_html(decode_page(data))
    if page is None:
        raise Unreadable("no_text")
    metadata = extract_metadata(page)
    language = (page.get("lang") or "").partition("-")[0].strip().lower()
    _flatten(page)
    extracted = trafilatura.extract(
        page, output_format="html", include_links=False, include_images=False, include_comments=False, favor_recall=True
    )
    if not extracted:
        raise Unreadable("no_text")
    blocks = [replace(block, text=mend(block.text)) for block in blocks_of(fromstring(extracted))]
    title = (metadata.title if metadata else None) or first_heading(blocks)
    return ReadDocument(mend(title), (ReadPage(tuple(blocks)),), language)


def _flatten(page: HtmlElement) -> None:
    """Make paragraphs of tables and lists of definitions, of which trafilatura loses what belongs to what."""
    for opener in page.xpath("//button[@aria-expanded][not(ancestor::nav or ancestor::header or ancestor::footer)]"):
        # The title of a part that opens; a button would go, and its title with it.
        if any(parent.tag in _HEADINGS for parent in opener.iterancestors()):
            opener.drop_tag()
        else:
            opener.tag = "h4"
    for element in page.xpath("//table[not(ancestor::table)] | //dl[not(ancestor::table) and not(ancestor::dl)]"):
        if element.tag == "dl" or not _lays_out(element):
            _replace(element, blocks_of(element))


def _lays_out(table: HtmlElement) -> bool:
    """Whether a table only places parts of the page beside one another."""
    inside = (*_HEADINGS, "table", "nav", "form", "article", "section")
    return table.get("role") in ("presentation", "none") or next(table.iterdescendants(*inside), None) is not None


def _replace(element: HtmlElement, blocks: list[Block]) -> None:
    rows = fromstring("<div></div>")
    for block in blocks:
        row = fromstring("<p></p>")
        row.text = block.text
        rows.append(row)
    rows.tail = element.tail
    element.getparent().replace(element, rows)
