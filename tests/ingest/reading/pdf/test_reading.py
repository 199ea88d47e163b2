"""PDF files, from ones made here."""

from __future__ import annotations

from pathlib import Path

import pypdf
import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from ingest.cleaning import clean_document
from ingest.errors import Unreadable
from ingest.reading import ReadDocument, read_file
from ingest.reading.pdf import read_pdf
from tests.ingest.reading.pdf.making import made, texts

CHAPTERS = {
    "Inleiding": ("Het consortium leidt vakmensen op", "voor de techniek van morgen."),
    "Aanpak": ("Scholen en bedrijven bouwen samen", "een werkplaats in de regio."),
    "Partners": ("Een roc, een hogeschool en een", "bedrijf dragen het plan."),
    "Planning": ("De eerste groep begint in maart", "en de tweede in september."),
}


def write_report(path: Path) -> None:
    """Four numbered chapters of a page, each with a bookmark in ordinary letters, a running header and a footer."""
    canvas = Canvas(str(path))
    canvas.setTitle("Plan van aanpak")
    for number, (chapter, (first, second)) in enumerate(CHAPTERS.items(), start=1):
        canvas.setFont("Helvetica", 8)
        canvas.drawString(72, 810, "Consortium Delta Werkt")
        canvas.drawString(300, 30, f"Pagina {number} van 4")
        canvas.setFont("Helvetica-Bold", 20)
        canvas.drawString(72, 750, chapter)
        canvas.setFont("Helvetica", 11)
        for height, text in ((715, first), (701, second), (670, f"Een nieuwe alinea over {chapter.lower()}.")):
            canvas.drawString(72, height, text)
        canvas.bookmarkPage(chapter)
        canvas.addOutlineEntry(f"Vragen over {chapter}", chapter, level=0)
        canvas.drawString(72, 640, f"Vragen over {chapter}")
        canvas.drawString(72, 610, f"Stel ze aan de werkgroep {chapter.lower()}, die ze verzamelt.")
        canvas.showPage()
    canvas.save()


@pytest.fixture(scope="module")
def report_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("pdf") / "rapport.pdf"
    write_report(path)
    writer = pypdf.PdfWriter(clone_from=path)
    writer.set_page_label(0, 0, style="/r", start=4)
    writer.set_page_label(1, 3, style="/D")
    writer.write(path)
    return path


@pytest.fixture(scope="module")
def report(report_file: Path) -> ReadDocument:
    return read_pdf(report_file.read_bytes())


def test_paragraphs_and_headings_come_out_in_order(report: ReadDocument) -> None:
    for page, (chapter, lines) in zip(report.pages, CHAPTERS.items(), strict=True):
        assert [(block.text, bool(block.level)) for block in page.blocks] == [
            (chapter, True),
            (" ".join(lines), False),
            (f"Een nieuwe alinea over {chapter.lower()}.", False),
            (f"Vragen over {chapter}", True),
            (f"Stel ze aan de werkgroep {chapter.lower()}, die ze verzamelt.", False),
        ]


def test_running_header_and_footer_are_gone(report: ReadDocument) -> None:
    text = " ".join(block.text for page in report.pages for block in page.blocks)
    assert "Delta Werkt" not in text and "Pagina" not in text


def test_pages_have_their_printed_labels(report: ReadDocument) -> None:
    assert [page.label for page in report.pages] == ["iv", "1", "2", "3"]


def test_title_is_that_of_the_file(report: ReadDocument) -> None:
    assert report.title == "Plan van aanpak"


@pytest.fixture(scope="module")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> ReadDocument:
    """A page with text, one with only a picture, an empty one, one with a picture beside text; a name with odd letters."""
    path = tmp_path_factory.mktemp("pdf") / "één plan #1 %20.pdf"
    picture = ImageReader(Image.new("RGB", (40, 40), "navy"))
    canvas = Canvas(str(path))
    for drawn, text in ((False, "Een bladzijde met tekst."), (True, ""), (False, ""), (True, "Tekst naast een plaat erbij.")):
        if drawn:
            canvas.drawImage(picture, 72, 300, 400, 300)
        canvas.drawString(72, 700, text)
        canvas.showPage()
    canvas.save()
    return read_pdf(path.read_bytes())


