"""pypdf: what a file says of itself, a second opinion on its text, and a mended copy of it."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

import pypdf

from ingest.reading.pdf.paragraphs import OutlineEntry

_MIB = 2**20

Mode = Literal["plain", "layout"]


@contextmanager
def bounded() -> Iterator[None]:
    """Within it pypdf takes less, for each stream of a file, than it would by itself."""
    with pypdf.apply_configuration(
        zlib_maximum_output_length=32 * _MIB, lzw_maximum_output_length=32 * _MIB, run_length_maximum_output_length=32 * _MIB
    ):
        yield


class PypdfFile:
    """A file as pypdf sees it. It raises bare AssertionError, TypeError and the like on damaged files; nothing here does,
    and what can't be had is empty."""

    def __init__(self, source: Path | bytes, passwords: Sequence[str]) -> None:
        try:
            self._reader: pypdf.PdfReader | None = _opened(source, passwords)
        except Exception:
            self._reader = None

    def title(self) -> str:
        """What the file says its title is."""
        try:
            metadata = self._reader.metadata if self._reader else None
            return str((metadata.title if metadata else "") or "").strip()
        except Exception:
            return ""

    def labels(self) -> Sequence[str]:
        """The printed number of each page, also where the file gives none."""
        try:
            return self._reader.page_labels if self._reader else ()
        except Exception:
            return ()

    def outline(self) -> list[OutlineEntry]:
        """The bookmarks, from the first to the last."""
        try:
            return list(_entries(self._reader, self._reader.outline, 1)) if self._reader else []
        except Exception:
            return []

    def texts(self, number: int) -> list[tuple[str, str]]:
        """(reader, text) of page ``number``, from 0: plain, and laid out as on the page."""
        if self._reader is None:
            return []
        modes: tuple[Mode, ...] = ("plain", "layout")
        found = [(f"pypdf {mode}", _text(self._reader, number, mode)) for mode in modes]
        return [(reader, text) for reader, text in found if text.strip()]

    def mended(self) -> bytes:
        """The file written anew, without a password; empty when that can't be done."""
        target = io.BytesIO()
        try:
            if self._reader:
                pypdf.PdfWriter(clone_from=self._reader).write(target)
        except Exception:
            return b""
        return target.getvalue()


def _opened(source: Path | bytes, passwords: Sequence[str]) -> pypdf.PdfReader:
    reader = pypdf.PdfReader(io.BytesIO(source) if isinstance(source, bytes) else source, strict=False)
    if reader.is_encrypted and not any(reader.decrypt(password) for password in ("", *passwords)):
        raise ValueError("encrypted")
    return reader


def _entries(reader: pypdf.PdfReader, items: list[Any], level: int) -> Iterator[OutlineEntry]:
    for item in items:
        if isinstance(item, list):
            yield from _entries(reader, item, level + 1)
        else:
            number = reader.get_destination_page_number(item)
            yield OutlineEntry(str(item.title), level, -1 if number is None else number)


def _text(reader: pypdf.PdfReader, number: int, mode: Mode) -> str:
    try:
        return str(reader.pages[number].extract_text(extraction_mode=mode))
    except Exception:
        return ""
