"""A file to blocks, by its suffix, where its first bytes do not say otherwise."""

from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from ingest.errors import Unreadable
from ingest.reading import SUFFIXES, read_file


@pytest.mark.parametrize(
    ("names", "shown"),
    [
        (("a.md", "A.MD", "a.markdown"), "<head></head><html><p>Het consortium leidt vakmensen op.</p></html>"),
        (("a.txt", "a.TXT"), "<head></head><html><p>Het consortium leidt **vakmensen** op.</p></html>"),
        (("a.html", "a.Htm"), "Het consortium leidt **vakmensen** op."),
    ],
    ids=["markdown", "text", "html"],
)
def test_reader_is_chosen_by_suffix_in_any_case(names: tuple[str, ...], shown: str) -> None:
    for name in names:
        document = read_file(Path(name), b"<head></head><html><p>Het consortium leidt **vakmensen** op.</p></html>")
        assert [block.text for block in document.pages[0].blocks] == [shown]


@pytest.mark.parametrize("suffix", sorted(SUFFIXES))
@pytest.mark.parametrize("data", [b"", b" \n\t "])
def test_file_without_content_is_empty(suffix: str, data: bytes) -> None:
    with pytest.raises(Unreadable) as caught:
        read_file(Path(f"a{suffix}"), data)
    assert caught.value.reason == "empty"


@pytest.mark.parametrize(("name", "data"), [("a.md", b"[v]: https://voorbeeld.nl"), ("a.html", b"<p></p>")])
def test_file_without_text_has_no_text(name: str, data: bytes) -> None:
    with pytest.raises(Unreadable) as caught:
        read_file(Path(name), data)
    assert caught.value.reason == "no_text"


def test_file_of_another_kind_is_unsupported() -> None:
    with pytest.raises(Unreadable) as caught:
        read_file(Path("a.doc"), b"PK")
    assert caught.value.reason == "unsupported"


PAGE = b"<!DOCTYPE html>\n<html lang='nl'><body><main><p>Het consortium leidt vakmensen op.</p></main></body></html>"


@pytest.mark.parametrize("name", ["a.pdf", "a.txt", "a.md", "a.PDF"])
@pytest.mark.parametrize(
    "data", [PAGE, b"\xef\xbb\xbf\r\n" + PAGE.lower(), b"<?xml version='1.0'?>\n" + PAGE], ids=["page", "mark", "xml"]
)
def test_web_page_is_read_as_one_whatever_its_name(name: str, data: bytes) -> None:
    (block,) = read_file(Path(name), data).pages[0].blocks
    assert block.text.casefold() == "het consortium leidt vakmensen op."


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.md"])
def test_pdf_file_is_read_as_one_whatever_its_name(tmp_path: Path, name: str) -> None:
    canvas = Canvas(str(tmp_path / "a"))
    canvas.drawString(72, 700, "Het consortium leidt vakmensen op.")
    canvas.save()
    (block,) = read_file(Path(name), (tmp_path / "a").read_bytes()).pages[0].blocks
    assert block.text == "Het consortium leidt vakmensen op."


@pytest.mark.parametrize(
    "text", ["%PDF is een formaat.", "Over %PDF-1.7", "PK is een afkorting", "Over <html> en zo.", "<htmlx>"]
)
def test_text_that_mentions_another_kind_is_text(text: str) -> None:
    (block,) = read_file(Path("a.txt"), text.encode()).pages[0].blocks
    assert block.text == text


@pytest.mark.parametrize("name", ["a.pdf", "a.txt", "a.md", "a.html"])
def test_archive_called_otherwise_is_another_kind(name: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read_file(Path(name), b"PK\x03\x04" + bytes(100))
    assert caught.value.reason == "other_kind"
