"""Lines of a PDF page to headings and paragraphs: by outline, letter size, distance and position."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.reading.blocks import Block
from ingest.reading.pdf.hyphens import breaks_word, join
from ingest.reading.pdf.lines import Line
from ingest.reading.pdf.running import HEADING_SIZE

_HEADING_LENGTH = 160
# White space between lines, in letter heights, that parts paragraphs.
_PARAGRAPH_GAP = 0.75
_LINE_START = re.compile(r"^(?:[-•*▪–○●■□◦‣►▸▶◆❖➢➤➔✓✔✗☐☑·]\s|o\s(?=[A-Z])|\d{1,2}[.)]\s|Bron(?:nen)?:\s)")
_SENTENCE_END = re.compile(r"[.!?:;][\"'”’)\]]*$")


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """A bookmark: its title, depth (1 is outermost) and page (from 0, -1: unknown)."""

    title: str
    level: int
    page: int


def page_blocks(
    lines: Sequence[Line], body: float, sizes: Counter[float], outline: Sequence[OutlineEntry], number: int
) -> list[Block]:
    """The blocks of page ``number`` (from 0), of lines in reading order."""
    larger = sorted((size for size in sizes if body and size >= HEADING_SIZE * body), reverse=True)
    here = {_plain(entry.title): entry.level for entry in outline if entry.page == number}
    blocks: list[tuple[str, int, Line]] = []
    for line in lines:
        level = _level(line, larger, here)
        if blocks and _continues(blocks[-1], line, level):
            text, _, _ = blocks[-1]
            blocks[-1] = (_join(text, line, level), level, line)
        else:
            blocks.append((line.text, level, line))
    return [Block(text, _outlined(text, level, here)) for text, level, _ in blocks]


def _level(line: Line, larger: list[float], here: dict[str, int]) -> int:
    if line.row:
        return 0
    if here and (level := here.get(_plain(line.text))):
        return level
    if line.size in larger and len(line.text) <= _HEADING_LENGTH:
        return 1 + larger.index(line.size)
    return 0


def _outlined(text: str, level: int, here: dict[str, int]) -> int:
    """The level that the outline gives a heading, also one of several lines."""
    return here.get(_plain(text), level) if level else 0


def _continues(block: tuple[str, int, Line], line: Line, level: int) -> bool:
    text, block_level, last = block
    if (level > 0) != (block_level > 0) or (level and last.size != line.size) or last.row != line.row or last.turn != line.turn:
        return False
    if not last.placed or not line.placed:
        return not last.placed and not line.placed
    gap = last.bottom - line.top
    if gap <= -last.size and not line.row:
        return not level and _goes_on(text, last, line)
    return gap < _PARAGRAPH_GAP * max(last.size, line.size) or line.row


def _goes_on(text: str, last: Line, line: Line) -> bool:
    """Whether a sentence goes on at the head of the next column."""
    if last.size != line.size or last.middle >= line.middle or line.left <= last.left:
        return False
    return breaks_word(text, line.text) or (line.text[:1].islower() and not _SENTENCE_END.search(text))


def _join(text: str, line: Line, level: int) -> str:
    if line.row or (not level and _LINE_START.match(line.text)):
        return f"{text}\n{line.text}"
    return join(text, line.text)


def _plain(text: str) -> str:
    return re.sub(r"\W+", " ", text).strip().casefold()
