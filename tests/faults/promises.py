"""What a killed build must leave behind, and what the next one must make of it."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from ingest.checking import check
from retrieval.engine import Engine
from retrieval.library.schema import FILE
from retrieval.settings import Settings
from retrieval.texts import load_texts

_EN = load_texts("en")
# What a check may find of a build that was killed: it did not come to publishing what it stored.
_UNPUBLISHED = {_EN("check.differs"), _EN("check.unpublished")}


@dataclass(frozen=True, slots=True)
class Stored:
    """What stands in the record. ``documents``: their version by id and hash; ``readings``: their row by hash and reader;
    ``vectors``: the vectors of every version."""

    documents: Mapping[tuple[str, str], int]
    readings: Mapping[tuple[str, str], int]
    vectors: Mapping[int, tuple[bytes, ...]]


def stored(index: Path) -> Stored:
    """What stands in the record of a library; nothing before there is one."""
    if not (index / FILE).exists():
        return Stored({}, {}, {})
    with closing(sqlite3.connect(index / FILE)) as db:
        if not db.execute("PRAGMA user_version").fetchone()[0]:
            return Stored({}, {}, {})
        documents = db.execute("SELECT id, hash, version FROM documents WHERE current").fetchall()
        readings = db.execute("SELECT hash, reader, rowid FROM readings").fetchall()
        vectors: dict[int, tuple[bytes, ...]] = {}
        for version, vector in db.execute("SELECT version, vector FROM passages ORDER BY id"):
            vectors[version] = (*vectors.get(version, ()), vector)
    return Stored({(i, h): v for i, h, v in documents}, {(h, r): row for h, r, row in readings}, vectors)


def found_by_check(settings: Settings, *, complete: bool) -> list[str]:
    """What a check finds that it must not."""
    return [f"check: {problem}" for problem in check(settings, _EN) if complete or problem not in _UNPUBLISHED]


def not_answered(engine: Engine, words: Mapping[str, str]) -> list[str]:
    """The documents, by the word that is their own, that are not found first with a quotation that holds."""
    faults = []
    for document, word in words.items():
        hits = engine.search(word, limit=1).hits
        if not hits or hits[0].document.id != document or word not in hits[0].passage.text:
            faults.append(f"search: {document} is not found by {word}")
        elif not _stands(engine, document, hits[0].passage.page, hits[0].passage.start, hits[0].passage.end, word):
            faults.append(f"search: the quotation of {document} does not hold")
    if len(engine.documents()) != len(words):
        faults.append(f"search: {len(engine.documents())} documents instead of {len(words)}")
    return faults


def done_twice(before: Stored, after: Stored) -> tuple[list[str], int]:
    """(what was read or embedded again though it stood in the record, how many documents were taken over)."""
    again = [
        f"stored again: {key[0]}" for key, version in before.documents.items() if after.documents.get(key, version) != version
    ]
    again += [f"read again: {key[0]}" for key, row in before.readings.items() if after.readings.get(key, row) != row]
    kept = [version for key, version in before.documents.items() if key in after.documents]
    again += [f"other vectors: {v}" for v in kept if before.vectors.get(v) != after.vectors.get(v)]
    return again, len(kept)


def _stands(engine: Engine, document: str, page: int, start: int, end: int, word: str) -> bool:
    return word in engine.page(document, page).text[start:end]
