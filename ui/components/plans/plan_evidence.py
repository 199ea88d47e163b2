"""Where it stands what a plan has: each sentence that shows values of facets, with the button of its page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from retrieval.model import Citation
from ui import markup
from ui.components import citation, clickable, filters
from ui.naming import Names
from ui.picking import Picks

# In the order in which a reader asks for them.
SHOWN = ("province", "region", "place", "theme", "sector", "level", "offer", "audience", "organisation", "amount", "year")


def show(shown: Mapping[tuple[str, str], Citation], first: int, names: Names) -> int:
    """Draw the sentences, folded away; how many they are. ``first``: the mark of the first one."""
    texts, told = names.texts, by_sentence(shown, names)
    if not told:
        return 0
    picks, body = Picks(), [markup.paragraph(texts("evidence.note"), "note")]
    for number, (cited, values) in enumerate(told):
        quoted = citation.quoted(replace(cited, mark=first + number), picks, texts)
        body.append(f'<div class="pw-entry">{markup.paragraph(values, "details")}{quoted}</div>')
    folded = markup.more("plan-evidence-all", texts("evidence.open", count=len(shown)), "".join(body))
    clickable.show(folded, "plan-evidence", picks.take)
    return len(told)


def by_sentence(shown: Mapping[tuple[str, str], Citation], names: Names) -> list[tuple[Citation, str]]:
    """Each sentence with what it shows, in words: "Provincie: Gelderland · Plaats: Ede"."""
    held: dict[Citation, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for facet in SHOWN:
        for (own, value), cited in shown.items():
            if own == facet:
                held[cited][facet].append(_named(facet, value, names))
    return [(cited, _told(facets.items(), names)) for cited, facets in held.items()]


def _told(facets: Iterable[tuple[str, list[str]]], names: Names) -> str:
    told = (f"{filters.facet_name(facet, names.texts).capitalize()}: {', '.join(values)}" for facet, values in facets)
    return " · ".join(told)


def _named(facet: str, value: str, names: Names) -> str:
    texts = names.texts
    if facet == "amount":
        return texts("evidence.euros", amount=f"{int(value):,}".replace(",", texts("evidence.thousands")))
    return names.value("role" if facet == "audience" else facet, value)
