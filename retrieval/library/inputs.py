"""Inputs in the record: what became of each, and how a build finds them and what they gave."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from typing import cast

# An input with this status is the same as a document that another input gave.
DUPLICATE = "duplicate"


@dataclass(frozen=True, slots=True)
class InputRecord:
    """What became of one input. ``status``: indexed, partial, duplicate, unreadable, missing, skipped or failed.

    ``document``: the one it gave, or for a duplicate the one it is the same as; ``digest``: what decides whether it changed;
    ``detail``: what else is known of the reason; ``quality``: how plausible its text is, 0 to 1, or -1 where nobody judged;
    ``gone``: it was not there at the last build that named its source; ``hash`` of its content, ``reader`` that read it;
    ``twin``: the hash of the document that a duplicate is the same as; ``entry``: what its catalogue says of it, as JSON.
    """

    source: str
    document: str
    digest: str
    status: str
    reason: str
    pages: int
    unreadable_pages: int
    detail: str = ""
    quality: float = -1.0
    ocr_pages: int = 0
    gone: bool = False
    hash: str = ""
    reader: str = ""
    twin: str = ""
    entry: str = ""

    @property
    def addresses(self) -> tuple[str, ...]:
        """Where it stands on the web: the address to link to first, then others of the same page."""
        told = json.loads(self.entry) if self.entry else {}
        return tuple(str(address) for address in (told.get("url", ""), *told.get("also", ())) if address)


_ALL = tuple(field.name for field in fields(InputRecord))
COLUMNS = ", ".join(f"i.{name}" for name in _ALL)
_PUT = f"INSERT OR REPLACE INTO inputs ({', '.join(_ALL)}) VALUES ({', '.join('?' * len(_ALL))})"


def input_of(row: Sequence[object]) -> InputRecord:
    """The input of a row of ``COLUMNS``."""
    values = list(row)
    values[10] = bool(values[10])
    return InputRecord(*values)  # type: ignore[arg-type]  # the schema is strict


def put_input(db: sqlite3.Connection, entry: InputRecord) -> None:
    """Write an input in the place of what was known of it."""
    db.execute(_PUT, [getattr(entry, name) for name in _ALL])


class InputIndex:
    """Looks inputs and documents up on the connection of the one who writes, so that what it wrote is seen at once."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    def find(self, source: str) -> InputRecord | None:
        """The input of that name."""
        return self._one("i.source = ?", source)

    def owner(self, document: str) -> InputRecord | None:
        """The input that gave a document."""
        return self._one(f"i.document = ? AND i.status <> '{DUPLICATE}'", document)

    def duplicates(self) -> list[InputRecord]:
        """Inputs that are no longer the same as the document that they were the same as, or whose document is gone."""
        return self._some(
            f"i.status = '{DUPLICATE}' AND i.gone = 0 AND NOT EXISTS"
            " (SELECT 1 FROM documents d WHERE d.id = i.document AND d.current AND d.hash = i.twin)"
        )

    def shaped_otherwise(self, shape: str) -> list[str]:
        """The inputs whose document was cut in another way and that the run did not see."""
        rows = self._db.execute(
            "SELECT i.source FROM inputs i JOIN documents d ON d.id = i.document AND d.current"
            f" WHERE i.status <> '{DUPLICATE}' AND d.shape <> ? AND i.source NOT IN (SELECT source FROM seen) ORDER BY i.source",
            [shape],
        )
        return [str(row[0]) for row in rows]

    def was_seen(self, source: str) -> bool:
        """Whether the run came by an input."""
        return self._db.execute("SELECT 1 FROM seen WHERE source = ?", [source]).fetchone() is not None

    def unseen(self) -> list[InputRecord]:
        """The inputs that the run did not see."""
        return self._some("i.source NOT IN (SELECT source FROM seen)")

    def statuses(self) -> dict[str, int]:
        """How many of the inputs that the run came by have each status."""
        rows = self._db.execute("SELECT i.status, count(*) FROM inputs i JOIN seen USING (source) GROUP BY i.status")
        return {str(status): int(count) for status, count in rows}

    def seen_with(self, statuses: Iterable[str]) -> list[InputRecord]:
        """The inputs that the run came by and that have one of some statuses."""
        wanted = ", ".join(f"'{status}'" for status in statuses)
        return self._some(f"i.status IN ({wanted}) AND i.source IN (SELECT source FROM seen)")

    def entry(self, source: str) -> str:
        """What the catalogue said of an input, as JSON."""
        row = self._db.execute("SELECT entry FROM inputs WHERE source = ?", [source]).fetchone()
        return str(row[0]) if row else ""

    def holds(self, document: str) -> bool:
        """Whether there is a document of that id."""
        return self._db.execute("SELECT 1 FROM documents WHERE id = ? AND current = 1", [document]).fetchone() is not None

    def mark(self, document: str) -> str:
        """The digest of all that is stored of a document, ``""`` when there is none."""
        row = self._db.execute("SELECT mark FROM documents WHERE id = ? AND current = 1", [document]).fetchone()
        return str(row[0]) if row else ""

    def with_hash(self, content: str) -> list[str]:
        """The ids of the documents with that content."""
        rows = self._db.execute("SELECT id FROM documents WHERE hash = ? AND current = 1 ORDER BY version", [content])
        return [str(row[0]) for row in rows]

    def with_bands(self, bands: Iterable[bytes]) -> list[tuple[int, str, str]]:
        """(version, id, hash) of the documents that share a band of their signature, oldest first."""
        wanted = list(bands)
        if not wanted:
            return []
        rows = self._db.execute(
            "SELECT DISTINCT d.version, d.id, d.hash FROM bands b JOIN documents d USING (version)"
            f" WHERE d.current AND b.band IN ({','.join('?' * len(wanted))}) ORDER BY d.version",
            wanted,
        )
        return cast(list[tuple[int, str, str]], rows.fetchall())

    def page_texts(self, version: int) -> list[str]:
        """The texts of the pages of a version of a document."""
        rows = self._db.execute("SELECT text FROM pages WHERE version = ? ORDER BY number", [version])
        return [str(row[0]) for row in rows]

    def reading(self, content: str, reader: str) -> bytes | None:
        """What a reader made of a content, as it was kept."""
        row = self._db.execute("SELECT document FROM readings WHERE hash = ? AND reader = ?", [content, reader]).fetchone()
        return cast(bytes, row[0]) if row else None

    def _one(self, where: str, value: str) -> InputRecord | None:
        row = self._db.execute(f"SELECT {COLUMNS} FROM inputs i WHERE {where} LIMIT 1", [value]).fetchone()
        return input_of(row) if row else None

    def _some(self, where: str) -> list[InputRecord]:
        return [input_of(row) for row in self._db.execute(f"SELECT {COLUMNS} FROM inputs i WHERE {where} ORDER BY i.source")]
