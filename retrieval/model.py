"""The vocabulary of Planwijzer as frozen values. Standard library only.

Offsets are character offsets into the stored text of one page, half open: ``page.text[start:end]``.
Scores: higher is better, everywhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

Language = Literal["nl", "en"]

PLAN_KINDS = ("consortium", "pps", "programme")
NATIONWIDE = "landelijk"


@dataclass(frozen=True, slots=True)
class Document:
    """One stored version of a document; ``version`` is its key in the record."""

    version: int
    id: str
    title: str
    kind: str
    url: str
    language: Language
    date: str
    hash: str
    pages: int


@dataclass(frozen=True, slots=True)
class Page:
    """The stored text of a page. ``label`` is the printed page number, ``""`` where there is none."""

    document_id: str
    number: int
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Passage:
    """The unit that is indexed, ranked and cited: ``page.text[start:end] == text``, exactly."""

    id: int
    version: int
    page: int
    start: int
    end: int
    text: str
    heading: tuple[str, ...]
    language: Language
    plans: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """A consortium, pps or programme. ``facets`` maps a facet to the ids of its values, sorted."""

    id: str
    name: str
    aliases: tuple[str, ...]
    kind: str
    status: str
    website: str
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Filter:
    """A condition on plans. ``source_text``: the words of the question it was read from, or ``""``.

    ``negated``: a plan must not have the value ("niet in Limburg"); ``exact``: nothing narrower will do;
    ``preferred``: no condition, plans that meet it only come first; ``together``: must be met besides the other values of
    its facet that are asked for together, of which one is enough otherwise; ``either``: of all that are so marked, whatever
    their facets, one is enough ("scheepsbouw of maritiem").
    """

    facet: str
    value: str
    label: str
    source_text: str = ""
    negated: bool = False
    exact: bool = False
    preferred: bool = False
    together: bool = False
    either: bool = False


@dataclass(frozen=True, slots=True)
class Notion:
    """A word or phrase of a question, folded. ``synonyms``: words and phrases that say the same."""

    words: tuple[str, ...]
    synonyms: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Correction:
    """A word of a question that was read as another: ``typed`` stands at ``[start:end]`` of the question."""

    typed: str
    meant: str
    start: int
    end: int


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
    ``corrections``: words that were read as others.
    """

    query: str
    filters: tuple[Filter, ...]
    hits: tuple[Hit, ...]
    plans: tuple[Plan, ...]
    timings_ms: Mapping[str, float]
    fingerprint: str
    expansion: tuple[str, ...] = ()
    corrections: tuple[Correction, ...] = ()


class AnswerStatus(StrEnum):
    """How answering ended. The user's sentence is chosen from it, never stored in it."""

    ANSWERED = "answered"
    PARTLY_ANSWERED = "partly_answered"
    NEEDS_CLARIFICATION = "needs_clarification"
    NO_EVIDENCE = "no_evidence"
    OUT_OF_SCOPE = "out_of_scope"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Quotation:
    """A span of a stored page; ``text`` is what the span held when it was chosen."""

    version: int
    page: int
    start: int
    end: int
    text: str
    heading: tuple[str, ...] = ()


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


@dataclass(frozen=True, slots=True)
class PlanEntry:
    """A plan named in an answer. ``why``: for a near miss, which filters it does meet."""

    plan: Plan
    citations: tuple[int, ...]
    why: tuple[Filter, ...] = ()


@dataclass(frozen=True, slots=True)
class Coverage:
    """What was searched. ``consortia``: (known by name, granted) of the granted consortia."""

    documents: int
    plans: int
    passages: int
    unreadable_pages: int
    built_at: str
    consortia: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer about plans.

    ``text`` is the whole of it, with the marks of its citations as ``[1]``; ``lead`` its first sentence (``""`` where
    it only quotes) and ``notes`` its remarks, for who lays out the parts himself.
    """

    question: str
    language: Language
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

    def citation(self, mark: int) -> Citation:
        """The citation with this mark; ``KeyError`` when there is none."""
        for citation in self.citations:
            if citation.mark == mark:
                return citation
        raise KeyError(mark)
