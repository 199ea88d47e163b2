"""Values of a facet against provinces, as a table whose cells are coloured by number and lead to the passages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from retrieval.crossing import Crossing, CrossRow
from retrieval.model import NATIONWIDE, Filter
from retrieval.texts import Texts
from ui import routes
from ui.filtering import KEYS
from ui.markup import escaped
from ui.naming import among
from ui.routes import Place
from ui.texts import number

# From how many plans on a cell has each colour; a number of plans in a cell seldom passes ten.
STEPS = (1, 2, 3, 5, 8)
# Rows at once: more than a screen holds hides the white spots.
ROWS_SHOWN = 25
# Parts the two values of a cell; no id of a value has it.
SIGN = "|"


def shown(crossing: Crossing, *, whole: bool) -> tuple[CrossRow, ...]:
    """The rows to show: all, or the values that most plans have, most first."""
    return crossing.rows if whole else tuple(row for row in crossing.rows if row.anywhere)[:ROWS_SHOWN]


def html(crossing: Crossing, rows: Sequence[CrossRow], filters: Sequence[Filter], name: str, texts: Texts) -> str:
    """The table. ``filters``: what is counted under, on other facets, goes along to where a cell leads; ``name``: of the facet
    of the rows."""
    caption = texts("heatmap.caption", name=name)
    total = escaped(texts("heatmap.total"))
    heads = "".join(f'<th scope="col"{_apart(column)}>{escaped(column.label)}</th>' for column in crossing.columns)
    body = "".join(_row(row, crossing, filters, texts) for row in rows)
    starred = f'<p class="pw-text pw-note">{escaped(texts("provisional.cell"))}</p>' if crossing.provisional else ""
    return (
        f'<div class="pw-scroll" role="region" tabindex="0" aria-label="{escaped(caption)}"><table class="pw-heat">'
        f"<caption>{escaped(caption)}</caption>"
        f'<thead><tr><th scope="col">{escaped(name.capitalize())}</th>{heads}<th scope="col">{total}</th></tr></thead>'
        f"<tbody>{body}</tbody><tfoot>{_foot(crossing, filters, texts)}</tfoot></table></div>{_legend(texts)}{starred}"
    )


def lines(crossing: Crossing, rows: Sequence[CrossRow], name: str, texts: Texts) -> tuple[list[str], list[list[str | int]]]:
    """The heads and lines of the table as texts and numbers; with how many plans of a line are provisional, if any are."""
    heads = [name, *(column.label for column in crossing.columns), texts("heatmap.total")]
    told: list[list[str | int]] = [[row.value.label, *row.counts, row.total] for row in rows]
    told.append([texts("heatmap.all_plans"), *crossing.totals, crossing.total])
    if crossing.provisional:
        heads.append(texts("provisional.column"))
        for line, value in zip(told, (*(row.value.value for row in rows), ""), strict=True):
            line.append(crossing.provisional.get((value, ""), 0))
    return heads, told


def picked(value: str, crossing: Crossing, filters: Sequence[Filter]) -> None:
    """Go to where a cell leads, if it is one of the table."""
    down, _, across = value.partition(SIGN)
    row = next((row.value for row in crossing.rows if row.value.value == down), None)
    column = next((column for column in crossing.columns if column.value == across), None)
    if row or column:
        routes.go(Place.SEARCH, **_params(row, column, filters))


def _row(row: CrossRow, crossing: Crossing, filters: Sequence[Filter], texts: Texts) -> str:
    numbers = zip((*crossing.columns, None), (*row.counts, row.total), strict=True)
    cells = "".join(_cell(row.value, column, n, crossing, filters, texts) for column, n in numbers)
    return f'<tr><th scope="row">{escaped(row.value.label)}</th>{cells}</tr>'


def _foot(crossing: Crossing, filters: Sequence[Filter], texts: Texts) -> str:
    numbers = zip(crossing.columns, crossing.totals, strict=True)
    cells = "".join(_cell(None, column, n, crossing, filters, texts) for column, n in numbers)
    total = f'<td class="pw-sum">{crossing.total}{_star(crossing, None, None)}</td>'
    return f'<tr><th scope="row">{escaped(texts("heatmap.all_plans"))}</th>{cells}{total}</tr>'


def _cell(
    row: Filter | None, column: Filter | None, count: int, crossing: Crossing, filters: Sequence[Filter], texts: Texts
) -> str:
    """A cell; a total where it is of one value alone."""
    style = "pw-sum" if row is None or column is None else f"pw-heat-{sum(count >= step for step in STEPS)}"
    target = escaped(routes.href(Place.SEARCH, **_params(row, column, filters)))
    pick = SIGN.join(value.value if value else "" for value in (row, column))
    what = ", ".join(value.label for value in (row, column) if value)
    plans = among(texts(f"heatmap.{number(count)}", count=count), _provisional(crossing, row, column), texts)
    told, shown = escaped(f"{what}: {plans}"), f"{count}{_star(crossing, row, column)}"
    link = f'<a href="{target}" data-pick="{escaped(pick)}" aria-label="{told}">{shown}</a>'
    return f'<td class="{style}{" pw-apart" if column and column.value == NATIONWIDE else ""}">{link}</td>'


def _provisional(crossing: Crossing, row: Filter | None, column: Filter | None) -> int:
    """How many of the plans of a cell are provisional."""
    return crossing.provisional.get((row.value if row else "", column.value if column else ""), 0)


def _star(crossing: Crossing, row: Filter | None, column: Filter | None) -> str:
    """The sign of a number that counts provisional plans."""
    return "<sup>*</sup>" if _provisional(crossing, row, column) else ""


def _params(row: Filter | None, column: Filter | None, filters: Sequence[Filter]) -> Mapping[str, Sequence[str]]:
    """The address of a cell."""
    return {KEYS[f.facet]: (f.value,) for f in (row, column, *filters) if f}


def _apart(column: Filter) -> str:
    return ' class="pw-apart"' if column.value == NATIONWIDE else ""


def _legend(texts: Texts) -> str:
    """What the colours stand for."""
    ends = [*(f"{step}" if after == step + 1 else f"{step}–{after - 1}" for step, after in pairwise(STEPS))]
    names = [texts("heatmap.white"), *ends, texts("heatmap.or_more", count=STEPS[-1])]
    keys = "".join(f'<li><span class="pw-heat-{step}"></span>{escaped(name)}</li>' for step, name in enumerate(names))
    return f'<ul class="pw-heat-legend" aria-label="{escaped(texts("heatmap.legend"))}">{keys}</ul>'
