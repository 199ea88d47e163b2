"""The start page: a conversation of questions and answers with their sources."""

from __future__ import annotations

from functools import partial

import streamlit as st

from retrieval.errors import PlanwijzerError
from retrieval.texts import Texts
from retrieval.understanding.question import MAX_CHARACTERS
from ui import asking, conversation, markup
from ui.asking import LastTurn
from ui.components import problem, source, view
from ui.components.answers import answer, dialogue, examples, summary
from ui.conversation import Asking, Turn
from ui.resources import Services

_TYPED = "question"


def show(services: Services, texts: Texts) -> None:
    """Draw the page: a conversation, or what invites to one."""
    engine = services.engine
    if wanted := conversation.wanted():
        asking.restore(services, texts, wanted)
    begun = conversation.begun()
    dialogue.show(texts)
    # Placed by hand: where Streamlit places it, the page scrolls to its end, past the answer.
    with st.bottom:
        placeholder = texts("chat.further") if conversation.standing() else texts("chat.placeholder")
        st.chat_input(placeholder, max_chars=MAX_CHARACTERS, key=_TYPED, on_submit=_ask_typed, args=(services, texts))
    if begun:
        st.html(markup.unseen_title(texts("chat.title")))
        _conversation(services, texts)
    else:
        examples.show(engine.coverage(), texts, partial(asking.ask, services, texts))
    turns = conversation.turns()
    source.show(services, texts, turns[-1].asked.question if turns else "")


def _conversation(services: Services, texts: Texts) -> None:
    hidden, waiting, failure = conversation.hidden(), conversation.waiting(), conversation.failure()
    if hidden:
        st.button(texts("chat.earlier", count=hidden), key="earlier", type="tertiary", on_click=conversation.show_whole)
    turns = list(enumerate(conversation.turns()))
    last = None if failure or waiting else len(turns) - 1
    for number, turn in turns[hidden : -1 if waiting and waiting.instead else None]:
        _answer(turn, number, services, LastTurn(turn, services, texts) if number == last else None)
    if waiting:
        _answering(waiting, len(turns), services, texts)
    if failure:
        _asked(failure.question)
        problem.show(failure.sentence)
    if not conversation.whole():
        view.show(".pw-asked", len(turns) + bool(failure), block="start")


def _answer(turn: Turn, number: int, services: Services, last: LastTurn | None) -> None:
    """Draw a question and its answer with those of its citations that still hold; none is shown that could not be read again."""
    try:
        held = services.engine.proven(turn.answer)
    except PlanwijzerError as error:
        _asked(turn.answer.question)
        problem.show(error)
        return
    answer.show(held, number, services, last, lost=len(turn.answer.citations) - len(held.citations))


def _answering(waiting: Asking, turns: int, services: Services, texts: Texts) -> None:
    """Ask the question that waits, while what is said of it comes in, and draw the page anew with its answer."""
    _asked(waiting.asked.question)
    with st.container(key="coming"):
        place = st.empty()
        place.html(markup.paragraph(texts("summary.coming"), "quiet"))
        if not waiting.instead:
            view.show(".pw-asked", turns + 1, block="start")
        asking.settle(services, texts, waiting, summary.telling(place, texts))
    st.rerun()


def _ask_typed(services: Services, texts: Texts) -> None:
    asking.ask(services, texts, st.session_state[_TYPED])
    failure = conversation.failure()
    if failure and failure.too_soon:
        # Back in the box, to be sent again.
        st.session_state[_TYPED] = failure.question


def _asked(question: str) -> None:
    st.html(markup.asked(question))
