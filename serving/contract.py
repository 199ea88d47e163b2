"""The public contract as models: what ``ask --json`` and ``search --json`` print, and what is asked for them.

The models of answers read the very objects that the command line prints, so there is one contract, not two. What is not
named here (keys of the record, steps of answering) stays inside.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from retrieval.model import AnswerForm, AnswerStatus, Language, Nearness, Reason, RequirementKind
from retrieval.understanding.question import MAX_CHARACTERS

# "province=Groningen": a facet, and a value by its id or a name of it.
MOST_FILTERS, MOST_HITS, FEWEST_COMPARED, MOST_COMPARED = 20, 100, 2, 4
# Of the contract: /v1. What is added does not change it.
VERSION = "1"
MOST_STATE = 32_768
FilterText = Annotated[str, StringConstraints(min_length=3, max_length=200, pattern=r"^[a-z]+=.+$")]
QuestionText = Annotated[str, StringConstraints(min_length=1, max_length=MAX_CHARACTERS)]
Filters = Annotated[list[FilterText], Field(max_length=MOST_FILTERS)]


class Asked(BaseModel):
    """What is sent: nothing that is not known."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Question(Asked):
    """A question, and how it is to be read."""

    question: QuestionText = Field(examples=["Welke consortia werken aan waterstof?"])
    filters: Filters = Field(default=[], description="Applied besides those in its words.", examples=[["province=groningen"]])
    without: Filters = Field(
        default=[],
        description="Not to be applied, though its words or the conversation ask for them; also requirements, as `kind=value`.",
    )
    expand: bool = Field(default=True, description="Look for synonyms and narrower terms besides.")
    correct: bool = Field(default=True, description="Mend typing errors.")
    state: str | None = Field(
        default=None,
        max_length=MOST_STATE,
        description="Where the conversation stands: `state` of the answer before, as it was given.",
    )


class Told(BaseModel):
    """What is given back."""

    model_config = ConfigDict(frozen=True)


class Document(Told):
    """A document that is quoted. ``hash``: sha256 of the file that was read, in hexadecimal."""

    id: str
    title: str
    url: str
    hash: str


class Quotation(Told):
    """A quotation: ``text[start:end] == quote`` of the page, counted in Unicode characters."""

    document: Document
    page: int
    heading: list[str]
    quote: str
    start: int
    end: int


class Citation(Quotation):
    """A quotation with its mark: ``[1]`` in the text of an answer."""

    mark: int


class Filter(Told):
    """A condition on plans. ``source_text``: the words of the question that it was read from, if any."""

    facet: str
    value: str
    label: str
    source_text: str
    article: str = ""
    negated: bool = False
    exact: bool = False
    preferred: bool = False
    together: bool = False
    either: bool = False
    around: bool = False
    carried: bool = False
    picking: bool = False


class Requirement(Told):
    """What plans must meet beside filters. ``label``: in the language of the question; ``carried``: from an earlier one."""

    kind: RequirementKind
    value: str
    label: str
    carried: bool = False


class PlanEntry(Told):
    """A plan that an answer names. ``citations``: marks; ``provisional``: no catalogue names it."""

    id: str
    name: str
    kind: str
    provinces: list[str]
    themes: list[str]
    citations: list[int]
    provisional: bool = False
    nearness: Nearness | None = None


class NearEntry(PlanEntry):
    """A plan that comes near, and why."""

    why: str


class Cell(Told):
    """What the sources say of one aspect of a plan; where they say nothing ``said`` is false."""

    plan: str
    said: bool
    citations: list[int]


class Row(Told):
    """An aspect of plans, with a cell for each."""

    aspect: str
    label: str
    cells: list[Cell]


class Spot(Told):
    """A value of a facet with the number of plans under the filters, and anywhere."""

    value: Filter
    count: int
    anywhere: int


class Choice(Told):
    """One of the things that a question may mean; ``question`` asks for that alone."""

    label: str
    question: str


