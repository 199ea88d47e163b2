"""What became of inputs, and of a build as a whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from retrieval.library import FoundPlan, InputRecord

INDEXED, PARTIAL, UNREADABLE, MISSING, SKIPPED, FAILED = "indexed", "partial", "unreadable", "missing", "skipped", "failed"
# What the user should look at; a document known to be missing and a file of another kind are no findings.
FINDINGS = frozenset({PARTIAL, UNREADABLE, FAILED})


@dataclass(slots=True)
class BuildReport:
    """What a build did. ``statuses`` counts its inputs; ``findings``: those to look at; ``unchanged``: how many were as before;
    ``moved``: how many have another name; ``gone``: those that are no longer there, ``pruned``: how many were taken out for it;
    ``again``: documents that were cut or embedded again and not read; ``seconds``: of each stage."""

    statuses: Mapping[str, int] = field(default_factory=dict)
    findings: list[InputRecord] = field(default_factory=list)
    unchanged: int = 0
    moved: int = 0
    gone: list[str] = field(default_factory=list)
    pruned: int = 0
    again: int = 0
    seconds: dict[str, float] = field(default_factory=dict)
    generation: int = 0
    documents: int = 0
    passages: int = 0
    plans: int = 0
    provisional: list[FoundPlan] = field(default_factory=list)
    published: bool = False
