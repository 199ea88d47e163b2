"""JSON lines: one document a line, ``{"id", "title", "text"}`` and optionally url, kind, language, date."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

from ingest.errors import Unreadable
from ingest.reading.characters import decode

# A line is read into memory at once; a book has a million characters.
MAX_LINE_BYTES = 20_000_000
_OPTIONAL = ("title", "url", "kind", "language", "date")


@dataclass(frozen=True, slots=True)
class JsonlRecord:
    """A line of the file. ``problem``: a reason key when the line is no document, else ``""``."""

    line: int
    fields: dict[str, str]
    problem: str = ""


def read_jsonl(file: BinaryIO) -> Iterator[JsonlRecord]:
    """The lines of the file in order; empty lines are passed over."""
    for number, data in enumerate(iter(lambda: file.readline(MAX_LINE_BYTES), b""), start=1):
        if len(data) == MAX_LINE_BYTES and not data.endswith(b"\n"):
            # What comes after it is not looked at: it may go on without end.
            yield JsonlRecord(number, {}, "too_large")
            return
        if data.strip():
            yield _record(number, data)


def _record(number: int, data: bytes) -> JsonlRecord:
    try:
        found = json.loads(decode(data))
    except (ValueError, RecursionError, Unreadable):
        return JsonlRecord(number, {}, "not_json")
    if not isinstance(found, dict) or not isinstance(found.get("text"), str) or not _identity(found):
        return JsonlRecord(number, {}, "no_id_or_text")
    fields = {name: _whole(found[name]) for name in _OPTIONAL if isinstance(found.get(name), str)}
    return JsonlRecord(number, fields | {"id": _identity(found), "text": _whole(found["text"])})


def _identity(found: dict[str, Any]) -> str:
    """The id as text; ``""`` for what is no id."""
    identity = found.get("id")
    if not isinstance(identity, str | int) or isinstance(identity, bool) or not str(identity).strip():
        return ""
    return _whole(str(identity))


def _whole(text: str) -> str:
    """``text`` with a mark in the place of half characters, which can't be stored."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
