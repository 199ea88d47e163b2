"""Lines of a PDF page to headings and paragraphs: by outline, letter size, distance and position."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace

# A heading is set this much larger than the body.
_HEADING_SIZE = 1.12
_HEADING_LENGTH = 160
# White space between lines, in letter heights, that parts paragraphs.
_PARAGRAPH_GAP = 0.75
# Lines at the head or foot that recur on this share of the pages (figures apart) are not text of the page.
_RUNNING_SHARE, _RUNNING_PAGES, _EDGE_LINES = 0.5, 3, 2
_LINE_START = re.compile(r"^(?:[-•*▪–]\s|\d{1,2}[.)]\s|Bron(?:nen)?:\s)")
_BROKEN = "\ufffe"
_BROKEN_WORD = re.compile(rf"\w+(?:{_BROKEN}\w+)+")
_HYPHENATED = re.compile(r"\w+(?:-\w+)+")
_HYPHENS = "-\u00ad\u2010\ufffe\x02"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page; ``size`` in points, ``top`` and ``bottom`` in points from the foot of the page (0: unknown)."""

    text: str
    size: float
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """A bookmark: its title, depth (1 is outermost) and page (from 0, -1: unknown)."""

    title: str
    level: int
    page: int


def mend_hyphens(pages: list[list[Line]]) -> list[list[Line]]:
    """Join the words that PDFium shows broken at a line end (U+FFFE), with a hyphen only if the document has it so."""
    whole = {word for page in pages for line in page for word in _HYPHENATED.findall(line.text.casefold())}

    def mended(match: re.Match[str]) -> str:
        hyphenated = match.group().replace(_BROKEN, "-")
        return hyphenated if hyphenated.casefold() in whole else match.group().replace(_BROKEN, "")

    return [[replace(line, text=_BROKEN_WORD.sub(mended, line.text)) for line in page] for page in pages]


def running_lines(pages: list[list[Line]]) -> frozenset[Line]:
    """Headers, footers and page numbers: lines at the edges that recur, whatever figures they hold.

    In a line set larger than the body figures count: "Bijlage 1", "Bijlage 2" are headings.
    """
    body = body_size(pages)
    seen = Counter(_shape(line, body) for page in pages for line in set(_edges(page)))
    limit = max(_RUNNING_PAGES, _RUNNING_SHARE * len(pages))
    return frozenset(line for page in pages for line in _edges(page) if line.text and seen[_shape(line, body)] >= limit)


def body_size(pages: list[list[Line]]) -> float:
    """The letter size that most letters have; 0 when there are none."""
    sizes = letter_sizes(pages)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def letter_sizes(pages: list[list[Line]]) -> Counter[float]:
    """How many letters there are of each size."""
    sizes = Counter[float]()
    for page in pages:
        for line in page:
            sizes[line.size] += len(line.text)
    return sizes


def _edges(page: list[Line]) -> list[Line]:
    return page[:_EDGE_LINES] + page[-_EDGE_LINES:]


def _shape(line: Line, body: float) -> tuple[str, float]:
    heading = body and line.size >= _HEADING_SIZE * body
    return line.text if heading else re.sub(r"\d+", "#", line.text), round(line.bottom)


def page_blocks(
    lines: list[Line], body: float, sizes: Counter[float], outline: list[OutlineEntry], number: int
) -> list[tuple[str, int]]:
    """(text, heading level or 0) of the blocks of page ``number`` (from 0), in reading order."""
    larger = sorted((size for size in sizes if body and size >= _HEADING_SIZE * body), reverse=True)
    here = {_plain(entry.title): entry.level for entry in outline if entry.page == number}
    blocks: list[tuple[str, int, Line]] = []
    for line in lines:
        level = _level(line, larger, here)
        if blocks and _continues(blocks[-1], line, level):
            text, _, _ = blocks[-1]
            blocks[-1] = (_join(text, line.text, level), level, line)
        else:
            blocks.append((line.text, level, line))
    return [(text, _outlined(text, level, here)) for text, level, _ in blocks]


def _level(line: Line, larger: list[float], here: dict[str, int]) -> int:
    if _plain(line.text) in here:
        return here[_plain(line.text)]
    if line.size in larger and len(line.text) <= _HEADING_LENGTH:
        return 1 + larger.index(line.size)
    return 0


def _outlined(text: str, level: int, here: dict[str, int]) -> int:
    """The level that the outline gives a heading, also one of several lines."""
    return here.get(_plain(text), level) if level else 0


def _continues(block: tuple[str, int, Line], line: Line, level: int) -> bool:
    _, block_level, last = block
    if (level > 0) != (block_level > 0) or (level and last.size != line.size):
        return False
    if not last.size or not line.size:
        return True
    gap = last.bottom - line.top
    return -last.size < gap < _PARAGRAPH_GAP * max(last.size, line.size)


def _join(text: str, line: str, level: int) -> str:
    if level:
        return f"{text} {line}"
    if _LINE_START.match(line):
        return f"{text}\n{line}"
    if text[-1:] in _HYPHENS and text[-2:-1].isalpha() and line[:1].islower():
        # A hyphen of the word itself ("publiek-private") stays; only marks made for breaking go.
        return text + line if text[-1] == "-" else text[:-1] + line
    return f"{text} {line}"


def _plain(text: str) -> str:
    return re.sub(r"\W+", " ", text).strip().casefold()
