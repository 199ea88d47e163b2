"""A plan in an answer: what it is, and the quotation that shows why it is there."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from retrieval.model import Answer, Filter, Language, Plan, PlanEntry
from retrieval.texts import Texts
from retrieval.vocabulary import Vocabulary
from ui import explaining, markup, roles, routes
from ui.components import citation
from ui.naming import Names
from ui.routes import Place

# More values of a facet than this say less, not more.
MOST_VALUES = 4


def show(
    entry: PlanEntry, answer: Answer, key: str, vocabulary: Vocabulary, texts: Texts, *, why: str = "", mark: str = ""
) -> None:
    """Draw a plan of ``answer``.

    ``key`` parts it from other entries of the same plan; ``why``: a line that says why it is there; ``mark``: a chip beside
    its name.
    """
    with st.container(gap="xxsmall", key=f"plan-{key}"):
        told = [detail for detail in details(entry.plan, answer, vocabulary, texts) if detail != mark]
        with st.container(horizontal=True, vertical_alignment="top", gap="small", key=f"named-{key}"):
            st.html(markup.plan(entry.plan.name, told, mark))
            routes.link(Place.PLANS, texts("plan.more"), ":material/arrow_forward:", plan=(entry.plan.id,))
        if why:
            st.html(markup.paragraph(why, "why"))
        quotations(entry, answer, key, texts)


def quotations(entry: PlanEntry, answer: Answer, key: str, texts: Texts) -> None:
    """Draw what is quoted of a plan."""
    for mark in entry.citations:
        quoted = answer.citation(mark)
        st.html(explaining.quotation(quoted.quote))
        citation.show(quoted, f"source-{key}-{mark}", texts)
    if not entry.citations:
        st.html(markup.paragraph(texts("answer.unquoted"), "details"))


def details(plan: Plan, answer: Answer, vocabulary: Vocabulary, texts: Texts) -> list[str]:
    """The kind of a plan and some values of what its reader wants to know first, in words; those that were asked for go first."""
    return described(plan, roles.told_facets(), answer.filters, answer.language, vocabulary, texts)


def described(
    plan: Plan, facets: Sequence[str], asked: Sequence[Filter], language: Language, vocabulary: Vocabulary, texts: Texts
) -> list[str]:
    """The kind of a plan and some values of each of some facets, in words; values of ``asked`` go first."""
    wanted = {(condition.facet, condition.value) for condition in asked}
    names = Names(vocabulary, language, texts)
    parts = [names.kind_of(plan)]
    told = dict.fromkeys(parts)
    for facet in facets:
        ordered = sorted(plan.facets.get(facet, ()), key=lambda value: (facet, value) not in wanted)[:MOST_VALUES]
        # A town and its province may have one name.
        labels = [name for value in ordered if (name := names.value(facet, value)) not in told]
        told |= dict.fromkeys(labels)
        parts.append(", ".join(labels))
    return [part for part in parts if part]


def missed(met: Sequence[Filter], wanted: Sequence[Filter], texts: Texts) -> str:
    """Which of the wanted filters a near miss meets, and which it misses."""
    others = [condition.label for condition in wanted if condition not in met and not condition.preferred]
    parts = [texts("answer.met", met=", ".join(condition.label for condition in met))] if met else []
    if met and others:
        parts.append(texts("answer.missed", missed=", ".join(others)))
    return " · ".join(parts)


def shared(common: Sequence[Filter], texts: Texts) -> str:
    """What a plan has in common with the one that it is like."""
    return texts("answer.shared", shared=", ".join(condition.label for condition in common)) if common else ""
