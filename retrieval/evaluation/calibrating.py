"""Fit the weights of ``retrieval/answering/facts.py`` on the development half of a test set.

``python -m retrieval evaluate --calibrate`` prints them. Sentences are ranked by a
conditional logit (a sentence that gives a judged answer against the others of its question); whether the best one
answers is decided by a logistic regression over questions, with and without an answer. Both are regularised, and the
decision weighs both kinds of question alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import expit, logsumexp

from retrieval.answering.facts import DECIDING, RANKING, Asked, Scored, evidence
from retrieval.answering.listing import listed
from retrieval.answering.stating import weighed
from retrieval.engine import Engine
from retrieval.evaluation.locating import Locator, Span
from retrieval.evaluation.testset import FOLLOW_UP, Topic
from retrieval.retrieving import Retriever
from retrieval.understanding.intent import Intent
from retrieval.understanding.question import as_fact, understand

Matrix = NDArray[np.float64]
DEVELOPMENT = "development"
# How strongly weights are held near zero: few questions, many features.
_PENALTY = 0.5


def fitted(engine: Engine, topics: Sequence[Topic]) -> Iterable[str]:
    """The weights fitted on the development half of topics, as lines; none when it holds no question of fact."""
    cases = list(_cases(engine, [topic for topic in topics if topic.half == DEVELOPMENT and topic.kind != FOLLOW_UP]))
    if not cases:
        return
    ranking = _rank_weights([(_matrix(scored, RANKING), labels) for _, _, scored, labels in cases if labels.any()])
    yield from (f"RANKING {name}: {weight:.1f}" for name, weight in zip(RANKING, ranking, strict=True))
    rows, answers = [], []
    for topic, asked, scored, _ in cases:
        scores = _matrix(scored, RANKING) @ ranking
        order = np.argsort(-scores, kind="stable")
        best = evidence(asked, [scored[i] for i in order])
        rows.append([best[name] for name in DECIDING])
        answers.append(topic.answerable)
    weights, constant = _decide_weights(np.array(rows), np.array(answers))
    yield from (f"DECIDING {name}: {weight:.1f}" for name, weight in zip(DECIDING, weights, strict=True))
    yield f"ENOUGH: {-constant:.1f}"


def _cases(engine: Engine, topics: Sequence[Topic]) -> Iterable[tuple[Topic, Asked, list[Scored], NDArray[np.bool_]]]:
    locator, retriever = Locator(engine, topics), engine.retriever()
    for topic in topics:
        question = understand(topic.text, retriever.snapshot.understanding)
        if topic.nuggets or not topic.answerable:
            if question.intent is not Intent.FACT:
                if listed(question, retriever).plans:
                    continue
                question = as_fact(question)
            asked, scored = weighed(question, retriever)
            if scored:
                gives = [bool(locator.nuggets_quoted(topic, _place(retriever, s))) for s in scored]
                yield topic, asked, scored, np.array(gives)


def _place(retriever: Retriever, scored: Scored) -> Span:
    sentence = scored.sentence
    document = retriever.snapshot.documents[sentence.passage.version]
    return Span(document.id, sentence.passage.page, sentence.start, sentence.end)


def _matrix(scored: Sequence[Scored], names: Mapping[str, float]) -> Matrix:
    return np.array([[found.values[name] for name in names] for found in scored])


def _rank_weights(cases: Sequence[tuple[Matrix, NDArray[np.bool_]]]) -> Matrix:
    def loss(weights: Matrix) -> float:
        own = (_log_share(values @ weights, labels) for values, labels in cases)
        return -sum(own) + _PENALTY * float(weights @ weights) / 2

    return np.asarray(minimize(loss, np.array(list(RANKING.values())), method="L-BFGS-B").x)


def _log_share(scores: Matrix, labels: NDArray[np.bool_]) -> float:
    return float(logsumexp(scores[labels]) - logsumexp(scores))


def _decide_weights(rows: Matrix, answers: NDArray[np.bool_]) -> tuple[Matrix, float]:
    balance = np.where(answers, 0.5 / max(answers.mean(), 1e-9), 0.5 / max(1 - answers.mean(), 1e-9))

    def loss(weights: Matrix) -> float:
        sure = expit(rows @ weights[:-1] + weights[-1])
        own = np.where(answers, np.log(sure + 1e-12), np.log(1 - sure + 1e-12))
        return -float(balance @ own) + _PENALTY * float(weights[:-1] @ weights[:-1]) / 2

    found = minimize(loss, np.zeros(rows.shape[1] + 1), method="L-BFGS-B").x
    return np.asarray(found[:-1]), float(found[-1])
