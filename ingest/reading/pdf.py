"""PDF files, read by PDFium and pypdf."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.errors import Unreadable
from ingest.reading import pdf_child
from ingest.reading.blocks import Block, ReadDocument, ReadPage


def read_pdf(data: bytes, passwords: Sequence[str] = ()) -> ReadDocument:
    """Pages with their printed labels. Raises ``Unreadable``: damaged, or encrypted with another than ``passwords``."""
    found = pdf_child.read(data, passwords)
    if "problem" in found:
        raise Unreadable(found["problem"], found["detail"])
    pages = tuple(
        ReadPage(tuple(Block(text, level) for text, level in page["blocks"]), page["label"], page["readable"])
        for page in found["pages"]
    )
    return ReadDocument(found["title"], pages)
