"""What is drawn on a page: pictures, curves, and whether any text on it may be unseen."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

# Each channel at least this: white or nearly so.
_PALE = 240
# An opacity up to this, of 255, leaves nothing to see.
_CLEAR = 20
# Forms in forms that are looked into, and objects of a page: a drawing of a map has a hundred thousand.
_DEPTH, _MOST_OBJECTS = 3, 20_000

Edges = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Objects:
    """``pictures``: left, bottom, right, top of each in points; ``curves``: how many lines and curves;
    ``suspect``: whether there is text that is white, clear or drawn without ink."""

    pictures: tuple[Edges, ...]
    curves: int
    suspect: bool


def objects_of(page: pdfium.PdfPage) -> Objects:
    """What is drawn on a page."""
    pictures: list[Edges] = []
    curves, suspect = 0, False
    for part, kind, depth in islice(_walk(page.raw), _MOST_OBJECTS):
        if kind == pdfium_c.FPDF_PAGEOBJ_PATH:
            curves += pdfium_c.FPDFPath_CountSegments(part)
        elif kind == pdfium_c.FPDF_PAGEOBJ_TEXT:
            suspect = suspect or is_inkless(part) or is_pale(part)
        elif depth == 0 and _holds_picture(part):
            pictures.append(_edges(part))
    return Objects(tuple(pictures), curves, suspect)


def is_inkless(text: Any) -> bool:
    """Whether a text object is drawn invisibly."""
    mode = pdfium_c.FPDFTextObj_GetTextRenderMode(text)
    return mode in (pdfium_c.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium_c.FPDF_TEXTRENDERMODE_CLIP)


def is_pale(text: Any) -> bool:
    """Whether a text object is white or clear."""
    red, green, blue, opacity = (ctypes.c_uint() for _ in range(4))
    if not pdfium_c.FPDFPageObj_GetFillColor(text, red, green, blue, opacity):
        return False
    return opacity.value <= _CLEAR or min(red.value, green.value, blue.value) >= _PALE


def _walk(page: Any) -> Iterator[tuple[Any, int, int]]:
    """(object, kind, depth) of the objects of a page, forms before what they hold."""
    for index in range(pdfium_c.FPDFPage_CountObjects(page)):
        yield from _inside(pdfium_c.FPDFPage_GetObject(page, index), 0)


def _inside(part: Any, depth: int) -> Iterator[tuple[Any, int, int]]:
    kind = pdfium_c.FPDFPageObj_GetType(part)
    yield part, kind, depth
    if kind == pdfium_c.FPDF_PAGEOBJ_FORM and depth < _DEPTH:
        for index in range(pdfium_c.FPDFFormObj_CountObjects(part)):
            yield from _inside(pdfium_c.FPDFFormObj_GetObject(part, index), depth + 1)


def _holds_picture(part: Any) -> bool:
    """Whether an object is a picture, or a form with one in it."""
    return any(kind == pdfium_c.FPDF_PAGEOBJ_IMAGE for _, kind, _ in _inside(part, 0))


def _edges(part: Any) -> Edges:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    pdfium_c.FPDFPageObj_GetBounds(part, left, bottom, right, top)
    return left.value, bottom.value, right.value, top.value
