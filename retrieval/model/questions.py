"""What is read from a question."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Filter:
    """A condition on plans. ``source_text``: the words of the question it was read from, or ``""``.

    ``negated``: a plan must not have the value ("niet in Limburg"); ``exact``: nothing narrower will do;
    ``preferred``: no condition, plans that meet it only come first; ``together``: must be met besides the other values of
    its facet that are asked for together, of which one is enough otherwise; ``either``: of all that are so marked, whatever
    their facets, one is enough ("scheepsbouw of maritiem"); ``around``: what lies near the place will do; ``carried``: from
    an earlier question of the conversation; ``picking``: it picks one of the plans that were shown ("die in Breda");
    ``article``: what goes before the label in a sentence ("in de Achterhoek"), if anything.
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
    around: bool = False
    carried: bool = False
    picking: bool = False
    article: str = field(default="", compare=False)


class RequirementKind(StrEnum):
    """What a question for plans may ask of them that no facet holds.

    A number within a bound; who paid for them or founded them; when they began; that their sources tell something, or do not;
    words, names and phrases that they must mention; to be of those that were shown before; the order they are put in.
    """

    BOUND = "bound"
    PARTY = "party"
    BEGUN = "begun"
    TOLD = "told"
    UNTOLD = "untold"
    TOPIC = "topic"
    NAMED = "named"
    QUOTED = "quoted"
    SHOWN = "shown"
    ORDER = "order"


REQUIREMENTS = frozenset(map(str, RequirementKind))


@dataclass(frozen=True, slots=True)
class Requirement:
    """What a question asks of plans beside filters.

    ``value``: tells it from others of its kind; ``label``: as it is shown, in the language of the question; ``carried``: from an
    earlier question of the conversation.
    """

    kind: RequirementKind
    value: str
    label: str
    carried: bool = False


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


class AnswerForm(StrEnum):
    """The kinds of question that have a form of answer of their own.

    A list or number of plans; a fact; a card of one plan; plans side by side; plans like another; what there is for somebody
    at some place; what is missing somewhere; small talk.
    """

    LIST = "list"
    COUNT = "count"
    FACT = "fact"
    PLAN = "plan"
    COMPARE = "compare"
    LIKENESS = "likeness"
    OPPORTUNITY = "opportunity"
    COVERAGE = "coverage"
    TALK = "talk"


@dataclass(frozen=True, slots=True)
class Standing:
    """A question for plans that was in force, standing by itself, with the form of its answer and its filters."""

    text: str
    form: AnswerForm
    filters: tuple[Filter, ...] = ()


@dataclass(frozen=True, slots=True)
class State:
    """Where a conversation stands, which the next question may go on from.

    ``text``: the question in force, standing by itself, and ``form`` that of its answer; ``filters``: all in force;
    ``asked``: what was asked last of a plan; ``listed``: ids of the plans shown last, in order; ``focus``: ids of those
    talked about now; ``recent``: ids of those talked about one by one, the last one last; ``pending``: the last answer asked
    which of ``listed`` was meant; ``said``: the last few questions as they were asked; ``earlier``: the last few questions for
    plans that were in force before this one, the last one last; ``lifted``: (kind, value) of requirements that were taken away
    by hand.
    """

    text: str
    form: AnswerForm
    filters: tuple[Filter, ...] = ()
    asked: str = ""
    listed: tuple[str, ...] = ()
    focus: tuple[str, ...] = ()
    recent: tuple[str, ...] = ()
    pending: bool = False
    said: tuple[str, ...] = ()
    earlier: tuple[Standing, ...] = ()
    lifted: tuple[tuple[str, str], ...] = ()
