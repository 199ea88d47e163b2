"""The conversation of one visitor's session: what was asked and answered, what is on its way, and what failed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import cast

import streamlit as st

from retrieval.model import Answer, State
from ui import address, state
from ui.dialogue import KEYS, QUESTION, Asked, asked_in, params_of
from ui.routes import Place

# What goes before these turns is forgotten, so that a session has an end to what it holds.
MOST_TURNS = 50
# Every turn shown is drawn again at each click: at 12 long answers a click took over a second, at 6 about half.
TURNS_SHOWN = 6

# Conversations put aside in a session, of which only the questions are held.
MOST_EARLIER = 20

_TURNS, _FAILURE, _WAITING, _WHOLE, _EARLIER = "turns", "failure", "waiting", "whole", "put-aside"
_ANSWERED, _TAKEN, _TRIED = "answered", "taken-up", "tried"


@dataclass(frozen=True, slots=True)
class Turn:
    """A question, its answer, and where the conversation stood when it was put. ``instead_of``: how it was read before."""

    asked: Asked
    answer: Answer
    before: State | None = None
    instead_of: Turn | None = None


@dataclass(frozen=True, slots=True)
class Asking:
    """A question on its way to the engine.

    ``before``: where the conversation stands for it; ``instead``: its answer takes the place of the last one; ``then``:
    questions that follow it.
    """

    asked: Asked
    before: State | None = None
    instead: bool = False
    then: tuple[Asked, ...] = ()


@dataclass(frozen=True, slots=True)
class Failure:
    """A question that could not be answered, with the sentence that says why. ``too_soon``: it may be asked again shortly."""

    question: str
    sentence: str
    too_soon: bool = False


def turns() -> tuple[Turn, ...]:
    """The turns so far, oldest first."""
    return cast("tuple[Turn, ...]", st.session_state.get(_TURNS, ()))


def standing() -> State | None:
    """Where the conversation stands, for the next question to go on from."""
    return turns()[-1].answer.state if turns() else None


def answered() -> int:
    """How many answers were given in this session, those that were taken back included."""
    return cast("int", st.session_state.get(_ANSWERED, 0))


def add(turn: Turn) -> None:
    """Add a turn to the conversation."""
    _keep((*turns(), turn))
    st.session_state[_ANSWERED] = answered() + 1
    st.session_state[_WHOLE] = False


def renew(turn: Turn) -> None:
    """Put a turn in the place of the last one."""
    _keep((*turns()[:-1], replace(turn, instead_of=turns()[-1])))
    st.session_state[_ANSWERED] = answered() + 1


def undo() -> None:
    """Take back what was done last: how the last question was read, or else that question."""
    last = turns()[-1].instead_of
    _keep((*turns()[:-1], *([last] if last else [])))


def start_anew() -> None:
    """Put the conversation aside, to go back to if wanted."""
    _put_aside()
    _keep(())
    st.session_state[_WHOLE] = False
    state.close_source()


def earlier() -> tuple[tuple[Asked, ...], ...]:
    """What was asked in the conversations of this session that were put aside, the last one first."""
    return cast("tuple[tuple[Asked, ...], ...]", st.session_state.get(_EARLIER, ()))


def take_up(number: int) -> None:
    """Go on with an earlier conversation; the one that is held is put aside. The next run asks it again."""
    wanted = earlier()[number]
    start_anew()
    st.session_state[_EARLIER] = tuple(own for own in earlier() if own != wanted)
    st.session_state[_TAKEN] = wanted


def wanted() -> tuple[Asked, ...] | None:
    """What is to be asked to hold the conversation that is wanted, ``None`` where it is held: one that is taken up again, or that
    of the address, which somebody followed or went back to."""
    taken = cast("tuple[Asked, ...]", st.session_state.pop(_TAKEN, ()))
    asked = taken or asked_in(address.read(Place.ASK))
    # An address too long to be written says nothing, and is no reason to forget the conversation; nor is one that failed once.
    held = tuple(turn.asked for turn in turns())
    if not asked and params_of(held).get(QUESTION):
        # It was there to be read, and is no more: somebody went back to where he began.
        _put_aside()
        hold(())
        st.session_state[_TRIED] = None
    if not asked or asked in (held, st.session_state.get(_TRIED)):
        return None
    st.session_state[_TRIED] = asked
    return asked


def begin(asked: Sequence[Asked]) -> int:
    """Keep of the conversation that is held what another one begins with, and put it aside where that is nothing; how many
    questions of the other are answered by that."""
    held = [turn.asked for turn in turns()]
    same = next((n for n, (own, other) in enumerate(zip(held, asked, strict=False)) if own != other), min(len(held), len(asked)))
    if held and not same:
        _put_aside()
    hold(turns()[:same])
    return same


def hold(kept: Sequence[Turn]) -> None:
    """Hold these turns; the address stays as it is."""
    st.session_state[_TURNS] = tuple(kept)[-MOST_TURNS:]
    st.session_state[_FAILURE] = st.session_state[_WAITING] = None


def tell() -> None:
    """Say in the address what was asked."""
    others: Mapping[str, tuple[str, ...]] = {key: values for key, values in address.read(Place.ASK).items() if key not in KEYS}
    address.write(Place.ASK, {**others, **params_of([turn.asked for turn in turns()])})


def _keep(kept: Sequence[Turn]) -> None:
    hold(kept)
    st.session_state[_TRIED] = None
    tell()


def _put_aside() -> None:
    asked = tuple(turn.asked for turn in turns())
    if asked:
        kept = (asked, *(own for own in earlier() if own != asked))
        st.session_state[_EARLIER] = kept[:MOST_EARLIER]


def wait(asking: Asking) -> None:
    """Keep a question for the run that draws it, which asks it."""
    st.session_state[_WAITING] = asking


def waiting() -> Asking | None:
    """The question that is to be asked while the page is drawn."""
    return cast("Asking | None", st.session_state.get(_WAITING))


def fail(question: str, sentence: str, *, too_soon: bool = False) -> None:
    """Note that a question could not be answered; the conversation stays."""
    st.session_state[_FAILURE] = Failure(question, sentence, too_soon)
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
    return 0 if whole() else max(0, len(turns()) - TURNS_SHOWN)


def show_whole() -> None:
    """Show the conversation from its beginning, until the next question."""
    st.session_state[_WHOLE] = True


def begun() -> bool:
    """Whether a question was put since the visit or the last new start."""
    return bool(turns() or failure() or waiting())
