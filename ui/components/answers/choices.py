"""What else a question may mean: a click asks for that."""

from __future__ import annotations

import streamlit as st

from retrieval.model import Answer, AnswerStatus, Choice, PlanEntry
from retrieval.texts import Texts
from ui import markup
from ui.asking import LastTurn
from ui.components import plan
from ui.markdown import literal
from ui.resources import Services


def asks(answer: Answer) -> bool:
    """Whether an answer is a question back, to be answered with a click."""
    return answer.status is AnswerStatus.NEEDS_CLARIFICATION and bool(answer.choices)


def show(answer: Answer, turn: int, services: Services, texts: Texts, last: LastTurn) -> None:
    """Draw the choices, each with what is quoted of the plan that it stands for."""
    entries = {entry.plan.name: entry for entry in answer.plans}
    for place, choice in enumerate(answer.choices):
        with st.container(gap="xxsmall", key=f"choice-{turn}-{place}"):
            _button(choice, f"choose-{turn}-{place}", last)
            if choice.label in entries:
                _meant(entries[choice.label], answer, f"{turn}-{place}", services, texts)


def besides(answer: Answer, turn: int, texts: Texts, last: LastTurn) -> None:
    """Draw what else may be meant, in one line beside an answer."""
    if answer.choices:
        with st.container(horizontal=True, vertical_alignment="center", gap="xsmall", key=f"otherwise-{turn}"):
            st.html(markup.paragraph(texts("choices.otherwise"), "note"), width="content")
            for place, choice in enumerate(answer.choices):
                _button(choice, f"choose-{turn}-{place}", last)


def _meant(entry: PlanEntry, answer: Answer, key: str, services: Services, texts: Texts) -> None:
    details = " · ".join(plan.details(entry.plan, answer, services.vocabulary, texts))
    st.html(markup.paragraph(details, "details"))
    plan.quotations(entry, answer, f"choice-{key}", texts)


def _button(choice: Choice, key: str, last: LastTurn) -> None:
    st.button(literal(choice.label), key=key, on_click=last.choose, args=(choice,))
