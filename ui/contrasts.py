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


class Contrast(StrEnum):
    """How plans differ in one respect.

    Of none anything is mentioned, of all the same, of each something else, of some nothing; facets that are not the same differ.
    """

    NOWHERE = "nowhere"
    SAME = "same"
    EACH = "each"
    PARTLY = "partly"
    DIFFERENT = "different"


# The contrasts that are no difference.
ALIKE = frozenset({Contrast.NOWHERE, Contrast.SAME})


def shares(plans: Sequence[Plan], facet: str) -> list[Mapping[Share, tuple[str, ...]]]:
    """For each plan its values of a facet, by how many of the plans have them."""
    counts = Counter(value for plan in plans for value in held(plan, facet))

    def share(value: str) -> Share:
        return Share.ALL if counts[value] == len(plans) else Share.ONE if counts[value] == 1 else Share.SOME

    def own(plan: Plan) -> Mapping[Share, tuple[str, ...]]:
        values = held(plan, facet)
        return {kind: tuple(value for value in values if share(value) is kind) for kind in Share}

    return [own(plan) for plan in plans]


def of_facet(plans: Sequence[Plan], facet: str) -> Contrast:
    """How plans differ in the values of a facet."""
    found = {frozenset(held(plan, facet)) for plan in plans}
    if len(found) > 1:
        return Contrast.DIFFERENT
    return Contrast.SAME if any(found) else Contrast.NOWHERE


def of_row(row: Row, answer: Answer) -> Contrast:
    """How plans differ in what is said of an aspect."""
    telling = [cell for cell in row.cells if cell.said]
    if not telling:
        return Contrast.NOWHERE
    if len(telling) < len(row.cells):
        return Contrast.PARTLY
    return Contrast.SAME if len({_quotes(cell, answer) for cell in telling}) == 1 else Contrast.EACH


def _quotes(cell: Cell, answer: Answer) -> frozenset[str]:
    return frozenset(answer.citation(mark).quote for mark in cell.citations)
