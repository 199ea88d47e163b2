"""Plain text: lines to paragraphs and headings."""

from __future__ import annotations

import re

from ingest.reading.blocks import Block, ReadDocument, ReadPage

# A heading is a short line of its own that neither ends like a sentence nor holds figures like a table row.
_HEADING_LENGTH, _HEADING_WORDS = 90, 12
# A paragraph this long is prose, and the line alone above it its heading.
_BODY_LENGTH = 200
_NOT_A_HEADING = re.compile(r"[.:;,!?…]\s*$|^[-•*–(\"'“‘]|\S:\s|[€%|]")
# Share of the longest line that a line must reach to count as wrapped by width and not ended on purpose.
_WRAPPED = 0.75


def read_text(text: str) -> ReadDocument:
    """One page of blocks: paragraphs parted by empty lines, headings by their shape. The title is the first heading."""
    parts = re.split(r"\n[ \t]*\n", text.replace("\r\n", "\n").replace("\r", "\n"))
    paragraphs = [part.strip("\n") for part in parts if part.strip()]
    blocks: list[Block] = []
    headed = False
    for position, paragraph in enumerate(paragraphs):
        lines = [line.strip() for line in paragraph.splitlines() if line.strip()]
        after = paragraphs[position + 1] if position + 1 < len(paragraphs) else ""
        alone = len(lines) == 1 and len(after) >= _BODY_LENGTH
        goes_on = len(lines) > 1 and lines[1][0].islower()
        if lines and (len(lines) > 1 or after) and not goes_on and is_heading(lines[0], alone=alone):
            blocks.append(Block(lines.pop(0), level=2 if headed else 1))
            headed = True
        if lines:
            blocks.append(Block(unwrap(lines)))
    return ReadDocument(next((b.text for b in blocks if b.level), ""), (ReadPage(tuple(blocks)),))


def is_heading(line: str, *, alone: bool) -> bool:
    """Whether a line that begins a paragraph looks like a heading.

    ``alone``: it stands above a paragraph of prose; only then may it begin with a figure.
    """
    if len(line) > _HEADING_LENGTH or len(line.split()) > _HEADING_WORDS or _NOT_A_HEADING.search(line):
        return False
    return alone or not line[0].isdigit()


def unwrap(lines: list[str]) -> str:
    """Join lines that a fixed width broke; keep line ends that were meant."""
    width = max(map(len, lines), default=0)
    pieces: list[str] = []
    # Of the line that is being made.
    length, end = 0, ""
    for line in lines:
        wrapped = bool(pieces) and length >= _WRAPPED * width and line[:1].islower() and end not in (".", ":", ";")
        pieces += [" " if wrapped else "\n", line] if pieces else [line]
        length, end = length + 1 + len(line) if wrapped else len(line), line[-1:]
    return "".join(pieces)
