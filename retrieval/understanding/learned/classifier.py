"""A linear classifier of texts: what stands in them, and what they mean to the embedded encoder, weighed for each label."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from retrieval.ports import Encoder, Vectors

# How many of the features that weighed most a guess tells.
_TOLD = 4


@dataclass(frozen=True, slots=True)
class Described:
    """A text as it is classified. ``features``: names of what stands in it; ``bare``: its words, without the names in it."""

    features: frozenset[str]
    bare: str


@dataclass(frozen=True, slots=True)
class Guess:
    """A label, its probability (0 to 1), and the features that spoke most for it."""

    label: str
    probability: float
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Weights:
    """What was learned. ``sparse``: shape (features, labels); ``dense``: shape (dimension of the encoder, labels); ``bias``:
    shape (labels,); ``encoder``: the identity of the encoder it was learned with."""

    labels: tuple[str, ...]
    features: tuple[str, ...]
    sparse: NDArray[np.float16]
    dense: NDArray[np.float16]
    bias: NDArray[np.float32]
    encoder: str


class Classifier:
    """Tells what a text most probably is."""

    def __init__(self, weights: Weights, encoder: Encoder) -> None:
        self._weights = weights
        self._encoder = encoder
        self._row: Mapping[str, int] = {feature: row for row, feature in enumerate(weights.features)}

    @property
    def labels(self) -> tuple[str, ...]:
        """What it tells apart."""
        return self._weights.labels

    def ranked(self, text: Described) -> tuple[Guess, ...]:
        """All labels, the most probable first; none before anything was learned."""
        if not self.labels:
            return ()
        known = sorted(self._row[feature] for feature in text.features if feature in self._row)
        own = self._weights.sparse[known].astype(np.float32)
        meant = vectors(self._encoder, [text])[0]
        scores = self._weights.bias + own.sum(axis=0) + meant @ self._weights.dense.astype(np.float32)
        odds = np.exp(scores - scores.max())
        share = odds / odds.sum()
        order = np.argsort(-share, kind="stable")
        best = int(order[0])
        told = sorted(range(len(known)), key=lambda row: -own[row, best])[:_TOLD] if known else []
        why = tuple(self._weights.features[known[row]] for row in told if own[row, best] > 0)
        return tuple(Guess(self.labels[i], float(share[i]), why if i == best else ()) for i in map(int, order))


def unlearned() -> Weights:
    """The weights before anything was learned: they tell nothing apart."""
    nothing = np.zeros((0, 0), np.float16)
    return Weights((), (), nothing, nothing, np.zeros(0, np.float32), "")


def read_weights(path: Path) -> Weights:
    """Weights that ``write_weights`` wrote."""
    with np.load(path) as found:
        return Weights(
            labels=_lines(found["labels"]),
            features=_lines(found["features"]),
            sparse=found["sparse"],
            dense=found["dense"],
            bias=found["bias"],
            encoder=_lines(found["encoder"])[0],
        )


def write_weights(weights: Weights, path: Path) -> None:
    """Write weights as one file."""
    np.savez_compressed(
        path,
        labels=_bytes(weights.labels),
        features=_bytes(weights.features),
        sparse=weights.sparse,
        dense=weights.dense,
        bias=weights.bias,
        encoder=_bytes([weights.encoder]),
    )


def vectors(encoder: Encoder, texts: Sequence[Described]) -> Vectors:
    """What texts mean: float32, shape (n, dimension); zero for those without words."""
    found = encoder.encode_queries([text.bare or " " for text in texts])
    return np.where([[bool(text.bare)] for text in texts], found, np.float32(0))


def _lines(found: NDArray[np.uint8]) -> tuple[str, ...]:
    return tuple(found.tobytes().decode().split("\n"))


def _bytes(lines: Iterable[str]) -> NDArray[np.uint8]:
    return np.frombuffer("\n".join(lines).encode(), dtype=np.uint8)
