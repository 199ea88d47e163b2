"""Markdown through markdown-it: text without mark-up, headings with their level."""

from __future__ import annotations

from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.token import Token

from ingest.reading.blocks import Block, ReadDocument, ReadPage

_PARSER = MarkdownIt("commonmark", {"html": False}).enable("table")


def read_markdown(text: str) -> ReadDocument:
    """One page of blocks; the title is the first heading."""
    blocks = tuple(_blocks(_PARSER.parse(text)))
    title = next((block.text for block in blocks if block.level), "")
    return ReadDocument(title, (ReadPage(blocks),))


def _blocks(parsed: list[Token]) -> Iterator[Block]:
    level, row, items = 0, list[str](), list[str]()
    for token in parsed:
        if token.type == "heading_open":
            level = int(token.tag[1])
        elif token.type in ("fence", "code_block"):
            yield Block(token.content.strip())
        elif token.type == "tr_close":
            yield Block(" | ".join(row))
            row = []
        elif token.type == "list_item_open":
            items.append("")
        elif token.type in ("bullet_list_close", "ordered_list_close") and token.level == 0:
            yield Block("\n".join(f"- {item}" for item in items if item))
            items = []
        elif token.type == "inline":
            text = _inline(token)
            if items:
                items[-1] = f"{items[-1]} {text}".strip()
            elif parsed_in_table(token):
                row.append(text)
            elif text:
                yield Block(text, level)
            level = 0


def parsed_in_table(token: Token) -> bool:
    """Whether an inline token stands in a cell of a table (table > section > row > cell)."""
    return token.level >= 4


def _inline(token: Token) -> str:
    parts = []
    for child in token.children or []:
        if child.type in ("text", "code_inline"):
            parts.append(child.content)
        elif child.type == "softbreak":
            parts.append(" ")
        elif child.type == "hardbreak":
            parts.append("\n")
        elif child.type == "image":
            parts.append(child.content)
    return "".join(parts).strip()
