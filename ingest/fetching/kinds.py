"""What kind of document came, and the name of the file that it is kept in."""

from __future__ import annotations

from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from ingest.errors import Unfetched
from ingest.reading.kinds import PACKAGES, PDF, is_pdf
from retrieval.filenames import safe_name

_SUFFIXES = {
    "application/pdf": ".pdf",
    "application/x-pdf": ".pdf",
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "text/x-markdown": ".md",
    "text/csv": ".csv",
    "application/csv": ".csv",
    "text/tab-separated-values": ".tsv",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": ".pptx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
    "application/vnd.oasis.opendocument.text": ".odt",
    "application/vnd.oasis.opendocument.presentation": ".odp",
    "application/vnd.oasis.opendocument.spreadsheet": ".ods",
    "application/jsonl": ".jsonl",
    "application/x-jsonlines": ".jsonl",
    "application/ndjson": ".jsonl",
    "application/x-ndjson": ".jsonl",
}
# What the end of an address says, where the type says little.
_NAMED = {suffix: suffix for suffix in _SUFFIXES.values()} | {".markdown": ".md", ".htm": ".html"}
# Some servers know of newer Office files only that they are archives, or the kinds of Office of old.
_VAGUE = (
    "", "application/octet-stream", "binary/octet-stream", "application/zip", "application/x-zip-compressed",
    "application/msword", "application/vnd.ms-excel", "application/vnd.ms-powerpoint",
)  # fmt: skip
_TEXTS = (".md", ".jsonl", ".csv", ".tsv")


def suffix_of(address: str, content_type: str, body: bytes) -> str:
    """The suffix of the file for a document. Raises ``Unfetched``: it is empty, or of no kind that is read."""
    kind = content_type.partition(";")[0].strip().lower()
    named = _NAMED.get(PurePosixPath(urlsplit(address).path).suffix.lower(), "")
    suffix = named if kind in _VAGUE or (kind == "text/plain" and named in _TEXTS) else _SUFFIXES.get(kind, "")
    if not suffix:
        raise Unfetched("type")
    if not body.strip():
        raise Unfetched("empty")
    if suffix == PDF and not is_pdf(body):
        raise Unfetched("no_pdf")
    if suffix in PACKAGES and not body.startswith(b"PK"):
        raise Unfetched("no_office")
    return suffix


def name_of(address: str, suffix: str) -> str:
    """A safe name for the file: the last part of the address that says something, with the suffix of its kind."""
    parts = urlsplit(address)
    last = next((part for part in reversed(parts.path.split("/")) if part), parts.hostname or "")
    name = unquote(last)
    own = PurePosixPath(name).suffix
    stem = name[: -len(own)] if own.lower() in _NAMED else name
    return safe_name(stem + suffix)
