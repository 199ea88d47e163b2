"""An answer: its sentence, the plans with their quotations, near misses apart, and what was searched."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from retrieval.model import Answer, PlanEntry
from retrieval.texts import Texts
from ui import markup
from ui.components import citation, corrections, coverage, expansion, filters, plan
from ui.resources import Services
from ui.texts import interface_texts

# Shown at once; the others wait behind a click so that the end of the answer stays in reach.
PLANS_SHOWN = 8
NEAR_SHOWN = 3


def show(answer: Answer, turn: int, services: Services, again: Callable[[], None] | None = None) -> None:
    """Draw an answer, in its own language.

    ``turn``: its number in the conversation; ``again``: asks its question again, as it is then chosen to be read.
    """
    texts = interface_texts(answer.language)
    with st.container(gap="xsmall", key=f"understood-{turn}"):
        corrections.show(answer.corrections, texts, again)
        filters.show(answer.filters, texts)
        expansion.show(answer, turn, texts, again)
    st.html(markup.paragraph(answer.lead or texts(f"status.{answer.status}"), "lead"))
    for note in answer.notes:
        st.html(markup.paragraph(note, "note"))
    if answer.plans:
        _plans(answer.plans, answer, f"{turn}", PLANS_SHOWN, services, texts)
    else:
        _quotations(answer, turn, texts)
    _near(answer, turn, services, texts)
    asked_consortia = any(f.facet == "kind" and f.value == "consortium" for f in answer.filters)
    coverage.show(answer.coverage, texts, consortia=asked_consortia)


def _plans(entries: Sequence[PlanEntry], answer: Answer, key: str, shown: int, services: Services, texts: Texts) -> None:
    for entry in entries[:shown]:
        plan.show(entry, answer, f"{key}-{entry.plan.id}", services.vocabulary, texts)
    rest = entries[shown:]
    if rest:
        with st.expander(texts("answer.more", count=len(rest))):
            for entry in rest:
                plan.show(entry, answer, f"{key}-{entry.plan.id}", services.vocabulary, texts)


def _quotations(answer: Answer, turn: int, texts: Texts) -> None:
    near = {mark for entry in answer.near for mark in entry.citations}
    for given in answer.citations:
        if given.mark not in near:
            with st.container(gap="xxsmall", key=f"fact-{turn}-{given.mark}"):
                st.html(markup.quotation(given.quote))
                citation.show(given, f"source-{turn}-fact-{given.mark}", texts)


def _near(answer: Answer, turn: int, services: Services, texts: Texts) -> None:
    if answer.near:
        st.html(markup.heading(texts("answer.near")))
        _plans(answer.near, answer, f"{turn}-near", NEAR_SHOWN, services, texts)
