"""Going through a list of plans: by a part of a name, in an order, one after the other, and a few chosen to be compared."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from retrieval.dutch import fold
from retrieval.model import Plan
from ui.naming import Names

# More do not stand side by side.
MOST_COMPARED = 4
# By what a list can be ordered, as the address has it; the first one holds until another is chosen.
ORDERS = ("naam", "provincie", "soort")


def named(plans: Iterable[Plan], part: str) -> list[Plan]:
    """The plans of which the name, or another name, holds ``part``, whatever the case and the accents."""
    wanted = fold(part.strip())
    return [plan for plan in plans if any(wanted in fold(name) for name in (plan.name, *plan.aliases))]


def ordered(plans: Iterable[Plan], order: str, names: Names) -> list[Plan]:
    """The plans by name; by (first) province or kind before that."""

    def key(plan: Plan) -> tuple[str, str]:
        first = {"provincie": ", ".join(names.values(plan, "province")), "soort": names.kind(plan.kind)}.get(order, "")
        return fold(first), fold(plan.name)

    return sorted(plans, key=key)


def known(ids: Iterable[str], plans: Iterable[Plan]) -> tuple[Plan, ...]:
    """The plans that ids name, in that order, each once and no more than can be compared; unknown ids are left out."""
    found = {plan.id: plan for plan in plans}
    return tuple(found[identity] for identity in dict.fromkeys(ids) if identity in found)[:MOST_COMPARED]


def toggled(chosen: Sequence[Plan], plan: Plan) -> tuple[str, ...]:
    """The ids of a choice with a plan added, or taken away if it was there; one too many is not added."""
    ids = tuple(own.id for own in chosen)
    if plan.id in ids:
        return tuple(own for own in ids if own != plan.id)
    return (*ids, plan.id)[:MOST_COMPARED]


def around(plan: Plan, plans: Sequence[Plan]) -> tuple[Plan | None, Plan | None]:
    """The plans before and after one in a list."""
    ids = [own.id for own in plans]
    if plan.id not in ids:
        return None, None
    place = ids.index(plan.id)
    return plans[place - 1] if place else None, plans[place + 1] if place + 1 < len(plans) else None
