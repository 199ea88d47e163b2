"""A way to say that an answer or a source is wrong, which shows exactly what is kept of it."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from retrieval.errors import PlanwijzerError
from retrieval.feedback import LONGEST_REMARK, Complaint, Feedback, stored, today
from retrieval.model import Answer, Citation
from retrieval.texts import Texts
from ui import markup
from ui.components import problem, unfolding
from ui.resources import Services

_SENT = "feedback-sent"


def about_answer(answer: Answer) -> Feedback:
    """What is kept of somebody who misses something in an answer."""
    return Feedback(Complaint.MISSING_ANSWER, answer.question, answer.coverage.built_at)


def about_source(citation: Citation, question: str, index: str) -> Feedback:
    """What is kept of somebody who finds that a source is not right."""
    return Feedback(
        Complaint.WRONG_SOURCE,
        question,
        index,
        citation.document.id,
        citation.page,
        citation.start,
        citation.end,
        citation.quote,
    )


def show(feedback: Feedback, key: str, services: Services, texts: Texts) -> None:
    """Draw the button that opens the form. ``key``: parts it from others."""
    place = unfolding.show(texts(f"feedback.{feedback.complaint}"), "flag", f"feedback-{key}")
    if place:
        with place:
            _form(feedback, key, services, texts)


def _form(feedback: Feedback, key: str, services: Services, texts: Texts) -> None:
    if st.session_state.get(_SENT) == key:
        st.html(markup.paragraph(texts("feedback.thanks"), "note"))
        return
    remark = st.text_area(texts("feedback.remark"), max_chars=LONGEST_REMARK, key=f"remark-{key}")
    line = stored(replace(feedback, remark=remark), today())
    st.html(markup.paragraph(texts("feedback.kept", days=services.feedback_days), "note"))
    st.html(markup.listed([(texts(f"kept.{name}"), _said(name, value, texts)) for name, value in line.items()]))
    if st.button(texts("feedback.send"), key=f"send-{key}"):
        try:
            services.keep_feedback(line)
        except PlanwijzerError as error:
            problem.show(error)
        else:
            st.session_state[_SENT] = key
            st.rerun()


def _said(name: str, value: object, texts: Texts) -> str:
    """A value that is kept, as a visitor reads it."""
    return texts(f"feedback.{value}") if name == "complaint" else str(value)
