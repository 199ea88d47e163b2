"""Plans side by side: what they have and what the sources say of them, in rows, with a column for each plan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from retrieval.model import Answer, Plan
from retrieval.texts import Texts
from ui import contrasts, markup
from ui.components import clickable, filters
from ui.components.answers import aspects
from ui.components.plans.plan_cards import tags
from ui.contrasts import ALIKE, Share
from ui.markup import escaped
from ui.naming import Names, named
from ui.picking import Picks
from ui.texts import number

# The look of values that not all plans have.
_STYLES = {Share.ALL: "", Share.SOME: "some", Share.ONE: "one"}
_SIGNS = {Share.ALL: "=", Share.SOME: "≈", Share.ONE: "≠"}


def show(plans: Sequence[Plan], answer: Answer, names: Names, *, only_differences: bool) -> None:
    """Draw the comparison. ``only_differences``: leave rows out in which the plans are alike."""
    texts, owners = names.texts, {plan.id: named(plan, names.texts) for plan in plans}
    facets = [f for f in contrasts.FACETS if not only_differences or contrasts.of_facet(plans, f) not in ALIKE]
    rows = [row for row in answer.rows if not only_differences or contrasts.of_row(row, answer) not in ALIKE]
    _hidden(len(contrasts.FACETS) - len(facets) + len(answer.rows) - len(rows), texts)
    picks, body = Picks(), []
    if facets:
        body.append(markup.section(texts("compare.facets")))
    body += [_facet(facet, plans, names) for facet in facets]
    if rows:
        body.append(markup.section(texts("plan.told")))
    for row in rows:
        head = markup.aspect(row.label, texts(f"contrast.{contrasts.of_row(row, answer)}"), level=3)
        body.append(head + aspects.beside(row, answer, owners, picks, texts))
    clickable.show(aspects.compared(list(owners.values()), body), "comparison", picks.take)


def _hidden(count: int, texts: Texts) -> None:
    """How many rows were left out."""
    if count:
        st.html(markup.paragraph(texts(f"compare.hidden_{number(count)}", count=count), "note"))


def values(own: Mapping[Share, Sequence[str]], facet: str, names: Names) -> str:
    """What a plan has of a facet, by how many of the plans have it, or that nothing is mentioned."""
    texts = names.texts
    groups = [(share, [names.value(facet, value) for value in found]) for share, found in own.items() if found]
    if not groups:
        return markup.paragraph(texts("aspects.silent"), "silent")
    return "".join(_group(share, labels, texts) for share, labels in groups)


def _facet(facet: str, plans: Sequence[Plan], names: Names) -> str:
    """A row of values."""
    texts = names.texts
    mark = texts(f"contrast.{contrasts.of_facet(plans, facet)}")
    cells = zip(plans, contrasts.shares(plans, facet), strict=True)
    head = markup.aspect(filters.facet_name(facet, texts).capitalize(), mark, level=3)
    return head + aspects.columns((named(plan, texts), values(own, facet, names)) for plan, own in cells)


def _group(share: Share, labels: Sequence[str], texts: Texts) -> str:
    name, sign = texts(f"compare.share_{share}"), f'<span aria-hidden="true">{_SIGNS[share]}</span>'
    return f'<div class="pw-share"><p>{sign} {escaped(name)}</p>{tags(labels, name, _STYLES[share])}</div>'
