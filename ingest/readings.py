"""What readers made of files, as it is kept: whoever cuts or embeds otherwise need not read again."""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

from ingest.reading import Block, ReadDocument, ReadPage
from ingest.reading.kinds import PDF
from ingest.reading.pdf.ocr import tesseract
from retrieval.library import InputRecord

# Raise it when a reader gives something else for the same file.
READING = "reading-3"
# Beside it: pages that are pictures were recognised, too.
_PICTURES = "+ocr"
# Fast, and a third of the size; the best takes five times as long for a tenth less.
_LEVEL = 1
_BLOCK = tuple(field.name for field in fields(Block))
_PAGE = tuple(field.name for field in fields(ReadPage) if field.name != "blocks")
_DOCUMENT = tuple(field.name for field in fields(ReadDocument) if field.name != "pages")
# What of a page stands elsewhere in the record, or says nothing when it is as always.
_USUAL = {field.name: field.default for field in fields(ReadPage)}


def reader_of(path: Path | None, before: InputRecord | None) -> str:
    """What decides, beside the content of a file, what is read from it. ``path``: ``None`` for a line of JSON; ``before``: what
    became of that input until now.

    A file of which pages could not be read is read by another one as soon as pictures of pages can be; the others stay.
    """
    plain = f"{READING}{path.suffix.lower() if path else ''}"
    if path is None or path.suffix.lower() != PDF:
        return plain
    if before and before.reader in (plain, plain + _PICTURES) and not _lacks_pages(before):
        return before.reader
    return plain + _PICTURES if tesseract() or (before and before.reader == plain + _PICTURES) else plain


def _lacks_pages(before: InputRecord) -> bool:
    return before.unreadable_pages > 0 or before.reason == "no_text"


def packed(document: ReadDocument) -> bytes:
    """A document as it is kept."""
    pages = [[[_values(block, _BLOCK) for block in page.blocks], *_values(page, _PAGE)] for page in document.pages]
    kept = [_values(document, _DOCUMENT), pages]
    return zlib.compress(json.dumps(kept, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass"), _LEVEL)


def unpacked(data: bytes) -> ReadDocument | None:
    """The document that was packed; ``None`` when another version of the program packed it."""
    try:
        values, pages = json.loads(zlib.decompress(data).decode("utf-8", "surrogatepass"))
        read = tuple(
            ReadPage(tuple(Block(**_named(block, _BLOCK)) for block in blocks), **_named(rest, _PAGE)) for blocks, *rest in pages
        )
        return ReadDocument(**_named(values, _DOCUMENT), pages=read)
    except (ValueError, TypeError, zlib.error):
        return None


def details(page: ReadPage) -> Mapping[str, object]:
    """What is known of a page beside its text, label and whether it can be read, where it is not as always."""
    own = {name: getattr(page, name) for name in _PAGE if name not in ("label", "readable")}
    return {name: value for name, value in own.items() if value != _USUAL[name]}


def _values(value: object, names: tuple[str, ...]) -> list[object]:
    return [getattr(value, name) for name in names]


def _named(values: list[object], names: tuple[str, ...]) -> dict[str, Any]:
    return {name: _frozen(value) for name, value in zip(names, values, strict=True)}


def _frozen(value: object) -> object:
    """JSON knows no tuples."""
    return tuple(map(_frozen, value)) if isinstance(value, list) else value
