"""Office files that are no such thing, are locked, reach outside themselves or are made to exhaust their reader."""

from __future__ import annotations

import socket
import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import docx
import odfdo
import openpyxl
import pptx
import pytest
from pptx.util import Inches

from ingest.errors import Unreadable
from ingest.reading import read_file

WORDS = "Het consortium leidt op."
PARTS = {
    ".docx": "word/document.xml",
    ".pptx": "ppt/slides/slide1.xml",
    ".xlsx": "xl/worksheets/sheet1.xml",
    ".odt": "content.xml",
}


def docx_file() -> bytes:
    document = docx.Document()
    document.add_paragraph(WORDS)
    return saved(document.save)


def pptx_file() -> bytes:
    presentation = pptx.Presentation()
    slide = presentation.slides.add_slide(presentation.slide_layouts[6])
    slide.shapes.add_textbox(0, 0, Inches(1), Inches(1)).text_frame.text = WORDS
    return saved(presentation.save)


def xlsx_file() -> bytes:
    book = openpyxl.Workbook()
    book.active["A1"] = WORDS
    return saved(book.save)


def odt_file() -> bytes:
    document = odfdo.Document("text")
    document.body.clear()
    document.body.append(odfdo.Paragraph(WORDS))
    return saved(document.save)


def saved(save: Callable[[BytesIO], object]) -> bytes:
    file = BytesIO()
    save(file)
    return file.getvalue()


FILES = {".docx": docx_file, ".pptx": pptx_file, ".xlsx": xlsx_file, ".odt": odt_file}
each_kind = pytest.mark.parametrize("suffix", FILES)


def changed(data: bytes, change: Callable[[str, bytes], bytes], **more: bytes) -> bytes:
    """The package with each part changed."""
    file = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
        for name, content in more.items():
            new.writestr(name, content)
    return file.getvalue()


def reason(suffix: str, data: bytes) -> str:
    with pytest.raises(Unreadable) as caught:
        read_file(Path(f"a{suffix}"), data)
    return caught.value.reason


def words(suffix: str, data: bytes) -> str:
    """What is read of a file; nothing when it is refused."""
    try:
        return " ".join(block.text for page in read_file(Path(f"a{suffix}"), data).pages for block in page.blocks)
    except Unreadable:
        return ""