def test_page_with_only_a_picture_is_not_readable_and_an_empty_one_is(pictures: ReadDocument) -> None:
    assert [page.readable for page in pictures.pages] == [True, False, True, True]
    assert [len(page.blocks) for page in pictures.pages] == [1, 0, 0, 1]


def test_word_broken_over_lines_comes_out_whole(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "a.pdf"))
    canvas.drawString(72, 700, "Het consortium is er voor de tech-")
    canvas.drawString(72, 686, "niek van morgen.")
    canvas.save()
    (page,) = clean_document(read_pdf((tmp_path / "a.pdf").read_bytes())).pages
    assert [block.text for block in page.blocks] == ["Het consortium is er voor de techniek van morgen."]


@pytest.mark.parametrize(
    ("part", "reason"),
    [(slice(0, 0), "empty"), (slice(0, 900), "damaged"), (slice(400, None), "damaged")],
    ids=["nothing", "first part", "last part"],
)
def test_part_of_a_file_is_unreadable(report_file: Path, tmp_path: Path, part: slice, reason: str) -> None:
    path = tmp_path / "deel.pdf"
    path.write_bytes(report_file.read_bytes()[part])
    with pytest.raises(Unreadable) as caught:
        read_file(path, path.read_bytes())
    assert caught.value.reason == reason


def test_web_page_named_pdf_is_damaged(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"<!doctype html><html><body>Niet gevonden</body></html>")
    with pytest.raises(Unreadable) as caught:
        read_pdf((tmp_path / "a.pdf").read_bytes())
    assert caught.value.reason == "damaged"


@pytest.fixture
def secret(report_file: Path, tmp_path: Path) -> bytes:
    """The report, encrypted."""
    writer = pypdf.PdfWriter(clone_from=report_file)
    writer.encrypt("geheim", algorithm="AES-256")
    writer.write(tmp_path / "a.pdf")
    return (tmp_path / "a.pdf").read_bytes()


@pytest.mark.parametrize("passwords", [(), ("anders",)])
def test_file_that_needs_another_password_is_encrypted(secret: bytes, passwords: tuple[str, ...]) -> None:
    with pytest.raises(Unreadable) as caught:
        read_pdf(secret, passwords)
    assert caught.value.reason == "encrypted"


def test_file_is_read_with_one_of_the_passwords(secret: bytes, report: ReadDocument) -> None:
    assert read_pdf(secret, ("fout", "geheim")) == report


def test_content_of_a_file_is_read_as_the_file(report_file: Path, report: ReadDocument) -> None:
    assert read_pdf(report_file.read_bytes()) == report


def test_file_with_only_an_owner_password_is_read(report_file: Path, report: ReadDocument, tmp_path: Path) -> None:
    writer = pypdf.PdfWriter(clone_from=report_file)
    writer.encrypt("", "baas", algorithm="AES-256")
    writer.write(tmp_path / "a.pdf")
    assert read_pdf((tmp_path / "a.pdf").read_bytes()) == report


def test_file_without_any_text_has_no_text(tmp_path: Path) -> None:
    path = tmp_path / "leeg.pdf"
    canvas = Canvas(str(path))
    canvas.showPage()
    canvas.save()
    with pytest.raises(Unreadable) as caught:
        read_file(path, path.read_bytes())
    assert caught.value.reason == "no_text"


def test_marks_of_footnotes_are_no_part_of_the_word_before(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        text = canvas.beginText(72, 700)
        for part, size, rise in (
            ("Dat staat in de evaluatie", 11, 0), ("12", 6, 5), (" van het fonds.", 11, 0), ("3", 6, 5), (" Er is 40 km", 11, 0),
            ("2", 6, 5), (" grond, minder CO", 11, 0), ("2", 6, -2), (" en stikstof", 11, 0), ("2", 6, -2),
            (" en Techniek2", 11, 0),
        ):  # fmt: skip
            text.setFont("Helvetica", size)
            text.setRise(rise)
            text.textOut(part)
        canvas.drawText(text)

    ((block,),) = texts(made(tmp_path, page))
    assert block == "Dat staat in de evaluatie 12 van het fonds. 3 Er is 40 km2 grond, minder CO2 en stikstof2 en Techniek2"
