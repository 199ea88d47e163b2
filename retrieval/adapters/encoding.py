"""What encoders of every kind do with text and vectors."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from retrieval.ports import Vectors

DIGEST_LENGTH = 12


def encodable(text: str) -> str:
    """The text with lone surrogates replaced, which tokenizers refuse."""
    return text.encode("utf-8", errors="replace").decode("utf-8")


def normalised(vectors: NDArray[np.float32]) -> Vectors:
    """Vectors (n, dimension) of length one; zero stays zero."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    scaled: Vectors = np.divide(vectors, lengths, out=np.zeros_like(vectors), where=lengths > 0)
    return scaled


def short_digest(chunks: Iterable[bytes]) -> str:
    """A short hash of the chunks in their order."""
    digest = hashlib.sha256()
    for chunk in chunks:
        digest.update(chunk)
    return digest.hexdigest()[:DIGEST_LENGTH]
