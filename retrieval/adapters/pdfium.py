"""Pages of PDF documents, drawn by PDFium in a child process: it is not thread-safe, and what it reads is not trusted."""

from __future__ import annotations

import base64
import json
import threading

from retrieval.children import run_child
from retrieval.model import Box
from retrieval.ports import DrawnPage

TIMEOUT_SECONDS = 15
# Each child may take a gigabyte.
_AT_ONCE = threading.BoundedSemaphore(2)


class PdfiumDrawer:
    """A ``PageDrawer``."""

    def draw(self, data: bytes, number: int) -> DrawnPage:
        """Page ``number`` (from 1) of a PDF file. Raises ``ChildFailed``: damaged, encrypted, or taking too long."""
        with _AT_ONCE:
            told = run_child("retrieval.adapters.pdfium_child", str(number), seconds=TIMEOUT_SECONDS, data=data)
        drawn = json.loads(told)
        png = base64.b64decode(drawn["png"])
        return DrawnPage(png, drawn["width"], drawn["height"], drawn["characters"], tuple(Box(*box) for box in drawn["boxes"]))
