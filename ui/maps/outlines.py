"""The outlines of the provinces, from longitude and latitude to paths of SVG."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import cos, radians
from pathlib import Path

Point = tuple[float, float]
Ring = tuple[Point, ...]

_DATA = Path(__file__).parent / "netherlands.toml"
# Of the middle of the country: there a degree of longitude is drawn as long as it is.
_MIDDLE = cos(radians(52.1))
_WEST, _EAST, _SOUTH, _NORTH = 3.30, 7.28, 50.70, 53.56
# Units of the drawing a degree of latitude: whole numbers with one decimal are then fine enough.
_SCALE = 150.0

WIDTH = round((_EAST - _WEST) * _MIDDLE * _SCALE)
HEIGHT = round((_NORTH - _SOUTH) * _SCALE)


@dataclass(frozen=True, slots=True)
class Outline:
    """A province: rings of (longitude, latitude) in degrees, closed, the main land first; and where its number stands."""

    rings: tuple[Ring, ...]
    label: Point


@dataclass(frozen=True, slots=True)
class Country:
    """The outlines by the id of the province, and lines that are no part of one."""

    provinces: Mapping[str, Outline]
    dikes: tuple[Ring, ...]


@cache
def country() -> Country:
    """The country as it is drawn."""
    data = tomllib.loads(_DATA.read_text(encoding="utf-8"))
    lines = {name: tuple((x, y) for x, y in points) for name, points in data["lines"].items()}
    provinces = {
        name: Outline(tuple(_ring(parts, lines) for parts in own["rings"]), tuple(own["label"]))
        for name, own in data["provinces"].items()
    }
    return Country(provinces, tuple(tuple((x, y) for x, y in points) for points in data["dikes"].values()))


def projected(point: Point) -> Point:
    """A place of the drawing, from its upper left, for (longitude, latitude) in degrees."""
    longitude, latitude = point
    return round((longitude - _WEST) * _MIDDLE * _SCALE, 1), round((_NORTH - latitude) * _SCALE, 1)


def path(rings: Sequence[Ring], *, closed: bool = True) -> str:
    """The rings as the ``d`` of a path of SVG."""
    end = "Z" if closed else ""
    return "".join("M" + "L".join(f"{x:g} {y:g}" for x, y in map(projected, ring)) + end for ring in rings)


def _ring(parts: Sequence[str], lines: Mapping[str, Ring]) -> Ring:
    """Lines that follow each other as one ring. Raises ``ValueError`` when they don't."""
    points: list[Point] = []
    for part in parts:
        line = lines[part.removeprefix("-")]
        stretch = line[::-1] if part.startswith("-") else line
        if points and points[-1] != stretch[0]:
            raise ValueError(f"{part} does not begin where the line before it ends")
        points += stretch[1:] if points else stretch
    if points[0] != points[-1]:
        raise ValueError(f"{parts[-1]} does not end where {parts[0]} begins")
    return tuple(points)
