"""Putting questions to the engine: new ones, choices between meanings, the last one read otherwise, and those of a link."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from retrieval.errors import FilterUnknown, PlanwijzerError
from retrieval.language import language_of
from retrieval.model import AnswerStatus, Choice, Filter, Statement
from retrieval.texts import Texts
from ui import address, conversation, failing, session
from ui.conversation import Asking, Turn
from ui.dialogue import Asked, Value
from ui.resources import Services
from ui.texts import number


def ask(services: Services, texts: Texts, question: str, *then: str) -> None:
    """Put a new question, and after its answer those that follow it."""
    _put(services, texts, Asking(Asked(question), conversation.standing(), then=tuple(map(Asked, then))))


def restore(services: Services, texts: Texts, asked: Sequence[Asked]) -> None:
    """Take up the conversation that an address tells of, by asking again what is not held of it."""
    begun = conversation.begin(asked)
    # Once for all of it: who follows a link to a long conversation did not ask all that himself.
    if begun < len(asked) and _too_soon(services, texts, asked[begun].question):
        return
    for one in asked[begun:]:
        turns = conversation.turns()
        before = turns[-1].before if one.choice and turns else conversation.standing()
        turn = _answered(services, texts, Asking(one, before))
        if turn is None:
            break
        conversation.hold((*turns, turn))
    else:
        conversation.tell()


def settle(services: Services, texts: Texts, asking: Asking, told: Callable[[Statement], None] | None = None) -> None:
    """Keep the answer to a question, or the sentence that says why there is none.

    ``told``: gets each sentence of a summary as it comes.
    """
    turn = _answered(services, texts, asking, told)
    if turn is None:
        return
    keep = conversation.renew if asking.instead else conversation.add
    keep(turn)
    if asking.then:
        first, *rest = asking.then
        _put(services, texts, Asking(first, conversation.standing(), then=tuple(rest)))


def _answered(services: Services, texts: Texts, asking: Asking, told: Callable[[Statement], None] | None = None) -> Turn | None:
    """The answer to a question; ``None`` where there is none, and the sentence that says why is kept."""
    asked = asking.asked
    try:
        given = services.engine.ask(
            asked.question,
            _added(services, asked),
            without=asked.without,
            expand=not address.own_words(),
            correct=not asked.typed,
            state=asking.before,
            on_sentence=told,
        )
    except PlanwijzerError as error:
        conversation.fail(asked.question, failing.sentence_of(error))
    except Exception as error:
        number = failing.logged(error, "a question could not be answered")
        conversation.fail(asked.question, texts("problem.unexpected", number=number))
    else:
        return Turn(asked, given, asking.before)
    return None


@dataclass(frozen=True, slots=True)
class LastTurn:
    """What a visitor can do with the last turn."""

    turn: Turn
    services: Services
    texts: Texts

    def again(self) -> None:
        """Ask its question again, as it is now chosen to be read; the answer takes its place."""
        self._instead(self.turn.asked)

    def read_typed(self, typed: bool) -> None:
        """Ask its question again with its typing errors left, or mended."""
        self._instead(replace(self.turn.asked, typed=typed))

    def can_drop(self, condition: Filter) -> bool:
        """Whether a filter can be taken away: the plan that a question is about is the question."""
        return condition.facet != "plan" or condition.negated

    def drop(self, value: Value) -> None:
        """Ask its question again without a filter, or without something else that plans must meet; the answer takes its place."""
        asked = self.turn.asked
        added = tuple(own for own in asked.added if own != value)
        self._instead(replace(asked, added=added, without=_with(asked.without, value)))

    def add(self, facet: str, value: str) -> None:
        """Ask its question again under one filter more; the answer takes its place."""
        asked, wanted = self.turn.asked, (facet, value)
        without = tuple(own for own in asked.without if own != wanted)
        self._instead(replace(asked, added=_with(asked.added, wanted), without=without))

    def choose(self, choice: Choice) -> None:
        """Ask what a choice means, as a new question. An answer to "which do you mean?" takes the place of that reading."""
        answer = self.turn.answer
        clarifies = answer.status is AnswerStatus.NEEDS_CLARIFICATION
        before = self.turn.before if clarifies else answer.state
        _put(self.services, self.texts, Asking(Asked(choice.question, choice=clarifies), before))

    def _instead(self, asked: Asked) -> None:
        _put(self.services, self.texts, Asking(asked, self.turn.before, instead=True))


def _with(values: tuple[Value, ...], value: Value) -> tuple[Value, ...]:
    return tuple(dict.fromkeys((*values, value)))


def _added(services: Services, asked: Asked) -> list[Filter]:
    """The filters that were added by hand, in the language of the question; those that nothing knows are left out."""
    found = []
    for facet, value in asked.added:
        try:
            found.append(services.engine.filter(facet, value, language_of(asked.question)))
        except FilterUnknown:
            continue
    return found


def _put(services: Services, texts: Texts, asking: Asking) -> None:
    """A question is answered before the run that draws it; beside a language model in it, so that its sentences are seen. Not
    where this session asks too often."""
    if _too_soon(services, texts, asking.asked.question):
        return
    if services.summarises:
        conversation.wait(asking)
    else:
        settle(services, texts, asking)


def _too_soon(services: Services, texts: Texts, question: str) -> bool:
    """Whether this session asks too often; then the sentence that says so is kept."""
    seconds = services.rates.take(session.name()) if services.rates else 0
    if seconds:
        conversation.fail(question, texts(f"problem.too_often_{number(seconds)}", seconds=seconds), too_soon=True)
    return bool(seconds)
