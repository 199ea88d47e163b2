"""A question and its answer: a sentence, what was found with quotations, what comes near, and what was searched.

All of it is one drawing: the browser takes milliseconds for each element of the framework, and an answer of ten plans would be a
hundred of them.
"""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from retrieval.exporting import exportable, plain_text, report_of_answer
from retrieval.model import Answer, AnswerForm, Citation, Filter
from retrieval.texts import Texts
from ui import conversation, explaining, markup
from ui.asking import LastTurn
from ui.components import citation, clickable, copying, coverage, exporting, feedback, filters
from ui.components.answers import aspects, choices, corrections, entries, expansion, spots, summary
from ui.picking import Picks
from ui.resources import Services
from ui.texts import interface_texts, number

# The forms whose plans or sentences are found by the words of the question.
_BY_WORDS = frozenset({AnswerForm.LIST, AnswerForm.COUNT, AnswerForm.FACT, AnswerForm.OPPORTUNITY})


def show(answer: Answer, turn: int, services: Services, last: LastTurn | None = None, *, lost: int = 0) -> None:
    """Draw a question and its answer, in its own language.

    ``turn``: its number in the conversation; ``last``: what can be done with it, where it is the last one; ``lost``: how many
    of its citations no longer hold.
    """
    texts, picks = interface_texts(answer.language), Picks()
    if answer.form is AnswerForm.TALK:
        talk = markup.asked(answer.question) + markup.answered(markup.paragraph(answer.lead or answer.text))
        clickable.show(talk, f"turn-{turn}", picks.take)
    else:
        above = markup.asked(answer.question) + corrections.block(answer.corrections, picks, texts, last)
        chips = filters.block(_filters(answer), answer.requirements, picks, texts, last)
        body = markup.answered(_expanded(answer, picks, texts, last) + _told(answer, lost, services, picks, texts, last))
        if last:
            _changeable(above, chips, body, turn, last, picks, texts)
        else:
            # By the name that its body had as the last one, so that what is unfolded in it stays so.
            clickable.show(above + chips + body, f"answer-{turn}", picks.take, subject=answer.question)
    if last:
        _do(answer, services, texts)


def _changeable(above: str, chips: str, body: str, turn: int, last: LastTurn, picks: Picks, texts: Texts) -> None:
    """Draw the last answer, to whose filters others can be added."""
    clickable.show(above, f"turn-{turn}", picks.take)
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall", key=f"chips-{turn}"):
        if chips:
            clickable.show(chips, f"filters-{turn}", picks.take, width="content")
        filters.adding(_filters(last.turn.answer), turn, texts, last)
    clickable.show(body, f"answer-{turn}", picks.take, subject=last.turn.answer.question)


def _do(answer: Answer, services: Services, texts: Texts) -> None:
    """What can be done with the last answer."""
    with st.container(horizontal=True, vertical_alignment="center", gap="medium", key="done"):
        st.button(texts("answer.undo"), key="undo", type="tertiary", icon=":material/undo:", on_click=conversation.undo)
        if exportable(answer):
            report = report_of_answer(answer, services.vocabulary)
            exporting.show(report, "answer", texts)
            copying.show(texts, "answer", texts("share.answer"), plain_text(report))
        if answer.form is not AnswerForm.TALK:
            feedback.show(feedback.about_answer(answer), f"answer-{conversation.answered()}", services, texts)


def _expanded(answer: Answer, picks: Picks, texts: Texts, last: LastTurn | None) -> str:
    if answer.form not in _BY_WORDS or choices.asks(answer):
        return ""
    return expansion.block(answer, picks, texts, last.again if last else None)


def _filters(answer: Answer) -> list[Filter]:
    # Which plans a name may stand for is asked below.
    return [f for f in answer.filters if f.facet != "plan"] if choices.asks(answer) else list(answer.filters)


def _told(answer: Answer, lost: int, services: Services, picks: Picks, texts: Texts, last: LastTurn | None) -> str:
    consortia = any(f.facet == "kind" and f.value == "consortium" for f in answer.filters)
    return (
        _said(answer, lost, texts)
        + summary.block(answer.summary, answer.language, texts)
        + _found(answer, services, picks, texts, last)
        + explaining.meanings(texts("answer.meanings"), (answer.lead, *answer.notes, *(c.quote for c in answer.citations)))
        + coverage.block(answer.coverage, texts, consortia=consortia)
    )


def _said(answer: Answer, lost: int, texts: Texts) -> str:
    """The first sentence, why nothing was found, the remarks, and that a quotation was left out."""
    said = []
    if answer.lead or answer.citations or not lost:
        said.append(markup.lead(answer.lead or texts(f"status.{answer.status}")))
    for place, note in enumerate(answer.notes):
        said.append(markup.paragraph(note, "reason" if answer.reason and not place else "note"))
    if lost:
        said.append(markup.paragraph(texts(f"answer.lost_{number(lost)}", count=lost), "reason"))
    return "".join(said)


def _found(answer: Answer, services: Services, picks: Picks, texts: Texts, last: LastTurn | None) -> str:
    vocabulary = services.vocabulary
    if last and choices.asks(answer):
        return choices.block(answer, picks, vocabulary, texts, last)
    besides = choices.besides(answer, picks, texts, last) if last else ""
    if answer.rows:
        found = aspects.block(answer, picks, texts)
    elif answer.spots:
        found = spots.block(answer, texts)
    elif answer.plans:
        found = entries.block(answer, picks, vocabulary, texts)
    else:
        found = _quotations(answer, picks, texts)
    others = entries.nationwide(answer, picks, vocabulary, texts) + entries.near(answer, picks, vocabulary, texts)
    return besides + found + others


def _quotations(answer: Answer, picks: Picks, texts: Texts) -> str:
    elsewhere = {mark for entry in (*answer.nationwide, *answer.near) for mark in entry.citations}
    own = [one for one in answer.citations if one.mark not in elsewhere]
    computed = [one for one in own if one.computed]
    told = _quoted([one for one in own if not one.computed], picks, texts)
    return told + (markup.heading(texts("answer.computed")) + _quoted(computed, picks, texts) if computed else "")


def _quoted(citations: Sequence[Citation], picks: Picks, texts: Texts) -> str:
    return "".join(f'<div class="pw-entry">{citation.quoted(one, picks, texts)}</div>' for one in citations)
