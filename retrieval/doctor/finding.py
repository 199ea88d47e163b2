"""What one examination found."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from retrieval.errors import PlanwijzerError
from retrieval.texts import Texts


class State(StrEnum):
    """How serious a finding is: only what is ``WRONG`` keeps something from working."""

    OK = "ok"
    WARNING = "warning"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found. ``key``: of its sentence in the texts; ``error``: tells itself instead, of what ``key`` names."""

    state: State
    key: str
    facts: dict[str, object] = field(default_factory=dict)
    error: PlanwijzerError | None = None

    def sentence(self, texts: Texts) -> str:
        """What was found and, unless all is well, what to do."""
        return texts.error(self.error) if self.error else texts(self.key, **self.facts)


def ok(key: str, **facts: object) -> Finding:
    """All is well."""
    return Finding(State.OK, key, facts)


def warning(key: str, **facts: object) -> Finding:
    """Something goes less well than it could."""
    return Finding(State.WARNING, key, facts)


def wrong(key: str, **facts: object) -> Finding:
    """Something does not work."""
    return Finding(State.WRONG, key, facts)


def failed(error: PlanwijzerError) -> Finding:
    """What an error says."""
    return Finding(State.WRONG, error.key, error=error)
