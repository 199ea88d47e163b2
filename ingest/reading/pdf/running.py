"""Headers, footers and page numbers: lines at the edges of pages that recur, whatever figures or chapter they name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from ingest.reading.pdf.lines import Line

# A heading is set this much larger than the body.
HEADING_SIZE = 1.12
# Lines that recur on this share of the pages (or of the left or right ones), figures apart, are not text of the page.
_SHARE, _PAGES, _EDGE_LINES = 0.5, 3, 2
# A place of outermost lines, with so much white (in letter sizes) before the text, on this share of the left or right pages.
_PLACE_SHARE, _PLACE_GAP = 0.6, 0.8
# Of the lines in that place so many recur there or name a chapter.
_TELLING = 0.8
# Lines of a paragraph have less white between them, in letter sizes.
_BLOCK_GAP = 0.6
# What is a page number wherever it stands alone at an edge, also in a document of one page.
_PAGE_NUMBER = re.compile(r"^(?:pagina|bladzijde|page|blz\.?)\s*\d{1,4}(?:\s*(?:van|of|/)\s*\d{1,4})?$", re.IGNORECASE)
_NUMBER = re.compile(r"\d+|^[ivxl]{1,6}$")

Place = tuple[int, float]


@dataclass(frozen=True, slots=True)
class _Edge:
    """A line at an edge. ``outer``: it is the outermost, with white before the text."""

    line: Line
    page: int
    outer: bool

    @property
    def place(self) -> Place:
        return round(self.line.bottom), self.line.size


def running_lines(pages: Sequence[Sequence[Line]], titles: Iterable[str] = ()) -> list[frozenset[Line]]:
    """The running lines of each page of a document. ``titles``: its chapters, as the outline names them.

    In a line set larger than the body figures count: "Bijlage 1", "Bijlage 2" are headings.
    """
    body = body_size(pages)
    edges = [edge for number, page in enumerate(pages) for edge in _edges(number, page)]
    named = {_plain(title) for title in titles}
    named |= {_plain(line.text) for page in pages for line in page if body and line.size >= HEADING_SIZE * body}
    numbers = {edge.line for edge in edges if edge.outer and _PAGE_NUMBER.match(edge.line.text)}
    others = _chapters(edges, body, len(pages), named) | _stamps(pages) | numbers
    return [own | others for own in _with_their_blocks(_recurring(edges, body, len(pages)), pages)]


def body_size(pages: Iterable[Iterable[Line]]) -> float:
    """The letter size that most letters have; 0 when there are none."""
    sizes = letter_sizes(pages)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def letter_sizes(pages: Iterable[Iterable[Line]]) -> Counter[float]:
    """How many letters there are of each size."""
    sizes = Counter[float]()
    for page in pages:
        for line in page:
            sizes[line.size] += len(line.text)
    return sizes


def _edges(number: int, page: Sequence[Line]) -> list[_Edge]:
    """The lines at the head and the foot of a page."""
    levels = _levels(page)
    outer = [_outer(levels, 0, 1), _outer(levels, -1, -2)]
    at_edge = levels if len(levels) <= 2 * _EDGE_LINES else levels[:_EDGE_LINES] + levels[-_EDGE_LINES:]
    return [_Edge(line, number, any(level is end for end in outer)) for level in at_edge for line in level]


def _levels(page: Sequence[Line]) -> list[list[Line]]:
    """What stands at the same height, from the top down; lines of unknown place as they come."""
    if not all(line.placed for line in page):
        return [[line] for line in page]
    upright = sorted((line for line in page if line.turn == 0), key=lambda line: -line.middle)
    return [list(level) for _, level in groupby(upright, key=lambda line: round(line.middle))]


def _outer(levels: list[list[Line]], end: int, inner: int) -> list[Line] | None:
    """The level at one end, when there is white between it and the next."""
    if len(levels) < 3:
        return None
    first, second = levels[end][0], levels[inner][0]
    gap = max(first.bottom, second.bottom) - min(first.top, second.top)
    return levels[end] if gap >= _PLACE_GAP * first.size else None


def _recurring(edges: list[_Edge], body: float, pages: int) -> frozenset[Line]:
    every = Counter(shape for shape, _ in {(_shape(edge, body), edge.page) for edge in edges})
    sided = Counter((shape, page % 2) for shape, page in {(_shape(edge, body), edge.page) for edge in edges})
    limits = [max(_PAGES, _SHARE * count) for count in _sides(pages)]
    limit = max(_PAGES, _SHARE * pages)
    return frozenset(
        edge.line
        for edge in edges
        if every[_shape(edge, body)] >= limit or sided[_shape(edge, body), edge.page % 2] >= limits[edge.page % 2]
    )


def _with_their_blocks(recurring: frozenset[Line], pages: Sequence[Sequence[Line]]) -> Iterator[frozenset[Line]]:
    """The recurring lines of each page; of a longer text that recurs, as in a box on each page, all lines but the first time."""
    said = Counter(own for page in pages for own in {_said(line) for line in page if line.placed})
    limit = max(_PAGES, _SHARE * len(pages))
    met = set[tuple[str, int]]()
    for page in pages:
        again = {line for line in page if line.placed and said[_said(line)] >= limit}
        found, new = set(recurring), set[tuple[str, int]]()
        for line in recurring & again:
            block = _block(line, again)
            if not block <= recurring:
                found = found | block if _said(line) in met else found - block
                new |= {_said(own) for own in block}
        met |= new
        yield frozenset(found)


def _block(line: Line, others: Iterable[Line]) -> set[Line]:
    """The line with those of its paragraph."""
    block, waiting = {line}, [line]
    while waiting:
        own = waiting.pop()
        near = {other for other in others if other not in block and _adjoins(own, other)}
        block |= near
        waiting += near
    return block


def _adjoins(line: Line, other: Line) -> bool:
    gap = max(line.bottom, other.bottom) - min(line.top, other.top)
    return line.size == other.size and abs(line.left - other.left) < 1 and gap < _BLOCK_GAP * line.size


def _said(line: Line) -> tuple[str, int]:
    return _NUMBER.sub("#", line.text), round(line.bottom)


def _shape(edge: _Edge, body: float) -> tuple[str, int]:
    heading = body and edge.line.size >= HEADING_SIZE * body
    return edge.line.text if heading else _NUMBER.sub("#", edge.line.text), edge.place[0]


def _chapters(edges: list[_Edge], body: float, pages: int, named: set[str]) -> frozenset[Line]:
    """Lines in the place of a header that most left or right pages have, where nearly all recur or name a chapter."""
    outer = [edge for edge in edges if edge.outer and edge.line.size < HEADING_SIZE * body]
    said = Counter((edge.place, _NUMBER.sub("#", edge.line.text)) for edge in outer)
    filled = Counter((edge.place, edge.page % 2) for edge in outer)
    told = Counter(
        (edge.place, edge.page % 2)
        for edge in outer
        if said[edge.place, _NUMBER.sub("#", edge.line.text)] > 1 or _plain(edge.line.text) in named
    )
    limits = [max(_PAGES, _PLACE_SHARE * count) for count in _sides(pages)]
    places = {at for at, count in filled.items() if count >= limits[at[1]] and told[at] >= _TELLING * count}
    return frozenset(edge.line for edge in edges if (edge.place, edge.page % 2) in places)


def _sides(pages: int) -> tuple[int, int]:
    """How many pages stand on either side of an open book."""
    return (pages + 1) // 2, pages // 2


def _stamps(pages: Sequence[Sequence[Line]]) -> frozenset[Line]:
    """Slanted lines that recur: "CONCEPT" across each page."""
    slanted = [[line for line in page if line.turn < 0] for page in pages]
    said = Counter(text for page in slanted for text in {line.text for line in page})
    limit = max(_PAGES, _SHARE * len(pages))
    return frozenset(line for page in slanted for line in page if said[line.text] >= limit)


def _plain(text: str) -> str:
    return re.sub(r"\W+", " ", text).strip().casefold()
