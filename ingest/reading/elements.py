"""Elements of HTML to blocks: headings, paragraphs, lists, tables. For every format that a library gives as HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from ingest.reading.blocks import Block
from ingest.reading.tables import Cell, table_blocks

_LISTS = ("ul", "ol")
_BOLD = ("strong", "b")
_BLOCKS = frozenset("h1 h2 h3 h4 h5 h6 p ul ol dl table pre blockquote div section article main details summary".split())
_UNSEEN = frozenset("script style template head noscript".split())
_HEADING = re.compile(r"h([1-6])")
_SPACES = re.compile(r"[ \t\r\n\f]+")
_BREAK = "\u2028"


def blocks_of(element: HtmlElement) -> list[Block]:
    """The blocks of an element, in order."""
    return [block for block in _blocks(element) if block.text]


def text_of(element: HtmlElement) -> str:
    """The text of an element as it is seen: paragraphs on lines of their own."""
    return "\n".join(block.text for block in _mixed(element) if block.text)


def cells_of(table: HtmlElement) -> list[list[Cell]]:
    """The cells of a table by row, without those of tables within it."""
    rows = (row for row in table.iter("tr") if next(row.iterancestors("table")) is table)
    return [[_cell(cell) for cell in row.iterchildren("td", "th")] for row in rows]


def is_bold(element: HtmlElement) -> bool:
    """Whether all the text of an element is bold."""
    bold = "".join(part.text_content() for part in element.iter(*_BOLD) if not any(a.tag in _BOLD for a in part.iterancestors()))
    return bool(bold.strip()) and len("".join(bold.split())) == len("".join(element.text_content().split()))


def _blocks(element: HtmlElement) -> Iterator[Block]:
    if heading := _HEADING.fullmatch(element.tag):
        yield Block(text_of(element), int(heading[1]))
    elif element.tag in _LISTS:
        yield Block("\n".join(_items(element)))
    elif element.tag == "table":
        yield from _table(element)
    elif element.tag == "dl":
        yield from _definitions(element)
    elif element.tag == "pre":
        yield Block(element.text_content().strip())
    else:
        yield from _mixed(element)


def _mixed(element: HtmlElement) -> Iterator[Block]:
    """The blocks of an element; what text stands between them is a paragraph."""
    between = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str) and _is_block(child):
            yield Block(_shown(between))
            yield from _blocks(child)
            between = []
        else:
            between += _inline(child)
        between.append(child.tail or "")
    yield Block(_shown(between))


def _is_block(element: HtmlElement) -> bool:
    return element.tag in _BLOCKS or next(element.iterdescendants(*_BLOCKS), None) is not None


def _inline(element: HtmlElement) -> Iterator[str]:
    """The text of an element without blocks in it, piece by piece."""
    if element.tag == "br":
        yield _BREAK
    elif element.tag == "img":
        yield element.get("alt", "")
    elif isinstance(element.tag, str) and element.tag not in _UNSEEN:
        yield element.text or ""
        for child in element:
            yield from _inline(child)
            yield child.tail or ""


def _shown(pieces: list[str]) -> str:
    """Text with white space as a browser shows it."""
    lines = _SPACES.sub(" ", "".join(pieces)).split(_BREAK)
    return "\n".join(line.strip(" ") for line in lines).strip()


def _items(listing: HtmlElement) -> Iterator[str]:
    """A line for each item; those of a list within it are lines behind it."""
    for item in listing.iterchildren("li", *_LISTS):
        lines = [""]
        for block in _blocks(item):
            if block.text.startswith("- "):
                lines.append(block.text)
            elif block.text:
                lines[-1] = f"{lines[-1]} {block.text}".strip() if len(lines) == 1 else f"{lines[-1]}\n- {block.text}"
        yield from ([f"- {lines[0]}"] if lines[0] else []) + lines[1:]


def _definitions(listing: HtmlElement) -> Iterator[Block]:
    """A block for each definition: "term: what it is"."""
    terms: list[str] = []
    for part in listing.iter("dt", "dd"):
        text = text_of(part)
        if part.tag == "dt":
            terms.append(text.rstrip(" :"))
        else:
            yield Block(f"{', '.join(terms)}: {text}" if terms and text else text)
            terms = []
    yield Block(", ".join(terms))


def _table(table: HtmlElement) -> Iterator[Block]:
    yield from (Block(text_of(caption)) for caption in table.iterchildren("caption"))
    yield from table_blocks(cells_of(table))


def _cell(cell: HtmlElement) -> Cell:
    heading = cell.tag == "th" or next(cell.iterancestors("thead", "table")).tag == "thead" or is_bold(cell)
    return Cell(text_of(cell), _span(cell, "colspan"), _span(cell, "rowspan"), heading)


def _span(cell: HtmlElement, name: str) -> int:
    value = cell.get(name, "1").strip()
    return max(1, int(value)) if value.isascii() and value.isdigit() and len(value) < 6 else 1
