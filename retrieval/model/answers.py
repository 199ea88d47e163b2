"""What is found: rankings of passages, and answers about plans."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from retrieval.model.documents import Document, Language, Passage, Plan
from retrieval.model.questions import AnswerForm, Correction, Filter, Requirement, State

# How a sentence begins that was worked out here.
OWN_SUM = "Eigen berekening van Planwijzer"


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage with its rank (from 1), fused score and the score of each leg."""

    rank: int
    score: float
    scores: Mapping[str, float]
    passage: Passage
    document: Document


@dataclass(frozen=True, slots=True)
class Ranking:
    """What a search found, with what is needed to explain and repeat it.

    ``plans``: those that the hits belong to; ``expansion``: words that were looked for besides those of the query;
    ``corrections``: words that were read as others; ``language``: that of the query; ``asked``: its own folded words that were
    looked for; ``related``: the words and phrases that were looked for besides, whether or not they stand anywhere.
    """

    query: str
    filters: tuple[Filter, ...]
    hits: tuple[Hit, ...]
    plans: tuple[Plan, ...]
    timings_ms: Mapping[str, float]
    fingerprint: str
    expansion: tuple[str, ...] = ()
    corrections: tuple[Correction, ...] = ()
    language: Language = "nl"
    asked: tuple[str, ...] = ()
    related: tuple[tuple[str, ...], ...] = ()


class AnswerStatus(StrEnum):
    """How answering ended. The user's sentence is chosen from it, never stored in it."""

    ANSWERED = "answered"
    PARTLY_ANSWERED = "partly_answered"
    NEEDS_CLARIFICATION = "needs_clarification"
    NO_EVIDENCE = "no_evidence"
    OUT_OF_SCOPE = "out_of_scope"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Citation:
    """A quotation that was read back from the record and found equal, with its mark in the answer."""

    mark: int
    document: Document
    page: int
    heading: tuple[str, ...]
    quote: str
    start: int
    end: int

    @property
    def computed(self) -> bool:
        """Whether it was worked out here of what sources say: such a sentence says so itself, and is no statement of a source."""
        return self.quote.startswith(OWN_SUM)


class Nearness(StrEnum):
    """How near a plan is to a place, nearest first."""

    PLACE = "place"
    REGION = "region"
    PROVINCE = "province"
    NEIGHBOUR = "neighbour"
    NATION = "nation"
    ELSEWHERE = "elsewhere"


class Reason(StrEnum):
    """Why nothing was found."""

    OUTSIDE = "outside"
    NO_SUCH_PLAN = "no_such_plan"
    NOT_THERE = "not_there"
    NOT_MENTIONED = "not_mentioned"
    WEAK = "weak"


@dataclass(frozen=True, slots=True)
class PlanEntry:
    """A plan named in an answer.

    ``why``: for a near miss the filters that it meets, for a plan like another what both have; ``nearness``: to the place that
    was asked for, where that matters.
    """

    plan: Plan
    citations: tuple[int, ...]
    why: tuple[Filter, ...] = ()
    nearness: Nearness | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """What the sources say of one aspect of a plan. ``said``: whether they do; if not, ``citations`` say that they don't."""

    plan: str
    citations: tuple[int, ...]
    said: bool


@dataclass(frozen=True, slots=True)
class Row:
    """An aspect of plans, with a cell for each."""

    aspect: str
    label: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Spot:
    """A value of a facet with the number of plans that have it under the filters of the question, and anywhere."""

    value: Filter
    count: int
    anywhere: int


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the things that a question may mean; ``question`` asks for that alone."""

    label: str
    question: str


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence that a language model wrote, with the marks of the citations that support it."""

    text: str
    marks: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """What a language model made of an answer. ``dropped``: sentences left out because no source supports them; ``failure``:
    the key of the reason why there is none, or ``""``."""

    sentences: tuple[Statement, ...] = ()
    dropped: int = 0
    failure: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """What a step of answering decided, and in how many milliseconds. ``detail``: what it decided on, for who wants to know."""

    step: str
    outcome: str
    detail: str = ""
    milliseconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Coverage:
    """What was searched. ``consortia``: (known by name, granted) of the granted consortia; ``provisional``: how many of the
    plans no catalogue names; ``stands_in``: this is an earlier state, because the last one is damaged; ``exact``: search does
    without the vector index, because that is damaged or finds too little; ``server_away``: the server of the vectors gave no
    answer, and search went on with the files here."""

    documents: int
    plans: int
    passages: int
    unreadable_pages: int
    built_at: str
    consortia: tuple[int, int] = (0, 0)
    provisional: int = 0
    stands_in: bool = False
    exact: bool = False
    server_away: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer about plans.

    ``text`` is the whole of it, with the marks of its citations as ``[1]``; ``lead`` its first sentence (``""`` where
    it only quotes) and ``notes`` its remarks, for who lays out the parts himself. ``plans`` are those that meet the question,
    ``nationwide`` those that work in the whole country and so where it asks for too, ``near`` those that come near.
    ``rows``: aspects of the plans; ``spots``: what is and is not covered; ``choices``: what else may be meant; ``reason``: why
    nothing was found; ``rewritten``: the question as a language model put it, where that was answered; ``state``: where the
    conversation stands after it; ``decisions``: how it came about; ``dropped``: how many citations failed; ``requirements``: what
    plans had to meet beside ``filters``.
    """

    question: str
    language: Language
    form: AnswerForm
    status: AnswerStatus
    filters: tuple[Filter, ...]
    text: str
    lead: str
    notes: tuple[str, ...]
    plans: tuple[PlanEntry, ...]
    count: int
    complete: bool
    near: tuple[PlanEntry, ...]
    citations: tuple[Citation, ...]
    coverage: Coverage
    timings_ms: Mapping[str, float]
    fingerprint: str
    expansion: tuple[str, ...] = ()
    corrections: tuple[Correction, ...] = ()
    nationwide: tuple[PlanEntry, ...] = ()
    rows: tuple[Row, ...] = ()
    spots: tuple[Spot, ...] = ()
    choices: tuple[Choice, ...] = ()
    reason: Reason | None = None
    summary: Summary | None = None
    rewritten: str = ""
    state: State | None = None
    decisions: tuple[Decision, ...] = ()
    dropped: int = 0
    requirements: tuple[Requirement, ...] = ()

    def citation(self, mark: int) -> Citation:
        """The citation with this mark; ``KeyError`` when there is none."""
        for citation in self.citations:
            if citation.mark == mark:
                return citation
        raise KeyError(mark)
