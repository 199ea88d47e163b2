"""Pictures of pages: of the file that was indexed and no other, with the text of a span marked on it."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pypdf
import pytest
from reportlab.pdfgen.canvas import Canvas

from ingest.fetching.memory import Memo, remember
from ingest.pipeline import build as build_library
from retrieval.adapters.pdfium import PdfiumDrawer
from retrieval.assembly import open_engine
from retrieval.children import ChildFailed
from retrieval.dutch import sentences
from retrieval.engine import Engine
from retrieval.errors import PageUndrawable, PageUnknown
from retrieval.library import Library
from retrieval.model import PageImage
from retrieval.picturing import Pictures
from retrieval.placing import place
from retrieval.ports import DrawnPage
from retrieval.settings import Settings
from retrieval.texts import load_texts
from tests.conftest import Build

Draw = Callable[..., PageImage | None]
LINES = ("Het consortium leidt vakmensen op voor de tech-", "niek van morgen, en dat is nodig.")
QUOTE = "vakmensen op voor de techniek van morgen"
HEADER = "id,title,kind,file,source_url,language,date,plans\n"


class CountingDrawer:
    """The shipped drawer, which counts; ``failing``: what it fails with instead."""

    def __init__(self) -> None:
        self.drawn = 0
        self.failing: ChildFailed | None = None

    def draw(self, data: bytes, number: int) -> DrawnPage:
        self.drawn += 1
        if self.failing:
            raise self.failing
        return PdfiumDrawer().draw(data, number)


def write_plan(path: Path, *more: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    canvas = Canvas(str(path), invariant=True)
    for number, line in enumerate((*LINES, *more)):
        canvas.drawString(72, 700 - 14 * number, line)
    canvas.save()
    return path


@pytest.fixture
def catalogue(tmp_path: Path) -> Path:
    """A catalogue of a PDF file and a text."""
    write_plan(tmp_path / "bron" / "stukken" / "plan.pdf")
    (tmp_path / "bron" / "nota.md").write_text("# Nota\n\nHet plan loopt door tot en met maart.\n", encoding="utf-8")
    (tmp_path / "bron" / "plans.csv").write_text("id,name,aliases,kind,status,website,provinces,places,themes,sectors,levels\n")
    path = tmp_path / "bron" / "catalogue.csv"
    path.write_text(f"{HEADER}plan,Plan,,stukken/plan.pdf,,nl,,\nnota,Nota,,nota.md,,nl,,\n", encoding="utf-8")
    return path


@pytest.fixture
def drawer() -> CountingDrawer:
    return CountingDrawer()


@pytest.fixture
def draw(settings: Settings, drawer: CountingDrawer) -> Draw:
    """The picture of the first page of a document, with a quotation marked."""
    pictures: list[Pictures] = []

    def draw(document_id: str, quote: str = QUOTE) -> PageImage | None:
        library = Library(settings.index)
        pictures[:] = pictures or [Pictures(library, drawer)]
        (document,) = library.versions(document_id)[:1]
        page = library.page(document.version, 1)
        assert page
        start = page.text.index(quote)
        return pictures[0].page_image(document, page, (start, start + len(quote)))

    return draw


def reason(draw: Draw, document_id: str) -> object:
    with pytest.raises(PageUndrawable) as caught:
        draw(document_id)
    return caught.value.facts["reason"]


def test_a_quotation_over_two_lines_has_a_box_on_each(build: Build, catalogue: Path, draw: Draw) -> None:
    build(catalogue)
    image = draw("plan")
    assert image and image.png.startswith(b"\x89PNG")
    first, second = image.boxes
    assert 0.1 < first.left < first.right < 1 and second.left == pytest.approx(72 / 595.3, abs=0.005)
    assert first.top == pytest.approx(1 - 711 / 841.9, abs=0.01) and second.top > first.top


def test_a_page_is_drawn_once(build: Build, catalogue: Path, draw: Draw, drawer: CountingDrawer) -> None:
    build(catalogue)
    assert draw("plan") != draw("plan", "nodig")
    assert drawer.drawn == 1


def test_files_named_by_themselves_have_pictures_too(build: Build, tmp_path: Path, draw: Draw) -> None:
    build(write_plan(tmp_path / "een.pdf"), write_plan(tmp_path / "map" / "één plan #1 %20.pdf", "En nog iets.").parent)
    for name in ("een.pdf", "één plan #1 %20.pdf"):
        image = draw(name)
        assert image and len(image.boxes) == 2


def test_text_and_json_lines_have_no_picture(build: Build, catalogue: Path, tmp_path: Path, draw: Draw) -> None:
    lines = tmp_path / "regels.jsonl"
    lines.write_text('{"id": "regel", "title": "R", "text": "Het plan loopt tot en met maart en daarna."}\n', encoding="utf-8")
    build(catalogue, lines)
    assert draw("nota", "maart") is None
    assert draw("regel", "maart") is None


def test_a_file_that_was_changed_is_not_shown_as_the_one_that_was_read(build: Build, catalogue: Path, draw: Draw) -> None:
    build(catalogue)
    write_plan(catalogue.parent / "stukken" / "plan.pdf", "Een nieuwe regel.")
    assert reason(draw, "plan") == "changed"


def test_a_file_that_is_gone_or_no_longer_catalogued_is_told(build: Build, catalogue: Path, draw: Draw) -> None:
    build(catalogue)
    file = catalogue.parent / "stukken" / "plan.pdf"
    file.rename(file.with_name("weg.pdf"))
    assert reason(draw, "plan") == "gone"
    catalogue.unlink()
    assert draw("plan") is None


def test_a_file_over_the_limit_is_not_read(build: Build, catalogue: Path, draw: Draw, monkeypatch: pytest.MonkeyPatch) -> None:
    build(catalogue)
    monkeypatch.setattr("retrieval.originals.MAX_BYTES", 100)
    assert reason(draw, "plan") == "changed"


@pytest.mark.parametrize(("slow", "told"), [(True, "too_slow"), (False, "damaged")])
def test_what_can_not_be_drawn_is_told_and_not_tried_at_every_click(
    build: Build, catalogue: Path, draw: Draw, drawer: CountingDrawer, slow: bool, told: str
) -> None:
    build(catalogue)
    drawer.failing = ChildFailed(slow=slow, detail="")
    assert reason(draw, "plan") == reason(draw, "plan") == told
    assert drawer.drawn == 1


def test_what_is_told_again_is_an_error_of_its_own(build: Build, catalogue: Path, draw: Draw, drawer: CountingDrawer) -> None:
    build(catalogue)
    drawer.failing = ChildFailed(slow=False, detail="")
    with pytest.raises(PageUndrawable) as first:
        draw("plan")
    with pytest.raises(PageUndrawable) as second:
        draw("plan")
    # One raised twice would hold on to the frames of both.
    assert first.value is not second.value


def test_the_engine_shows_the_pages_of_its_documents(build: Build, catalogue: Path, settings: Settings) -> None:
    build(catalogue)
    engine = open_engine(settings)
    text = engine.page("plan", 1).text
    marked = engine.page_image("plan", 1, (0, len(text)))
    plain = engine.page_image("plan", 1)
    assert marked and plain and len(marked.boxes) == 2 and not plain.boxes
    assert [engine.pictured(document) for document in ("plan", "nota", "nergens")] == [True, False, False]
    with pytest.raises(PageUnknown):
        engine.page_image("plan", 2)


@pytest.mark.parametrize("document_id", ["programmagids", "samenvattingen-consortia"])
def test_every_sentence_of_the_shipped_documents_is_marked_where_it_stands(
    engine: Engine, shipped_files: dict[str, Path], document_id: str
) -> None:
    data = shipped_files[document_id].read_bytes()
    pages = next(document.pages for document in engine.documents() if document.id == document_id)
    asked = placed = 0
    for number in range(1, pages + 1):
        text, drawn = engine.page(document_id, number).text, PdfiumDrawer().draw(data, number)
        for start, end in sentences(text):
            found = place(text, start, end, drawn.characters)
            asked += 1
            placed += bool(found)
            if found:
                marked = drawn.characters[found.start : found.stop]
                assert _letters(marked) == _letters(text[start:end])
    assert asked > 100
    assert placed >= 0.99 * asked


def _letters(text: str) -> str:
    return "".join(character for character in text if character.isalnum())


def test_a_page_of_a_file_in_an_archive_is_drawn_when_the_archive_is_there(build: Build, tmp_path: Path, draw: Draw) -> None:
    plan, bundle = write_plan(tmp_path / "plan.pdf"), tmp_path / "bundel.zip"
    with zipfile.ZipFile(bundle, "w") as archive:
        archive.write(plan, "stukken/plan.pdf")
    build(bundle)
    away = bundle.rename(tmp_path / "weg.zip")
    assert reason(draw, "bundel.zip/stukken/plan.pdf") == "gone"
    away.rename(bundle)
    picture = draw("bundel.zip/stukken/plan.pdf")
    assert picture is not None and picture.boxes


@pytest.mark.usefixtures("encoder", "plain_vectors", "verified_here")
def test_an_encrypted_file_is_drawn_with_its_password_and_a_missing_one_is_told(settings: Settings, tmp_path: Path) -> None:
    path = write_plan(tmp_path / "bron" / "plan.pdf")
    writer = pypdf.PdfWriter(clone_from=path)
    writer.encrypt("geheim", algorithm="AES-256")
    writer.write(path)
    with_password = replace(settings, pdf_passwords=("geheim",))
    build_library([path], with_password, progress=lambda *_: None)

    image = open_engine(with_password).page_image("plan.pdf", 1, (0, 10))
    assert image is not None and image.boxes
    for passwords in ((), ("fout",)):
        with pytest.raises(PageUndrawable) as caught:
            open_engine(replace(settings, pdf_passwords=passwords)).page_image("plan.pdf", 1, (0, 10))
        assert "PLANWIJZER_PDF_PASSWORD" in load_texts("nl").error(caught.value)


@pytest.mark.usefixtures("encoder", "plain_vectors", "verified_here")
def test_a_file_that_was_fetched_for_a_line_without_one_is_drawn(settings: Settings, tmp_path: Path) -> None:
    path = write_plan(tmp_path / "bron" / "fetched" / "plan.pdf")
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    remember(path.parent, {"https://x.nl/plan": Memo("plan.pdf", "https://x.nl/plan", "", "", digest)})
    catalogue = tmp_path / "bron" / "catalogue.csv"
    catalogue.write_text(f"{HEADER}delta,Delta,plan,,https://x.nl/plan?cookie=accept,nl,,\n", encoding="utf-8")
    build_library([catalogue], settings, progress=lambda *_: None)

    image = open_engine(settings).page_image("delta", 1, (0, 10))
    assert image is not None and image.boxes
