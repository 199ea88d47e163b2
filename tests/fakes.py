"""Small real implementations of the ports, for tests."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import numpy as np

from retrieval.dutch import stems
from retrieval.ports import Vectors


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
            for stem in stems(text):
                digest = hashlib.blake2b(stem.encode(), digest_size=8).digest()
                vectors[row, int.from_bytes(digest[:4], "big") % self._dimension] += 1 if digest[4] % 2 else -1
        norms = np.linalg.norm(vectors, axis=1, keepdims=True)
        return np.divide(vectors, norms, out=np.zeros_like(vectors), where=norms > 0)
