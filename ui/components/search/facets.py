"""Facets: for each the values that plans have, with how many, to be chosen and let go."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence

from retrieval.model import Filter, Spot
from retrieval.texts import Texts
from ui import markup, years
from ui.components import clickable
from ui.components.filters import facet_name
from ui.markup import escaped
from ui.naming import document_kind
from ui.texts import number

# Shown at once of each facet; the others wait behind a click.
VALUES_SHOWN = 6

Picked = Callable[[str, str], None]


def show(
    counts: Mapping[str, Sequence[Spot]], facets: Sequence[str], chosen: Sequence[Filter], picked: Picked, texts: Texts
) -> None:
    """Draw ``facets``, in that order. ``picked``: told the facet and the value of a click."""
    clickable.show(blocks(counts, facets, chosen, texts), "facets", _parted(picked))


def chips(chosen: Sequence[Filter], dropped: Picked, cleared: Callable[[], None], texts: Texts) -> None:
    """Draw the chosen filters, each with a way to let it go, and one to let all go; nothing when there are none."""
    if chosen:
        clickable.show(row(chosen, texts), "chosen", lambda value: _parted(dropped)(value) if value else cleared())


def label(condition: Filter, texts: Texts) -> str:
    """The name of a value; kinds of documents have theirs in the texts."""
    if condition.facet == years.YEARS:
        return years.said(condition.value, texts)
    return document_kind(condition.value, texts) if condition.facet == "document_kind" else condition.label


def pick(condition: Filter) -> str:
    """What a part that picks a value hands back."""
    return f"{condition.facet}:{condition.value}"


def blocks(counts: Mapping[str, Sequence[Spot]], facets: Sequence[str], chosen: Sequence[Filter], texts: Texts) -> str:
    """The facets as HTML, folded on a narrow screen."""
    picked = {(f.facet, f.value) for f in chosen}
    parts = "".join(_block(facet, counts.get(facet, ()), picked, texts) for facet in facets)
    name = texts("search.filters")
    told = f"{name} ({len(chosen)})" if chosen else name
    return markup.folded("facets-fold", told, f'<h2 class="pw-part">{escaped(name)}</h2>{parts}')


def row(chosen: Sequence[Filter], texts: Texts) -> str:
    """The chosen filters as HTML."""
    parts = "".join(f"<li>{_chip(condition, texts)}</li>" for condition in chosen)
    clear = f'<button type="button" class="pw-link" data-pick="">{escaped(texts("search.clear"))}</button>'
    return f'<div class="pw-chosen"><ul aria-label="{escaped(texts("search.chosen"))}">{parts}</ul>{clear}</div>'


def _chip(condition: Filter, texts: Texts) -> str:
    named = texts("filters.chip", facet=facet_name(condition.facet, texts), label=label(condition, texts))
    said = escaped(texts("filters.drop", chip=named))
    return f'<button type="button" data-pick="{escaped(pick(condition))}" aria-label="{said}">{escaped(named)} <i>×</i></button>'


def _block(facet: str, spots: Sequence[Spot], picked: Collection[tuple[str, str]], texts: Texts) -> str:
    """A facet with the values that some plan has and those that are chosen; nothing when there is none."""
    shown = [spot for spot in spots if spot.count or (facet, spot.value.value) in picked]
    if not shown:
        return ""
    values = [_value(spot, texts, pressed=(facet, spot.value.value) in picked) for spot in shown]
    name = escaped(facet_name(facet, texts))
    rest = values[VALUES_SHOWN:]
    more = escaped(texts("search.all_values", count=len(values)))
    hidden = f'<details id="facet-{facet}"><summary>{more}</summary><ul>{"".join(rest)}</ul></details>' if rest else ""
    return f'<section class="pw-facet"><h3>{name}</h3><ul>{"".join(values[:VALUES_SHOWN])}</ul>{hidden}</section>'


def _value(spot: Spot, texts: Texts, *, pressed: bool) -> str:
    said = texts(f"spots.said_{number(spot.count)}", value=label(spot.value, texts), count=spot.count)
    return (
        f'<li><button type="button" data-pick="{escaped(pick(spot.value))}" aria-pressed="{str(pressed).lower()}" '
        f'aria-label="{escaped(said)}"><span>{escaped(label(spot.value, texts))}</span><b>{spot.count}</b></button></li>'
    )


def _parted(picked: Picked) -> Callable[[str], None]:
    def told(value: str) -> None:
        facet, _, chosen = value.partition(":")
        picked(facet, chosen)

    return told
