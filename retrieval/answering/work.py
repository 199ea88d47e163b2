"""What the steps of answering hand to each other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from retrieval.model import (
    AnswerForm,
    AnswerStatus,
    Choice,
    Citation,
    Filter,
    PlanEntry,
    Reason,
    Row,
    Spot,
    State,
    Statement,
    Summary,
)
from retrieval.ports import ChatModel, Entailment
from retrieval.retrieving import Retriever
from retrieval.understanding.dialogue.saying import Followed
from retrieval.understanding.question import Question

# Forms that answer with a set of plans.
SETS = frozenset({AnswerForm.LIST, AnswerForm.COUNT, AnswerForm.OPPORTUNITY})


@dataclass(frozen=True, slots=True)
class Request:
    """What somebody asks, and how he wants it to be read.

    ``given``: filters chosen by hand; ``without``: (facet, value) of filters and (kind, value) of requirements that he took away,
    wherever they were read from; ``state``: where the conversation stands.
    """

    text: str
    given: tuple[Filter, ...] = ()
    without: frozenset[tuple[str, str]] = frozenset()
    expand: bool = True
    correct: bool = True
    state: State | None = None


@dataclass(frozen=True, slots=True)
class Means:
    """What steps work with. ``chat``, ``judge``: the optional language model and the judge of what it writes;
    ``on_sentence``: told each sentence of a summary that is proven, as it comes."""

    retriever: Retriever
    chat: ChatModel | None = None
    judge: Entailment | None = None
    on_sentence: Callable[[Statement], None] | None = None


@dataclass(frozen=True, slots=True)
class Composed:
    """The words of an answer: all of them, and the first sentence and the remarks apart."""

    text: str
    lead: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """An answer without what surrounds it.

    ``focus``: ids of the plans it is about, where its entries do not tell; ``topic``: words that plans had to mention.
    """

    form: AnswerForm
    status: AnswerStatus
    composed: Composed
    citations: tuple[Citation, ...] = ()
    plans: tuple[PlanEntry, ...] = ()
    nationwide: tuple[PlanEntry, ...] = ()
    near: tuple[PlanEntry, ...] = ()
    rows: tuple[Row, ...] = ()
    spots: tuple[Spot, ...] = ()
    choices: tuple[Choice, ...] = ()
    reason: Reason | None = None
    complete: bool = False
    focus: tuple[str, ...] = ()
    topic: tuple[str, ...] = ()

    @property
    def found(self) -> bool:
        """Whether it holds an answer."""
        return self.status in (AnswerStatus.ANSWERED, AnswerStatus.PARTLY_ANSWERED)


@dataclass(frozen=True, slots=True)
class Work:
    """How far answering a request has come. ``rewritten``: the question as a language model put it."""

    request: Request
    followed: Followed | None = None
    draft: Draft | None = None
    summary: Summary | None = None
    rewritten: str = ""

    @property
    def question(self) -> Question:
        """The question as it was understood. Raises ``LookupError`` before that."""
        if self.followed is None:
            raise LookupError("not understood yet")
        return self.followed.question


@dataclass(frozen=True, slots=True)
class Taken:
    """A step taken: the work after it, what it decided in a word, on what, and whether the answer is complete with it."""

    work: Work
    outcome: str
    detail: str = ""
    ends: bool = False


Step = Callable[[Work, Means], Taken]


def joined(found: Sequence[object]) -> str:
    """Several things as one detail."""
    return ", ".join(map(str, found))
