"""The plans of an answer: those that meet the question, those of the whole country, and those that come near."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby

import streamlit as st

from retrieval.model import Answer, AnswerForm, Nearness, PlanEntry
from retrieval.texts import Texts
from retrieval.vocabulary import Vocabulary
from ui import markup
from ui.components import plan

# Shown at once; the others wait behind a click so that the end of the answer stays in reach.
PLANS_SHOWN = 8
NEAR_SHOWN = 3
RING_SHOWN = 4


def show(answer: Answer, key: str, vocabulary: Vocabulary, texts: Texts) -> None:
    """Draw the plans that meet the question; of plans like another with what they share."""

    def draw(entry: PlanEntry) -> None:
        why = plan.shared(entry.why, texts) if answer.form is AnswerForm.LIKENESS else ""
        plan.show(entry, answer, f"{key}-{entry.plan.id}", vocabulary, texts, why=why)

    _some(answer.plans, PLANS_SHOWN, draw, texts)


def nationwide(answer: Answer, key: str, vocabulary: Vocabulary, texts: Texts) -> None:
    """Draw the plans that work in the whole country, marked as such."""

    def draw(entry: PlanEntry) -> None:
        mark = texts("place.nationwide")
        plan.show(entry, answer, f"{key}-nationwide-{entry.plan.id}", vocabulary, texts, mark=mark)

    if answer.nationwide:
        st.html(markup.heading(texts("answer.nationwide")))
        _some(answer.nationwide, PLANS_SHOWN, draw, texts)


def near(answer: Answer, key: str, vocabulary: Vocabulary, texts: Texts) -> None:
    """Draw the plans that come near: by how near they are to the place, or with what of the question they meet."""

    def draw(entry: PlanEntry) -> None:
        why = "" if entry.nearness else plan.missed(entry.why, answer.filters, texts)
        plan.show(entry, answer, f"{key}-near-{entry.plan.id}", vocabulary, texts, why=why)

    for ring, found in groupby(answer.near, key=lambda entry: entry.nearness):
        st.html(markup.heading(_ring(ring, texts)))
        _some(list(found), RING_SHOWN if ring else NEAR_SHOWN, draw, texts)


def _ring(ring: Nearness | None, texts: Texts) -> str:
    return texts(f"nearness.{ring}") if ring else texts("answer.near")


def _some(entries: Sequence[PlanEntry], shown: int, draw: Callable[[PlanEntry], None], texts: Texts) -> None:
    for entry in entries[:shown]:
        draw(entry)
    rest = entries[shown:]
    if rest:
        with st.expander(texts("answer.more", count=len(rest))):
            for entry in rest:
                draw(entry)
