"""The start page: a conversation of questions and answers with their sources."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial

import streamlit as st

from retrieval.errors import PlanwijzerError
from retrieval.model import Answer
from retrieval.texts import Texts
from retrieval.understanding.question import MAX_CHARACTERS
from ui import markup, state
from ui.components import answer, examples, problem, source, view
from ui.resources import Engine, Services

_LOG = logging.getLogger(__name__)
_TYPED = "question"


def show(services: Services, texts: Texts) -> None:
    """Draw the page. A question is answered before the run that draws it, so that a run draws one state."""
    engine = services.engine
    # Placed by hand: where Streamlit places it, the page scrolls to its end, past the answer.
    with st.bottom:
        st.chat_input(texts("chat.placeholder"), max_chars=MAX_CHARACTERS, key=_TYPED, on_submit=_ask_typed, args=(engine, texts))
    if not state.begun():
        examples.show(engine.coverage(), texts, partial(ask, engine, texts))
    else:
        _conversation(services, texts)
    source.show(engine, texts)


def _conversation(services: Services, texts: Texts) -> None:
    hidden = state.hidden()
    if hidden:
        st.button(texts("chat.earlier", count=hidden), key="earlier", type="tertiary", on_click=state.show_whole)
    turns = list(enumerate(state.conversation()))
    failure = state.failure()
    last = None if failure else len(turns) - 1
    for turn, given in turns[hidden:]:
        _asked(given.question)
        with st.chat_message("assistant"):
            again = partial(_put, services.engine, texts, given.question, state.renew) if turn == last else None
            answer.show(given, turn, services, again)
    if failure:
        _asked(failure.question)
        problem.show(failure.sentence)
    if not state.whole():
        view.show(".pw-asked", len(turns) + bool(failure), block="start")


def ask(engine: Engine, texts: Texts, question: str) -> None:
    """Put a new question to the engine and add its answer, or the sentence that says why there is none."""
    state.choose_typed(as_typed=False)
    _put(engine, texts, question, state.add)


def _put(engine: Engine, texts: Texts, question: str, keep: Callable[[Answer], None]) -> None:
    try:
        keep(engine.ask(question, expand=not state.own_words(), correct=not state.as_typed()))
    except PlanwijzerError as error:
        state.fail(question, problem.sentence_of(error))
    except Exception:
        _LOG.exception("a question could not be answered")
        state.fail(question, texts("problem.unexpected"))


def _ask_typed(engine: Engine, texts: Texts) -> None:
    ask(engine, texts, st.session_state[_TYPED])


def _asked(question: str) -> None:
    with st.chat_message("user"):
        st.html(markup.paragraph(question, "asked"))
