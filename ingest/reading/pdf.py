"""PDF, read in a child process that can be ended: a broken file costs its own result and nothing else."""

from __future__ import annotations

import json
from pathlib import Path

from ingest.errors import Unreadable
from ingest.reading.blocks import Block, ReadDocument, ReadPage
from retrieval.children import ChildFailed, run_child

# The slowest of 4,983 odd files took 1.8 s with PDFium and 72 s with pypdf.
TIMEOUT_SECONDS = 120


def read_pdf(path: Path) -> ReadDocument:
    """Pages with their printed labels. Raises ``Unreadable``: damaged, encrypted, or taking too long."""
    try:
        found = json.loads(run_child("ingest.reading.pdf_child", str(path.absolute()), seconds=TIMEOUT_SECONDS))
    except ChildFailed as failed:
        raise Unreadable("too_slow" if failed.slow else "damaged", failed.detail) from None
    if "problem" in found:
        raise Unreadable(found["problem"], found["detail"])
    pages = tuple(
        ReadPage(tuple(Block(text, level) for text, level in page["blocks"]), page["label"], page["readable"])
        for page in found["pages"]
    )
    return ReadDocument(found["title"], pages)
