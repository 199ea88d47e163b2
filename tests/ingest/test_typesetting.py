"""The shipped publications are what the typesetter makes of their Markdown, and they say what it says."""

from __future__ import annotations

import re
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import pypdf
import pypdfium2
import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from ingest.typesetting import PUBLICATIONS, main, shipped, typeset

LETTERS = "€ 9 miljoen voor één coöperatie, categorieën – ’s ochtends"


@pytest.fixture(autouse=True)
def no_build_date(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)


@pytest.fixture(params=shipped(), ids=PUBLICATIONS)
def publication(request: pytest.FixtureRequest) -> tuple[Path, Path]:
    paths: tuple[Path, Path] = request.param
    return paths


@pytest.fixture
def markdown(publication: tuple[Path, Path]) -> str:
    return publication[0].read_text(encoding="utf-8")


@pytest.fixture
def reader(publication: tuple[Path, Path]) -> pypdf.PdfReader:
    return pypdf.PdfReader(publication[1])


def test_shipped_pdf_is_made_from_the_shipped_markdown(publication: tuple[Path, Path], markdown: str) -> None:
    assert publication[1].read_bytes() == typeset(markdown) == typeset(markdown)


def test_outline_names_every_chapter_and_section(markdown: str, reader: pypdf.PdfReader) -> None:
    assert _outline(reader.outline) == [*_headings(markdown), (2, "Bronnen")]


def test_every_chapter_after_the_first_begins_a_page(reader: pypdf.PdfReader) -> None:
    chapters = [item for item in reader.outline[1] if not isinstance(item, list)]
    pages = [reader.get_destination_page_number(chapter) for chapter in chapters]
    assert len(set(pages)) == len(chapters)


def test_links_are_the_addresses_of_the_markdown(markdown: str, reader: pypdf.PdfReader) -> None:
    annotations = [note.get_object() for page in reader.pages for note in page.get("/Annots", [])]
    assert {str(note["/A"]["/URI"]) for note in annotations} == {
        str(token.attrs["href"]) for token in _inline(markdown, "link_open")
    }


def test_text_of_the_markdown_can_be_read_back(publication: tuple[Path, Path], markdown: str) -> None:
    read = _squeezed(_pdfium_text(publication[1].read_bytes()))
    missing = [token.content for token in _inline(markdown, "text") if _squeezed(token.content) not in read]
    assert not missing


def test_amounts_are_not_broken_over_lines(publication: tuple[Path, Path], markdown: str) -> None:
    read = _pdfium_text(publication[1].read_bytes())
    amounts = set(re.findall(r"€ [\d.,]*\d miljoen", markdown))
    assert "€ 9 miljoen" in amounts
    assert all(read.count(amount) == markdown.count(amount) for amount in amounts)


def test_pages_are_numbered_on_paper_and_as_labels(reader: pypdf.PdfReader) -> None:
    count = len(reader.pages)
    assert reader.page_labels == [str(number) for number in range(1, count + 1)]
    assert all(f"{number} / {count}" in page.extract_text() for number, page in enumerate(reader.pages, 1))


def test_metadata_names_title_and_language_and_no_date(markdown: str, reader: pypdf.PdfReader) -> None:
    metadata = reader.metadata
    assert metadata is not None
    assert (metadata.title, metadata.author) == (_headings(markdown)[0][1], "Planwijzer")
    assert metadata.subject == "Publiek-private samenwerkingen in het beroepsonderwijs"
    assert str(reader.root_object["/Lang"]) == "nl-NL"
    assert metadata.creation_date is None
    assert metadata.modification_date is None


def test_letters_of_dutch_come_out_of_both_readers() -> None:
    pdf = typeset(f"# Titel\n\n{LETTERS}\n")
    assert LETTERS in _pdfium_text(pdf)
    assert LETTERS in pypdf.PdfReader(BytesIO(pdf)).pages[0].extract_text()


@pytest.mark.parametrize("block", ["> citaat", "1. eerste", "`code`", "![plaat](p.png)"])
def test_refuses_what_it_cannot_typeset(block: str) -> None:
    with pytest.raises(ValueError, match="no typesetting for"):
        typeset(f"# Titel\n\n{block}\n")


def test_door_typesets_the_named_file(tmp_path: Path) -> None:
    source, output = tmp_path / "a.md", tmp_path / "a.pdf"
    source.write_text("# Titel\n\nTekst\n", encoding="utf-8")
    main([str(source), str(output)])
    assert output.read_bytes() == typeset("# Titel\n\nTekst\n")


def test_door_wants_both_names_or_none(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["a.md"])
    assert "both SOURCE and OUTPUT" in capsys.readouterr().err


def _headings(markdown: str) -> list[tuple[int, str]]:
    tokens = MarkdownIt("commonmark").parse(markdown)
    return [(int(first.tag[1]), second.content) for first, second in pairwise(tokens) if first.type == "heading_open"]


def _inline(markdown: str, kind: str) -> list[Token]:
    return [child for token in MarkdownIt("commonmark").parse(markdown) for child in token.children or [] if child.type == kind]


def _outline(items: list[Any], level: int = 1) -> list[tuple[int, str]]:
    return [
        entry
        for item in items
        for entry in (_outline(item, level + 1) if isinstance(item, list) else [(level, str(item.title))])
    ]  # fmt: skip


def _pdfium_text(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        return "\n".join(page.get_textpage().get_text_range() for page in document)


def _squeezed(text: str) -> str:
    """Without white space, and without the mark that PDFium puts for a hyphen at the end of a line."""
    return re.sub(r"\s", "", text.replace("\ufffe", "-"))
