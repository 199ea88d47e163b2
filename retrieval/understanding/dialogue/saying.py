"""What somebody says in a conversation, and what it comes to mean."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Protocol

from retrieval.model import AnswerForm, Filter, Plan, State
from retrieval.understanding.dialogue import references
from retrieval.understanding.dialogue.merging import Way, merged
from retrieval.understanding.intent import Intent
from retrieval.understanding.learned.classifier import Guess
from retrieval.understanding.question import MAX_CHARACTERS, Question, Understanding

# Forms of answers that are sets of plans.
SETS = frozenset({AnswerForm.LIST, AnswerForm.COUNT, AnswerForm.OPPORTUNITY, AnswerForm.LIKENESS})


class Reading(Protocol):
    """Understands a text; ``intent``: the kind of question that it is known to be."""

    def __call__(self, text: str, intent: Intent | None = None) -> Question: ...


def readable(question: Question) -> str:
    """The words of a question as they were read, or as typed where those are more than may be asked."""
    return question.read if len(question.read) <= MAX_CHARACTERS else question.text


class Act(StrEnum):
    """How somebody goes on with a conversation: the dialogue acts.

    All but four are learned from examples: ``chosen`` answers a question back, ``detailed`` asks for a table, ``returned`` goes
    back to what was in force before, ``rewritten`` is a language model's.
    """

    NEW = "new"
    GENERAL = "general"
    REFINED = "refined"
    WIDENED = "widened"
    NARROWED = "narrowed"
    EXCLUDED = "excluded"
    DROPPED = "dropped"
    COUNTED = "counted"
    BROKEN_DOWN = "broken_down"
    PICKED = "picked"
    ABOUT = "about"
    SAME = "same"
    COMPARED = "compared"
    ALIKE = "alike"
    CORRECTED = "corrected"
    TALK = "talk"
    CHOSEN = "chosen"
    DETAILED = "detailed"
    RETURNED = "returned"
    REWRITTEN = "rewritten"


@dataclass(frozen=True, slots=True)
class Followed:
    """The question that is meant, and how it goes on.

    ``base``: the question in force after it, and ``form`` that of its answer; ``asked``: what is asked of plans; ``in_force``:
    filters that stay, where they are not those of the question; ``guess``: why that way, where it was learned.
    """

    question: Question
    act: Act
    base: str
    form: AnswerForm
    asked: str = ""
    in_force: tuple[Filter, ...] | None = None
    guess: Guess | None = None

    @property
    def filters(self) -> tuple[Filter, ...]:
        """The filters that a further question goes on from."""
        return self.question.filters if self.in_force is None else self.in_force


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody says in a conversation: understood by itself, with where the conversation stands.

    ``read``: understands another text in the same way.
    """

    own: Question
    state: State
    means: Understanding
    plans: Sequence[Plan]
    read: Reading

    @property
    def text(self) -> str:
        """The words as they were read, or as typed where mending them made them longer than may be asked."""
        return readable(self.own)

    def named(self, *facets: str) -> tuple[Filter, ...]:
        """The filters that it names, of some facets or of all but plans."""
        return tuple(f for f in self.own.filters if (f.facet in facets if facets else f.facet != "plan"))

    def met(self, filters: Sequence[Filter]) -> tuple[str, ...]:
        """The plans listed before that meet some filters."""
        known = {plan.id: plan for plan in self.plans}
        reader = self.means.reader
        return tuple(
            plan
            for plan in self.state.listed
            if plan in known and all(reader.meets(known[plan], f) != f.negated for f in filters)
        )

    def holding(self, filters: Sequence[Filter]) -> Said:
        """What is said as going on from other filters in force."""
        return replace(self, state=replace(self.state, filters=tuple(filters)))

    def met_of_all(self, filters: Sequence[Filter]) -> tuple[str, ...]:
        """The plans there are that meet some filters."""
        return tuple(plan.id for plan in self.known if all(self.means.reader.meets(plan, f) for f in filters))

    @property
    def known(self) -> list[Plan]:
        """The plans that are known by name."""
        return [plan for plan in self.plans if plan.status != "missing"]

    def any_meets(self, plans: Sequence[str], wanted: Filter) -> bool:
        """Whether one of some plans meets a filter."""
        reader = self.means.reader
        return any(reader.meets(plan, wanted) != wanted.negated for plan in self.plans if plan.id in plans)

    def is_list(self) -> bool:
        """Whether the question in force asks for plans."""
        return self.state.form in SETS

    @property
    def carried(self) -> tuple[Filter, ...]:
        """The filters in force, but for plans talked about one by one."""
        return merged(self.state.filters, (), Way.REPLACE)

    @property
    def focus(self) -> tuple[str, ...]:
        """The plans that are talked about now."""
        return self.state.focus

    def several(self) -> tuple[str, ...]:
        """The plans that are meant by "die twee", "beide", "daarvan"."""
        first = references.first_of(self.text)
        if first and len(self.state.listed) >= first:
            return self.state.listed[:first]
        wanted, listed, recent = references.several(self.text), self.state.listed, self.state.recent
        if wanted > 1 and len(listed) != wanted and len(recent) >= wanted:
            return recent[-wanted:]
        return listed if len(listed) > 1 else recent

    def plan(self, identity: str) -> Filter:
        """A plan as a filter that was carried on."""
        name = next((plan.name for plan in self.plans if plan.id == identity), identity)
        return Filter("plan", identity, name, carried=True)
