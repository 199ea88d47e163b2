"""Documents as they are put in the record: pages, passages, and what tells one from another."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields

from retrieval.library.facet_writing import put_found_plans
from retrieval.model import Language, Page, Plan
from retrieval.ports import Vectors


@dataclass(frozen=True, slots=True)
class NewPassage:
    """A passage to store; ``start`` and ``end`` are offsets in the text of page ``page``."""

    page: int
    start: int
    end: int
    heading: tuple[str, ...]
    language: Language
    plans: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NewVersion:
    """A document to store, whole: its pages and its passages.

    ``shape``: how it was cut; ``signature``: what documents with nearly the same text share bands of; ``bands``: those;
    ``details``: for each page what is known of it beside its text, or none at all; ``plans``: those that it names and no
    catalogue does.
    """

    id: str
    title: str
    kind: str
    url: str
    language: Language
    date: str
    hash: str
    pages: Sequence[Page]
    passages: Sequence[NewPassage]
    shape: str = ""
    bands: Sequence[bytes] = ()
    details: Sequence[Mapping[str, object]] = ()
    plans: Sequence[Plan] = ()

    def mark(self) -> str:
        """A digest of all that is stored of it."""
        told = repr([getattr(self, field.name) for field in fields(self)])
        return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()


def retire(db: sqlite3.Connection, document: str) -> None:
    """Take away the current version of a document."""
    db.execute("UPDATE documents SET current = 0 WHERE id = ? AND current = 1", [document])


def put_version(db: sqlite3.Connection, new: NewVersion) -> int:
    """Store a document as its current version, without its passages; the version."""
    retire(db, new.id)
    columns = (new.id, new.title, new.kind, new.url, new.language, new.date, new.hash, len(new.pages), new.shape, new.mark())
    cursor = db.execute(
        "INSERT INTO documents (id, title, kind, url, language, date, hash, pages, current, shape, mark)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, 1, ?, ?)",
        columns,
    )
    version = int(cursor.lastrowid or 0)
    details = [json.dumps(own, ensure_ascii=False) if own else "" for own in new.details or [{}] * len(new.pages)]
    rows = [(version, p.number, p.label, p.text, own) for p, own in zip(new.pages, details, strict=True)]
    db.executemany("INSERT INTO pages VALUES (?, ?, ?, ?, ?)", rows)
    db.executemany("INSERT OR IGNORE INTO bands VALUES (?, ?)", [(band, version) for band in new.bands])
    put_found_plans(db, version, new.plans)
    return version


def put_passages(db: sqlite3.Connection, version: int, passages: Sequence[NewPassage], vectors: Vectors) -> None:
    """Store the passages of a version. ``vectors``: (passages, dimension)."""
    if len(vectors) != len(passages):
        raise ValueError(f"{len(passages)} passages but {len(vectors)} vectors")
    last = db.execute("SELECT seq FROM sqlite_sequence WHERE name = 'passages'").fetchone()
    first = (int(last[0]) if last else 0) + 1
    rows = [
        (first + n, version, p.page, p.start, p.end, json.dumps(p.heading, ensure_ascii=False), p.language, vector.tobytes())
        for n, (p, vector) in enumerate(zip(passages, vectors.astype("<f4", copy=False), strict=True))
    ]
    db.executemany(
        'INSERT INTO passages (id, version, page, start, "end", heading, language, vector) VALUES (?, ?, ?, ?, ?, ?, ?, ?)', rows
    )
    plans = [(first + n, plan) for n, passage in enumerate(passages) for plan in dict.fromkeys(passage.plans)]
    db.executemany("INSERT INTO passage_plans VALUES (?, ?)", plans)