class Sentence(Told):
    """A sentence that a language model wrote, with the marks that support it."""

    text: str
    citations: list[int]


class Summary(Told):
    """What a language model made of an answer. ``dropped``: sentences that no source supported."""

    sentences: list[Sentence]
    dropped: int
    failure: str | None


class Correction(Told):
    """A word that was read as another."""

    typed: str
    meant: str
    start: int
    end: int


class Granted(Told):
    """Of the granted consortia how many are known by name, and how many there are."""

    known: int
    granted: int


class Coverage(Told):
    """What was searched. ``stands_in``: an earlier state, because the last one is damaged; ``server_away``: the server of the
    vectors gave no answer, and search went on with the files here."""

    documents: int
    plans: int
    passages: int
    unreadable_pages: int
    built_at: str
    granted_consortia: Granted
    stands_in: bool
    server_away: bool = False
    provisional_plans: int = 0


class Index(Told):
    """What shaped the index that was searched."""

    fingerprint: str


class Answer(Told):
    """An answer about plans. ``text`` carries the marks of its citations as ``[1]``."""

    question: str
    language: Language
    form: AnswerForm
    status: AnswerStatus
    reason: Reason | None
    filters: list[Filter]
    requirements: list[Requirement]
    text: str
    plans: list[PlanEntry]
    count: int
    complete: bool
    nationwide: list[PlanEntry]
    near: list[NearEntry]
    citations: list[Citation]
    rows: list[Row]
    spots: list[Spot]
    choices: list[Choice]
    summary: Summary | None
    rewritten: str | None
    coverage: Coverage
    expansion: list[str]
    corrections: list[Correction]
    state: str | None = Field(description="Where the conversation stands; send it back, as it is, with the next question.")
    timings_ms: dict[str, float]
    index: Index


class Hit(Told):
    """A passage: ``text`` stands at ``[start:end]`` of its page."""

    rank: int
    score: float
    scores: dict[str, float]
    document: Document
    page: int
    heading: list[str]
    text: str
    start: int
    end: int
    plans: list[str]


class HitsOfPlan(Told):
    """A plan with the ranks of its hits."""

    id: str
    name: str
    hits: list[int]
    provisional: bool = False


class Ranking(Told):
    """The best passages for a query."""

    query: str
    filters: list[Filter]
    hits: list[Hit]
    plans: list[HitsOfPlan]
    expansion: list[str]
    corrections: list[Correction]
    timings_ms: dict[str, float]
    index: Index


class Plan(Told):
    """A consortium, pps or programme. ``facets``: for each facet the ids of its values."""

    id: str
    name: str
    aliases: list[str]
    kind: str
    status: str
    website: str
    facets: dict[str, list[str]]
    provisional: bool


class Plans(Told):
    """The plans that meet all filters: complete, and counted."""

    count: int
    filters: list[Filter]
    plans: list[Plan]
    coverage: Coverage


class Feature(Told):
    """A value that a plan has, and the sentence that shows it where one does."""

    facet: str
    value: str
    label: str
    shown: Quotation | None


class PlanCard(Told):
    """A plan, its features, and what the sources say of it: in ``answer.rows`` aspect by aspect."""

    plan: Plan
    features: list[Feature]
    answer: Answer


class Comparison(Told):
    """Plans side by side: in ``answer.rows`` aspect by aspect."""

    plans: list[Plan]
    answer: Answer


class Page(Told):
    """The stored text of a page. ``label``: its printed number; ``pages``: how many the document has."""

    document: Document
    page: int
    pages: int
    label: str
    text: str


class Alive(Told):
    """That the process answers."""

    status: Literal["ok"] = "ok"


class Ready(Told):
    """That questions can be answered, and from what."""

    status: Literal["ready"] = "ready"
    coverage: Coverage
    index: Index


class Problem(Told):
    """Why a request was refused (RFC 9457). ``detail``: a sentence in Dutch or English; ``code``: for programs."""

    type: str
    title: str
    status: int
    detail: str
    code: str
