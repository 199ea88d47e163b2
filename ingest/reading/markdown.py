"""Markdown through markdown-it: text without mark-up, headings with their level."""

from __future__ import annotations

from lxml.html import HTMLParser, document_fromstring
from markdown_it import MarkdownIt

from ingest.reading.blocks import ReadDocument, ReadPage, first_heading
from ingest.reading.elements import blocks_of

_MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table")
_PARSER = HTMLParser(encoding="utf-8", no_network=True, huge_tree=True)


def read_markdown(text: str) -> ReadDocument:
    """One page of blocks; the title is the first heading."""
    shown = f"<!doctype html><body>{_MARKDOWN.render(text)}</body>"
    blocks = blocks_of(document_fromstring(shown.encode("utf-8", "replace"), parser=_PARSER))
    return ReadDocument(first_heading(blocks), (ReadPage(tuple(blocks)),))
