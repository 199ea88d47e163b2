"""The tables that come with a corpus: which documents there are, and which plans."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from retrieval.errors import CorpusInvalid
from retrieval.model import PLAN_KINDS, Plan
from retrieval.tables import Row, read_table, values

PLANS = "plans.csv"
_SUFFIX = ".csv"
_LONGEST_HEADER = 10_000
_CATALOGUE_COLUMNS = ("id", "title", "kind", "file", "source_url", "language", "date", "plans")
_FACETS = {"province": "provinces", "place": "places", "theme": "themes", "sector": "sectors", "level": "levels"}


@dataclass(frozen=True, slots=True)
class CatalogueEntry:
    """A line of the catalogue. ``file`` is relative to the catalogue; empty: the document is known but not there; ``also``:
    other addresses of the page at ``url``."""

    id: str
    title: str
    kind: str
    file: str
    url: str
    language: str
    date: str
    plans: tuple[str, ...]
    also: tuple[str, ...] = ()


def is_catalogue(path: Path) -> bool:
    """Whether a file is a catalogue: a table with ids and files or addresses; any other holds rows of its own."""
    if path.suffix.lower() != _SUFFIX or not path.is_file():
        return False
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
        columns = next(csv.reader([file.readline(_LONGEST_HEADER)]), [])
    return "id" in columns and not {"file", "source_url"}.isdisjoint(columns)


def read_catalogue(path: Path) -> list[CatalogueEntry]:
    """The lines of a catalogue. Raises ``CorpusInvalid``: unreadable, a column missing, an id twice."""
    rows = read_table(path, _CATALOGUE_COLUMNS)
    _check_unique(path, rows)
    return [_catalogue_entry(row) for row in rows]


def _catalogue_entry(row: Row) -> CatalogueEntry:
    return CatalogueEntry(
        id=row["id"],
        title=row["title"],
        kind=row["kind"],
        file=row["file"],
        url=row["source_url"],
        language=row["language"],
        date=row["date"],
        plans=values(row["plans"]),
    )


def read_plans(path: Path) -> list[Plan]:
    """The plans of a corpus. Raises ``CorpusInvalid``."""
    rows = read_table(path, ("id", "name", "aliases", "kind", "status", "website", *_FACETS.values()))
    _check_unique(path, rows)
    return [_plan(path, row) for row in rows]


def _plan(path: Path, row: Row) -> Plan:
    if row["kind"] not in PLAN_KINDS:
        raise CorpusInvalid(file=str(path), line=row.line, reason=f"kind {row['kind']!r}")
    facets = {facet: values(row[column]) for facet, column in _FACETS.items() if row[column]}
    return Plan(row["id"], row["name"], values(row["aliases"]), row["kind"], row["status"], row["website"], facets)


def _check_unique(path: Path, rows: Sequence[Row]) -> None:
    seen: set[str] = set()
    for row in rows:
        if not row["id"] or row["id"] in seen:
            raise CorpusInvalid(file=str(path), line=row.line, reason=f"id {row['id']!r}")
        seen.add(row["id"])
