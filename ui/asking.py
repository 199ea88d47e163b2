"""Putting questions to the engine: new ones, a choice between meanings, and the last one again, read otherwise."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace

from retrieval.errors import PlanwijzerError
from retrieval.model import AnswerStatus, Choice, Filter, Statement
from retrieval.texts import Texts
from ui import address, state
from ui.components import problem
from ui.resources import Services
from ui.state import Asking, Turn

_LOG = logging.getLogger(__name__)


def ask(services: Services, texts: Texts, question: str, *then: str) -> None:
    """Put a new question, and after its answer those that follow it."""
    state.choose_typed(as_typed=False)
    _put(services, texts, Asking(question, state.standing(), then=then))


def settle(services: Services, texts: Texts, asking: Asking, told: Callable[[Statement], None] | None = None) -> None:
    """Keep the answer to a question, or the sentence that says why there is none.

    ``told``: gets each sentence of a summary as it comes.
    """
    expand, correct = not address.own_words(), not state.as_typed()
    try:
        given = services.engine.ask(asking.question, expand=expand, correct=correct, state=asking.before, on_sentence=told)
    except PlanwijzerError as error:
        state.fail(asking.question, problem.sentence_of(error))
    except Exception:
        _LOG.exception("a question could not be answered")
        state.fail(asking.question, texts("problem.unexpected"))
    else:
        keep = state.renew if asking.instead else state.add
        keep(Turn(given, asking.before))
        if asking.then:
            ask(services, texts, *asking.then)


@dataclass(frozen=True, slots=True)
class LastTurn:
    """What a visitor can do with the last turn."""

    turn: Turn
    services: Services
    texts: Texts

    def again(self) -> None:
        """Ask its question again, as it is now chosen to be read; the answer takes its place."""
        self._instead(self.turn)

    def can_drop(self, condition: Filter) -> bool:
        """Whether a filter can be taken away: one that an earlier question left in force.

        What the words of the question itself ask for, and the plan that it points to, would be read from it again.
        """
        before = self.turn.before.filters if self.turn.before else ()
        named = any((own.facet, own.value) == (condition.facet, condition.value) for own in before)
        return named and condition.carried and not condition.preferred and condition.facet != "plan"

    def drop(self, condition: Filter) -> None:
        """Ask its question again as if earlier ones had not named a filter; the answer takes its place."""
        before = self.turn.before
        if before:
            left = tuple(own for own in before.filters if (own.facet, own.value) != (condition.facet, condition.value))
            self._instead(replace(self.turn, before=replace(before, filters=left)))

    def choose(self, choice: Choice) -> None:
        """Ask what a choice means, as a new question. An answer to "which do you mean?" takes the place of that reading."""
        answer = self.turn.answer
        clarifies = answer.status is AnswerStatus.NEEDS_CLARIFICATION
        state.choose_typed(as_typed=False)
        _put(self.services, self.texts, Asking(choice.question, self.turn.before if clarifies else answer.state))

    def _instead(self, turn: Turn) -> None:
        _put(self.services, self.texts, Asking(turn.answer.question, turn.before, instead=True))


def _put(services: Services, texts: Texts, asking: Asking) -> None:
    """A question is answered before the run that draws it; beside a language model in it, so that its sentences are seen."""
    if services.summarises:
        state.wait(asking)
    else:
        settle(services, texts, asking)
