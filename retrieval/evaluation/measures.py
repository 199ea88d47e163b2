"""Measures: rankings by ir_measures, answer sets, filters and refusals by counting; each mean with its interval."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import ir_measures
import numpy as np
from ir_measures import RR, R, nDCG
from scipy.stats import bootstrap

from retrieval.evaluation.experiment import Answered, Ranked
from retrieval.evaluation.testset import FOLLOW_UP, UNANSWERABLE, Judged, Topic
from retrieval.model import AnswerForm, AnswerStatus

# Measured on rankings: the share of what must be found among the first five, order counted to ten, first find.
RANKING = {"recall@5": R @ 5, "nDCG@10": nDCG @ 10, "MRR": RR}
_RESAMPLES, _SEED = 2_000, 20231


@dataclass(frozen=True, slots=True)
class Score:
    """A mean over ``n`` topics with its bootstrap 95 % interval."""

    value: float
    low: float
    high: float
    n: int


def score(values: Sequence[float]) -> Score | None:
    """The mean of ``values``; ``None`` when there are none."""
    if not values:
        return None
    mean = float(np.mean(values))
    if len(values) < 2 or min(values) == max(values):
        return Score(mean, mean, mean, len(values))
    found = bootstrap((values,), np.mean, n_resamples=_RESAMPLES, method="percentile", rng=_SEED)
    return Score(mean, float(found.confidence_interval.low), float(found.confidence_interval.high), len(values))


def ranking_values(ranked: Iterable[Ranked]) -> dict[str, dict[str, float]]:
    """By measure and topic."""
    ranked = list(ranked)
    qrels = [
        ir_measures.Qrel(own.topic.id, item, grade)
        for own in ranked
        for item, grade in (own.topic.documents or dict.fromkeys(own.topic.nuggets, 1)).items()
    ]
    run = [ir_measures.ScoredDoc(own.topic.id, item, -float(place)) for own in ranked for place, item in enumerate(own.items)]
    values: dict[str, dict[str, float]] = {name: {} for name in RANKING}
    if not qrels:
        return values
    names = {str(measure): name for name, measure in RANKING.items()}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for found in ir_measures.iter_calc(list(RANKING.values()), qrels, run):
            values[names[str(found.measure)]][found.query_id] = found.value
    return values


def list_values(answered: Iterable[Answered]) -> dict[str, dict[str, float]]:
    """Precision, recall and exact sets of plans by topic, for topics that ask for plans."""
    asked = [own for own in answered if own.topic.plans and own.topic.kind in ("list", "count")]
    return {
        "list recall": {own.topic.id: _recall(own.plans, own.topic.plans) for own in asked if own.topic.plans},
        "list precision": {own.topic.id: _precision(own.plans, own.topic.plans) for own in asked if own.topic.plans},
        "exact count": {own.topic.id: float(_exact(own)) for own in asked},
    }


def _recall(found: frozenset[str], judged: Judged) -> float:
    return len(found & judged.must) / len(judged.must) if judged.must else 1.0


def _precision(found: frozenset[str], judged: Judged) -> float:
    """What may be there is no fault; nothing found for what there is, is."""
    return len(found & (judged.must | judged.may)) / len(found) if found else 0.0


def _exact(own: Answered) -> bool:
    """The set holds all it must and no more than it may, and the count says so."""
    judged = own.topic.plans
    return judged is not None and judged.must <= own.plans <= judged.must | judged.may and own.answer.count == len(own.plans)


def slot_values(answered: Iterable[Answered]) -> dict[str, dict[str, float]]:
    """F1 of the filters read from a question, by topic."""
    asked = [own for own in answered if own.topic.filters is not None and own.topic.kind != FOLLOW_UP]
    return {"slot F1": {own.topic.id: _f1(own.filters, own.topic.filters) for own in asked if own.topic.filters}}


def _f1(found: frozenset[str], judged: Judged) -> float:
    right = len(found & judged.must)
    wrong = len(found - judged.must - judged.may)
    missed = len(judged.must - found)
    return 2 * right / (2 * right + wrong + missed) if right + wrong + missed else 1.0


def answer_values(answered: Iterable[Answered]) -> dict[str, dict[str, float]]:
    """Refusals right (of what can't be answered) and wrong (of what can), answers whose quotations give all asked, and those
    that show it, be it as what comes nearest where nothing is sure enough."""
    asked = [own for own in answered if own.topic.kind != FOLLOW_UP]
    return {
        "right refusals": {own.topic.id: float(own.refused) for own in asked if not own.topic.answerable},
        "wrong refusals": {own.topic.id: float(own.refused) for own in asked if own.topic.answerable},
        "answers given": {own.topic.id: float(_gives(own)) for own in asked if own.topic.nuggets},
        "answers shown": {own.topic.id: float(_shows(own)) for own in asked if own.topic.nuggets},
    }


def _shows(own: Answered) -> bool:
    """Whether what is quoted gives all that was asked."""
    return own.nuggets >= set(own.topic.nuggets)


def _gives(own: Answered) -> bool:
    """Whether it does so as the answer."""
    return _shows(own) and not own.refused


def conversation_values(answered: Iterable[Answered]) -> dict[str, dict[str, float]]:
    """Of the further turns of dialogues: what is in force exact, plans that they ask for, answers that give all asked.

    "carried state": all filters that must be in force are, and no other than may be.
    """
    turns = [own for own in answered if own.topic.kind == FOLLOW_UP]
    listed = [own for own in turns if own.topic.plans and own.topic.form in ("", "list", "count") and own.topic.plans.must]
    stated = [own for own in turns if own.topic.filters is not None]
    return {
        "carried state": {own.topic.id: float(_carried(own)) for own in stated},
        "turn list recall": {own.topic.id: _recall(own.plans, own.topic.plans) for own in listed if own.topic.plans},
        "turn list precision": {own.topic.id: _precision(own.plans, own.topic.plans) for own in listed if own.topic.plans},
        "turn exact count": {own.topic.id: float(_exact(own)) for own in listed},
        "turn answers given": {own.topic.id: float(_gives(own)) for own in turns if own.topic.nuggets},
    }


def _carried(own: Answered) -> bool:
    return own.topic.filters is not None and own.topic.filters.allows(own.filters)


def form_values(answered: Iterable[Answered]) -> dict[str, dict[str, float]]:
    """Whether the status and the form of an answer are those that were judged right, and its quotations verified."""
    asked = list(answered)
    expected = {own.topic.id: _status(own.topic) for own in asked}
    return {
        "status": {
            own.topic.id: float(_class(own.answer.status) == expected[own.topic.id]) for own in asked if expected[own.topic.id]
        },
        "form": {own.topic.id: float(fits(own.answer.form, own.topic.form)) for own in asked if own.topic.form},
        "quotations verified": {own.topic.id: float(all(own.verified)) for own in asked if own.verified},
    }


def fits(form: str, judged: str) -> bool:
    """Whether a form is the one that was judged right: what there is for somebody is a list as well."""
    return form == judged or (judged == AnswerForm.LIST and form == AnswerForm.OPPORTUNITY)


def _status(topic: Topic) -> str:
    """The class of status that is right, by judgement or by the kind of topic; ``""`` when nobody said."""
    if topic.status:
        return _class(topic.status)
    if topic.kind == UNANSWERABLE:
        return "out_of_scope" if topic.reason == "outside" else "no_evidence"
    return "answered" if topic.kind != FOLLOW_UP else ""


def _class(status: str) -> str:
    """How much of a question is answered is measured by its quotations."""
    return "answered" if status == AnswerStatus.PARTLY_ANSWERED else str(status)


def scores(values: Mapping[str, Mapping[str, float]], among: Callable[[str], bool] = lambda _: True) -> dict[str, Score]:
    """The mean of each measure over the topics that ``among`` accepts; measures without topics are left out."""
    found = {name: score([value for topic, value in own.items() if among(topic)]) for name, own in values.items()}
    return {name: mean for name, mean in found.items() if mean}
