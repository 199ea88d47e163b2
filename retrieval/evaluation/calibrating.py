"""Fit the weights of ``retrieval/answering/facts.py`` on the development half of a test set.

``python -m retrieval.evaluation.calibrating [--testset DIR] [--index DIR]`` prints them. Sentences are ranked by a
conditional logit (a sentence that gives a judged answer against the others of its question); whether the best one
answers is decided by a logistic regression over questions, with and without an answer. Both are regularised, and the
decision weighs both kinds of question alike.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import expit, logsumexp

from retrieval.answering.answer import weighed
from retrieval.answering.facts import DECIDING, RANKING, Scored, evidence

from retrieval.evaluation.locating import Locator, Span
from retrieval.evaluation.testset import FOLLOW_UP, Topic, read_testset
from retrieval.retrieving import Retriever
from retrieval.settings import CORPUS, read_settings
from retrieval.understanding.intent import Intent
from retrieval.understanding.question import understand

Matrix = NDArray[np.float64]
DEVELOPMENT = "development"
# How strongly weights are held near zero: few questions, many features.
_PENALTY = 0.5


def main() -> None:
    """Print the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--testset", type=Path, default=CORPUS / "testset")
    parser.add_argument("--index", type=Path)
    arguments = parser.parse_args()
    retriever = open_retriever(read_settings(os.environ, arguments.index))
    topics = [t for t in read_testset(arguments.testset) if t.half == DEVELOPMENT and t.kind != FOLLOW_UP]
    print(*fitted(retriever, topics), sep="\n")


def fitted(retriever: Retriever, topics: Sequence[Topic]) -> Iterable[str]:
    """The weights fitted on topics, as lines."""
    cases = list(_cases(retriever, topics))
    ranking = _rank_weights([(_matrix(scored, RANKING), labels) for _, scored, labels in cases if labels.any()])
    yield from (f"RANKING {name}: {weight:.1f}" for name, weight in zip(RANKING, ranking, strict=True))
    rows, answers = [], []
    for asked, scored, labels in cases:
        scores = _matrix(scored, RANKING) @ ranking
        order = np.argsort(-scores, kind="stable")
        best = evidence(asked, [scored[i] for i in order])
        rows.append([best[name] for name in DECIDING])
        answers.append(bool(labels[order[0]]))
    weights, constant = _decide_weights(np.array(rows), np.array(answers))
    yield from (f"DECIDING {name}: {weight:.1f}" for name, weight in zip(DECIDING, weights, strict=True))
    yield f"ENOUGH: {-constant:.1f}"


def _cases(retriever: Retriever, topics: Sequence[Topic]) -> Iterable[tuple]:
    locator = Locator(retriever.snapshot, topics)
    for topic in topics:
        question = understand(topic.text, retriever.snapshot.understanding)
        if question.intent is Intent.FACT and (topic.nuggets or not topic.answerable):
            asked, scored = weighed(question, retriever)
            if scored:
                yield asked, scored, np.array([bool(locator.nuggets_quoted(topic, _place(retriever, s))) for s in scored])


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


if __name__ == "__main__":
    main()
