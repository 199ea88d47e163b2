"""OpenDocument texts, presentations and spreadsheets (LibreOffice) through odfdo, as elements of HTML."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING

from lxml import html
from lxml.html import HtmlElement

from ingest.errors import Unreadable
from ingest.reading.blocks import Block, ReadDocument, ReadPage, first_heading
from ingest.reading.elements import blocks_of, cells_of
from ingest.reading.packages import check_package
from ingest.reading.sheets import MOST_COLUMNS, MOST_ROWS, left_out, sheet_pages
from retrieval.language import language_of

if TYPE_CHECKING:
    from odfdo import Document, Element

_NAMES = {
    "text:p": "p", "text:list-header": "li", "text:line-break": "br", "text:section": "div",
    "text:numbered-paragraph": "div", "draw:text-box": "div", "table:table": "table",
    "table:table-header-rows": "thead", "table:table-row": "tr", "table:table-cell": "td",
}  # fmt: skip
# Deleted text under tracked changes, comments, listings of what stands elsewhere, drawings by another name.
_LEFT_OUT = frozenset(
    "text:tracked-changes office:annotation office:annotation-end office:forms text:table-of-content text:illustration-index "
    "text:table-index text:object-index text:user-index text:alphabetical-index text:bibliography text:note text:note-citation "
    "table:covered-table-cell svg:title svg:desc presentation:notes text:ruby-text".split()
)
_FURNITURE = frozenset(["page-number", "header", "footer", "date-time"])
_NOTES = {"nl": "Notities", "en": "Notes"}
_SPACES = ("text:s", "text:tab")
_SPANS = {"table:number-columns-spanned": "colspan", "table:number-rows-spanned": "rowspan"}
_TITLE = "Title"
_MOST_SPACES, _MOST_EMPTY = 100, 50


def read_opendocument(data: bytes) -> ReadDocument:
    """A text as one page, a presentation as a page a slide, a spreadsheet as a page a sheet. Raises ``Unreadable``."""
    check_package(data, "content.xml")
    import odfdo

    try:
        return _read(odfdo.Document(BytesIO(data)))
    except Exception as error:  # The library raises what it comes upon: KeyError, ValueError, errors of XML.
        raise Unreadable("damaged", str(error)) from error


def _read(document: Document) -> ReadDocument:
    title = (document.meta.title or "").strip()
    if document.body.tag == "office:spreadsheet":
        return _sheets(document, title)
    if document.body.tag == "office:presentation":
        slides = enumerate(document.body.get_elements("draw:page"), start=1)
        pages = tuple(ReadPage(tuple(_slide(slide)), str(number)) for number, slide in slides)
    else:
        pages = (ReadPage(tuple(_text(document))),)
    return ReadDocument(title or first_heading(block for page in pages for block in page.blocks), pages)


def _text(document: Document) -> Iterator[Block]:
    """The blocks of a text. Below a title of the whole its headings are one level deeper."""
    automatic = document.get_styles("paragraph", automatic=True)
    titles = [
        _TITLE,
        *(style.get_attribute("style:name") for style in automatic if style.get_attribute("style:parent-style-name") == _TITLE),
    ]
    lower = 0
    for part in document.body.children:
        blocks = _blocks(part)
        if part.tag == "text:p" and part.get_attribute("text:style-name") in titles:
            blocks, lower = [replace(block, level=1) for block in blocks], 1
        else:
            blocks = [replace(block, level=block.level + lower) if block.level else block for block in blocks]
        yield from blocks
        # A note stands behind the paragraph it belongs to.
        for note in part.get_elements("descendant::text:note"):
            told = " ".join(block.text for inner in note.get_elements("text:note-body") for block in _blocks(inner))
            mark = next((mark.text_recursive for mark in note.get_elements("text:note-citation")), "")
            yield Block(f"[{mark}] {told}" if mark else told)


def _slide(slide: Element) -> Iterator[Block]:
    frames = [(frame.get_attribute("presentation:class"), frame) for frame in slide.children if frame.tag != "presentation:notes"]
    for kind, frame in sorted(frames, key=lambda one: one[0] != "title"):
        blocks = [] if kind in _FURNITURE else _blocks(frame)
        yield from [Block(" ".join(block.text for block in blocks), 2)] if kind == "title" and blocks else blocks
    notes = [block for frame in slide.get_elements("presentation:notes/draw:frame") for block in _blocks(frame)]
    if notes:
        yield Block(_NOTES[language_of(" ".join(note.text for note in notes))], 3)
        yield from notes


def _sheets(document: Document, title: str) -> ReadDocument:
    pages: list[ReadPage] = []
    long = wide = False
    for sheet in document.body.get_elements("table:table"):
        name = str(sheet.get_attribute("table:name") or "")
        if document.get_table_displayed(name):
            rows = cells_of(_element(sheet))
            long |= len(rows) > MOST_ROWS
            wide |= any(cell.text for row in rows for cell in row[MOST_COLUMNS:])
            pages += sheet_pages(name, [row[:MOST_COLUMNS] for row in rows[:MOST_ROWS]])
    return ReadDocument(title, tuple(pages), partial=left_out(rows=long, columns=wide))


def _blocks(part: Element) -> list[Block]:
    if part.tag in _LEFT_OUT:
        return []
    whole = html.Element("div")
    whole.append(_element(part))
    return blocks_of(whole)


def _element(part: Element) -> HtmlElement:
    """The element of HTML that is shown as ``part`` is."""
    made = html.Element(_name(part))
    for own, name in _SPANS.items():
        if value := part.get_attribute(own):
            made.set(name, str(value))
    _say(made, part.text)
    for child in part.children:
        if child.tag in _SPACES:
            _say(made, " " * min(int(child.get_attribute("text:c") or 1), _MOST_SPACES))
        elif child.tag not in _LEFT_OUT:
            made.extend(_element(child) for _ in range(_times(child)))
        _say(made, child.tail)
    return made


def _name(part: Element) -> str:
    if part.tag == "text:h":
        return f"h{min(max(int(part.get_attribute('text:outline-level') or 1), 1), 6)}"
    if part.tag in ("text:list", "text:list-item"):
        # Numbered headings may be written as items of a list.
        plain = "ul" if part.tag == "text:list" else "li"
        return "div" if part.get_elements("descendant::text:h") else plain
    return _NAMES.get(part.tag, "span")


def _say(made: HtmlElement, text: str | None) -> None:
    """Add text at the end of an element."""
    if not text:
        return
    if len(made):
        made[-1].tail = (made[-1].tail or "") + text
    else:
        made.text = (made.text or "") + text


def _times(part: Element) -> int:
    """How often a row or a cell stands there; an empty one hardly counts: sheets are filled up with them."""
    most, least = {"table:table-row": (MOST_ROWS + 1, 1), "table:table-cell": (MOST_COLUMNS + 1, _MOST_EMPTY)}.get(
        part.tag, (1, 1)
    )
    kind = "rows" if part.tag == "table:table-row" else "columns"
    told = int(part.get_attribute(f"table:number-{kind}-repeated") or 1) if most > 1 else 1
    return min(told, most if part.text_recursive.strip() else least)
