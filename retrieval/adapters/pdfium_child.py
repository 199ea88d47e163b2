"""The child that draws one page: ``python -m retrieval.adapters.pdfium_child NUMBER``, a line of JSON with passwords
to try and a PDF file in, JSON out: ``null`` where no password opens it.

Whatever is wrong with the file ends it with an error, which its parent reads as such.
"""

from __future__ import annotations

import base64
import io
import json
import math
import sys
from collections.abc import Callable, Sequence
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from PIL import Image

from retrieval.children import limit_resources

MEMORY_BYTES = 1024**3
CPU_SECONDS = 10
# Sharp enough to read an A4 page in a drawer of 640 points, also on a screen of double density.
DOTS_PER_INCH = 130
# A page of odd measures gets fewer dots, so that its picture stays some megabytes.
MAX_PIXELS, MAX_SIDE = 2_500_000, 4_000
# A drawing of a full page is seldom over half of this; photographs are, and lose colours for it.
MAX_PNG_BYTES = 1_500_000
# A dense page has 10,000.
MAX_CHARACTERS = 60_000
_DIGITS = 5

Point = Callable[[float, float], tuple[float, float]]


def main() -> int:
    """The door of this child."""
    limit_resources(MEMORY_BYTES, CPU_SECONDS)
    passwords = json.loads(sys.stdin.buffer.readline())
    document = _opened(sys.stdin.buffer.read(), passwords)
    sys.stdout.write(json.dumps(_drawn(document, int(sys.argv[1])) if document else None))
    return 0


def _opened(data: bytes, passwords: Sequence[str]) -> pdfium.PdfDocument | None:
    """The document; ``None`` when none of the passwords opens it."""
    for password in (None, *passwords):
        try:
            return pdfium.PdfDocument(data, password=password)
        except pdfium.PdfiumError as error:
            if "password" not in str(error).lower():
                raise
    return None


def _drawn(document: pdfium.PdfDocument, number: int) -> dict[str, Any]:
    page = document[number - 1]
    bitmap = page.render(scale=_scale(*page.get_size()))
    characters, boxes = _characters(page, bitmap)
    return {
        "png": base64.b64encode(_png(bitmap.to_pil())).decode("ascii"),
        "width": bitmap.width,
        "height": bitmap.height,
        "characters": characters,
        "boxes": boxes,
    }


def _scale(width: float, height: float) -> float:
    """Pixels a point."""
    return min(DOTS_PER_INCH / 72, MAX_SIDE / max(width, height), math.sqrt(MAX_PIXELS / (width * height)))


def _png(picture: Image.Image) -> bytes:
    data = _saved(picture)
    return data if len(data) <= MAX_PNG_BYTES else _saved(picture.convert("RGB").quantize(256, Image.Quantize.FASTOCTREE))


def _saved(picture: Image.Image) -> bytes:
    file = io.BytesIO()
    # Higher levels take twice the time for a tenth of the size.
    picture.save(file, "PNG", compress_level=3)
    return file.getvalue()


def _characters(page: pdfium.PdfPage, bitmap: pdfium.PdfBitmap) -> tuple[str, list[list[float]]]:
    """The characters of a page in reading order, and the box of each in fractions of the picture."""
    text_page = page.get_textpage()
    count = min(text_page.count_chars(), MAX_CHARACTERS)
    to_bitmap = bitmap.get_posconv(page).to_bitmap
    boxes = [_box(text_page.get_charbox(index, loose=True), to_bitmap, bitmap) for index in range(count)]
    return "".join(_character(pdfium_c.FPDFText_GetUnicode(text_page, index)) for index in range(count)), boxes


def _character(code: int) -> str:
    # As the text was read; half a character does not survive JSON either.
    return "\ufffd" if 0xD800 <= code <= 0xDFFF else chr(code)


def _box(corners: tuple[float, float, float, float], to_bitmap: Point, bitmap: pdfium.PdfBitmap) -> list[float]:
    """Left, top, right and bottom, whichever way the page is turned; what lies outside of the picture is cut off."""
    left, bottom, right, top = corners
    (x1, y1), (x2, y2) = to_bitmap(left, bottom), to_bitmap(right, top)
    ends = (min(x1, x2) / bitmap.width, min(y1, y2) / bitmap.height, max(x1, x2) / bitmap.width, max(y1, y2) / bitmap.height)
    return [round(min(max(end, 0.0), 1.0), _DIGITS) for end in ends]


if __name__ == "__main__":
    raise SystemExit(main())
