"""The file that a document was read from, found again; only bytes that are still those of the document are given out."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from retrieval.archives import ArchiveUnusable, member_bytes, member_of
from retrieval.errors import CorpusInvalid, PageUndrawable
from retrieval.filenames import unshown
from retrieval.model import Document
from retrieval.tables import read_table

# Beside a catalogue, documents that were fetched for lines without a file, and what is remembered of them.
FETCHED, FETCHED_MEMORY = "fetched", ".fetched.json"
# A plan document is far smaller; a file over this is refused before it is read into memory.
MAX_BYTES = 100_000_000


def original_path(source: str, document: Document) -> Path | None:
    """The file of a document by the name of its input; ``None`` when there is none, or it holds several documents.

    ``source``: a file, be it in an archive, or a catalogue or a file of JSON lines with ``#`` and the id of the document.
    """
    file = source.removesuffix(f"#{document.id}")
    container = Path(unshown(file))
    if file == source:
        return container
    if container.suffix.lower() != ".csv":
        return None
    return _catalogued(container, document.id) or _fetched(container.parent / FETCHED, document.hash)


def _fetched(folder: Path, content: str) -> Path | None:
    """The file that was fetched with a content."""
    try:
        memos = json.loads((folder / FETCHED_MEMORY).read_text(encoding="utf-8")).values()
        name = next((str(memo["file"]) for memo in memos if memo["digest"] == content), "")
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None
    return folder / name if name and Path(name).name == name else None


def _catalogued(catalogue: Path, document_id: str) -> Path | None:
    try:
        rows = read_table(catalogue, ("id", "file"))
    except CorpusInvalid:
        return None
    file = next((row["file"] for row in rows if row["id"] == document_id), "")
    return catalogue.parent / file if file else None


def original(path: Path, document: Document) -> bytes:
    """The bytes of a document. Raises ``PageUndrawable``: the file is gone, or is not the one that was indexed."""
    try:
        inside = member_of(path)
        data = member_bytes(*inside) if inside else path.read_bytes() if path.stat().st_size <= MAX_BYTES else b""
    except (OSError, ArchiveUnusable) as error:
        raise PageUndrawable(document.id, "gone") from error
    if hashlib.sha256(data).hexdigest() != document.hash:
        raise PageUndrawable(document.id, "changed")
    return data
