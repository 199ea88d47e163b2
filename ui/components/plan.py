"""A plan in an answer: what it is, and the quotation that shows why it is there."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from retrieval.model import NATIONWIDE, Answer, Filter, Language, Plan, PlanEntry
from retrieval.texts import Texts
from retrieval.vocabulary import Vocabulary
from ui import markup
from ui.components import citation

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
    return described(plan, ("province",), answer.filters, answer.language, vocabulary, texts)


def described(
    plan: Plan, places: Sequence[str], asked: Sequence[Filter], language: Language, vocabulary: Vocabulary, texts: Texts
) -> list[str]:
    """The kind, the values of some facets of place, and some themes of a plan, in words; the themes of ``asked`` go first."""
    wanted = {condition.value for condition in asked if condition.facet == "theme"}
    ordered = sorted(plan.facets.get("theme", ()), key=lambda value: value not in wanted)[:MOST_THEMES]
    themes = [_label("theme", value, language, vocabulary, texts) for value in ordered]
    where = [_label(facet, value, language, vocabulary, texts) for facet in places for value in plan.facets.get(facet, ())]
    kind = texts(f"kind.{plan.kind}") if f"kind.{plan.kind}" in texts.keys() else plan.kind  # noqa: SIM118
    # A town and its province may have one name.
    return [part for part in (kind, ", ".join(dict.fromkeys(where)), ", ".join(themes)) if part]


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


def _label(facet: str, value: str, language: Language, vocabulary: Vocabulary, texts: Texts) -> str:
    if value == NATIONWIDE:
        return texts("place.nationwide")
    concept = vocabulary.get(facet, value)
    return concept.label(language) if concept else value
