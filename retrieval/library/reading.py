"""Reading the record: pages, passages, plans, and what happened to each input."""

from __future__ import annotations

import json
import sqlite3
import threading
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, cast

import numpy as np

from retrieval.errors import IndexMissing, RecordDamaged
from retrieval.library.facet_reading import FacetReading
from retrieval.library.failing import foreseen
from retrieval.library.inputs import COLUMNS, DUPLICATE, InputRecord, input_of
from retrieval.library.schema import FILE, connect_to_read, record_folder, state
from retrieval.model import Document, Language, Page, Passage, Plan
from retrieval.ports import Ids, Vectors

# Values bound in one statement; SQLite allows 32,766.
_BATCH = 10_000
_DOCUMENTS_AT_A_TIME = 200
_CONTENTS = (
    "SELECT version, id, title, kind, url, language, date, hash, pages, shape FROM documents"
    " WHERE version IN ({}) ORDER BY version",
    "SELECT version, number, label, text, details FROM pages WHERE version IN ({}) ORDER BY version, number",
    'SELECT version, id, page, start, "end", heading, language FROM passages WHERE version IN ({}) ORDER BY id',
)
_DOCUMENT = "version, id, title, kind, url, language, date, hash, pages"


class Library(FacetReading):
    """The record, opened for reading; safe to use from several threads.

    Raises ``IndexMissing`` when ``folder`` holds no record, ``RecordDamaged`` when it can't be read, ``FileUnusable``
    when its folder does not allow it.
    """

    def __init__(self, folder: Path, generation: Path | None = None) -> None:
        """``generation``: the folder of one that has a record of its own, for that; else the one that is in use."""
        self.folder, self._generation = folder, generation
        if not (self._home() / FILE).is_file():
            raise IndexMissing(index=str(folder))
        self._local = threading.local()
        self._rows("SELECT count(*) FROM meta")

    def _rows(self, sql: str, values: Sequence[object] = ()) -> list[tuple[object, ...]]:
        try:
            return self._connection().execute(sql, values).fetchall()
        except (sqlite3.Error, OSError, UnicodeDecodeError) as error:
            raise foreseen(error, self.folder) or RecordDamaged(index=str(self.folder), reason=f"{FILE}: {error}") from error

    def _parsed(self, told: str) -> Any:
        """What a column that holds JSON says. Raises ``RecordDamaged``."""
        try:
            return json.loads(told)
        except ValueError as error:
            raise RecordDamaged(index=str(self.folder), reason=f"{FILE}: {error}") from error

    def _connection(self) -> sqlite3.Connection:
        """The connection of this thread."""
        home, seen = self._home(), getattr(self._local, "seen", None)
        if getattr(self._local, "home", None) != home or (seen is not None and seen != state(home)):
            self._local.connection, self._local.seen = connect_to_read(home)
            self._local.home = home
        return cast(sqlite3.Connection, self._local.connection)

    def _home(self) -> Path:
        return self._generation or record_folder(self.folder)

    def of(self, generation: Path) -> Library:
        """The record that a generation was made from: this one, or its own where it has one."""
        return Library(self.folder, generation) if (generation / FILE).is_file() else self

    def copy_to(self, file: Path) -> None:
        """Write the record as it is now, whoever writes in it meanwhile, to a file that is not there."""
        try:
            self._connection().execute("VACUUM INTO ?", [str(file)])
        except sqlite3.Error as error:
            known = foreseen(error, self.folder)
            raise known if isinstance(known, RecordDamaged) else error from error  # else it is the disk of the file

    def meta(self, key: str) -> str:
        """A value of the table ``meta``, ``""`` when it is not set."""
        rows = self._rows("SELECT value FROM meta WHERE key = ?", [key])
        return str(rows[0][0]) if rows else ""

    def documents(self) -> list[Document]:
        """The current version of every document, by id."""
        return [_document(row) for row in self._rows(f"SELECT {_DOCUMENT} FROM documents WHERE current ORDER BY id")]

    def current_versions(self) -> list[int]:
        """The current versions of all documents, by id of the document."""
        return [cast(int, row[0]) for row in self._rows("SELECT version FROM documents WHERE current ORDER BY id")]

    def documents_by_version(self, versions: Iterable[int]) -> dict[int, Document]:
        """Documents by version; versions that don't exist are left out."""
        found = self._batched(f"SELECT {_DOCUMENT} FROM documents WHERE version IN", sorted(set(versions)))
        return {document.version: document for document in map(_document, found)}

    def versions(self, document_id: str) -> list[Document]:
        """All kept versions of a document, newest first."""
        rows = self._rows(f"SELECT {_DOCUMENT} FROM documents WHERE id = ? ORDER BY version DESC", [document_id])
        return [_document(row) for row in rows]

    def page(self, version: int, number: int) -> Page | None:
        """The stored page, or ``None``."""
        rows = self._rows(
            "SELECT d.id, p.number, p.label, p.text FROM pages p JOIN documents d USING (version)"
            " WHERE version = ? AND number = ?",
            [version, number],
        )
        return Page(*cast(tuple[str, int, str, str], rows[0])) if rows else None

    def passages(self, ids: Sequence[int]) -> dict[int, Passage]:
        """Passages by id, their text read through their span; ids that don't exist are left out."""
        wanted = sorted(set(ids))
        plans = self._plans_of_passages(wanted)
        rows = self._batched(
            'SELECT a.id, a.version, a.page, a.start, a."end", substr(p.text, a.start + 1, a."end" - a.start),'
            " a.heading, a.language FROM passages a JOIN pages p ON p.version = a.version AND p.number = a.page WHERE a.id IN",
            wanted,
        )
        return {cast(int, row[0]): _passage(row, plans, self._parsed) for row in rows}

    def passages_of(self, version: int) -> list[Passage]:
        """The passages of a version of a document, in reading order."""
        return self.passages_of_versions([version])[version]

    def passages_of_versions(self, versions: Sequence[int]) -> dict[int, list[Passage]]:
        """The passages of some versions of documents, by version, in reading order."""
        rows = cast(
            list[tuple[int, int, int, int]],
            self._batched("SELECT version, page, start, id FROM passages WHERE version IN", versions),
        )
        found = self.passages([row[3] for row in rows])
        told: dict[int, list[Passage]] = {version: [] for version in versions}
        for version, _, _, identity in sorted(rows):
            told[version].append(found[identity])
        return told

    def _plans_of_passages(self, ids: Sequence[int]) -> dict[int, list[str]]:
        plans: dict[int, list[str]] = defaultdict(list)
        for passage, plan in self._batched("SELECT passage, plan FROM passage_plans WHERE passage IN", ids):
            plans[cast(int, passage)].append(cast(str, plan))
        return plans

    def _batched(self, sql: str, values: Sequence[object]) -> list[tuple[object, ...]]:
        rows: list[tuple[object, ...]] = []
        for start in range(0, len(values), _BATCH):
            batch = values[start : start + _BATCH]
            rows += self._rows(f"{sql} ({','.join('?' * len(batch))})", batch)
        return rows

    def current_passages(self) -> Ids:
        """Ids of the passages of all current versions, ascending, shape (n,)."""
        # CROSS: from documents to passages, which an index tells without reading them and their vectors.
        rows = self._rows("SELECT a.id FROM documents d CROSS JOIN passages a USING (version) WHERE d.current")
        return np.sort(np.array([row[0] for row in rows], dtype=np.int64))

    def vectors(self, ids: Ids, dimension: int) -> Vectors:
        """The stored vectors of these passages, in this order, shape (n, dimension)."""
        wanted = [int(i) for i in ids]
        found = {row[0]: row[1] for row in self._batched("SELECT id, vector FROM passages WHERE id IN", wanted)}
        blob = b"".join(cast(bytes, found[i]) for i in wanted)
        return np.frombuffer(blob, dtype="<f4").reshape(len(wanted), dimension)

    def plans(self) -> list[Plan]:
        """All plans in the order of the catalogue, with their facets."""
        facets: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for plan, facet, value in self._rows("SELECT plan, facet, value FROM plan_facets ORDER BY plan, facet, value"):
            facets[cast(str, plan)][cast(str, facet)].append(cast(str, value))
        rows = self._rows("SELECT id, name, aliases, kind, status, website, provisional FROM plans ORDER BY position, id")
        return [_plan(cast(tuple[str, str, str, str, str, str, int], row), facets, self._parsed) for row in rows]

    def plan_passages(self) -> dict[str, list[int]]:
        """For each plan the ids of its passages, ascending, over all kept versions."""
        found: dict[str, list[int]] = defaultdict(list)
        for plan, passage in self._rows("SELECT plan, passage FROM passage_plans ORDER BY plan, passage"):
            found[cast(str, plan)].append(cast(int, passage))
        return dict(found)

    def passage_counts(self) -> dict[int, int]:
        """For each kept version of a document the number of its passages."""
        rows = self._rows("SELECT version, count(*) FROM passages GROUP BY version")
        return dict(cast(list[tuple[int, int]], rows))

    def inputs(self) -> list[InputRecord]:
        """Every input with what became of it, by source."""
        return list(self.each_input())

    def each_input(self, *, of_last_run: bool = False) -> Iterator[InputRecord]:
        """Inputs by source, some at a time; ``of_last_run``: only those that the last run came by."""
        seen = "AND i.source IN (SELECT source FROM seen)" if of_last_run else ""
        after = ""
        while rows := self._rows(
            f"SELECT {COLUMNS} FROM inputs i WHERE i.source > ? {seen} ORDER BY i.source LIMIT {_BATCH}", [after]
        ):
            yield from map(input_of, rows)
            after = cast(str, rows[-1][0])

    def named(self) -> dict[str, tuple[str, str]]:
        """(title, web address) that a catalogue gives each input, ``""`` where it gives none."""
        rows = self._rows(
            "SELECT source, coalesce(json_extract(entry, '$.title'), ''), coalesce(json_extract(entry, '$.url'), '') FROM inputs"
            " WHERE entry <> ''"
        )
        return {cast(str, source): (cast(str, title), cast(str, url)) for source, title, url in rows}

    def source(self, document_id: str) -> str:
        """The input that a document was read from, ``""`` when there is none."""
        rows = self._rows(
            f"SELECT source FROM inputs WHERE document = ? ORDER BY gone, status = '{DUPLICATE}', source LIMIT 1", [document_id]
        )
        return str(rows[0][0]) if rows else ""

    def page_details(self, version: int) -> dict[int, dict[str, object]]:
        """What is known of the pages of a version beside their texts, by number; nothing of most."""
        rows = self._rows("SELECT number, details FROM pages WHERE version = ? AND details <> '' ORDER BY number", [version])
        return {cast(int, number): self._parsed(cast(str, details)) for number, details in rows}

    def page_sizes(self, version: int) -> list[tuple[int, str, int]]:
        """(number, label, characters of text) of the pages of a version."""
        rows = self._rows("SELECT number, label, length(text) FROM pages WHERE version = ? ORDER BY number", [version])
        return cast(list[tuple[int, str, int]], rows)

    def contents(self, versions: Sequence[int]) -> Iterator[tuple[int, tuple[object, ...]]]:
        """(version, row) of what is stored of some versions, in a fixed order: the document, its pages, its passages."""
        for start in range(0, len(versions), _DOCUMENTS_AT_A_TIME):
            some = sorted(versions[start : start + _DOCUMENTS_AT_A_TIME])
            for sql in _CONTENTS:
                for version, *row in self._rows(sql.format(",".join("?" * len(some))), some):
                    yield cast(int, version), tuple(row)

    def faults(self) -> list[str]:
        """What SQLite finds wrong with the file of the record, as it says it."""
        found = [str(row[0]) for row in self._rows("PRAGMA integrity_check")]
        return [] if found == ["ok"] else found

    def spans(self) -> Iterable[tuple[int, int, int, int | None]]:
        """(passage id, start, end, length of its page or ``None`` when the page is missing) of every passage."""
        rows = self._rows(
            'SELECT a.id, a.start, a."end", length(p.text) FROM passages a'
            " LEFT JOIN pages p ON p.version = a.version AND p.number = a.page"
        )
        return cast(list[tuple[int, int, int, int | None]], rows)


def _document(row: tuple[object, ...]) -> Document:
    return Document(*cast(tuple[int, str, str, str, str, Language, str, str, int], row))


def _plan(
    row: tuple[str, str, str, str, str, str, int], facets: dict[str, dict[str, list[str]]], parsed: Callable[[str], Any]
) -> Plan:
    identity, name, aliases, kind, status, website, provisional = row
    own = {facet: tuple(values) for facet, values in facets.get(identity, {}).items()}
    return Plan(identity, name, tuple(parsed(aliases)), kind, status, website, own, bool(provisional))


def _passage(row: tuple[object, ...], plans: dict[int, list[str]], parsed: Callable[[str], Any]) -> Passage:
    identity, version, page, start, end, text, heading, language = cast(tuple[int, int, int, int, int, str, str, Language], row)
    return Passage(identity, version, page, start, end, text, tuple(parsed(heading)), language, tuple(plans.get(identity, ())))
