"""The map of the provinces: outlines that fit together, and a drawing of which each part can be picked."""

from __future__ import annotations

import csv
from itertools import combinations, pairwise
from pathlib import Path

import pytest

from retrieval.model import Filter, Spot
from tests.ui.screen import read_html
from ui.components.search import province_map
from ui.maps.outlines import HEIGHT, WIDTH, Point, Ring, country, path, projected
from ui.texts import interface_texts

PROVINCES = Path(__file__).resolve().parents[2] / "corpus" / "gazetteer" / "provinces.csv"
# They touch over the Grevelingen and the Volkerak, and by the Afsluitdijk.
OVER_WATER = {frozenset({"zeeland", "zuid-holland"}), frozenset({"friesland", "noord-holland"})}
TEXTS = interface_texts("nl")


def rows() -> dict[str, set[str]]:
    with PROVINCES.open(encoding="utf-8") as file:
        return {row["id"]: set(row["neighbours"].split(";")) for row in csv.DictReader(file)}


def points(province: str) -> set[Point]:
    return {point for ring in country().provinces[province].rings for point in ring}


def test_the_provinces_are_those_of_the_gazetteer() -> None:
    assert country().provinces.keys() == rows().keys()


def test_neighbours_share_border_points_and_others_share_at_most_a_corner() -> None:
    neighbours = rows()
    for one, other in combinations(neighbours, 2):
        shared = len(points(one) & points(other))
        if frozenset({one, other}) in OVER_WATER:
            assert shared == 0, (one, other)
        elif other in neighbours[one]:
            assert shared >= 2, (one, other)
        else:
            assert shared <= 1, (one, other)


def _crosses(a: Point, b: Point, c: Point, d: Point) -> bool:
    def side(p: Point, q: Point, r: Point) -> float:
        return (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0])

    return side(a, b, c) * side(a, b, d) < 0 and side(c, d, a) * side(c, d, b) < 0


RINGS = [(name, place, ring) for name, outline in country().provinces.items() for place, ring in enumerate(outline.rings)]


@pytest.mark.parametrize(("name", "place", "ring"), RINGS, ids=[f"{name}-{place}" for name, place, _ in RINGS])
def test_each_outline_is_closed_and_crosses_neither_itself_nor_another(name: str, place: int, ring: Ring) -> None:
    assert ring[0] == ring[-1]
    assert len(set(ring)) == len(ring) - 1 >= 3
    others = [other for n, p, other in RINGS if (n, p) >= (name, place)]
    assert not any(_crosses(*one, *two) for other in others for one in pairwise(ring) for two in pairwise(other))


def _inside(point: Point, ring: Ring) -> bool:
    x, y = point
    crossed = [(a, b) for a, b in pairwise(ring) if (a[1] > y) != (b[1] > y)]
    return sum(x < a[0] + (y - a[1]) * (b[0] - a[0]) / (b[1] - a[1]) for a, b in crossed) % 2 == 1


def test_each_number_stands_in_its_province_and_everything_within_the_drawing() -> None:
    for name, outline in country().provinces.items():
        assert any(_inside(outline.label, ring) for ring in outline.rings), name
        for x, y in (projected(point) for ring in outline.rings for point in ring):
            assert 0 <= x <= WIDTH
            assert 0 <= y <= HEIGHT


def test_a_path_is_a_closed_line_and_a_dike_an_open_one() -> None:
    assert path([((3.3, 53.56), (3.3, 52.56))]) == "M0 0L0 150Z"
    assert path(country().dikes, closed=False).count("Z") == 0


def spots(**counts: int) -> list[Spot]:
    return [Spot(Filter("province", name.replace("_", "-"), name.title()), count, count) for name, count in counts.items()]


def where(province: str) -> str:
    """Where a province leads."""
    return f"zoeken?q=a&provincie={province}"


def test_each_province_can_be_picked_by_name_and_says_its_number_in_drawing_and_table() -> None:
    html = province_map.drawing(spots(gelderland=8, utrecht=1, landelijk=14), ["utrecht"], "kaart", where, TEXTS)

    assert html.count('data-pick="gelderland"') == html.count('aria-label="Gelderland: 8 plannen"') == 2
    assert html.count('aria-label="Utrecht: 1 plan" aria-current="true"') == 2
    assert html.count("pw-picked") == 1
    assert html.count('data-pick="landelijk"') == 2
    assert read_html(html, "th")[1] == ["provincie", "plannen", "Gelderland", "Utrecht", "Landelijk"]
    assert read_html(html, "td")[1] == ["8", "1", "14"]
    assert 'data-pick="limburg"' not in html


def test_names_are_shown_as_text() -> None:
    hostile = [Spot(Filter("province", "utrecht", "<b>x</b>"), 1, 1)]

    assert "<b>x" not in province_map.drawing(hostile, [], "<k>", where, TEXTS)


@pytest.mark.parametrize(
    ("counts", "ranges"),
    [
        ([], ()),
        ([0, 0], ()),
        ([1, 3], ((1, 1), (2, 2), (3, 3))),
        ([4, 20], ((1, 4), (5, 8), (9, 12), (13, 16), (17, 20))),
        ([6], ((1, 2), (3, 4), (5, 6))),
        ([7], ((1, 2), (3, 4), (5, 6), (7, 7))),
    ],
)
def test_each_shade_stands_for_as_many_numbers(counts: list[int], ranges: tuple[tuple[int, int], ...]) -> None:
    assert province_map.shades(counts) == ranges


def test_few_shades_are_spread_from_light_to_dark() -> None:
    html = province_map.drawing(spots(gelderland=2, utrecht=1, drenthe=0), [], "kaart", where, TEXTS)

    assert 'class="pw-province pw-shade-5" href="zoeken?q=a&amp;provincie=gelderland"' in html
    assert 'class="pw-province pw-shade-3" href="zoeken?q=a&amp;provincie=utrecht"' in html
    assert 'class="pw-province pw-shade-0" href="zoeken?q=a&amp;provincie=drenthe"' in html
