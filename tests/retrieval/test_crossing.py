"""Two facets against each other, over a landscape in which all can be counted by hand."""

from __future__ import annotations

from retrieval.crossing import Crossing, CrossRow
from retrieval.engine import Engine


def row(crossing: Crossing, value: str) -> CrossRow:
    """The row of a value."""
    return next(row for row in crossing.rows if row.value.value == value)


def count(crossing: Crossing, value: str, column: str) -> int:
    """The number in a cell."""
    place = [found.value for found in crossing.columns].index(column)
    return row(crossing, value).counts[place]


def test_each_cell_counts_the_plans_that_have_both_values(guide: Engine) -> None:
    found = guide.crossing("theme", "province")

    assert count(found, "waterstof", "overijssel") == 1
    assert count(found, "robotica", "overijssel") == 2
    assert count(found, "waterstof", "landelijk") == 1
    assert count(found, "waterstof", "limburg") == 0
    assert [column.value for column in found.columns][-1] == "landelijk"


def test_totals_count_a_plan_once_and_values_without_a_plan_have_their_row(guide: Engine) -> None:
    found = guide.crossing("theme", "province")

    # Delta has two themes; Stilte is named by no source.
    assert (found.total, sum(r.total for r in found.rows)) == (11, 12)
    assert dict(zip((c.value for c in found.columns), found.totals, strict=True))["overijssel"] == 3
    assert (row(found, "windenergie").total, row(found, "windenergie").anywhere) == (0, 0)
    assert found.rows[0].value.value == "waterstof" and found.rows[-1].value.value == "windenergie"


def test_filters_change_the_counts_and_not_the_order(guide: Engine) -> None:
    everything = guide.crossing("theme", "province")
    consortia = guide.crossing("theme", "province", [guide.filter("kind", "consortium")])

    assert [r.value.value for r in consortia.rows] == [r.value.value for r in everything.rows]
    assert (count(consortia, "robotica", "overijssel"), consortia.total) == (1, 2)


def test_labels_are_in_the_language_that_is_asked_for(guide: Engine) -> None:
    assert "hydrogen" in {r.value.label for r in guide.crossing("theme", "province", (), "en").rows}


def test_what_is_wider_counts_the_plans_of_what_is_narrower(engine: Engine) -> None:
    found = engine.crossing("level", "province")

    assert row(found, "hbo").total >= row(found, "associate-degree").total
