"""What is drawn on a page: pictures, curves, and which text may be unseen on what lies behind or before it."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

# Colours whose channels differ by no more may look alike; drawing the page tells whether they do.
_ALIKE = 60
_WHITE = (255, 255, 255)
# An opacity up to this, of 255, leaves nothing to see.
_CLEAR = 20
# Lines are no background.
_THIN = 3.0
# Forms in forms that are looked into, and objects of a page: a drawing of a map has a hundred thousand.
_DEPTH, _MOST_OBJECTS = 3, 20_000
# Pairs of text and what is drawn that are compared; on a page with more, all text is looked at.
_MOST_PAIRS = 200_000

Edges = tuple[float, float, float, float]
Colour = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Objects:
    """``pictures``: left, bottom, right, top of each in points; ``curves``: how many lines and curves; ``suspects``: the text
    objects that may be unseen, by the address of each."""

    pictures: tuple[Edges, ...]
    curves: int
    suspects: dict[int, Any]


@dataclass(frozen=True, slots=True)
class _Drawn:
    """What covers a part of the page. ``colour``: ``None`` where it has several."""

    edges: Edges
    colour: Colour | None


@dataclass(frozen=True, slots=True)
class _Text:
    """A text object. ``before``: how much was drawn before it; ``unseen``: it has no ink at all."""

    raw: Any
    edges: Edges
    colour: Colour
    unseen: bool
    before: int


def objects_of(page: pdfium.PdfPage) -> Objects:
    """What is drawn on a page."""
    pictures: list[Edges] = []
    drawn: list[_Drawn] = []
    texts: list[_Text] = []
    curves = 0
    for part, kind, depth, matrix in islice(_walk(page.raw), _MOST_OBJECTS):
        if kind == pdfium_c.FPDF_PAGEOBJ_PATH:
            curves += pdfium_c.FPDFPath_CountSegments(part)
            drawn += _filled(part, matrix)
        elif kind == pdfium_c.FPDF_PAGEOBJ_TEXT:
            texts.append(_Text(part, _edges(part, matrix), _ink(part), is_inkless(part) or _is_clear(part), len(drawn)))
        elif kind != pdfium_c.FPDF_PAGEOBJ_FORM:
            drawn.append(_Drawn(_edges(part, matrix), None))
        if depth == 0 and kind not in (pdfium_c.FPDF_PAGEOBJ_PATH, pdfium_c.FPDF_PAGEOBJ_TEXT) and _holds_picture(part):
            pictures.append(_edges(part))
    suspects = {ctypes.addressof(text.raw.contents): text.raw for text in _suspects(texts, drawn)}
    return Objects(tuple(pictures), curves, suspects)


def is_inkless(text: Any) -> bool:
    """Whether a text object is drawn invisibly."""
    mode = pdfium_c.FPDFTextObj_GetTextRenderMode(text)
    return mode in (pdfium_c.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium_c.FPDF_TEXTRENDERMODE_CLIP)


def _suspects(texts: Sequence[_Text], drawn: Sequence[_Drawn]) -> Iterator[_Text]:
    """Texts without ink, in about the colour of what lies behind them, on pictures, or under what was drawn later."""
    many = len(texts) * len(drawn) > _MOST_PAIRS
    for text in texts:
        if many or text.unseen or _alike(text.colour, _WHITE) or any(_may_hide(text, at, own) for at, own in enumerate(drawn)):
            yield text


def _may_hide(text: _Text, at: int, drawn: _Drawn) -> bool:
    left, bottom, right, top = text.edges
    apart = drawn.edges[0] >= right or drawn.edges[2] <= left or drawn.edges[1] >= top or drawn.edges[3] <= bottom
    return not apart and (at >= text.before or drawn.colour is None or _alike(text.colour, drawn.colour))


def _alike(one: Colour, other: Colour) -> bool:
    return all(abs(a - b) <= _ALIKE for a, b in zip(one, other, strict=True))


def _filled(path: Any, matrix: Any) -> list[_Drawn]:
    """A path as what covers a part of the page, unless it is a line."""
    mode, stroke = ctypes.c_int(), ctypes.c_int()
    if not pdfium_c.FPDFPath_GetDrawMode(path, mode, stroke) or mode.value == pdfium_c.FPDF_FILLMODE_NONE:
        return []
    edges = _edges(path, matrix)
    if edges[2] - edges[0] < _THIN or edges[3] - edges[1] < _THIN:
        return []
    colour = _colour(path, pdfium_c.FPDFPageObj_GetFillColor)
    return [_Drawn(edges, colour[:3] if colour and colour[3] == 255 else None)]


def _ink(text: Any) -> Colour:
    """The colour of a text object; white where it has none that is known, so that it is looked at."""
    stroked = pdfium_c.FPDFTextObj_GetTextRenderMode(text) == pdfium_c.FPDF_TEXTRENDERMODE_STROKE
    colour = _colour(text, pdfium_c.FPDFPageObj_GetStrokeColor if stroked else pdfium_c.FPDFPageObj_GetFillColor)
    return colour[:3] if colour else _WHITE


def _is_clear(text: Any) -> bool:
    colour = _colour(text, pdfium_c.FPDFPageObj_GetFillColor)
    return colour is not None and colour[3] <= _CLEAR


def _colour(part: Any, get: Any) -> tuple[int, int, int, int] | None:
    """Red, green, blue and opacity, each up to 255."""
    red, green, blue, opacity = (ctypes.c_uint() for _ in range(4))
    return (red.value, green.value, blue.value, opacity.value) if get(part, red, green, blue, opacity) else None


def _walk(page: Any) -> Iterator[tuple[Any, int, int, Any]]:
    """(object, kind, depth, matrix to the page) of the objects of a page, forms before what they hold."""
    for index in range(pdfium_c.FPDFPage_CountObjects(page)):
        yield from _inside(pdfium_c.FPDFPage_GetObject(page, index), 0, None)


def _inside(part: Any, depth: int, matrix: pdfium.PdfMatrix | None) -> Iterator[tuple[Any, int, int, Any]]:
    kind = pdfium_c.FPDFPageObj_GetType(part)
    yield part, kind, depth, matrix
    if kind == pdfium_c.FPDF_PAGEOBJ_FORM and depth < _DEPTH:
        own = pdfium_c.FS_MATRIX()
        pdfium_c.FPDFPageObj_GetMatrix(part, own)
        whole = pdfium.PdfMatrix.from_raw(own)
        if matrix:
            whole = whole.multiply(matrix)
        for index in range(pdfium_c.FPDFFormObj_CountObjects(part)):
            yield from _inside(pdfium_c.FPDFFormObj_GetObject(part, index), depth + 1, whole)


def _holds_picture(part: Any) -> bool:
    """Whether an object is a picture, or a form with one in it."""
    return any(kind == pdfium_c.FPDF_PAGEOBJ_IMAGE for _, kind, *_ in _inside(part, 0, None))


def _edges(part: Any, matrix: pdfium.PdfMatrix | None = None) -> Edges:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    pdfium_c.FPDFPageObj_GetBounds(part, left, bottom, right, top)
    edges = left.value, bottom.value, right.value, top.value
    return matrix.on_rect(*edges) if matrix else edges
