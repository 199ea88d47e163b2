"""A plan in an answer: what it is, and the quotation that shows why it is there."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from retrieval.model import Answer, Filter, Plan, PlanEntry
from retrieval.texts import Texts
from retrieval.vocabulary import Vocabulary
from ui import markup
from ui.components import citation
from ui.naming import Names

# More themes than this say less, not more.
MOST_THEMES = 4


def show(
    entry: PlanEntry, answer: Answer, key: str, vocabulary: Vocabulary, texts: Texts, *, why: str = "", mark: str = ""
) -> None:
    """Draw a plan of ``answer``.

    ``key`` parts it from other entries of the same plan; ``why``: a line that says why it is there; ``mark``: a chip beside
    its name.
    """
    with st.container(gap="xxsmall", key=f"plan-{key}"):
        told = [detail for detail in details(entry.plan, answer, vocabulary, texts) if detail != mark]
        st.html(markup.plan(entry.plan.name, told, mark))
        if why:
            st.html(markup.paragraph(why, "why"))
        quotations(entry, answer, key, texts)


def quotations(entry: PlanEntry, answer: Answer, key: str, texts: Texts) -> None:
    """Draw what is quoted of a plan."""
    for mark in entry.citations:
        quoted = answer.citation(mark)
        st.html(markup.quotation(quoted.quote))
        citation.show(quoted, f"source-{key}-{mark}", texts)
    if not entry.citations:
        st.html(markup.paragraph(texts("answer.unquoted"), "details"))


def details(plan: Plan, answer: Answer, vocabulary: Vocabulary, texts: Texts) -> list[str]:
    """The kind, the provinces and some themes of a plan, in words; the themes that were asked for go first."""
    names = Names(vocabulary, answer.language, texts)
    asked = {condition.value for condition in answer.filters if condition.facet == "theme"}
    ordered = sorted(plan.facets.get("theme", ()), key=lambda value: value not in asked)[:MOST_THEMES]
    themes = [names.value("theme", value) for value in ordered]
    return [part for part in (names.kind(plan.kind), ", ".join(names.values(plan, "province")), ", ".join(themes)) if part]


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
