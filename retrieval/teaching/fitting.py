"""Fitting a linear classifier to described texts: logistic regression, rare features left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack
from sklearn.linear_model import LogisticRegression

from retrieval.ports import Encoder, Vectors
from retrieval.understanding.learned.classifier import Classifier, Described, Weights, vectors

# Features of fewer texts than this say nothing.
_RARE = 2
# What a text means has 384 small numbers beside some sixty features of weight 1.
_MEANING = 3.0
_ROUNDS = 2_000


@dataclass(frozen=True, slots=True)
class Labelled:
    """A described text, its label, who wrote it, and how many others it counts for."""

    described: Described
    label: str
    writer: str
    weight: float = 1.0


def fit(examples: Sequence[Labelled], encoder: Encoder) -> Weights:
    """Weights that tell the labels of some texts apart."""
    seen = Counter(feature for example in examples for feature in example.described.features)
    features = tuple(sorted(feature for feature, count in seen.items() if count >= _RARE))
    meant = vectors(encoder, [example.described for example in examples]) * _MEANING
    model = LogisticRegression(max_iter=_ROUNDS, class_weight="balanced")
    model.fit(
        _matrix(examples, features, meant), [example.label for example in examples], [example.weight for example in examples]
    )
    weights = model.coef_.T
    return Weights(
        labels=tuple(map(str, model.classes_)),
        features=features,
        sparse=weights[: len(features)].astype(np.float16),
        dense=(weights[len(features) :] * _MEANING).astype(np.float16),
        bias=model.intercept_.astype(np.float32),
        encoder=encoder.identity,
    )


def cross_validated(examples: Sequence[Labelled], writers: Sequence[str], encoder: Encoder) -> NDArray[np.float64]:
    """For each writer the share of his texts that is told right by what the others wrote: shape (writers,)."""
    shares = []
    for writer in writers:
        own = [example for example in examples if example.writer == writer]
        told = Classifier(fit([example for example in examples if example.writer != writer], encoder), encoder)
        shares.append(np.mean([told.ranked(example.described)[0].label == example.label for example in own]))
    return np.array(shares)


def _matrix(examples: Sequence[Labelled], features: Sequence[str], meant: Vectors) -> csr_matrix:
    column = {feature: place for place, feature in enumerate(features)}
    cells = [
        (row, column[feature])
        for row, example in enumerate(examples)
        for feature in sorted(example.described.features)
        if feature in column
    ]
    rows, columns = zip(*cells, strict=True)
    present = csr_matrix((np.ones(len(cells), np.float32), (rows, columns)), shape=(len(examples), len(features)))
    return hstack([present, csr_matrix(meant)]).tocsr()
