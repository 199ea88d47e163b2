"""Pages of PDF documents, drawn by PDFium in a child process: it is not thread-safe, and what it reads is not trusted."""

from __future__ import annotations

import base64
import json
import threading
from collections.abc import Sequence

from retrieval.children import run_child
from retrieval.model import Box
from retrieval.ports import DrawnPage, PasswordWanted

TIMEOUT_SECONDS = 15
# Each child may take a gigabyte.
_AT_ONCE = threading.BoundedSemaphore(2)


class PdfiumDrawer:
    """A ``PageDrawer``. ``passwords``: what to try on a document that is encrypted."""

    def __init__(self, passwords: Sequence[str] = ()) -> None:
        self._passwords = tuple(passwords)

    def draw(self, data: bytes, number: int) -> DrawnPage:
        """See ``PageDrawer``."""
        # Not as arguments, which every user of the machine can see.
        head = json.dumps(self._passwords).encode() + b"\n"
        with _AT_ONCE:
            told = run_child("retrieval.adapters.pdfium_child", str(number), seconds=TIMEOUT_SECONDS, data=head + data)
        drawn = json.loads(told)
        if drawn is None:
            raise PasswordWanted
        png = base64.b64decode(drawn["png"])
        return DrawnPage(png, drawn["width"], drawn["height"], drawn["characters"], tuple(Box(*box) for box in drawn["boxes"]))
