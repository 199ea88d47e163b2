"""Word documents: mammoth gives their text as HTML, after python-docx told which styles are headings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING

from lxml.html import HtmlElement, HTMLParser, document_fromstring, fromstring

from ingest.errors import Unreadable
from ingest.reading.blocks import ReadDocument, ReadPage, first_heading
from ingest.reading.elements import blocks_of, is_bold, text_of
from ingest.reading.packages import check_package
from ingest.reading.text import is_heading

if TYPE_CHECKING:
    from docx.document import Document
    from docx.styles.style import BaseStyle

_PARSER = HTMLParser(encoding="utf-8", no_network=True, huge_tree=True)
_DEEPEST = 6
# Tables of contents and the like repeat what the text says.
_LISTINGS = re.compile(r"(?:toc|index|table of figures|toc heading)(?: \d)?", re.IGNORECASE)
_HIDDEN = ".//w:r[w:rPr/w:vanish[not(@w:val) or not(@w:val='0' or @w:val='false')]]"


def read_docx(data: bytes) -> ReadDocument:
    """One page of blocks; the title is that of the document's properties, else its first heading. Raises ``Unreadable``.

    Left out: headers and footers, tables of contents, comments, hidden text, and what was deleted under tracked changes.
    """
    check_package(data, "word/document.xml")
    try:
        title, html = _as_html(data)
    except Exception as error:  # Both libraries raise what they come upon: KeyError, ValueError, errors of XML.
        raise Unreadable("damaged", str(error)) from error
    body = document_fromstring(f"<!doctype html><body>{html}</body>".encode(), parser=_PARSER).find("body")
    _place_notes(body)
    _lower_headings(body)
    _mark_headings(body)
    blocks = blocks_of(body)
    return ReadDocument(title or first_heading(blocks), (ReadPage(tuple(blocks)),))


def _as_html(data: bytes) -> tuple[str, str]:
    """(title in the properties, text as HTML) of a document."""
    import docx
    import mammoth

    document = docx.Document(BytesIO(data))
    _prepare(document)
    prepared = BytesIO()
    document.save(prepared)
    styles = "\n".join(["p[style-name='Title'] => h1.title:fresh", *_styles(document)])
    html = mammoth.convert_to_html(prepared, style_map=styles, convert_image=lambda _: [], external_file_access=False)
    return (document.core_properties.title or "").strip(), html.value


def _prepare(document: Document) -> None:
    """Drop hidden text; give each paragraph that has an outline level of its own the style of a heading."""
    body = document.element.body
    for run in body.xpath(_HIDDEN):
        run.getparent().remove(run)
    for properties in body.xpath(".//w:p/w:pPr[w:outlineLvl]"):
        if level := _level(properties.xpath("string(w:outlineLvl/@w:val)")):
            properties.style = f"Heading{level}"


def _styles(document: Document) -> Iterator[str]:
    """What becomes of each style of paragraphs, by its outline level or that of the style it is based on."""
    for style in document.styles:
        name = (style.name or "").replace("\\", "\\\\").replace("'", "\\'")
        if _LISTINGS.fullmatch(name):
            yield f"p[style-name='{name}'] => !"
        elif name and (level := _outline(style)):
            yield f"p[style-name='{name}'] => h{level}:fresh"


def _outline(style: BaseStyle | None) -> int:
    """The outline level of a style, from 1; 0: body text. Ten steps up at most: a style can be based on itself."""
    for _ in range(10):
        if style is None or (found := style.element.xpath("string(w:pPr/w:outlineLvl/@w:val)")):
            return _level(found) if style is not None else 0
        style = getattr(style, "base_style", None)
    return 0


def _level(outline: str) -> int:
    return min(int(outline) + 1, _DEEPEST) if outline in tuple("012345678") else 0


def _place_notes(body: HtmlElement) -> None:
    """Set footnotes and endnotes, which stand at the end, behind what they belong to; their marks go out of its text."""
    places: dict[str, HtmlElement] = {}
    for link in body.xpath(".//sup/a[starts-with(@href, '#footnote-') or starts-with(@href, '#endnote-')]"):
        top = next(element for element in [link, *link.iterancestors()] if element.getparent() is body)
        places[link.get("href")[1:]] = top
        link.getparent().drop_tree()
    for number, note in enumerate(body.xpath("./ol/li[starts-with(@id, 'footnote-') or starts-with(@id, 'endnote-')]"), start=1):
        for back in note.xpath(".//a[starts-with(@href, '#footnote-ref-') or starts-with(@href, '#endnote-ref-')]"):
            back.drop_tree()
        paragraph = fromstring("<p></p>")
        paragraph.text = f"[{number}] {text_of(note)}"
        note.getparent().remove(note)
        _after(places, note.get("id"), paragraph, body)


def _after(places: dict[str, HtmlElement], name: str, paragraph: HtmlElement, body: HtmlElement) -> None:
    """Put a note behind its place, and behind the notes that are there already."""
    place = places.get(name)
    if place is None:
        body.append(paragraph)
        return
    place.addnext(paragraph)
    for other, top in places.items():
        if top is place:
            places[other] = paragraph


def _lower_headings(body: HtmlElement) -> None:
    """Below a title of the whole document its headings are one level deeper."""
    if body.find("h1[@class='title']") is None:
        return
    for level in range(_DEEPEST - 1, 0, -1):
        for heading in body.findall(f"h{level}"):
            if heading.get("class") != "title":
                heading.tag = f"h{level + 1}"


def _mark_headings(body: HtmlElement) -> None:
    """Make headings of short bold paragraphs above text: many people make theirs so."""
    for paragraph in body.iterchildren("p"):
        following = paragraph.getnext()
        if following is None or following.tag not in ("p", "ul", "ol", "table") or not is_bold(paragraph):
            continue
        text = text_of(paragraph)
        if "\n" not in text and is_heading(text, alone=True) and not is_bold(following):
            paragraph.tag = f"h{_DEEPEST}"
