"""Which plan a heading names: by name or alias, also behind a number or before a subtitle."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from retrieval.dutch import words
from retrieval.model import Plan

_NUMBERING = re.compile(r"^\s*(?:hoofdstuk|bijlage|plan|consortium)?\s*\d+(?:\.\d+)*[.:)]?\s+", re.IGNORECASE)
_SUBTITLE = re.compile(r"\s[–—-]\s|[:|(]")


class PlanNames:
    """The names of plans, for headings."""

    def __init__(self, plans: Iterable[Plan]) -> None:
        self._plans: dict[tuple[str, ...], set[str]] = defaultdict(set)
        for plan in plans:
            for name in (plan.name, *plan.aliases):
                self._plans[tuple(words(name))].add(plan.id)

    def named_by(self, heading: str) -> str | None:
        """The plan that the heading names; ``None`` when there is none, or more than one."""
        whole = _NUMBERING.sub("", heading)
        for name in (whole, _SUBTITLE.split(whole, maxsplit=1)[0]):
            found = self._plans.get(tuple(words(name)), set())
            if len(found) == 1:
                return next(iter(found))
        return None
