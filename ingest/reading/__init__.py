"""Readers: a file in, pages of blocks out. One module a format; each uses a library made for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from ingest.errors import Unreadable
from ingest.reading.blocks import Block, ReadDocument, ReadPage
from ingest.reading.html import read_html
from ingest.reading.kinds import PDF, kind_of
from ingest.reading.markdown import read_markdown
from ingest.reading.pdf import read_pdf
from ingest.reading.text import decode, read_text
from retrieval.originals import MAX_BYTES

_READERS: Mapping[str, Callable[[Path, bytes], ReadDocument]] = {
    ".md": lambda _, data: read_markdown(decode(data)),
    ".markdown": lambda _, data: read_markdown(decode(data)),
    ".txt": lambda _, data: read_text(decode(data)),
    ".html": lambda _, data: read_html(data),
    ".htm": lambda _, data: read_html(data),
}
SUFFIXES = frozenset({PDF, *_READERS})

__all__ = ["MAX_BYTES", "SUFFIXES", "Block", "ReadDocument", "ReadPage", "read_file"]


def read_file(path: Path, data: bytes, passwords: Sequence[str] = ()) -> ReadDocument:
    """Read a file whose content is ``data``. ``passwords``: what to try on an encrypted PDF. Raises ``Unreadable``.

    It does so in this very process: what is hostile needs the limits of ``ingest.reading.workers``.
    """
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise Unreadable("unsupported")
    if not data.strip():
        raise Unreadable("empty")
    kind = kind_of(suffix, data)
    document = read_pdf(data, passwords) if kind == PDF else _READERS[kind](path, data)
    if not any(page.blocks for page in document.pages):
        raise Unreadable("no_text")
    return document
