"""Reads each format of export back, with readers that are not ours."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from io import BytesIO

import docx
import openpyxl
from markdown_it import MarkdownIt
from markdown_it.token import Token

from retrieval.exporting import Report, written

# What never closes.
_VOID = {"meta", "br", "img", "link", "hr"}


@dataclass
class Read:
    """What stands in a file: tables as rows of texts (the header first), and all other texts."""

    tables: list[list[list[str]]] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)

    def column(self, table: int, name: str) -> list[str]:
        """The texts under a header."""
        header, *rows = self.tables[table]
        return [row[header.index(name)] for row in rows]


def read(report: Report, format_id: str) -> Read:
    """Write a report in a format and read the file."""
    return _READERS[format_id](written(report, format_id))


def unguarded(text: str) -> str:
    """A text of CSV without the apostrophes that keep it from being a formula."""
    return re.sub(r"""(?:^|(?<=[;\t\r\n]))'(?=['"]*[=+\-@])|^'(?=['"]*[\t\r\n])""", "", text)


def _csv(content: bytes) -> Read:
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True))
    return Read([[[unguarded(text) for text in row] for row in rows]])


def _xlsx(content: bytes) -> Read:
    book = openpyxl.load_workbook(BytesIO(content))
    tables = []
    for sheet in book.worksheets:
        cells = [list(row) for row in sheet.iter_rows()]
        assert {cell.data_type for row in cells for cell in row} <= {"inlineStr", "s", "n"}
        assert sheet.freeze_panes == "A2"
        tables.append([["" if cell.value is None else str(cell.value) for cell in row] for row in cells])
    return Read(tables)


def _docx(content: bytes) -> Read:
    document = docx.Document(BytesIO(content))
    tables = [[[cell.text for cell in row.cells] for row in table.rows] for table in document.tables]
    return Read(tables, [paragraph.text for paragraph in document.paragraphs])


def markdown_tokens(content: str) -> list[Token]:
    """The tokens of Markdown, those inside of paragraphs and cells among them."""
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(content)
    return [own for token in tokens for own in (token, *(token.children or ()))]


def _markdown(content: bytes) -> Read:
    found, cell = Read(), False
    for token in MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(content.decode("utf-8")):
        if token.type == "table_open":
            found.tables.append([])
        elif token.type == "tr_open":
            found.tables[-1].append([])
        elif token.type in ("th_open", "td_open", "th_close", "td_close"):
            cell = token.type.endswith("open")
        elif token.type == "inline":
            text = "".join(child.content for child in token.children or ())
            (found.tables[-1][-1] if cell else found.texts).append(text)
    return found


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found = Read()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in _VOID:
            self._open.append(tag)
        if tag == "table":
            self.found.tables.append([])
        elif tag == "tr":
            self.found.tables[-1].append([])
        elif tag in ("th", "td"):
            self.found.tables[-1][-1].append("")
        elif tag in ("p", "blockquote", "h1", "h2", "dd") and "table" not in self._open:
            self.found.texts.append("")

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if {"th", "td"} & set(self._open):
            self.found.tables[-1][-1][-1] += data
        elif {"p", "blockquote", "h1", "h2", "dd"} & set(self._open):
            self.found.texts[-1] += data


def page(content: str) -> tuple[Read, list[tuple[str, dict[str, str | None]]]]:
    """What stands in HTML, and its tags with their attributes; every tag must be closed."""
    reader = _Page()
    reader.feed(content)
    reader.close()
    return reader.found, reader.tags


def _html(content: bytes) -> Read:
    return page(content.decode("utf-8"))[0]


_READERS = {"csv": _csv, "xlsx": _xlsx, "docx": _docx, "markdown": _markdown, "html": _html}
