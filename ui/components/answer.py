"""An answer: its sentence, the plans with their quotations, near misses apart, and what was searched."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from retrieval.model import Answer, PlanEntry
from retrieval.texts import Texts
from ui import markup
from ui.components import citation, coverage, filters, plan
from ui.resources import Services
from ui.texts import interface_texts

# Shown at once; the others wait behind a click so that the end of the answer stays in reach.
PLANS_SHOWN = 8
NEAR_SHOWN = 3


def show(answer: Answer, turn: int, services: Services) -> None:
    """Draw an answer, in its own language. ``turn``: its number in the conversation."""
    texts = interface_texts(answer.language)
    filters.show(answer.filters, texts)
    st.html(markup.paragraph(lead(answer, texts), "lead"))
    for note in notes(answer):
        st.html(markup.paragraph(note, "note"))
    if answer.plans:
        _plans(answer.plans, answer, f"{turn}", PLANS_SHOWN, services, texts)
    else:
        _quotations(answer, turn, texts)
    _near(answer, turn, services, texts)
    asked_consortia = any(f.facet == "kind" and f.value == "consortium" for f in answer.filters)
    coverage.show(answer.coverage, texts, consortia=asked_consortia)


def lead(answer: Answer, texts: Texts) -> str:
    """The first sentence of an answer; the sentence of its status when the text only quotes."""
    first = _paragraphs(answer)[:1]
    return first[0] if first and not _only_quotes(first[0], answer) else texts(f"status.{answer.status}")


def notes(answer: Answer) -> list[str]:
    """The other sentences of the text: no list of plans, no quotation, not what was searched (it ends with that)."""
    rest = _paragraphs(answer)[1:]
    ends_with_searched = answer.plans or answer.near or not answer.citations
    rest = rest[:-1] if ends_with_searched else rest
    return [part for part in rest if not _lists(part) and not _only_quotes(part, answer)]


def _paragraphs(answer: Answer) -> list[str]:
    return [part.strip() for part in answer.text.split("\n\n") if part.strip()]


def _lists(paragraph: str) -> bool:
    return any(line.startswith("- ") for line in paragraph.splitlines())


def _only_quotes(paragraph: str, answer: Answer) -> bool:
    """Whether a paragraph holds quotations with their marks and nothing else."""
    for given in answer.citations:
        paragraph = paragraph.replace(given.quote, "").replace(f"[{given.mark}]", "")
    return not any(character.isalnum() for character in paragraph)


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
