"""A second look at the best candidates: do their sentences say what is asked?

A passage is about several things; the question usually about one. So the best sentence of a passage, by words and by
meaning, is added to the score of the whole. What reranking as a whole is worth stands in
docs/evaluation.md; its three features have no ablation of their own yet.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from retrieval.coverage import Weighted, coverage
from retrieval.dutch import sentences
from retrieval.model import Passage
from retrieval.ports import Encoder
from retrieval.search import Candidates

# Passages that get a second look: more cost time for sentences that hardly ever win.
RERANKED = 20
# What the best sentence adds: the share of the question's words in it, its cosine with the question, and the share of
# the question's words in the whole passage. Against a fused score whose spread is one.
_SENTENCE_WORDS, _SENTENCE_MEANING, _PASSAGE_WORDS = 3.0, 3.0, 2.0


def rerank(
    found: Candidates, passages: Mapping[int, Passage], asked: Sequence[Weighted], query: str, encoder: Encoder
) -> Candidates:
    """The candidates with the first ``RERANKED`` in a new order; the rest stays behind them."""
    head = [passages[int(i)] for i in found.ids[:RERANKED]]
    if not head:
        return found
    texts = [[passage.text[start:end] for start, end in sentences(passage.text)] for passage in head]
    flat = [text for own in texts for text in own]
    cosines = encoder.encode_passages(flat) @ encoder.encode_queries([query])[0]
    gains, start = [], 0
    for passage, own in zip(head, texts, strict=True):
        gains.append(_gain(passage, own, cosines[start : start + len(own)].tolist(), asked))
        start += len(own)
    fused = found.fused.copy()
    fused[: len(head)] += np.array(gains, dtype=np.float32)
    order = np.lexsort((found.ids, -fused))
    return replace(found, ids=found.ids[order], fused=fused[order], lexical=found.lexical[order], dense=found.dense[order])


def _gain(passage: Passage, texts: Sequence[str], cosines: Sequence[float], asked: Sequence[Weighted]) -> float:
    """What the sentences add; never negative, so that what got a second look stays before what did not."""
    by_words = max((coverage(asked, text) for text in texts), default=0.0)
    by_meaning = max(0.0, *cosines) if cosines else 0.0
    whole = coverage(asked, passage.text)
    return _SENTENCE_WORDS * by_words + _SENTENCE_MEANING * by_meaning + _PASSAGE_WORDS * whole
