"""Reports as JSON, written as they are read: a library of any size has one."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, fields
from typing import Any

from ingest.outcomes import BuildReport
from retrieval.library import DUPLICATE, InputRecord, Library
from retrieval.model import Plan
from retrieval.texts import Texts

# What programs have no use for.
_INTERNAL = frozenset({"digest", "reader", "twin", "entry"})


def print_build(report: BuildReport, library: Library, texts: Texts) -> None:
    """Print what a build did, and what became of each input that it came by."""
    facts = {field.name: getattr(report, field.name) for field in fields(report)}
    facts["findings"] = [input_json(entry, texts) for entry in report.findings]
    facts["provisional"] = [asdict(plan) for plan in report.provisional]
    _print(facts, library.each_input(of_last_run=True), texts)


def print_report(library: Library, texts: Texts) -> None:
    """Print what became of every input, the plans, and how long the last build took."""
    provisional = [asdict(plan) for plan in library.provisional_plans()]
    facts = {"run": last_run(library), "plans": plans_json(library), "provisional": provisional}
    _print(facts, library.each_input(), texts)


def last_run(library: Library) -> Mapping[str, Any]:
    """When the last build ended, and the seconds of its stages; nothing before the first."""
    found: Mapping[str, Any] = json.loads(library.meta("run") or "{}")
    return found


def plan_counts(library: Library) -> list[tuple[Plan, int]]:
    """The plans of which something was found, with the number of their passages."""
    current = frozenset(int(i) for i in library.current_passages())
    counts = Counter({plan: len(current.intersection(own)) for plan, own in library.plan_passages().items()})
    return [(plan, counts[plan.id]) for plan in library.plans() if counts[plan.id]]


def plans_json(library: Library) -> list[dict[str, Any]]:
    """The plans of which something was found."""
    return [
        {"id": plan.id, "name": plan.name, "kind": plan.kind, "provisional": plan.provisional, "passages": count}
        for plan, count in plan_counts(library)
    ]


def input_json(entry: InputRecord, texts: Texts) -> dict[str, Any]:
    """What became of an input."""
    facts = {name: value for name, value in asdict(entry).items() if name not in _INTERNAL}
    same = entry.document if entry.status == DUPLICATE else ""
    return facts | {
        "addresses": entry.addresses,
        "duplicate_of": same,
        "sentence": texts(f"reason.{entry.reason}") if entry.reason else "",
    }


def _print(facts: Mapping[str, Any], entries: Iterable[InputRecord], texts: Texts) -> None:
    head = json.dumps(facts, ensure_ascii=False, indent=2).removesuffix("\n}")
    print(f'{head},\n  "inputs": [', end="")
    sign = "\n    "
    for entry in entries:
        print(f"{sign}{json.dumps(input_json(entry, texts), ensure_ascii=False)}", end="")
        sign = ",\n    "
    print("\n  ]\n}")
