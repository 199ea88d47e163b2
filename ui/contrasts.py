"""What plans have in common and where they differ: in the values of their facets, and in what the sources say of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from enum import StrEnum

from retrieval.model import Answer, Cell, Plan, Row
from ui.naming import held

# The facets that are compared, in the order of reading.
FACETS = ("kind", "province", "place", "theme", "sector", "level", "offer")


class Share(StrEnum):
    """How many of the plans have a value: all, some of them, or one alone."""

    ALL = "all"
    SOME = "some"
    ONE = "one"


class Said(StrEnum):
    """What is said of an aspect of plans: the same of all, of none anything, of each something else, or not of all anything."""

    SAME = "same"
    NOWHERE = "nowhere"
    EACH = "each"
    PARTLY = "partly"


def shares(plans: Sequence[Plan], facet: str) -> list[Mapping[Share, tuple[str, ...]]]:
    """For each plan its values of a facet, by how many of the plans have them."""
    counts = Counter(value for plan in plans for value in held(plan, facet))

    def share(value: str) -> Share:
        return Share.ALL if counts[value] == len(plans) else Share.ONE if counts[value] == 1 else Share.SOME

    def own(plan: Plan) -> Mapping[Share, tuple[str, ...]]:
        values = held(plan, facet)
        return {kind: tuple(value for value in values if share(value) is kind) for kind in Share}

    return [own(plan) for plan in plans]


def differs(plans: Sequence[Plan], facet: str) -> bool:
    """Whether the plans do not all have the same values of a facet."""
    return len({frozenset(held(plan, facet)) for plan in plans}) > 1


def said(row: Row, answer: Answer) -> Said:
    """How the plans of a row differ in what is said of them."""
    telling = [cell for cell in row.cells if cell.said]
    if not telling:
        return Said.NOWHERE
    if len(telling) < len(row.cells):
        return Said.PARTLY
    return Said.SAME if len({_quotes(cell, answer) for cell in telling}) == 1 else Said.EACH


def _quotes(cell: Cell, answer: Answer) -> frozenset[str]:
    return frozenset(answer.citation(mark).quote for mark in cell.citations)
