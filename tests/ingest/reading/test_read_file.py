"""A file to blocks, by its suffix."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.errors import Unreadable
from ingest.reading import SUFFIXES, read_file


@pytest.mark.parametrize(
    ("names", "shown"),
    [
        (("a.md", "A.MD", "a.markdown"), "<html><p>Het consortium leidt vakmensen op.</p></html>"),
        (("a.txt", "a.TXT"), "<html><p>Het consortium leidt **vakmensen** op.</p></html>"),
        (("a.html", "a.Htm"), "Het consortium leidt **vakmensen** op."),
    ],
    ids=["markdown", "text", "html"],
)
def test_reader_is_chosen_by_suffix_in_any_case(names: tuple[str, ...], shown: str) -> None:
    for name in names:
        document = read_file(Path(name), b"<html><p>Het consortium leidt **vakmensen** op.</p></html>")
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
