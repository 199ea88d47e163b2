"""PDF, read in a child process that can be ended: a broken file costs its own result and nothing else."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from ingest.errors import Unreadable
from ingest.reading.blocks import Block, ReadDocument, ReadPage

# The slowest of 4,983 odd files took 1.8 s with PDFium and 72 s with pypdf.
TIMEOUT_SECONDS = 120
_REPOSITORY = Path(__file__).resolve().parent.parent.parent


def read_pdf(path: Path) -> ReadDocument:
    """Pages with their printed labels. Raises ``Unreadable``: damaged, encrypted, or taking too long."""
    command = [sys.executable, "-m", "ingest.reading.pdf_child", str(path.absolute())]
    try:
        child = subprocess.run(command, cwd=_REPOSITORY, capture_output=True, timeout=TIMEOUT_SECONDS, check=False)
    except subprocess.TimeoutExpired:
        raise Unreadable("too_slow") from None
    if child.returncode != 0:
        raise Unreadable("damaged", f"exit {child.returncode}")
    found = json.loads(child.stdout)
    if "problem" in found:
        raise Unreadable(found["problem"], found["detail"])
    pages = tuple(
        ReadPage(tuple(Block(text, level) for text, level in page["blocks"]), page["label"], page["readable"])
        for page in found["pages"]
    )
    return ReadDocument(found["title"], pages)
