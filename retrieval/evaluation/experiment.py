"""Experiments: a test set asked of an engine, what came of every topic."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from time import perf_counter

from retrieval.engine import Engine
from retrieval.errors import QuestionEmpty, QuestionTooLong
from retrieval.evaluation.locating import Locator, Span
from retrieval.evaluation.testset import FOLLOW_UP, JUDGED_FACETS, Topic
from retrieval.model import Answer, AnswerStatus, Citation, Filter, Hit, State
from retrieval.search import ALL_STAGES, Stage

# Passages that are looked at: more than any measure counts.
DEPTH = 100
_REFUSED = frozenset({AnswerStatus.NO_EVIDENCE, AnswerStatus.OUT_OF_SCOPE})


@dataclass(frozen=True, slots=True)
class Ranked:
    """What search gave for a topic: judged items (nuggets or documents) and others, best first, and its time."""

    topic: Topic
    items: tuple[str, ...]
    milliseconds: float


@dataclass(frozen=True, slots=True)
class Answered:
    """What an answer to a topic holds. ``nuggets``: those that its quotations give; ``verified``: for each of these whether it
    stands in the page as it is quoted."""

    topic: Topic
    answer: Answer
    nuggets: frozenset[str]
    verified: tuple[bool, ...] = ()

    @property
    def refused(self) -> bool:
        """Whether the answer is that nothing was found."""
        return self.answer.status in _REFUSED

    @property
    def plans(self) -> frozenset[str]:
        """The plans that the answer lists."""
        return frozenset(entry.plan.id for entry in self.answer.plans)

    @property
    def filters(self) -> frozenset[str]:
        """The filters that were read from the question, as they are judged."""
        return slots(self.answer.filters)


def slot(wanted: Filter) -> str:
    """A filter as it stands in the judgements."""
    return f"{wanted.facet}{'!=' if wanted.negated else '='}{wanted.value}".replace(" ", "_")


def slots(filters: Iterable[Filter]) -> frozenset[str]:
    """Filters as they stand in the judgements, those of facets that nobody judged left out."""
    return frozenset(slot(wanted) for wanted in filters if wanted.facet in JUDGED_FACETS)


def rank(engine: Engine, topics: Iterable[Topic], locator: Locator, stages: frozenset[Stage] = ALL_STAGES) -> list[Ranked]:
    """Search for every topic that has judged nuggets or documents. Follow-ups are left out: they need their dialogue."""
    judged = [t for t in topics if (t.nuggets or t.documents) and t.kind != FOLLOW_UP]
    return [_ranked(engine, topic, locator, stages) for topic in judged]


def ask(engine: Engine, topics: Iterable[Topic], locator: Locator) -> list[Answered]:
    """Ask every topic; the turns of a dialogue one after the other, each from where the one before left the conversation."""
    answered: list[Answered] = []
    states: dict[str, State | None] = {}
    for topic in topics:
        answer = engine.ask(topic.text, state=states.get(topic.dialogue) if topic.dialogue else None)
        states[topic.dialogue] = answer.state
        quoted = {nugget for c in answer.citations for nugget in locator.nuggets_quoted(topic, _cited(c))}
        answered.append(Answered(topic, answer, frozenset(quoted), locator.verified(answer.citations)))
    return answered


def _ranked(engine: Engine, topic: Topic, locator: Locator, stages: frozenset[Stage]) -> Ranked:
    started = perf_counter()
    try:
        hits: Sequence[Hit] = engine.search(topic.text, limit=DEPTH, stages=stages).hits
    except (QuestionEmpty, QuestionTooLong):
        hits = ()
    milliseconds = (perf_counter() - started) * 1e3
    items: dict[str, None] = {}
    for hit in hits:
        if topic.documents:
            items.setdefault(hit.document.id)
            continue
        found = [nugget for nugget in locator.nuggets_in(topic, _place(hit)) if nugget not in items]
        # What gives nothing new keeps its place in the ranking.
        for item in found or [f"{hit.document.id}#{hit.passage.id}"]:
            items.setdefault(item)
    return Ranked(topic, tuple(items), milliseconds)


def _place(hit: Hit) -> Span:
    return Span(hit.document.id, hit.passage.page, hit.passage.start, hit.passage.end)


def _cited(citation: Citation) -> Span:
    return Span(citation.document.id, citation.page, citation.start, citation.end)
