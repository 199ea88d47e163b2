"""Reading what documents and plans were found to have, and what shows it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from retrieval.model import Evidence, Plan

_EVIDENCE = 'f.facet, f.value, f.passage, f.name, f.start, f."end"'


@dataclass(frozen=True, slots=True)
class FoundPlan:
    """A provisional plan with the ids of the documents whose headings or title name it."""

    id: str
    name: str
    documents: tuple[str, ...]


class FacetReading:
    """The part of a reader of the record that is about facets and provisional plans."""

    def _rows(self, sql: str, values: Sequence[object] = ()) -> list[tuple[object, ...]]:
        raise NotImplementedError

    def _parsed(self, told: str) -> Any:
        raise NotImplementedError

    def found_plans(self) -> list[Plan]:
        """The plans that headings and titles of current documents name and no catalogue did, by id, each once."""
        rows = self._rows(
            "SELECT f.plan, f.name, f.aliases, f.kind FROM found_plans f JOIN documents d USING (version)"
            " WHERE d.current ORDER BY f.plan, f.version"
        )
        found: dict[str, Plan] = {}
        for identity, name, aliases, kind in cast(list[tuple[str, str, str, str]], rows):
            plan = Plan(identity, name, tuple(self._parsed(aliases)), kind, "", "", provisional=True)
            found.setdefault(identity, plan)
        return list(found.values())

    def provisional_plans(self) -> list[FoundPlan]:
        """The provisional plans with the current documents that name them, by name."""
        rows = self._rows(
            "SELECT p.id, p.name, d.id FROM plans p JOIN found_plans f ON f.plan = p.id JOIN documents d USING (version)"
            " WHERE p.provisional AND d.current ORDER BY p.name, p.id, d.id"
        )
        found: dict[tuple[str, str], list[str]] = defaultdict(list)
        for plan, name, document in cast(list[tuple[str, str, str]], rows):
            found[plan, name].append(document)
        return [FoundPlan(plan, name, tuple(documents)) for (plan, name), documents in found.items()]

    def versions_without_facets(self, mark: str) -> list[int]:
        """The current versions of documents whose facets were not read, or not with ``mark``."""
        rows = self._rows(
            "SELECT d.version FROM documents d LEFT JOIN facets_read r USING (version)"
            " WHERE d.current AND r.mark IS NOT ? ORDER BY d.version",
            [mark],
        )
        return [cast(int, row[0]) for row in rows]

    def named_of_plans(self) -> list[tuple[str, Evidence, bool]]:
        """(plan, what a passage of it names, whether that is only implied) of all current documents, in reading order."""
        rows = self._rows(
            # CROSS: from the passages of plans, of which there are fewest.
            f"SELECT q.plan, f.implied, {_EVIDENCE} FROM passage_plans q CROSS JOIN passage_facets f USING (passage)"
            " JOIN passages a ON a.id = f.passage JOIN documents d USING (version)"
            " WHERE d.current ORDER BY q.plan, f.passage, f.start IS NULL, f.start"
        )
        return [(cast(str, row[0]), _evidence(row[2:]), bool(row[1])) for row in rows]

    def evidence_of_plan(self, plan: str) -> dict[tuple[str, str], Evidence]:
        """What shows each value that a plan has, where some passage does."""
        return _by_value(
            self._rows(
                f"SELECT {_EVIDENCE} FROM plan_facets o JOIN passage_facets f USING (passage, facet, value) WHERE o.plan = ?",
                [plan],
            )
        )

    def evidence_of_document(self, version: int) -> dict[tuple[str, str], Evidence]:
        """What shows each value that a version of a document has."""
        return _by_value(
            self._rows(
                f"SELECT {_EVIDENCE} FROM document_facets o JOIN passage_facets f USING (passage, facet, value)"
                " WHERE o.version = ?",
                [version],
            )
        )

    def unplanned(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """The passages of all kept versions that belong to no plan, in no order, and the version of each."""
        rows = self._rows(
            "SELECT version, group_concat(id) FROM passages WHERE id NOT IN (SELECT passage FROM passage_plans) GROUP BY version"
        )
        passages = [_numbers(own) for _, own in rows]
        counts = np.array([len(own) for own in passages], dtype=np.int64)
        versions = np.array([version for version, _ in rows], dtype=np.int64)
        return np.concatenate([*passages, _numbers("")]), np.repeat(versions, counts)

    def facets_of_passages(self) -> dict[tuple[str, str], NDArray[np.int64]]:
        """For each (facet, value) the passages of all kept versions that name it, in no order."""
        return _grouped(self._rows("SELECT facet, value, group_concat(passage) FROM passage_facets GROUP BY facet, value"))

    def facets_of_documents(self) -> dict[tuple[str, str], NDArray[np.int64]]:
        """For each (facet, value) the kept versions of documents that are about it, in no order."""
        return _grouped(self._rows("SELECT facet, value, group_concat(version) FROM document_facets GROUP BY facet, value"))

    def lost_evidence(self) -> list[tuple[int, str]]:
        """(passage, name) where the span of a facet no longer holds its name, or no heading and no title does."""
        in_text = "coalesce(substr(p.text, f.start + 1, f.\"end\" - f.start), '') = f.name"
        # Headings are stored as JSON; a name within them is written as JSON writes it.
        written = "substr(json_array(f.name), 3, length(json_array(f.name)) - 4)"
        rows = self._rows(
            "SELECT f.passage, f.name FROM passage_facets f JOIN passages a ON a.id = f.passage JOIN documents d USING (version)"
            " LEFT JOIN pages p ON p.version = a.version AND p.number = a.page WHERE NOT"
            f" CASE WHEN f.start IS NULL THEN instr(a.heading, {written}) OR instr(d.title, f.name) ELSE {in_text} END"
        )
        return cast(list[tuple[int, str]], rows)


def _grouped(rows: Sequence[tuple[object, ...]]) -> dict[tuple[str, str], NDArray[np.int64]]:
    return {(facet, value): _numbers(own) for facet, value, own in cast(Sequence[tuple[str, str, str]], rows)}


def _numbers(joined: object) -> NDArray[np.int64]:
    """The numbers that SQLite joined by commas: millions of rows would each be several objects."""
    return np.fromstring(cast(str, joined), dtype=np.int64, sep=",") if joined else np.empty(0, dtype=np.int64)


def _by_value(rows: Sequence[tuple[object, ...]]) -> dict[tuple[str, str], Evidence]:
    return {(own.facet, own.value): own for own in map(_evidence, rows)}


def _evidence(row: tuple[object, ...]) -> Evidence:
    return Evidence(*cast(tuple[str, str, int, str, int | None, int | None], row))
