"""An answer: its sentence, what was found with quotations, what comes near, and what was searched."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from retrieval.exporting import exportable, report_of_answer, written
from retrieval.model import Answer, AnswerForm, Citation
from retrieval.texts import Texts
from ui import conversation, explaining, markup
from ui.asking import LastTurn
from ui.components import citation, copying, coverage, exporting, feedback, filters
from ui.components.answers import aspects, choices, corrections, entries, expansion, spots, summary
from ui.resources import Services
from ui.texts import interface_texts, number

# The forms whose plans or sentences are found by the words of the question.
_BY_WORDS = frozenset({AnswerForm.LIST, AnswerForm.COUNT, AnswerForm.FACT, AnswerForm.OPPORTUNITY})


def show(answer: Answer, turn: int, services: Services, last: LastTurn | None = None, *, lost: int = 0) -> None:
    """Draw an answer, in its own language.

    ``turn``: its number in the conversation; ``last``: what can be done with it, where it is the last one; ``lost``: how many
    of its citations no longer hold.
    """
    texts = interface_texts(answer.language)
    if answer.form is AnswerForm.TALK:
        st.html(markup.paragraph(answer.lead or answer.text))
    else:
        _understood(answer, turn, texts, last)
        _said(answer, lost, texts)
        _found(answer, turn, services, texts, last)
        _explained(answer, texts)
        asked_consortia = any(f.facet == "kind" and f.value == "consortium" for f in answer.filters)
        coverage.show(answer.coverage, texts, consortia=asked_consortia)
    if last:
        _do(answer, services, texts)


def _explained(answer: Answer, texts: Texts) -> None:
    """The words of the field that the answer holds, with what they mean."""
    told = explaining.meanings(texts("answer.meanings"), (answer.lead, *answer.notes, *(c.quote for c in answer.citations)))
    if told:
        st.html(told)


def _do(answer: Answer, services: Services, texts: Texts) -> None:
    """What can be done with the last answer."""
    with st.container(horizontal=True, vertical_alignment="center", gap="medium", key="done"):
        st.button(texts("answer.undo"), key="undo", type="tertiary", icon=":material/undo:", on_click=conversation.undo)
        if exportable(answer):
            report = report_of_answer(answer, services.vocabulary)
            exporting.show(report, "answer", texts)
            copying.show(texts, "answer", texts("share.answer"), written(report, "markdown").decode())
        if answer.form is not AnswerForm.TALK:
            feedback.show(feedback.about_answer(answer), f"answer-{conversation.answered()}", services, texts)


def _understood(answer: Answer, turn: int, texts: Texts, last: LastTurn | None) -> None:
    again = last.again if last else None
    with st.container(gap="xsmall", key=f"understood-{turn}"):
        corrections.show(answer.corrections, texts, last)
        # Which plans a name may stand for is asked below.
        shown = [f for f in answer.filters if f.facet != "plan"] if choices.asks(answer) else answer.filters
        filters.show(shown, turn, texts, last)
        if answer.form in _BY_WORDS and not choices.asks(answer):
            expansion.show(answer, turn, texts, again)


def _said(answer: Answer, lost: int, texts: Texts) -> None:
    """The first sentence, why nothing was found, the remarks, and that a quotation was left out."""
    if answer.lead or answer.citations or not lost:
        st.html(markup.lead(answer.lead or texts(f"status.{answer.status}")))
    for place, note in enumerate(answer.notes):
        st.html(markup.paragraph(note, "reason" if answer.reason and not place else "note"))
    if lost:
        st.html(markup.paragraph(texts(f"answer.lost_{number(lost)}", count=lost), "reason"))


def _found(answer: Answer, turn: int, services: Services, texts: Texts, last: LastTurn | None) -> None:
    summary.show(answer.summary, answer.language, texts)
    if last and choices.asks(answer):
        choices.show(answer, turn, services, texts, last)
        return
    if last:
        choices.besides(answer, turn, texts, last)
    if answer.rows:
        aspects.show(answer, f"{turn}", texts)
    elif answer.spots:
        spots.show(answer, texts)
    elif answer.plans:
        entries.show(answer, f"{turn}", services.vocabulary, texts)
    else:
        _quotations(answer, turn, texts)
    entries.nationwide(answer, f"{turn}", services.vocabulary, texts)
    entries.near(answer, f"{turn}", services.vocabulary, texts)


def _quotations(answer: Answer, turn: int, texts: Texts) -> None:
    elsewhere = {mark for entry in (*answer.nationwide, *answer.near) for mark in entry.citations}
    own = [given for given in answer.citations if given.mark not in elsewhere]
    _quoted([given for given in own if not given.computed], turn, texts)
    if any(given.computed for given in own):
        st.html(markup.heading(texts("answer.computed")))
        _quoted([given for given in own if given.computed], turn, texts)


def _quoted(citations: Sequence[Citation], turn: int, texts: Texts) -> None:
    for given in citations:
        with st.container(gap="xxsmall", key=f"fact-{turn}-{given.mark}"):
            st.html(explaining.quotation(given.quote))
            citation.show(given, f"source-{turn}-fact-{given.mark}", texts)
