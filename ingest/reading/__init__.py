"""Readers: a file in, pages of blocks out. One module a format; each uses a library made for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from ingest.errors import Unreadable
from ingest.reading.blocks import Block, ReadDocument, ReadPage
from ingest.reading.characters import decode, mend
from ingest.reading.delimited import read_delimited
from ingest.reading.docx import read_docx
from ingest.reading.html import read_html
from ingest.reading.kinds import PDF, kind_of
from ingest.reading.markdown import read_markdown
from ingest.reading.opendocument import read_opendocument
from ingest.reading.pdf import read_pdf
from ingest.reading.pptx import read_pptx
from ingest.reading.spreadsheet import read_spreadsheet
from ingest.reading.text import read_text
from retrieval.originals import MAX_BYTES

_READERS: Mapping[str, Callable[[Path, bytes], ReadDocument]] = {
    ".csv": lambda _, data: read_delimited(mend(decode(data))),
    ".tsv": lambda _, data: read_delimited(mend(decode(data))),
    ".docx": lambda _, data: read_docx(data),
    ".pptx": lambda _, data: read_pptx(data),
    ".xlsx": lambda _, data: read_spreadsheet(data),
    ".odt": lambda _, data: read_opendocument(data),
    ".odp": lambda _, data: read_opendocument(data),
    ".ods": lambda _, data: read_opendocument(data),
    ".md": lambda _, data: read_markdown(mend(decode(data))),
    ".markdown": lambda _, data: read_markdown(mend(decode(data))),
    ".txt": lambda _, data: read_text(mend(decode(data))),
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
