"""Writing the record: one transaction a document, one writer at a time."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from retrieval.errors import FileUnusable, IndexMismatch, LibraryBusy, RecordDamaged
from retrieval.library.facet_writing import FacetWriting, delete_plan, insert_plan, put_found_plans
from retrieval.library.reading import InputRecord
from retrieval.library.schema import connect, set_aside_unusable
from retrieval.model import Language, Page, Plan
from retrieval.ports import Vectors

LOCK = "LOCK"


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
    """A document to store, whole: its pages and its passages. ``plans``: those that it names and no catalogue does."""

    id: str
    title: str
    kind: str
    url: str
    language: Language
    date: str
    hash: str
    pages: Sequence[Page]
    passages: Sequence[NewPassage]
    plans: Sequence[Plan] = ()


class LibraryWriter(FacetWriting):
    """The record, opened for writing under a lock; use as a context manager.

    Raises ``FileUnusable`` when the folder can't be written, ``LibraryBusy`` when another process is writing.
    """

    def __init__(self, folder: Path, *, anew: bool = False) -> None:
        """``anew``: the caller will store everything again, so a record that can't be used is set aside."""
        self._lock = FileLock(folder / LOCK)
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._lock.acquire(timeout=0)
            if anew:
                set_aside_unusable(folder)
            self._connection = connect(folder, create=True)
        except Timeout as error:
            raise LibraryBusy(index=str(folder)) from error
        except sqlite3.DatabaseError as error:
            self._lock.release()
            raise RecordDamaged(index=str(folder), reason=str(error)) from error
        except OSError as error:
            self._lock.release()
            raise FileUnusable(file=str(folder), reason=error.strerror or str(error)) from error
        except IndexMismatch:
            self._lock.release()
            raise

    def __enter__(self) -> LibraryWriter:
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()
        self._lock.release()

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield self._connection
        except BaseException:
            self._connection.execute("ROLLBACK")
            raise
        self._connection.execute("COMMIT")

    def set_meta(self, **values: str) -> None:
        """Set values of the table ``meta``."""
        with self._transaction() as db:
            db.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", values.items())

    def put_plans(self, plans: Sequence[Plan], catalogue: str) -> None:
        """Add or replace plans with the facets given; those that ``catalogue`` (``""``: none) listed before and no
        longer lists are taken away."""
        with self._transaction() as db:
            if catalogue:
                gone = db.execute("SELECT id FROM plans WHERE catalogue = ?", [catalogue]).fetchall()
                for (identity,) in gone:
                    delete_plan(db, identity)
            for position, plan in enumerate(plans):
                delete_plan(db, plan.id)
                insert_plan(db, plan, position, catalogue)

    def put_version(self, new: NewVersion, vectors: Vectors, entry: InputRecord) -> int:
        """Store a document as its current version; return the version. ``vectors``: (passages, dimension)."""
        if len(vectors) != len(new.passages):
            raise ValueError(f"{len(new.passages)} passages but {len(vectors)} vectors")
        with self._transaction() as db:
            db.execute("UPDATE documents SET current = 0 WHERE id = ? AND current = 1", [new.id])
            columns = (new.id, new.title, new.kind, new.url, new.language, new.date, new.hash, len(new.pages))
            cursor = db.execute(
                "INSERT INTO documents (id, title, kind, url, language, date, hash, pages, current) VALUES (?,?,?,?,?,?,?,?,1)",
                columns,
            )
            version = int(cursor.lastrowid or 0)
            db.executemany("INSERT INTO pages VALUES (?, ?, ?, ?)", [(version, p.number, p.label, p.text) for p in new.pages])
            for passage, vector in zip(new.passages, vectors, strict=True):
                _insert_passage(db, version, passage, vector.astype("<f4").tobytes())
            put_found_plans(db, version, new.plans)
            _put_input(db, entry)
        return version

    def put_input(self, entry: InputRecord) -> None:
        """Write down what became of an input that gave no document."""
        with self._transaction() as db:
            _put_input(db, entry)

    def retire(self, document: str) -> None:
        """Take away the current version of a document."""
        with self._transaction() as db:
            db.execute("UPDATE documents SET current = 0 WHERE id = ? AND current = 1", [document])

    def remove(self, documents: Iterable[str], sources: Iterable[str]) -> None:
        """Take away the current versions of documents and forget what became of inputs, in one transaction; published
        generations go on answering."""
        with self._transaction() as db:
            db.executemany("UPDATE documents SET current = 0 WHERE id = ? AND current = 1", [(own,) for own in documents])
            db.executemany("DELETE FROM inputs WHERE source = ?", [(source,) for source in sources])

    def forget_input(self, source: str) -> None:
        """Forget what became of an input."""
        with self._transaction() as db:
            db.execute("DELETE FROM inputs WHERE source = ?", [source])

    def forget_all(self) -> None:
        """Take away all inputs, plans and current versions; published generations go on answering."""
        with self._transaction() as db:
            for table in ("inputs", "plans", "plan_facets"):
                db.execute(f"DELETE FROM {table}")
            db.execute("UPDATE documents SET current = 0")

    def drop_versions_except(self, kept: Iterable[int]) -> None:
        """Delete versions that are neither current nor in ``kept``, with their pages and passages."""
        with self._transaction() as db:
            db.execute("CREATE TEMP TABLE IF NOT EXISTS kept (version INTEGER PRIMARY KEY)")
            db.execute("DELETE FROM kept")
            db.executemany("INSERT OR IGNORE INTO kept VALUES (?)", [(int(v),) for v in kept])
            db.execute("DELETE FROM documents WHERE NOT current AND version NOT IN (SELECT version FROM kept)")


def _insert_passage(db: sqlite3.Connection, version: int, passage: NewPassage, vector: bytes) -> None:
    heading = json.dumps(passage.heading, ensure_ascii=False)
    cursor = db.execute(
        'INSERT INTO passages (version, page, start, "end", heading, language, vector) VALUES (?, ?, ?, ?, ?, ?, ?)',
        (version, passage.page, passage.start, passage.end, heading, passage.language, vector),
    )
    db.executemany("INSERT INTO passage_plans VALUES (?, ?)", [(cursor.lastrowid, plan) for plan in dict.fromkeys(passage.plans)])


def _put_input(db: sqlite3.Connection, entry: InputRecord) -> None:
    row = (entry.source, entry.document, entry.digest, entry.status, entry.reason, entry.pages, entry.unreadable_pages)
    db.execute("INSERT OR REPLACE INTO inputs VALUES (?, ?, ?, ?, ?, ?, ?)", row)
