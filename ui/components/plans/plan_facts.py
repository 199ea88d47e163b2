"""The facets of a plan as labels, each a link to the search for it."""

from __future__ import annotations

from collections.abc import Sequence

from retrieval.model import Plan
from retrieval.texts import Texts
from ui import routes
from ui.components import clickable, filters
from ui.filtering import KEYS
from ui.markup import escaped
from ui.naming import Names, held
from ui.routes import Place

WHERE, ABOUT = ("place", "province"), ("theme", "sector", "level", "offer")


def show(plan: Plan, facets: Sequence[str], names: Names, key: str) -> None:
    """Draw facets; a click on a label searches for it."""

    def picked(pick: str) -> None:
        facet, _, value = pick.partition(" ")
        if facet in KEYS and value in held(plan, facet):
            routes.go(Place.SEARCH, **{KEYS[facet]: (value,)})

    clickable.show(facts(plan, facets, names), key, picked)


def facts(plan: Plan, facets: Sequence[str], names: Names) -> str:
    """A list of facets and what the plan has of each, or that nothing is mentioned."""
    return f'<dl class="pw-features">{"".join(_fact(plan, facet, names) for facet in facets)}</dl>'


def _fact(plan: Plan, facet: str, names: Names) -> str:
    texts = names.texts
    links = "".join(_link(facet, value, names) for value in held(plan, facet))
    told = f'<ul class="pw-tags">{links}</ul>' if links else f'<span class="pw-silent">{escaped(texts("aspects.silent"))}</span>'
    return f"<div><dt>{escaped(_name(facet, texts))}</dt><dd>{told}</dd></div>"


def _link(facet: str, value: str, names: Names) -> str:
    place = escaped(routes.href(Place.SEARCH, **{KEYS[facet]: (value,)}))
    label = escaped(names.value(facet, value))
    return f'<li><a href="{place}" data-pick="{escaped(f"{facet} {value}")}">{label}</a></li>'


def _name(facet: str, texts: Texts) -> str:
    return filters.facet_name(facet, texts).capitalize()
