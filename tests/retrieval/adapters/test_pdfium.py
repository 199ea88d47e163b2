"""Pages drawn by PDFium in its child: what is where on them, and files that are damaged, locked, huge or hostile."""

from __future__ import annotations

import io
import time
from collections.abc import Callable, Sequence

import pypdf
import pytest
from PIL import Image
from reportlab.lib.colors import black, white
from reportlab.pdfgen.canvas import Canvas

from retrieval.adapters.pdfium import PdfiumDrawer
from retrieval.adapters.pdfium_child import MAX_PIXELS
from retrieval.children import ChildFailed
from retrieval.model import Box
from retrieval.placing import line_boxes, place
from retrieval.ports import DrawnPage, PasswordWanted

LINES = ("Het consortium leidt vakmensen op voor de tech-", "niek van morgen, en ook voor die van nu.")


def pdf(draw: Callable[[Canvas], object], size: tuple[float, float] = (595, 842)) -> bytes:
    """A document of one page."""
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=size)
    draw(canvas)
    canvas.showPage()
    canvas.save()
    return file.getvalue()


def write_lines(canvas: Canvas) -> None:
    canvas.setFont("Helvetica", 14)
    for number, line in enumerate(LINES):
        canvas.drawString(72, 700 - 20 * number, line)


def turned(data: bytes, angle: int) -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(data))
    writer.pages[0].rotate(angle)
    return written(writer)


def cropped(data: bytes) -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(data))
    writer.pages[0].cropbox = pypdf.generic.RectangleObject((40, 600, 500, 800))
    return written(writer)


def written(writer: pypdf.PdfWriter) -> bytes:
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def dark(drawn: DrawnPage, boxes: Sequence[Box]) -> tuple[int, int]:
    """How many dark pixels of a page lie inside of the boxes, and how many there are."""
    picture = Image.open(io.BytesIO(drawn.png)).convert("L").point(lambda light: 255 if light < 128 else 0)
    total = picture.histogram()[255]
    for box in boxes:
        corners = (box.left * drawn.width, box.top * drawn.height, box.right * drawn.width, box.bottom * drawn.height)
        picture.paste(0, tuple(round(corner) for corner in corners))
    return total - picture.histogram()[255], total


def covered_ink(drawn: DrawnPage, text: str, *quotes: str) -> tuple[int, int]:
    """How many dark pixels of a page lie on quotations of its text, and how many there are."""
    boxes: list[Box] = []
    for quote in quotes:
        start = text.index(quote)
        found = place(text, start, start + len(quote), drawn.characters)
        boxes += line_boxes([drawn.boxes[index] for index in found], drawn.width / drawn.height)
    return dark(drawn, boxes)


@pytest.mark.parametrize("angle", [0, 90, 180, 270])
def test_the_boxes_of_a_text_cover_its_ink_however_the_page_is_turned(angle: int) -> None:
    drawn = PdfiumDrawer().draw(turned(pdf(write_lines), angle), 1)
    covered, total = covered_ink(drawn, " ".join(LINES), *LINES)
    assert total > 500
    assert covered >= 0.995 * total


def test_the_boxes_of_a_word_cover_the_ink_of_that_word_alone() -> None:
    def write_one_word(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 14)
        for word, colour in (("Het consortium leidt", white), ("vakmensen", black), ("op voor de techniek", white)):
            canvas.setFillColor(colour)
            canvas.drawString({"vakmensen": 210, "op voor de techniek": 290}.get(word, 72), 700, word)

    drawn = PdfiumDrawer().draw(pdf(write_one_word), 1)
    text = "Het consortium leidt vakmensen op voor de techniek"
    covered, total = covered_ink(drawn, text, "vakmensen")
    assert covered == total > 100
    assert covered_ink(drawn, text, "consortium leidt", "op voor")[0] == 0


def test_a_page_that_is_cropped_keeps_its_boxes_in_place() -> None:
    drawn = PdfiumDrawer().draw(cropped(pdf(write_lines)), 1)
    covered, total = covered_ink(drawn, LINES[1], LINES[1])
    assert 0.3 * total < covered < 0.6 * total


@pytest.mark.parametrize("size", [(200_000, 200_000), (30, 90_000), (3, 3)])
def test_a_page_of_odd_measures_is_drawn_within_bounds(size: tuple[float, float]) -> None:
    drawn = PdfiumDrawer().draw(pdf(write_lines, size), 1)
    assert 0 < drawn.width * drawn.height <= 1.01 * MAX_PIXELS


def test_a_photograph_does_not_become_a_huge_picture() -> None:
    noise = Image.effect_noise((1200, 1700), 90).convert("RGB")
    parts = [noise, noise.rotate(90).resize(noise.size), noise.rotate(180)]
    colours = Image.merge("RGB", [part.getchannel(0) for part in parts])
    drawn = PdfiumDrawer().draw(pdf(lambda canvas: canvas.drawInlineImage(colours, 0, 0, 595, 842)), 1)
    assert Image.open(io.BytesIO(drawn.png)).size == (drawn.width, drawn.height)
    assert len(drawn.png) < 2_500_000


def locked(password: str = "geheim") -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf(write_lines)))
    writer.encrypt(password, algorithm="AES-256")
    return written(writer)


@pytest.mark.parametrize(
    ("data", "number"),
    [(b"", 1), (b"%PDF-1.7 niets", 1), (pdf(write_lines)[:700], 1), (pdf(write_lines), 2), (pdf(write_lines), 0)],
    ids=["nothing", "damaged", "first part", "no such page", "no page zero"],
)
def test_what_can_not_be_drawn_fails_at_once(data: bytes, number: int) -> None:
    began = time.monotonic()
    with pytest.raises(ChildFailed) as caught:
        PdfiumDrawer().draw(data, number)
    assert not caught.value.slow
    assert time.monotonic() - began < 10


def test_a_page_that_takes_too_long_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("retrieval.adapters.pdfium.TIMEOUT_SECONDS", 0.01)
    with pytest.raises(ChildFailed) as caught:
        PdfiumDrawer().draw(pdf(write_lines), 1)
    assert caught.value.slow


@pytest.mark.parametrize("passwords", [(), ("fout",), ("", "GEHEIM")])
def test_a_document_that_no_password_opens_is_told_as_such(passwords: tuple[str, ...]) -> None:
    with pytest.raises(PasswordWanted):
        PdfiumDrawer(passwords).draw(locked(), 1)


def test_a_document_is_opened_with_one_of_the_passwords() -> None:
    assert PdfiumDrawer(("fout", "geheim\n€")).draw(locked("geheim\n€"), 1) == PdfiumDrawer().draw(pdf(write_lines), 1)
