"""Writing what documents and plans are found to have: provisional plans, and facets with what shows them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass

from retrieval.model import Evidence, Plan

# Provisional plans come after those of catalogues.
_BEHIND = 1_000_000


@dataclass(frozen=True, slots=True)
class FacetsOfDocument:
    """What was read from a version of a document: ``named`` by its passages, by itself or (``implied``) by what lies in it or
    around it; ``own``: (facet, value, passage) that hold for the document, with the passage that shows it."""

    named: Sequence[Evidence]
    implied: Sequence[Evidence]
    own: Sequence[tuple[str, str, int]]


class FacetWriting:
    """The part of a writer of the record that is about facets and provisional plans."""

    def _transaction(self) -> AbstractContextManager[sqlite3.Connection]:
        raise NotImplementedError

    def put_facets_of(self, version: int, mark: str, found: FacetsOfDocument) -> None:
        """Replace the facets of a version of a document; ``mark``: what they were read with."""
        with self._transaction() as db:
            db.execute("DELETE FROM passage_facets WHERE passage IN (SELECT id FROM passages WHERE version = ?)", [version])
            db.execute("DELETE FROM document_facets WHERE version = ?", [version])
            rows = [_evidence_row(own, 0) for own in found.named] + [_evidence_row(own, 1) for own in found.implied]
            db.executemany("INSERT OR IGNORE INTO passage_facets VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
            db.executemany("INSERT OR IGNORE INTO document_facets VALUES (?, ?, ?, ?)", [(version, *own) for own in found.own])
            db.execute("INSERT OR REPLACE INTO facets_read VALUES (?, ?)", [version, mark])

    def put_text_facets(self, facets: Iterable[tuple[str, str, str, int]]) -> None:
        """Replace all facets read from the texts of plans by these (plan, facet, value, passage that shows it, 0 for none).

        Of a facet that a catalogue gave already only the passage is taken.
        """
        with self._transaction() as db:
            db.execute("DELETE FROM plan_facets WHERE origin = 'text'")
            db.execute("UPDATE plan_facets SET passage = NULL")
            db.executemany(
                "INSERT INTO plan_facets VALUES (?, ?, ?, 'text', ?)"
                " ON CONFLICT DO UPDATE SET passage = coalesce(passage, excluded.passage)",
                [(plan, facet, value, passage or None) for plan, facet, value, passage in facets],
            )

    def put_provisional(self, plans: Sequence[Plan]) -> None:
        """Replace all provisional plans by these."""
        with self._transaction() as db:
            for (gone,) in db.execute("SELECT id FROM plans WHERE provisional").fetchall():
                delete_plan(db, gone)
            for position, plan in enumerate(plans):
                insert_plan(db, plan, _BEHIND + position, "")

    def adopt(self, plans: Mapping[str, str]) -> None:
        """Give the passages of plans to other plans, by id: a catalogue names them now."""
        with self._transaction() as db:
            for found, known in plans.items():
                db.execute("UPDATE OR IGNORE passage_plans SET plan = ? WHERE plan = ?", [known, found])
                db.execute("DELETE FROM passage_plans WHERE plan = ?", [found])
                db.execute("DELETE FROM found_plans WHERE plan = ?", [found])


def put_found_plans(db: sqlite3.Connection, version: int, plans: Sequence[Plan]) -> None:
    """Store the plans that the headings or the title of a version of a document name and no catalogue does."""
    rows = [(version, plan.id, plan.name, json.dumps(plan.aliases, ensure_ascii=False), plan.kind) for plan in plans]
    db.executemany("INSERT OR IGNORE INTO found_plans VALUES (?, ?, ?, ?, ?)", rows)


def delete_plan(db: sqlite3.Connection, plan: str) -> None:
    """Take away a plan with its facets."""
    db.execute("DELETE FROM plans WHERE id = ?", [plan])
    db.execute("DELETE FROM plan_facets WHERE plan = ?", [plan])


def insert_plan(db: sqlite3.Connection, plan: Plan, position: int, catalogue: str) -> None:
    """Store a plan with the facets that a catalogue gives it."""
    row = (plan.id, position, plan.name, json.dumps(plan.aliases), plan.kind, plan.status, plan.website, catalogue)
    db.execute("INSERT INTO plans VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", (*row, int(plan.provisional)))
    facets = [(plan.id, facet, value, "catalogue") for facet, values in plan.facets.items() for value in values]
    db.executemany("INSERT OR IGNORE INTO plan_facets VALUES (?, ?, ?, ?, NULL)", facets)


def _evidence_row(own: Evidence, implied: int) -> tuple[int, str, str, int, str, int | None, int | None]:
    return own.passage, own.facet, own.value, implied, own.name, own.start, own.end
