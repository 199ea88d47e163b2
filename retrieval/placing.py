"""Where a quotation stands on the drawn page: its characters found one for one among those of the picture.

The stored text was cleaned: lines were joined, words broken over lines made whole, cells of tables parted, running headers
left out. So white space is passed over, and a hyphen that ends a line of the picture may be absent from the text; a page that
differs otherwise, because another reader read it or its lines are drawn in another order, has nothing marked.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice, takewhile

from retrieval.model import Box

_HYPHEN, _BREAK = "-", "\u00ad"
_HYPHENS = "-\u00ad\u2010\u2011\ufffe\x02"
# What stands between the cells of a table, and is not on the page.
_CELLS = re.compile(r"(?<!\S)\|(?!\S)")
# Marks that only break a word, and any hyphen before the end of a line.
_BREAKS = re.compile("[\u00ad\ufffe\x02]|[-\u2010\u2011](?=[^\\S\r\n]*[\r\n])")
# Text around a quotation that tells its occurrences apart, in characters, and how many of them are looked at.
_CONTEXT, _MOST_OCCURRENCES = 400, 500
# White space in a line, in heights of the line, that parts columns: more is not marked.
_COLUMN_GAP = 2.0


@dataclass(frozen=True)
class _Units:
    """A text as it is compared: no white space, ligatures and accents apart. ``places``: the character each comes from."""

    text: str
    places: Sequence[int]

    @cached_property
    def letters(self) -> _Units:
        """Without hyphens; ``places`` are those in the units."""
        kept = [place for place, unit in enumerate(self.text) if unit not in (_HYPHEN, _BREAK)]
        return _Units("".join(self.text[place] for place in kept), kept)


def place(text: str, start: int, end: int, characters: str) -> range:
    """The characters of a drawn page that are ``text[start:end]`` of the stored page; empty when they can't be found.

    Where the words stand there more than once, it is the place with the same text around it.
    """
    stored, drawn = _units(_CELLS.sub(" ", text)), _units(_CELLS.sub(" ", _BREAKS.sub(_BREAK, characters)))
    first, last = bisect_left(stored.places, start), bisect_left(stored.places, end)
    found = list(_occurrences(stored.text[first:last], drawn))
    if not found:
        return range(0)
    before, after = stored.text[:first], stored.text[last:]
    begin, stop = max(found, key=lambda span: _likeness(before, after, drawn.text[: span[0]], drawn.text[span[1] :]))
    return range(drawn.places[begin], drawn.places[stop - 1] + 1)


def _units(text: str) -> _Units:
    units, places = [], []
    for index, character in enumerate(text):
        for unit in (_hyphen(character),) if character in _HYPHENS else unicodedata.normalize("NFKD", character):
            if unit == _BREAK or not (unit.isspace() or unicodedata.category(unit).startswith("C")):
                units.append(unit)
                places.append(index)
    return _Units("".join(units), places)


def _hyphen(character: str) -> str:
    return _BREAK if character == _BREAK else _HYPHEN


def _occurrences(quote: str, drawn: _Units) -> Iterator[tuple[int, int]]:
    """Spans of the units of the drawn page that are the quotation."""
    wanted, lead = _Units(quote, ()).letters.text, len(quote) - len(quote.lstrip(_HYPHEN))
    for at in islice(_finds(wanted, drawn.letters.text), _MOST_OCCURRENCES):
        begin = drawn.letters.places[at] - lead
        end = _end(quote, drawn.text, begin) if begin >= 0 else None
        if end is not None:
            yield begin, end


def _finds(wanted: str, text: str) -> Iterator[int]:
    """Where a text that is not empty occurs in another."""
    at = text.find(wanted) if wanted else -1
    while at >= 0:
        yield at
        at = text.find(wanted, at + 1)


def _end(quote: str, drawn: str, at: int) -> int | None:
    """Where the quotation that begins at unit ``at`` ends; ``None`` when it is not there, unit for unit."""
    for unit in quote:
        while unit != _HYPHEN and drawn[at : at + 1] == _BREAK:
            at += 1
        if drawn[at : at + 1] not in ((_HYPHEN, _BREAK) if unit == _HYPHEN else (unit,)):
            return None
        at += 1
    return at


def _likeness(before: str, after: str, drawn_before: str, drawn_after: str) -> tuple[int, int]:
    """How many units around a place agree, and how little the places differ."""
    behind = _alike(_letters(before[-_CONTEXT:])[::-1], _letters(drawn_before[-_CONTEXT:])[::-1])
    ahead = _alike(_letters(after[:_CONTEXT]), _letters(drawn_after[:_CONTEXT]))
    return behind + ahead, -abs(len(before) - len(drawn_before))


def _alike(text: str, other: str) -> int:
    """How many units two texts have in common from their beginning."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(text, other, strict=False)))


def _letters(units: str) -> str:
    return units.replace(_HYPHEN, "").replace(_BREAK, "")


def line_boxes(boxes: Sequence[Box], ratio: float) -> tuple[Box, ...]:
    """One box a line and column around the boxes of characters in reading order; those without a surface are left out.

    ``ratio``: the width of the page to its height.
    """
    lines: list[Box] = []
    for box in boxes:
        if box.left >= box.right or box.top >= box.bottom:
            continue
        if lines and _continues(lines[-1], box, ratio):
            lines[-1] = _around(lines[-1], box)
        else:
            lines.append(box)
    return tuple(lines)


def _continues(line: Box, box: Box, ratio: float) -> bool:
    on_line = line.top <= (box.top + box.bottom) / 2 <= line.bottom
    gap = (box.left - line.right) * ratio
    return on_line and box.left >= line.left and gap <= _COLUMN_GAP * (line.bottom - line.top)


def _around(line: Box, box: Box) -> Box:
    return replace(line, top=min(line.top, box.top), right=max(line.right, box.right), bottom=max(line.bottom, box.bottom))
