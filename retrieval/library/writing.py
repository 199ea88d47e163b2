"""Writing the record: in transactions that leave it whole, one writer at a time."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

from retrieval.errors import LibraryPublished, RecordDamaged
from retrieval.library.facet_writing import FacetWriting, delete_plan, insert_plan
from retrieval.library.failing import foreseen
from retrieval.library.inputs import InputIndex, InputRecord, put_input
from retrieval.library.locking import Lock
from retrieval.library.schema import FILE, connect, is_lost, record_folder, set_aside_unusable
from retrieval.library.versions import NewPassage, NewVersion, put_passages, put_version, retire
from retrieval.model import Plan
from retrieval.ports import Vectors


class LibraryWriter(FacetWriting):
    """The record, opened for writing under a lock; use as a context manager.

    Raises ``FileUnusable`` when the folder can't be written, ``LibraryBusy`` when another process is writing,
    ``LibraryPublished`` for a copy that is only read. It tells every
    failure of the disk or the record within it, too, as ``DiskFull``, ``FileUnusable`` or ``RecordDamaged``.
    """

    def __init__(self, folder: Path, *, work: str = "build", anew: bool = False) -> None:
        """``work``: what the caller does, a key under ``work.`` of the texts; ``anew``: the caller will store everything
        again, so a record that can't be used is set aside."""
        self._folder, self._lock = folder, Lock(folder, work)
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._lock.acquire()
            if record_folder(folder) != folder:
                raise LibraryPublished(index=str(folder))
            if anew:
                set_aside_unusable(folder)
            elif is_lost(folder):
                raise RecordDamaged(index=str(folder), reason=FILE)
            self._connection = connect(folder, create=True)
            self._in_input = False
        except Exception as error:
            self._lock.release()
            self._tell(error)
            raise

    def __enter__(self) -> LibraryWriter:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._connection.close()
        self._lock.release()
        self._tell(error)

    def _tell(self, error: BaseException | None) -> None:
        known = foreseen(error, self._folder) if error else None
        if known:
            raise known from error

    @property
    def index(self) -> InputIndex:
        """Looks up what stands in the record, with what was written and is not committed yet."""
        return InputIndex(self._connection)

    @property
    def is_open(self) -> bool:
        """Whether a transaction goes on."""
        return self._connection.in_transaction

    def begin(self) -> None:
        """Begin a transaction; what is written until ``commit`` is there whole, or not at all."""
        self._connection.execute("BEGIN IMMEDIATE")

    def commit(self) -> None:
        """Make what was written since ``begin`` last."""
        self._connection.execute("COMMIT")
        self._in_input = False

    def roll_back(self) -> None:
        """Undo what was written since ``begin``, if anything."""
        if self._connection.in_transaction:
            self._connection.execute("ROLLBACK")
        self._in_input = False

    def begin_input(self) -> None:
        """Begin an input within a transaction, and end the one before."""
        if self._in_input:
            # Otherwise it would be one in the other, and SQLite look at all of them whenever it writes a page.
            self._connection.execute("RELEASE input")
        self._connection.execute("SAVEPOINT input")
        self._in_input = True

    def undo_input(self) -> None:
        """Undo what was written since the last ``begin_input``."""
        self._connection.execute("ROLLBACK TO input")

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        """A transaction, or a part of the one that goes on."""
        if self._connection.in_transaction:
            yield self._connection
            return
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield self._connection
        except BaseException:
            self._connection.execute("ROLLBACK")
            raise
        self._connection.execute("COMMIT")

    def meta(self, key: str) -> str:
        """A value of the table ``meta``, ``""`` when it is not set."""
        row = self._connection.execute("SELECT value FROM meta WHERE key = ?", [key]).fetchone()
        return str(row[0]) if row else ""

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
        with self._transaction() as db:
            version = self.open_version(new, entry)
            put_passages(db, version, new.passages, vectors)
        return version

    def open_version(self, new: NewVersion, entry: InputRecord) -> int:
        """Store a document whose passages follow in the same transaction."""
        with self._transaction() as db:
            put_input(db, entry)
            return put_version(db, new)

    def put_passages(self, version: int, passages: Sequence[NewPassage], vectors: Vectors) -> None:
        """Store the passages of a version. ``vectors``: (passages, dimension)."""
        with self._transaction() as db:
            put_passages(db, version, passages, vectors)

    def put_input(self, entry: InputRecord) -> None:
        """Write down what became of an input that gave no document."""
        with self._transaction() as db:
            put_input(db, entry)

    def put_reading(self, content: str, reader: str, document: bytes) -> None:
        """Keep what a reader made of a content."""
        with self._transaction() as db:
            db.execute("INSERT OR REPLACE INTO readings VALUES (?, ?, ?)", [content, reader, document])

    def see(self, source: str, *, unchanged: bool) -> None:
        """Note that the run came by an input."""
        with self._transaction() as db:
            db.execute("INSERT OR REPLACE INTO seen VALUES (?, ?)", [source, unchanged])

    def see_nothing(self) -> None:
        """Forget what the run before came by."""
        with self._transaction() as db:
            db.execute("DELETE FROM seen")

    def set_gone(self, sources: Iterable[str], *, gone: bool) -> None:
        """Note of inputs whether they were there."""
        with self._transaction() as db:
            db.executemany("UPDATE inputs SET gone = ? WHERE source = ?", [(gone, source) for source in sources])

    def retire(self, document: str) -> None:
        """Take away the current version of a document."""
        with self._transaction() as db:
            retire(db, document)

    def remove(self, documents: Iterable[str], sources: Iterable[str]) -> None:
        """Take away the current versions of documents and forget what became of inputs, in one transaction; published
        generations go on answering."""
        with self._transaction() as db:
            for document in documents:
                retire(db, document)
            db.executemany("DELETE FROM inputs WHERE source = ?", [(source,) for source in sources])

    def forget_input(self, source: str) -> None:
        """Forget what became of an input."""
        with self._transaction() as db:
            db.execute("DELETE FROM inputs WHERE source = ?", [source])

    def forget_all(self) -> None:
        """Take away all inputs, readings, plans and current versions; published generations go on answering."""
        with self._transaction() as db:
            for table in ("inputs", "plans", "plan_facets", "readings"):
                db.execute(f"DELETE FROM {table}")
            db.execute("UPDATE documents SET current = 0")

    def unstaged(self, encoder: str, after: int, limit: int) -> list[int]:
        """Ids, ascending, of passages of current versions behind ``after`` for which no vector of an encoder lies ready."""
        with self._transaction() as db:
            if self.meta("staged") != encoder:
                db.execute("DELETE FROM staged")
                self.set_meta(staged=encoder)
        rows = self._connection.execute(
            "SELECT a.id FROM passages a JOIN documents d USING (version) WHERE d.current AND a.id > ?"
            " AND a.id NOT IN (SELECT passage FROM staged) ORDER BY a.id LIMIT ?",
            [after, limit],
        )
        return [int(row[0]) for row in rows]

    def stage(self, ids: Sequence[int], vectors: Vectors) -> None:
        """Lay vectors ready, of the encoder that ``unstaged`` was asked for."""
        with self._transaction() as db:
            rows = zip(ids, (vector.tobytes() for vector in vectors.astype("<f4", copy=False)), strict=True)
            db.executemany("INSERT OR REPLACE INTO staged VALUES (?, ?)", rows)

    def use_staged(self, **meta: str) -> None:
        """Put the vectors that lie ready in the place of the others, and set values of the table ``meta``."""
        with self._transaction() as db:
            db.execute("UPDATE passages SET vector = s.vector FROM staged s WHERE s.passage = passages.id")
            db.execute("DELETE FROM staged")
            self.set_meta(**meta, staged="")

    def drop_versions_except(self, kept: Iterable[int]) -> None:
        """Delete versions that are neither current nor in ``kept``, with their pages and passages."""
        with self._transaction() as db:
            db.execute("CREATE TEMP TABLE IF NOT EXISTS kept (version INTEGER PRIMARY KEY)")
            db.execute("DELETE FROM kept")
            db.executemany("INSERT OR IGNORE INTO kept VALUES (?)", [(int(v),) for v in kept])
            db.execute("DELETE FROM documents WHERE NOT current AND version NOT IN (SELECT version FROM kept)")
            db.execute(
                "DELETE FROM readings WHERE NOT EXISTS"
                " (SELECT 1 FROM inputs i WHERE i.hash = readings.hash AND i.reader = readings.reader)"
            )
