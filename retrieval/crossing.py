"""Two facets against each other: how many plans have each pair of values, and which pairs no plan has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from retrieval.browsing import plans_meeting
from retrieval.model import NATIONWIDE, Filter, Language
from retrieval.snapshot import Snapshot


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

    ``totals``: for each column the distinct plans that have it, whatever their rows; ``total``: all plans that are counted.
    """

    columns: tuple[Filter, ...]
    rows: tuple[CrossRow, ...]
    totals: tuple[int, ...]
    total: int


def crossed(rows: str, columns: str, filters: Sequence[Filter], language: Language, snapshot: Snapshot) -> Crossing:
    """All values of two facets, with the plans under the filters; a value counts the plans of all that is narrower.

    Rows that most plans have come first, columns by name with the whole country last: neither depends on the filters.
    """
    under = frozenset(plan.id for plan in plans_meeting(filters, snapshot))
    held, reader = snapshot.holders, snapshot.filters
    across = sorted(reader.all_of(columns, language), key=lambda f: (f.value == NATIONWIDE, f.label.casefold()))
    beside = [held.get((columns, column.value), frozenset()) & under for column in across]

    def row(value: Filter) -> CrossRow:
        anywhere = held.get((rows, value.value), frozenset())
        own = anywhere & under
        counts = tuple(len(own & plans) for plans in beside)
        return CrossRow(value, counts, len(own), len(anywhere))

    down = sorted(map(row, reader.all_of(rows, language)), key=lambda found: (-found.anywhere, found.value.label.casefold()))
    return Crossing(tuple(across), tuple(down), tuple(map(len, beside)), len(under))
