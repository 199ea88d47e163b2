"""Two facets against each other: how many plans have each pair of values, and which pairs no plan has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product

from retrieval.browsing import plans_meeting
from retrieval.model import NATIONWIDE, Filter, Language
from retrieval.snapshot import Snapshot

# The ids of the plans that have each value of a facet.
_Held = Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class CrossRow:
    """A value with the number of plans that have it besides each value of the columns, in their order.

    ``total``: the distinct plans that have it; ``anywhere``: those without the filters.
    """

    value: Filter
    counts: tuple[int, ...]
    total: int
    anywhere: int


@dataclass(frozen=True, slots=True)
class Crossing:
    """Rows of one facet against columns of another.

    ``totals``: for each column the distinct plans that have it, whatever their rows; ``total``: all plans that are counted;
    ``provisional``: how many of the counted plans no catalogue names, by the values of row and column, ``""`` for all of either;
    without those that count none.
    """

    columns: tuple[Filter, ...]
    rows: tuple[CrossRow, ...]
    totals: tuple[int, ...]
    total: int
    provisional: Mapping[tuple[str, str], int] = field(default_factory=dict)


def crossed(rows: str, columns: str, filters: Sequence[Filter], language: Language, snapshot: Snapshot) -> Crossing:
    """All values of two facets, with the plans under the filters; a value counts the plans of all that is narrower.

    Rows that most plans have come first, columns by name with the whole country last: neither depends on the filters.
    """
    meeting = plans_meeting(filters, snapshot)
    under = frozenset(plan.id for plan in meeting)
    found = frozenset(plan.id for plan in meeting if plan.provisional)
    held, reader = snapshot.holders, snapshot.filters
    across = sorted(reader.all_of(columns, language), key=lambda f: (f.value == NATIONWIDE, f.label.casefold()))
    beside = [held.get((columns, column.value), frozenset()) & under for column in across]

    def row(value: Filter) -> CrossRow:
        anywhere = held.get((rows, value.value), frozenset())
        own = anywhere & under
        counts = tuple(len(own & plans) for plans in beside)
        return CrossRow(value, counts, len(own), len(anywhere))

    provisional = _among(
        found,
        {f.value: held.get((rows, f.value), frozenset()) for f in reader.all_of(rows, language)},
        {column.value: plans for column, plans in zip(across, beside, strict=True)},
    )
    down = sorted(map(row, reader.all_of(rows, language)), key=lambda found: (-found.anywhere, found.value.label.casefold()))
    return Crossing(tuple(across), tuple(down), tuple(map(len, beside)), len(under), provisional)


def _among(plans: frozenset[str], down: _Held, across: _Held) -> dict[tuple[str, str], int]:
    """How many of ``plans`` each pair of values has, ``""`` standing for any; without those that have none."""
    pairs = product([("", plans), *down.items()], [("", plans), *across.items()])
    counts = {(row, column): len(plans & own & beside) for (row, own), (column, beside) in pairs} if plans else {}
    return {cell: count for cell, count in counts.items() if count}
