"""Tables of the record and how a connection to it is opened."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from retrieval.errors import RecordMismatch

FILE = "library.sqlite"
# Names the generation in use, when one was published; what is published stands in the folder.
CURRENT, GENERATIONS = "CURRENT", "generations"
SCHEMA_VERSION = 3
# Long enough for a reader to outwait one document's transaction, short enough to be noticed.
BUSY_TIMEOUT_MS = 10_000
_WRITING_CACHE_KIB = 65_536

_SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
INSERT INTO meta VALUES ('generations', '{}');
CREATE TABLE documents (
  version INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL, title TEXT NOT NULL, kind TEXT NOT NULL,
  url TEXT NOT NULL, language TEXT NOT NULL, date TEXT NOT NULL, hash TEXT NOT NULL, pages INTEGER NOT NULL,
  current INTEGER NOT NULL, shape TEXT NOT NULL, mark TEXT NOT NULL) STRICT;
CREATE UNIQUE INDEX one_current_version ON documents (id) WHERE current = 1;
CREATE INDEX documents_of_hash ON documents (hash) WHERE current = 1;
CREATE TABLE bands (
  band BLOB NOT NULL, version INTEGER NOT NULL REFERENCES documents (version) ON DELETE CASCADE,
  PRIMARY KEY (band, version)) STRICT, WITHOUT ROWID;
CREATE INDEX bands_of_version ON bands (version);
CREATE TABLE pages (
  version INTEGER NOT NULL REFERENCES documents (version) ON DELETE CASCADE, number INTEGER NOT NULL,
  label TEXT NOT NULL, text TEXT NOT NULL, details TEXT NOT NULL, PRIMARY KEY (version, number)) STRICT;
CREATE TABLE passages (
  id INTEGER PRIMARY KEY AUTOINCREMENT, version INTEGER NOT NULL REFERENCES documents (version) ON DELETE CASCADE,
  page INTEGER NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL, heading TEXT NOT NULL,
  language TEXT NOT NULL, vector BLOB NOT NULL) STRICT;
CREATE INDEX passages_of_version ON passages (version);
CREATE TABLE passage_plans (
  passage INTEGER NOT NULL REFERENCES passages (id) ON DELETE CASCADE, plan TEXT NOT NULL,
  PRIMARY KEY (passage, plan)) STRICT, WITHOUT ROWID;
CREATE TABLE plans (
  id TEXT PRIMARY KEY, position INTEGER NOT NULL, name TEXT NOT NULL, aliases TEXT NOT NULL, kind TEXT NOT NULL,
  status TEXT NOT NULL, website TEXT NOT NULL, catalogue TEXT NOT NULL, provisional INTEGER NOT NULL) STRICT;
CREATE TABLE found_plans (
  version INTEGER NOT NULL REFERENCES documents (version) ON DELETE CASCADE, plan TEXT NOT NULL, name TEXT NOT NULL,
  aliases TEXT NOT NULL, kind TEXT NOT NULL, PRIMARY KEY (version, plan)) STRICT, WITHOUT ROWID;
CREATE TABLE plan_facets (
  plan TEXT NOT NULL, facet TEXT NOT NULL, value TEXT NOT NULL, origin TEXT NOT NULL,
  passage INTEGER REFERENCES passages (id) ON DELETE SET NULL,
  PRIMARY KEY (plan, facet, value)) STRICT, WITHOUT ROWID;
CREATE INDEX plan_facets_of_passage ON plan_facets (passage);
CREATE TABLE passage_facets (
  passage INTEGER NOT NULL REFERENCES passages (id) ON DELETE CASCADE, facet TEXT NOT NULL, value TEXT NOT NULL,
  implied INTEGER NOT NULL, name TEXT NOT NULL, start INTEGER, "end" INTEGER,
  PRIMARY KEY (passage, facet, value)) STRICT, WITHOUT ROWID;
CREATE TABLE document_facets (
  version INTEGER NOT NULL REFERENCES documents (version) ON DELETE CASCADE, facet TEXT NOT NULL, value TEXT NOT NULL,
  passage INTEGER NOT NULL REFERENCES passages (id) ON DELETE CASCADE,
  PRIMARY KEY (version, facet, value)) STRICT, WITHOUT ROWID;
CREATE INDEX document_facets_of_passage ON document_facets (passage);
CREATE TABLE facets_read (
  version INTEGER PRIMARY KEY REFERENCES documents (version) ON DELETE CASCADE, mark TEXT NOT NULL) STRICT;
CREATE TABLE inputs (
  source TEXT PRIMARY KEY, document TEXT NOT NULL, digest TEXT NOT NULL, status TEXT NOT NULL, reason TEXT NOT NULL,
  pages INTEGER NOT NULL, unreadable_pages INTEGER NOT NULL, detail TEXT NOT NULL, quality REAL NOT NULL,
  ocr_pages INTEGER NOT NULL, gone INTEGER NOT NULL, hash TEXT NOT NULL, reader TEXT NOT NULL, twin TEXT NOT NULL,
  entry TEXT NOT NULL) STRICT;
CREATE INDEX inputs_of_document ON inputs (document);
CREATE INDEX inputs_of_hash ON inputs (hash);
CREATE TABLE readings (
  hash TEXT NOT NULL, reader TEXT NOT NULL, document BLOB NOT NULL, PRIMARY KEY (hash, reader)) STRICT;
CREATE TABLE seen (source TEXT PRIMARY KEY, unchanged INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE staged (passage INTEGER PRIMARY KEY, vector BLOB NOT NULL) STRICT;
"""
# What records got since, without which they are read as well but slower: the passages of a value lie together.
_ADDED = "CREATE INDEX IF NOT EXISTS passage_facets_of_value ON passage_facets (facet, value)"