@pytest.fixture
def server() -> Iterator[socket.socket]:
    """A server on this machine that nobody should call."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(0.2)
        yield listening


def was_called(server: socket.socket) -> bool:
    try:
        server.accept()[0].close()
    except TimeoutError:
        return False
    return True


@each_kind
def test_file_that_is_made_by_the_program_is_read(suffix: str) -> None:
    assert WORDS in words(suffix, FILES[suffix]())


@each_kind
@pytest.mark.parametrize("target", ["web", "file"])
def test_external_entities_are_never_loaded(suffix: str, target: str, server: socket.socket, tmp_path: Path) -> None:
    (tmp_path / "geheim.txt").write_text("GEHEIM", encoding="utf-8")
    address = f"http://127.0.0.1:{server.getsockname()[1]}/x" if target == "web" else (tmp_path / "geheim.txt").as_uri()
    outside = f'<!DOCTYPE d [<!ENTITY x SYSTEM "{address}"><!ENTITY % y SYSTEM "{address}"> %y;]>'.encode()

    def change(name: str, content: bytes) -> bytes:
        if not name.endswith((".xml", ".rels")):
            return content
        head, _, rest = content.partition(b"?>") if content.startswith(b"<?xml") else (b'<?xml version="1.0"', b"", content)
        return head + b"?>" + outside + rest.replace(WORDS.encode(), WORDS.encode() + b"&x;")

    assert "GEHEIM" not in words(suffix, changed(FILES[suffix](), change))
    assert not was_called(server)


@pytest.mark.parametrize("suffix", [".docx", ".pptx"])
def test_pictures_and_templates_elsewhere_are_never_loaded(suffix: str, server: socket.socket) -> None:
    address = f"http://127.0.0.1:{server.getsockname()[1]}/x"
    kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relations = "".join(
        f'<Relationship Id="rX{kind}" Type="{kinds}/{kind}" Target="{address}" TargetMode="External"/>'
        for kind in ("image", "attachedTemplate", "hyperlink", "oleObject")
    ).encode()

    def change(name: str, content: bytes) -> bytes:
        return content.replace(b"</Relationships>", relations + b"</Relationships>") if name.endswith(".rels") else content

    data = changed(FILES[suffix](), change)
    assert WORDS in words(suffix, data)
    assert not was_called(server)


def test_remote_pictures_and_frames_of_a_web_page_are_never_loaded(server: socket.socket) -> None:
    address = f"http://127.0.0.1:{server.getsockname()[1]}/x"
    page = f'<!DOCTYPE html SYSTEM "{address}"><html><head><link rel=stylesheet href="{address}"></head><body><article>'
    page += f'<p>{WORDS * 4}</p><img src="{address}"><iframe src="{address}"></iframe></article></body></html>'
    assert WORDS in words(".html", page.encode())
    assert not was_called(server)


@each_kind
def test_entities_that_multiply_are_refused_or_stay_small(suffix: str) -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f'<!DOCTYPE d [<!ENTITY l0 "{"ha" * 50}">{laughs}]>'.encode()

    def change(name: str, content: bytes) -> bytes:
        if name != PARTS[suffix]:
            return content
        head, _, rest = content.partition(b"?>") if content.startswith(b"<?xml") else (b'<?xml version="1.0"', b"", content)
        return head + b"?>" + bomb + rest.replace(WORDS.encode(), b"&l11;")

    assert len(words(suffix, changed(FILES[suffix](), change))) < 1_000_000


@each_kind
def test_bomb_is_refused_before_it_is_unpacked(suffix: str) -> None:
    data = changed(FILES[suffix](), lambda _, content: content, **{"extra.xml": b" " * 100_000_001})
    assert len(data) < 1_000_000
    assert reason(suffix, data) == "too_large"


@each_kind
def test_package_of_very_many_parts_is_refused(suffix: str) -> None:
    assert (
        reason(suffix, changed(FILES[suffix](), lambda _, content: content, **{f"p{n}": b"" for n in range(10_001)}))
        == "too_large"
    )


@each_kind
def test_file_of_another_kind_is_told_apart(suffix: str) -> None:
    other = FILES[".odt" if suffix != ".odt" else ".docx"]()
    assert reason(suffix, other) == "other_kind"
    assert reason(suffix, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)) == "other_kind"
    assert reason(suffix, b"Meld u aan") == "damaged"
    # A page that asks to sign in, kept under the name of what was wanted, is read as the page that it is.
    assert words(suffix, b"<html><body><p>Meld u eerst aan met uw account van de school.</p></body></html>")


@each_kind
def test_file_with_a_password_is_encrypted(suffix: str) -> None:
    locked = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + "EncryptedPackage".encode("utf-16-le")
    assert reason(suffix, locked) == "encrypted"


def test_opendocument_with_a_password_is_encrypted() -> None:
    def change(_: str, content: bytes) -> bytes:
        return content.replace(b"</manifest:manifest>", b"<!--<manifest:encryption-data/>--></manifest:manifest>")

    assert reason(".odt", changed(odt_file(), change)) == "encrypted"


@each_kind
@pytest.mark.parametrize("share", [0.3, 0.7, 0.99])
def test_file_that_was_cut_off_is_damaged(suffix: str, share: float) -> None:
    data = FILES[suffix]()
    assert reason(suffix, data[: int(share * len(data))]) == "damaged"


@each_kind
def test_part_that_is_no_xml_is_damaged(suffix: str) -> None:
    data = changed(FILES[suffix](), lambda name, content: b"<kapot" if name == PARTS[suffix] else content)
    assert reason(suffix, data) == "damaged"
