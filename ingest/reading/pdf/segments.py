"""Lines out of the words that PDFium found: cut where columns part, letters closed up."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from ingest.reading.pdf.lines import Line, Word
from ingest.reading.pdf.pdfium import RawLine
from ingest.reading.pdf.spacing import close_up

# White space in a line, in letter sizes, that may part columns.
_GAP = 0.9
# Segments whose middles differ less than this, in letter sizes, stand on one line.
_LEVEL = 0.35
# Marks of lists in the fonts of Word, which have no characters of their own.
_MARKS = dict.fromkeys("\uf02d\uf06c\uf06e\uf071\uf076\uf0a7\uf0a8\uf0b7\uf0d8\uf0e0\uf0fc", "•")
# Ligatures are written out; so is the Dutch letter that is typed as two.
_LIGATURES = str.maketrans(
    _MARKS | {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st", "ĳ": "ij", "Ĳ": "IJ"}
)


def fold_ligatures(text: str) -> str:
    """The text with ligatures written out, and marks of lists as such."""
    return text.translate(_LIGATURES)


def segments(raw: RawLine, known: Callable[[str], bool]) -> Iterator[Line]:
    """The stretches of a line that no wide gap parts."""
    words, begin = close_up(raw.words, known), 0
    for at, (before, after) in enumerate(pairwise(words), start=1):
        if after.left - before.right > _GAP * raw.size or after.right < before.left:
            yield _line(words[begin:at], raw)
            begin = at
    yield _line(words[begin:], raw)


def _line(words: Sequence[Word], raw: RawLine) -> Line:
    first, last = words[0], words[-1]
    text = fold_ligatures(" ".join(word.text for word in words))
    return Line(text, raw.size, first.top, first.bottom, first.left, last.right, raw.turn)


def rejoin(parts: Sequence[Line]) -> list[Line]:
    """Segments that follow one another on a line as one line again."""
    joined: list[Line] = []
    for part in parts:
        last = joined[-1] if joined else None
        if last and not (last.row or part.row) and abs(last.middle - part.middle) < _LEVEL * last.size and part.left > last.right:
            joined[-1] = replace(last, text=f"{last.text} {part.text}", right=part.right)
        else:
            joined.append(part)
    return joined
