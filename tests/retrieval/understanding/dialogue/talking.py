"""Talking with what is understood alone: every question is answered with the plans that meet its filters."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from retrieval.model import AnswerForm, Plan, State
from retrieval.understanding.dialogue.following import follow
from retrieval.understanding.dialogue.returning import earlier_than
from retrieval.understanding.dialogue.saying import Act, Followed
from retrieval.understanding.filters import meets_all
from retrieval.understanding.intent import Intent
from retrieval.understanding.question import Question, Understanding, understand
from retrieval.understanding.talk import without_courtesy

_SETS = {AnswerForm.LIST, AnswerForm.COUNT, AnswerForm.OPPORTUNITY, AnswerForm.LIKENESS}


@dataclass
class Dialogue:
    """A conversation in which every question is answered with the plans that meet its filters."""

    means: Understanding
    plans: Sequence[Plan]
    state: State | None = None
    said: list[Followed] = field(default_factory=list)

    def say(self, *texts: str) -> Followed:
        """What the last of some texts means after the others."""
        for text in texts:
            found = follow(without_courtesy(text), self.state, self.means, self.plans, self.read)
            self.said.append(found)
            self.state = self._after(found)
        return self.said[-1]

    def read(self, text: str, intent: Intent | None = None) -> Question:
        return understand(text, self.means, correct=False, intent=intent)

    def shown(self, question: Question) -> tuple[str, ...]:
        """The plans that an answer lists."""
        among = set(question.among) or {plan.id for plan in self.plans}
        fits = (plan for plan in self.plans if plan.id in among and plan.status != "missing")
        return tuple(plan.id for plan in fits if meets_all(self.means.reader, plan, question.conditions))

    def _after(self, found: Followed) -> State:
        before = self.state if found.act is not Act.NEW else None
        question, lists = found.question, found.question.form in _SETS
        listed = self.shown(question) if lists else ()
        about = () if lists else question.among or tuple(f.value for f in question.filters if f.facet == "plan")
        recent = tuple(plan for plan in (before.recent if before else ()) if plan not in about)
        return State(
            text=found.base,
            form=found.form,
            filters=found.filters,
            asked=found.asked or found.base,
            listed=listed or (before.listed if before else ()),
            focus=listed or about or (before.focus if before else ()),
            recent=(*recent, *about)[-4:],
            earlier=earlier_than(found, self.state),
        )


Talk = Callable[..., Followed]


def conditions(found: Followed) -> set[str]:
    """The filters that plans must meet, with a minus before what they must not have."""
    return {("-" if f.negated else "") + f"{f.facet}={f.value}" for f in found.question.conditions}


def of_plans(found: Followed) -> list[str]:
    return [f.value for f in found.question.filters if f.facet == "plan"]
