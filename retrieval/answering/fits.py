"""What selecting plans works with and yields: what the sources hold, plans with their best sentence, selections of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from retrieval.answering.evidence import NOT_MENTIONED, Sentence
from retrieval.coverage import Weighted
from retrieval.dutch import fold
from retrieval.model import Evidence, Filter, Passage, Plan

# What is not mentioned is the last thing to quote of a plan.
_SILENCE = (NOT_MENTIONED, "Contact")


@dataclass(frozen=True, slots=True)
class Sources:
    """What the sources hold: the passages of a plan, by its id; ids of the passages with a phrase, given as folded words; what
    shows the values that a plan has; the sentences that tell of an aspect of it, and those that say that nothing does."""

    passages_of: Callable[[str], Iterable[Passage]]
    holding: Callable[[Sequence[str]], Iterable[int]]
    evidence: Callable[[str], Mapping[tuple[str, str], Evidence]]
    telling: Callable[[Plan, str], tuple[Sequence[Sentence], Sequence[Sentence]]]


@dataclass(frozen=True, slots=True)
class Likeness:
    """How near sentences come to a question: as wholes, and word by word to what it asks."""

    whole: Callable[[Sequence[Sentence]], Sequence[float]]
    by_words: Callable[[Sequence[Weighted], Sequence[Sentence]], Sequence[float]]


@dataclass(frozen=True, slots=True)
class Fit:
    """A plan with its best sentence (``None``: nothing to quote) and how well that fits."""

    plan: Plan
    sentence: Sentence | None
    score: float
    met: tuple[Filter, ...] = ()


@dataclass(frozen=True, slots=True)
class Selection:
    """Plans that meet a question, best fit first. ``unapplied``: words of the topic that none of them
    mentions; ``topic``: words and names that were a condition, of which each plan mentions the most; ``likely``: whether
    sentences of the plans only come near to what is asked; ``untold``: plans that meet it but that no source states the
    number of that they are to be put in order by."""

    fits: tuple[Fit, ...]
    near: tuple[Fit, ...]
    unapplied: tuple[str, ...]
    topic: tuple[str, ...] = ()
    likely: bool = False
    untold: tuple[Plan, ...] = ()


def names_plan(plan: Plan, sentence: Sentence) -> bool:
    """Whether a sentence says of what plan it tells."""
    return any(fold(name) in fold(sentence.text) for name in (plan.name, *plan.aliases))


def is_silent(sentence: Sentence) -> bool:
    """Whether a sentence stands where nothing is told of its plan."""
    return bool(sentence.passage.heading[-1:]) and sentence.passage.heading[-1] in _SILENCE
