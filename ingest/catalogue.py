"""The tables that come with a corpus: which documents there are, and which plans."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from retrieval.errors import CorpusInvalid
from retrieval.model import PLAN_KINDS, Plan
from retrieval.vocabulary import read_table, values

CATALOGUE, PLANS = "catalogue.csv", "plans.csv"
_FACETS = {"province": "provinces", "place": "places", "theme": "themes", "sector": "sectors", "level": "levels"}


@dataclass(frozen=True, slots=True)
class CatalogueEntry:
    """A line of the catalogue. ``file`` is relative to the catalogue; empty: the document is known but not there."""

    id: str
    title: str
    kind: str
    file: str
    url: str
    language: str
    date: str
    plans: tuple[str, ...]


def read_catalogue(path: Path) -> list[CatalogueEntry]:
    """The lines of a catalogue. Raises ``CorpusInvalid``: unreadable, a column missing, an id twice."""
    entries = []
    for number, row in enumerate(read_table(path), start=2):
        try:
            columns = (row["id"], row["title"], row["kind"], row["file"], row["source_url"], row["language"], row["date"])
            entries.append(CatalogueEntry(*columns, values(row["plans"])))
        except KeyError as error:
            raise CorpusInvalid(file=str(path), line=number, reason=f"column {error}") from error
    _check_unique(path, [entry.id for entry in entries])
    return entries


def read_plans(path: Path) -> list[Plan]:
    """The plans of a corpus. Raises ``CorpusInvalid``."""
    plans = []
    for number, row in enumerate(read_table(path), start=2):
        try:
            facets = {facet: values(row[column]) for facet, column in _FACETS.items() if row[column]}
            plan = Plan(row["id"], row["name"], values(row["aliases"]), row["kind"], row["status"], row["website"], facets)
        except KeyError as error:
            raise CorpusInvalid(file=str(path), line=number, reason=f"column {error}") from error
        if plan.kind not in PLAN_KINDS:
            raise CorpusInvalid(file=str(path), line=number, reason=f"kind {plan.kind!r}")
        plans.append(plan)
    _check_unique(path, [plan.id for plan in plans])
    return plans


def _check_unique(path: Path, identities: list[str]) -> None:
    seen: set[str] = set()
    for number, identity in enumerate(identities, start=2):
        if not identity or identity in seen:
            raise CorpusInvalid(file=str(path), line=number, reason=f"id {identity!r}")
        seen.add(identity)
