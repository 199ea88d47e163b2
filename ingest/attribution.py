"""Which plan a heading names: by name or alias, also behind a number or before a subtitle."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from retrieval.dutch import fold, words
from retrieval.model import Plan

_NUMBERING = re.compile(r"^\s*(?:hoofdstuk|bijlage|plan|consortium)?\s*\d+(?:\.\d+)*[.:)]?\s+", re.IGNORECASE)
_SUBTITLE = re.compile(r"\s[–—-]\s|[:|(]")


class PlanNames:
    """The names of plans, for headings."""

    def __init__(self, plans: Iterable[Plan]) -> None:
        self._written: dict[str, set[str]] = defaultdict(set)
        self._words: dict[tuple[str, ...], set[str]] = defaultdict(set)
        self._ids: set[str] = set()
        for plan in plans:
            self._ids.add(plan.id)
            for name in (plan.name, *plan.aliases):
                self._written[_written(name)].add(plan.id)
                self._words[tuple(words(name))].add(plan.id)

    def named_by(self, heading: str) -> str | None:
        """The plan that the heading names; ``None`` when there is none, or more than one."""
        bare = _NUMBERING.sub("", heading)
        for name in (heading, bare, _SUBTITLE.split(heading, maxsplit=1)[0], _SUBTITLE.split(bare, maxsplit=1)[0]):
            # As written first: "Techport+" and "Techport" have the same words.
            for found in (self._written.get(_written(name), set()), self._words.get(tuple(words(name)), set())):
                if len(found) == 1:
                    return next(iter(found))
        return None

    def has(self, plan: str) -> bool:
        """Whether there is a plan with this id."""
        return plan in self._ids

    def names_one_of(self, names: Iterable[str]) -> str | None:
        """The plan that the first of some names that is known names."""
        return next((plan for name in names if (plan := self.named_by(name))), None)


def _written(name: str) -> str:
    return " ".join(fold(name).split())
