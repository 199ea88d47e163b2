"""Markdown through markdown-it: text without mark-up, headings with their level."""

from __future__ import annotations

from dataclasses import dataclass, field

from markdown_it import MarkdownIt
from markdown_it.token import Token

from ingest.reading.blocks import Block, ReadDocument, ReadPage

_PARSER = MarkdownIt("commonmark", {"html": False}).enable("table")


def read_markdown(text: str) -> ReadDocument:
    """One page of blocks; the title is the first heading."""
    walk = _Walk()
    for token in _PARSER.parse(text):
        walk.take(token)
    title = next((block.text for block in walk.blocks if block.level), "")
    return ReadDocument(title, (ReadPage(tuple(walk.blocks)),))


@dataclass(slots=True)
class _Walk:
    """Where a walk over tokens is, and the blocks so far."""

    blocks: list[Block] = field(default_factory=list)
    level: int = 0
    lists: int = 0
    items: list[str] = field(default_factory=list)
    in_table: bool = False
    row: list[str] = field(default_factory=list)

    def take(self, token: Token) -> None:
        """Go on by one token."""
        if token.type == "heading_open":
            self.level = int(token.tag[1])
        elif token.type in ("fence", "code_block"):
            self._add(token.content.strip())
        elif token.type == "inline":
            self._add(_inline(token))
            self.level = 0
        elif token.type in ("table_open", "table_close", "tr_close"):
            self._table(token)
        elif token.type.endswith(("_list_open", "_list_close", "list_item_open")):
            self._list(token)

    def _add(self, text: str) -> None:
        if self.in_table:
            self.row.append(text)
        elif self.items:
            self.items[-1] = f"{self.items[-1]} {text}".strip()
        elif text:
            self.blocks.append(Block(text, self.level))

    def _table(self, token: Token) -> None:
        if token.type == "tr_close":
            # Cells of a row, also where the table stands in a list.
            self.in_table, row = False, " | ".join(self.row)
            self._add(row)
            self.row.clear()
        self.in_table = token.type != "table_close"

    def _list(self, token: Token) -> None:
        if token.type == "list_item_open":
            self.items.append("")
        self.lists += token.nesting if token.type != "list_item_open" else 0
        if not self.lists:
            self.blocks.append(Block("\n".join(f"- {item}" for item in self.items if item)))
            self.items.clear()


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
