"""A map of the provinces, coloured by how many plans each has; each can be picked, in the drawing and in a table."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from math import ceil

from retrieval.model import NATIONWIDE, Spot
from retrieval.texts import Texts
from ui import markup
from ui.components import clickable
from ui.maps import outlines
from ui.markup import escaped
from ui.texts import number

# More shades than this can't be told apart; the style sheet has as many.
SHADES = 5


def show(
    counts: Sequence[Spot],
    chosen: Collection[str],
    key: str,
    picked: Callable[[str], None],
    address: Callable[[str], str],
    texts: Texts,
    *,
    folded: bool = False,
) -> None:
    """Draw the map. ``counts``: of the facet "province"; ``chosen``: ids of provinces; ``picked``: told the id of one;
    ``address``: where that leads, for who opens it elsewhere; ``folded``: on a narrow screen it waits behind a click."""
    html = drawing(counts, chosen, key, address, texts)
    clickable.show(markup.folded(f"{key}-fold", texts("map.fold"), html) if folded else html, key, picked)


def drawing(counts: Sequence[Spot], chosen: Collection[str], key: str, address: Callable[[str], str], texts: Texts) -> str:
    """The map as HTML: the drawing, the plans of the whole country, a legend and the same figures as a table."""
    spots = {spot.value.value: spot for spot in counts}
    picks = {province: _pick(spot, chosen, address(province), texts) for province, spot in spots.items()}
    steps = shades([spot.count for province, spot in spots.items() if province != NATIONWIDE])
    nation = _nationwide(spots[NATIONWIDE], picks[NATIONWIDE]) if NATIONWIDE in spots else ""
    table = _table(counts, picks, key, texts)
    return f'<div class="pw-map">{_drawn(spots, picks, chosen, steps, texts)}{nation}{_legend(steps, texts)}{table}</div>'


def sketch(provinces: Collection[str], name: str) -> str:
    """A small drawing with some provinces marked, ``name`` being all that it says."""
    country = outlines.country()
    dikes = f'<path class="pw-dike" d="{outlines.path(country.dikes, closed=False)}"/>'
    drawn = "".join(
        f'<path class="pw-shade-{SHADES - 1 if own in provinces else 0}" d="{outlines.path(outline.rings)}"/>'
        for own, outline in country.provinces.items()
    )
    size = f"0 0 {outlines.WIDTH} {outlines.HEIGHT}"
    return f'<svg class="pw-sketch" viewBox="{size}" role="img" aria-label="{escaped(name)}">{dikes}{drawn}</svg>'


def shades(counts: Collection[int]) -> tuple[tuple[int, int], ...]:
    """The range of numbers of each shade, the lightest first: as many numbers in each; none when all are zero."""
    most = max(counts, default=0)
    wide = ceil(most / SHADES) or 1
    return tuple((low, min(low + wide - 1, most)) for low in range(1, most + 1, wide))


def _drawn(
    spots: Mapping[str, Spot], picks: Mapping[str, str], chosen: Collection[str], steps: Sequence[tuple[int, int]], texts: Texts
) -> str:
    country = outlines.country()
    provinces = "".join(
        _province(spots[name], outline, picks[name], steps, texts) if name in spots else _blank(outline)
        for name, outline in country.provinces.items()
    )
    dikes = f'<path class="pw-dike" d="{outlines.path(country.dikes, closed=False)}"/>'
    # Drawn last, so that no neighbour covers the line around a chosen one.
    rings = "".join(f'<path class="pw-picked" d="{outlines.path(country.provinces[p].rings)}"/>' for p in _known(chosen))
    size = f"0 0 {outlines.WIDTH} {outlines.HEIGHT}"
    return f'<svg viewBox="{size}" role="group" aria-label="{escaped(texts("map.name"))}">{dikes}{provinces}{rings}</svg>'


def _province(spot: Spot, outline: outlines.Outline, pick: str, steps: Sequence[tuple[int, int]], texts: Texts) -> str:
    shade = next((_shade(at, steps) for at, (low, high) in enumerate(steps, 1) if low <= spot.count <= high), 0)
    x, y = outlines.projected(outline.label)
    return (
        f'<a class="pw-province pw-shade-{shade}" {pick}><title>{escaped(_said(spot, texts))}</title>'
        f'<path d="{outlines.path(outline.rings)}"/><text x="{x:g}" y="{y:g}" dy="0.35em">{spot.count}</text></a>'
    )


def _blank(outline: outlines.Outline) -> str:
    """A province that no plan names: there is nothing to pick."""
    return f'<path class="pw-shade-0" d="{outlines.path(outline.rings)}"/>'


def _nationwide(spot: Spot, pick: str) -> str:
    return f'<p class="pw-nation"><a {pick}>{escaped(spot.value.label)} <b>{spot.count}</b></a></p>'


def _legend(steps: Sequence[tuple[int, int]], texts: Texts) -> str:
    labels = [texts("map.none"), *(f"{low}–{high}" if low < high else str(low) for low, high in steps)]
    parts = "".join(f'<li><i class="pw-shade-{_shade(at, steps)}"></i>{escaped(label)}</li>' for at, label in enumerate(labels))
    return f'<div class="pw-legend"><span>{escaped(texts("map.legend"))}</span><ul>{parts}</ul></div>'


def _shade(at: int, steps: Sequence[tuple[int, int]]) -> int:
    """The shade of a step, 0 for none: few steps are spread over all shades, so that they differ clearly."""
    return ceil(at * SHADES / len(steps)) if steps else 0


def _table(counts: Sequence[Spot], picks: Mapping[str, str], key: str, texts: Texts) -> str:
    head = f'<th scope="col">{escaped(texts("facet.province"))}</th><th scope="col">{escaped(texts("spots.plans"))}</th>'
    rows = "".join(
        f'<tr><th scope="row"><a {picks[spot.value.value]}>{escaped(spot.value.label)}</a></th><td>{spot.count}</td></tr>'
        for spot in counts
    )
    return (
        f'<details id="{escaped(key)}-table"><summary>{escaped(texts("map.table"))}</summary><table class="pw-table">'
        f"<caption>{escaped(texts('map.name'))}</caption><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></details>"
    )


def _pick(spot: Spot, chosen: Collection[str], address: str, texts: Texts) -> str:
    """The attributes of a part that picks a province."""
    value = escaped(spot.value.value)
    current = ' aria-current="true"' if spot.value.value in chosen else ""
    return f'href="{escaped(address)}" data-pick="{value}" aria-label="{escaped(_said(spot, texts))}"{current}'


def _said(spot: Spot, texts: Texts) -> str:
    return texts(f"spots.said_{number(spot.count)}", value=spot.value.label, count=spot.count)


def _known(chosen: Collection[str]) -> list[str]:
    return [province for province in outlines.country().provinces if province in chosen]
