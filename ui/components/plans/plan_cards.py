"""Plans as cards and as a table: HTML with links to their pages and a button that chooses one to be compared.

What is picked is an action and the id of a plan, parted by a space.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from retrieval.model import Plan
from retrieval.texts import Texts
from ui import routes
from ui.components.plan import MOST_VALUES
from ui.markup import escaped
from ui.naming import Names, named
from ui.routes import Place

OPEN, COMPARE = "open", "compare"
# The columns of the table behind the name, by facet.
COLUMNS = ("kind", "province", "theme", "level")


def cards(plans: Sequence[Plan], names: Names, chosen: Collection[str], *, full: bool) -> str:
    """A list of cards. ``chosen``: ids of those to be compared; ``full``: no more can be chosen."""
    return f'<ul class="pw-cards">{"".join(_card(plan, names, plan.id in chosen, full) for plan in plans)}</ul>'


def table(plans: Sequence[Plan], names: Names, chosen: Collection[str], *, full: bool) -> str:
    """A table in a frame of its own, which scrolls where the screen is narrow."""
    texts = names.texts
    titles = [texts("plans.name"), *(texts(f"facet.{facet}").capitalize() for facet in COLUMNS), texts("plans.compare")]
    head = "".join(f'<th scope="col">{escaped(title)}</th>' for title in titles)
    rows = "".join(_row(plan, names, plan.id in chosen, full) for plan in plans)
    name = escaped(texts("plans.caption", count=len(plans)))
    return (
        f'<div class="pw-sideways" role="region" tabindex="0" aria-label="{name}"><table class="pw-table pw-planlist">'
        f"<caption>{name}</caption><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def link(plan: Plan, name: str) -> str:
    """A link to the page of a plan. ``name``: what it is called here."""
    place = escaped(routes.href(Place.PLANS, plan=(plan.id,)))
    return f'<a href="{place}" data-pick="{OPEN} {escaped(plan.id)}">{escaped(name)}</a>'


def tags(labels: Sequence[str], name: str, style: str = "") -> str:
    """A row of labels; ``""`` when there are none.

    ``name``: what a screen reader calls it; ``style``: the name of one of our classes without its prefix.
    """
    classes = f"pw-tags pw-{style}" if style else "pw-tags"
    items = "".join(f"<li>{escaped(label)}</li>" for label in labels)
    return f'<ul class="{classes}" aria-label="{escaped(name)}">{items}</ul>' if labels else ""


def _card(plan: Plan, names: Names, chosen: bool, full: bool) -> str:
    texts, details = names.texts, " · ".join(part for part in (names.kind_of(plan), names.where(plan)) if part)
    themes = tags(names.values(plan, "theme")[:MOST_VALUES], texts("facet.theme"))
    levels = tags(names.values(plan, "level"), texts("facet.level"), "outlined")
    return (
        f'<li class="pw-card"><h2>{link(plan, plan.name)}</h2><p class="pw-details">{escaped(details)}</p>'
        f"{themes}{levels}{_choose(plan, texts, chosen, full)}</li>"
    )


def _row(plan: Plan, names: Names, chosen: bool, full: bool) -> str:
    cells = "".join(f"<td>{escaped(', '.join(names.values(plan, facet)) or '–')}</td>" for facet in COLUMNS)
    head = link(plan, named(plan, names.texts))
    return f'<tr><th scope="row">{head}</th>{cells}<td>{_choose(plan, names.texts, chosen, full)}</td></tr>'


def _choose(plan: Plan, texts: Texts, chosen: bool, full: bool) -> str:
    """A button that is pressed while its plan is chosen; its sign says so too."""
    label, pick = escaped(texts("plans.compare_one", name=plan.name)), escaped(f"{COMPARE} {plan.id}")
    told = f'aria-pressed="{str(chosen).lower()}" aria-label="{label}"{" disabled" if full and not chosen else ""}'
    sign = f'<span aria-hidden="true">{"✓" if chosen else "+"}</span>'
    words = escaped(texts("plans.compare"))
    return f'<button type="button" class="pw-choose" data-pick="{pick}" {told}>{sign} {words}</button>'
