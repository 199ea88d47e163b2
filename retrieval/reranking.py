"""A second look at the best candidates: do their sentences and headings say what is asked?

A passage is about several things; the question usually about one. What each feature is worth stands in
docs/evaluation.md.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from retrieval.alignment import Aligner
from retrieval.coverage import Weighted, coverage, read
from retrieval.dutch import sentences
from retrieval.model import Passage
from retrieval.search import Candidates, Stage

# Passages that get a second look: more cost time for passages that hardly ever win.
RERANKED = 30
# What each feature adds, against a fused score whose spread is one. Fitted on the development half of the test set and a third of
# xquad-nl with a conditional logit, then rounded.
WEIGHTS: Mapping[str, float] = {
    "sentence_words": 3.5,
    "sentence_meaning": 2.0,
    "passage_words": 3.0,
    "alignment": 8.5,
}
_STAGE_OF = {
    "sentence_words": Stage.SENTENCES,
    "sentence_meaning": Stage.SENTENCES,
    "alignment": Stage.ALIGNMENT,
}


def rerank(
    found: Candidates,
    passages: Mapping[int, Passage],
    titles: Mapping[int, str],
    asked: Sequence[Weighted],
    query: str,
    aligner: Aligner,
    stages: frozenset[Stage],
) -> Candidates:
    """The candidates with the first ``RERANKED`` in a new order; the rest stays behind them. ``titles``: by version."""
    head = [passages[int(i)] for i in found.ids[:RERANKED]]
    if not head:
        return found
    values = features(head, titles, asked, query, aligner)
    gains = sum(WEIGHTS[name] * own for name, own in values.items() if _STAGE_OF.get(name, Stage.RERANKING) in stages)
    fused = found.fused.copy()
    # Never negative, so that what got a second look stays before what did not.
    fused[: len(head)] += np.asarray(gains, dtype=np.float32)
    return found.reordered(fused)


def features(
    head: Sequence[Passage], titles: Mapping[int, str], asked: Sequence[Weighted], query: str, aligner: Aligner
) -> dict[str, NDArray[np.float64]]:
    """By name the value of a feature for each passage, each from 0 to 1."""
    texts = [[passage.text[start:end] for start, end in sentences(passage.text)] for passage in head]
    headings = [" ".join((titles.get(passage.version, ""), *passage.heading)) for passage in head]
    return {
        "sentence_words": np.array([max((coverage(asked, text) for text in own), default=0.0) for own in texts]),
        "sentence_meaning": np.maximum(_best_cosines(texts, query, aligner), 0.0),
        "passage_words": np.array([coverage(asked, passage.text) for passage in head]),
        "alignment": aligner.alignment(
            asked, [read(p.text).words + read(heading).words for p, heading in zip(head, headings, strict=True)]
        ),
    }


def _best_cosines(texts: Sequence[Sequence[str]], query: str, aligner: Aligner) -> NDArray[np.float64]:
    """For each list of sentences the cosine of the one most like the query; -1 for an empty list."""
    cosines = aligner.cosines(query, [text for own in texts for text in own])
    ends = np.cumsum([len(own) for own in texts])
    return np.array([cosines[end - len(own) : end].max() if own else -1.0 for own, end in zip(texts, ends, strict=True)])
