"""Small real implementations of the ports, for tests."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import numpy as np

from retrieval.dutch import stems, words
from retrieval.ports import Scores, Vectors


class Clock:
    """Seconds that go up when told."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


class HashEncoder:
    """A hashed bag of stems, normalised: texts that share words have near vectors. A pure function of the text."""

    def __init__(self, dimension: int = 64, identity: str = "hash") -> None:
        self._dimension = dimension
        self._identity = identity

    @property
    def identity(self) -> str:
        return self._identity

    @property
    def dimension(self) -> int:
        return self._dimension

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        return self.encode_passages(texts)

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        vectors = np.zeros((len(texts), self._dimension), dtype=np.float32)
        for row, text in enumerate(texts):
            for stem in stems(words(text)):
                digest = hashlib.blake2b(stem.encode(), digest_size=8).digest()
                vectors[row, int.from_bytes(digest[:4], "big") % self._dimension] += 1 if digest[4] % 2 else -1
        norms = np.linalg.norm(vectors, axis=1, keepdims=True)
        return np.divide(vectors, norms, out=np.zeros_like(vectors), where=norms > 0)


class GroupEncoder:
    """Words of one group have one direction, words of no group none: synonyms that share no letter. It counts what it encodes."""

    def __init__(self, *groups: str) -> None:
        self._groups = {word: place for place, group in enumerate(groups) for word in group.split()}
        self.dimension = max(len(groups), 1)
        self.identity = "groups"
        self.encoded: list[str] = []

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        return self.encode_passages(texts)

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        self.encoded += texts
        vectors = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for row, text in enumerate(texts):
            for word in words(text):
                if word in self._groups:
                    vectors[row, self._groups[word]] += 1
        norms = np.linalg.norm(vectors, axis=1, keepdims=True)
        return np.divide(vectors, norms, out=np.zeros_like(vectors), where=norms > 0)


class PrefersWord:
    """A ``Reranker`` that scores a text by how often it says one word; it keeps what it was asked."""

    def __init__(self, word: str) -> None:
        self._word = word
        self.identity = f"prefers {word}"
        self.asked: list[tuple[str, tuple[str, ...]]] = []

    def scores(self, query: str, texts: Sequence[str]) -> Scores:
        self.asked.append((query, tuple(texts)))
        return np.array([words(text).count(self._word) for text in texts], dtype=np.float32)
