"""Work on the library, as values: what is going on, how far it is, and what came of it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from ui.managing.filenames import Names

# Stages of a build as it tells them; any other is the last.
READ, EMBED = "read", "embed"


class Kind(StrEnum):
    """What can be done to the library."""

    BUILD = "build"
    REBUILD = "rebuild"
    CHECK = "check"
    REPAIR = "repair"
    REMOVE = "remove"
    FETCH = "fetch"


class End(StrEnum):
    """How work ended."""

    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Told:
    """What became of one input. ``name``: of a file or document, without the folders that it is in; ``reason``: a key;
    ``added``: it is a file that was added."""

    name: str
    status: str
    reason: str
    added: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """What came of work. ``inputs``: those of a build; ``problems``: what a check found, in sentences; ``repaired``: the
    indexes were made anew."""

    inputs: tuple[Told, ...] = ()
    documents: int = 0
    plans: int = 0
    published: bool = False
    problems: tuple[str, ...] = ()
    repaired: bool = False


@dataclass(frozen=True, slots=True)
class Work:
    """Work that goes on (``end`` is ``None``) or ended.

    ``file``: the one that is removed, or the address that is fetched before building; ``who``: asked for it; ``stage``: what is
    done, ``done``, ``total``, ``name``: to which input, ``total`` 0 before the first; ``failure``: the sentence of what went
    wrong, ``""`` where there is none; ``report``: of work that is done.
    """

    kind: Kind
    started: datetime
    file: str = ""
    who: str = ""
    stage: str = READ
    done: int = 0
    total: int = 0
    name: str = ""
    end: End | None = None
    failure: str = ""
    report: Report | None = None

    @property
    def runs(self) -> bool:
        """Whether it goes on."""
        return self.end is None


def read_event(line: str) -> tuple[str, str, int, int] | None:
    """(stage, name, done, total) of a line that tells progress; ``None`` for any other line."""
    try:
        found = json.loads(line)
        return str(found["stage"]), str(found["name"]), int(found["done"]), int(found["total"])
    except (ValueError, KeyError, TypeError, RecursionError):
        return None


def read_report(text: str, names: Names) -> Report:
    """The report that a command printed as JSON. Raises ``ValueError`` when it is none."""
    found: dict[str, Any] = json.loads(text)
    try:
        return Report(
            inputs=tuple(_told(own, names) for own in found.get("inputs", ())),
            documents=int(found.get("documents", 0)),
            plans=int(found.get("plans", 0)),
            published=bool(found.get("published")),
            problems=tuple(names.spoken(problem) for problem in found.get("problems", ())),
            repaired=bool(found.get("repaired")),
        )
    except (AttributeError, KeyError, TypeError) as error:
        raise ValueError(str(error)) from error


def read_refusal(text: str) -> str:
    """The sentence on a document that was not fetched, of what a command printed as JSON. Raises ``ValueError``."""
    try:
        return str(json.loads(text)["documents"][0]["sentence"])
    except (IndexError, KeyError, TypeError) as error:
        raise ValueError(str(error)) from error


def _told(entry: dict[str, Any], names: Names) -> Told:
    source = entry["source"]
    return Told(names.named(source), entry["status"], entry["reason"], names.is_added(source))
