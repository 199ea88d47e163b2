"""How near the words of a question come to those of a text, word by word: late interaction over static vectors.

A text that says "administratie" answers who asks for "papieren", without sharing a word: each notion of the question is
held against every word of the text, and the nearest one counts.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from retrieval.coverage import Weighted
from retrieval.dutch import STOP_WORDS
from retrieval.ports import Encoder, Vectors

_SKIPPED = STOP_WORDS["nl"] | STOP_WORDS["en"]
# Words and sentences whose vectors are kept, because questions come back to them: some 80 MB of 384 dimensions.
_KEPT = 50_000


class Aligner:
    """Compares words and sentences by the vectors of a quick encoder that gives single words a meaning; it keeps them."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self._vectors: dict[str, Vectors] = {}

    def alignment(self, asked: Sequence[Weighted], texts: Sequence[Sequence[str]]) -> NDArray[np.float64]:
        """For each text, given as its folded words, the mean over the notions, by weight, of the cosine with the nearest word.

        Shape (texts,), from 0 to 1; 0 where there is nothing to compare.
        """
        distinct = dict.fromkeys(word for own in texts for word in own if word not in _SKIPPED)
        vocabulary = {word: place for place, word in enumerate(distinct)}
        total = sum(notion.weight for notion in asked)
        found = np.zeros(len(texts))
        if not vocabulary or not total:
            return found
        nearness = self._nearness([" ".join(notion.words) for notion in asked], list(vocabulary))
        weighted = nearness * (np.array([notion.weight for notion in asked], dtype=np.float32) / total)
        for row, own in enumerate(texts):
            places = [vocabulary[word] for word in dict.fromkeys(own) if word in vocabulary]
            if places:
                found[row] = weighted[places].max(axis=0).sum()
        return found

    def cosines(self, question: str, texts: Sequence[str]) -> NDArray[np.float64]:
        """Cosines of texts with a question as wholes, shape (texts,)."""
        if not texts:
            return np.zeros(0)
        return np.asarray(self._encoded(texts) @ self._encoded([question])[0], dtype=np.float64)

    def _nearness(self, asked: Sequence[str], words: Sequence[str]) -> Vectors:
        """Cosines of words with what is asked, shape (words, asked), nothing below zero."""
        return np.asarray(np.maximum(self._encoded(words) @ self._encoded(asked).T, 0.0), dtype=np.float32)

    def _encoded(self, texts: Sequence[str]) -> Vectors:
        """Vectors of short texts, each encoded once."""
        known = self._vectors
        new = list(dict.fromkeys(text for text in texts if text not in known))
        if new:
            if len(known) + len(new) > _KEPT:
                # A new dict, not an emptied one: another thread may be reading the old.
                known = self._vectors = {}
                new = list(dict.fromkeys(texts))
            known.update(zip(new, self._encoder.encode_queries(new), strict=True))
        return np.stack([known[text] for text in texts])