def record_folder(folder: Path) -> Path:
    """The folder of the record that a library reads: its own or, in a published copy, that of the generation in use."""
    if (folder / FILE).is_file():
        return folder
    try:
        named = [folder / GENERATIONS / (folder / CURRENT).read_text(encoding="ascii").strip()]
    except (OSError, ValueError):
        named = []
    others = sorted((folder / GENERATIONS).glob("[0-9]*"), reverse=True)
    return next((own for own in (*named, *others) if (own / FILE).is_file()), folder)


def connect(folder: Path, *, create: bool = False) -> sqlite3.Connection:
    """Open the record in ``folder`` (write-ahead log, foreign keys on), made first when ``create``.

    Raises ``sqlite3.DatabaseError`` when the file is not a readable record, ``RecordMismatch`` when another version
    of the program made it.
    """
    return _opened(folder, "mode=rwc" if create else "mode=rw", create=create)


def connect_to_read(folder: Path) -> tuple[sqlite3.Connection, object]:
    """Open the record to read alone: also where nothing can be written, be it for want of permission or of room.

    The second value is how the file was then: a connection that sees nothing of later writing has to be opened anew when
    ``state`` is another; ``None`` for a connection that sees it. Raises as ``connect``.
    """
    try:
        return _opened(folder, "mode=rw"), None
    except sqlite3.OperationalError:
        now = state(folder)
        if folder.joinpath(f"{FILE}-wal").exists() and folder.joinpath(f"{FILE}-wal").stat().st_size:
            raise  # what stands in the log would be passed over
        return _opened(folder, "mode=ro&immutable=1"), now


def state(folder: Path) -> tuple[tuple[int, ...], ...]:
    """What tells that a record was written: node, size and time of its files."""
    files = [folder / name for name in (FILE, f"{FILE}-wal")]
    found = [path.stat() if path.exists() else None for path in files]
    return tuple((s.st_ino, s.st_size, s.st_mtime_ns) if s and s.st_size else () for s in found)


def _opened(folder: Path, mode: str, *, create: bool = False) -> sqlite3.Connection:
    address = f"{(folder / FILE).as_uri()}?{mode}"
    connection = sqlite3.connect(address, uri=True, check_same_thread=False, isolation_level=None)
    try:
        connection.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
        connection.execute("PRAGMA foreign_keys = ON")
        if create:
            # Keys of a large library fall all over its indexes: with the usual 2 MB each is read from the disk again.
            connection.execute(f"PRAGMA cache_size = -{_WRITING_CACHE_KIB}")
            # What undoes a single input is small, and written for each: not to a file.
            connection.execute("PRAGMA temp_store = MEMORY")
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        if create and version == 0:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.executescript(f"BEGIN; {_SCHEMA} PRAGMA user_version = {SCHEMA_VERSION}; COMMIT;")
        elif version == 0:
            raise sqlite3.DatabaseError("no record")
        elif version != SCHEMA_VERSION:
            raise RecordMismatch(index=str(folder), built=str(version), wanted=str(SCHEMA_VERSION))
        if create:
            connection.execute(_ADDED)
    except BaseException:
        connection.close()
        raise
    return connection


def is_lost(folder: Path) -> bool:
    """Whether something was published from a record that is no longer there."""
    path = folder / FILE
    return (folder / CURRENT).exists() and not (path.is_file() and path.stat().st_size)


def set_aside_unusable(folder: Path) -> None:
    """Rename a record that is damaged, or that another version of the program made, so that it can be made anew."""
    if not (folder / FILE).is_file():
        return
    try:
        connection = connect(folder)
        broken = connection.execute("PRAGMA quick_check").fetchone()[0] != "ok"
        connection.close()
    except (RecordMismatch, sqlite3.DatabaseError):
        broken = True
    if broken:
        for path in folder.glob(f"{FILE}*"):
            path.rename(path.with_name(f"unusable-{path.name}"))
