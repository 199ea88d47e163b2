"""The state of one visitor's session: language, choice of words, conversation and the source that is open."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import cast

import streamlit as st

from retrieval.model import Answer, Citation, Language, State
from ui.languages import LANGUAGE_KEY, LANGUAGES

# What goes before these turns is forgotten, so that a session has an end to what it holds.
MOST_TURNS = 50
# Every turn shown is drawn again at each click: at 12 long answers a click took over a second, at 6 about half.
TURNS_SHOWN = 6

_CONVERSATION = "conversation"
_FAILURE = "failure"
_OPENED = "opened"
_WHOLE = "whole"
_AS_TYPED = "as_typed"
_WAITING = "waiting"
_ANSWERED = "answered"


@dataclass(frozen=True, slots=True)
class Turn:
    """An answer, and where the conversation stood when its question was asked."""

    answer: Answer
    before: State | None = None


@dataclass(frozen=True, slots=True)
class Asking:
    """A question on its way to the engine.

    ``before``: where the conversation stands for it; ``instead``: its answer takes the place of the last one; ``then``:
    questions that follow it.
    """

    question: str
    before: State | None = None
    instead: bool = False
    then: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Failure:
    """A question that could not be answered, with the sentence that says why."""

    question: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Opened:
    """The citation whose source is open, and the page it is open at."""

    citation: Citation
    page: int


def language() -> Language:
    """The language of the interface; Dutch until another known one is chosen."""
    chosen = st.session_state.get(LANGUAGE_KEY)
    return cast("Language", chosen) if chosen in LANGUAGES else LANGUAGES[0]


def as_typed() -> bool:
    """Whether the typing errors of the last question are left as they are."""
    return bool(st.session_state.get(_AS_TYPED))


def choose_typed(*, as_typed: bool) -> None:
    """Leave the typing errors of the last question as they are, or mend them."""
    st.session_state[_AS_TYPED] = as_typed


def conversation() -> tuple[Turn, ...]:
    """The turns so far, oldest first."""
    return cast("tuple[Turn, ...]", st.session_state.get(_CONVERSATION, ()))


def standing() -> State | None:
    """Where the conversation stands, for the next question to go on from."""
    turns = conversation()
    return turns[-1].answer.state if turns else None


def answered() -> int:
    """How many answers were given in this session, those that were taken back included."""
    return cast("int", st.session_state.get(_ANSWERED, 0))


def add(turn: Turn) -> None:
    """Add a turn to the conversation."""
    _keep((*conversation(), turn)[-MOST_TURNS:])
    st.session_state[_ANSWERED] = answered() + 1
    st.session_state[_WHOLE] = False


def renew(turn: Turn) -> None:
    """Put a turn in the place of the last one."""
    _keep((*conversation()[:-1], turn))
    st.session_state[_ANSWERED] = answered() + 1


def undo() -> None:
    """Forget the last turn: the conversation stands where it stood before it."""
    _keep(conversation()[:-1])
    choose_typed(as_typed=False)


def _keep(turns: tuple[Turn, ...]) -> None:
    st.session_state[_CONVERSATION] = turns
    st.session_state[_FAILURE] = st.session_state[_WAITING] = None


def wait(asking: Asking) -> None:
    """Keep a question for the run that draws it, which asks it."""
    st.session_state[_WAITING] = asking


def waiting() -> Asking | None:
    """The question that is to be asked while the page is drawn."""
    return cast("Asking | None", st.session_state.get(_WAITING))


def fail(question: str, sentence: str) -> None:
    """Note that a question could not be answered; the conversation stays."""
    st.session_state[_FAILURE] = Failure(question, sentence)
    st.session_state[_WHOLE] = False
    st.session_state[_WAITING] = None


def failure() -> Failure | None:
    """The failure of the last question, if it failed."""
    return cast("Failure | None", st.session_state.get(_FAILURE))


def whole() -> bool:
    """Whether the conversation is shown from its beginning."""
    return bool(st.session_state.get(_WHOLE))


def hidden() -> int:
    """How many of the oldest turns are not shown."""
    return 0 if whole() else max(0, len(conversation()) - TURNS_SHOWN)


def show_whole() -> None:
    """Show the conversation from its beginning, until the next question."""
    st.session_state[_WHOLE] = True


def begun() -> bool:
    """Whether a question was put since the visit or the last new start."""
    return bool(conversation() or failure() or waiting())


def start_anew() -> None:
    """Forget the conversation."""
    for key in (_CONVERSATION, _FAILURE, _OPENED, _WHOLE, _AS_TYPED, _WAITING):
        st.session_state.pop(key, None)


def open_source(citation: Citation) -> None:
    """Open the source of a citation at the page it cites."""
    st.session_state[_OPENED] = Opened(citation, citation.page)


def turn_to(page: int) -> None:
    """Turn the open source to another of its pages."""
    source = opened()
    if source and 1 <= page <= source.citation.document.pages:
        st.session_state[_OPENED] = replace(source, page=page)


def close_source() -> None:
    """Close the source that is open."""
    st.session_state[_OPENED] = None


def opened() -> Opened | None:
    """The source that is open, if any."""
    return cast("Opened | None", st.session_state.get(_OPENED))
