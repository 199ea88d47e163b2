"""What a file is, by its first bytes: its name may say something else."""

from __future__ import annotations

import re

from ingest.errors import Unreadable

PDF, HTML = ".pdf", ".html"
# Files of these kinds are zip archives.
PACKAGES = frozenset({".docx", ".pptx", ".xlsx", ".odt", ".ods", ".odp"})
_ZIP = b"PK\x03\x04"
# A PDF file may begin with something else, in practice.
_HEAD_BYTES = 1024
_PAGE = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype\s+html|html)[\s>]", re.IGNORECASE)


def is_pdf(data: bytes) -> bool:
    """Whether a file that is called PDF is one."""
    return b"%PDF" in data[:_HEAD_BYTES]


def kind_of(suffix: str, data: bytes) -> str:
    """The suffix that fits the content of a file called ``suffix``. Raises ``Unreadable`` for one that only its name fits."""
    if data.lstrip()[:5] == b"%PDF-" or (suffix == PDF and is_pdf(data)):
        return PDF
    if data.startswith(_ZIP) and suffix not in PACKAGES:
        raise Unreadable("other_kind")
    return HTML if _PAGE.match(data[:_HEAD_BYTES]) else suffix
