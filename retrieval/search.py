"""Search: a question in, ranked passages out. Lexical and dense, fused; restricted to allowed passages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from time import perf_counter

import numpy as np

from retrieval import lexical
from retrieval.dense import nearest
from retrieval.fusion import fuse
from retrieval.generations.generation import Generation
from retrieval.model import Language, Notion
from retrieval.ports import Encoder, Ids, Scores, Vectors

# Candidates of each leg: deep enough for a hit that one leg puts low, few enough to score at once.
CANDIDATES = 200


class Stage(StrEnum):
    """A part of search that can be left out, to measure what it is worth."""

    LEXICAL = "lexical"
    DENSE = "dense"
    COMPOUNDS = "compounds"
    SYNONYMS = "synonyms"
    FACETS = "facets"
    RERANKING = "reranking"
    SENTENCES = "sentences"
    ALIGNMENT = "alignment"


ALL_STAGES = frozenset(Stage)
LEGS = frozenset({Stage.LEXICAL, Stage.DENSE})


@dataclass(frozen=True, slots=True)
class Candidates:
    """Passages with their scores, best first: all arrays have shape (n,)."""

    ids: Ids
    fused: Scores
    lexical: Scores
    dense: Scores
    timings_ms: dict[str, float]

    def reordered(self, fused: Scores) -> Candidates:
        """The candidates by new scores, best first."""
        order = np.lexsort((self.ids, -fused))
        return replace(self, ids=self.ids[order], fused=fused[order], lexical=self.lexical[order], dense=self.dense[order])

    def after(self, first: Sequence[Candidates], each: int) -> Candidates:
        """These candidates behind the best ``each`` of ``first``, taken in turns; scores still fall from hit to hit."""
        front = in_turns([own.ids[:each] for own in first])
        ids = np.concatenate([front, self.ids[~np.isin(self.ids, front)]])
        scores = {
            int(own.ids[at]): (own.fused[at], own.lexical[at], own.dense[at])
            for own in (self, *first)
            for at in range(len(own.ids))
        }
        fused, words, near = np.array([scores[int(identity)] for identity in ids], dtype=np.float32).reshape(-1, 3).T
        return replace(self, ids=ids, fused=np.maximum.accumulate(fused[::-1])[::-1], lexical=words, dense=near)


def in_turns(rankings: Sequence[Ids]) -> Ids:
    """The ids of several rankings, the first of each, then the second of each, without repeats."""
    depth = max((len(ranking) for ranking in rankings), default=0)
    turns = [int(ranking[rank]) for rank in range(depth) for ranking in rankings if rank < len(ranking)]
    return np.array(list(dict.fromkeys(turns)), dtype=np.int64)


def search(
    generation: Generation,
    encoder: Encoder,
    query: str,
    language: Language,
    notions: Sequence[Notion],
    share: Callable[[Ids], float],
    allowed: Ids | None = None,
    depth: int = CANDIDATES,
    stages: frozenset[Stage] = ALL_STAGES,
) -> Candidates:
    """Rank the passages for ``query``, whose content words are ``notions``.

    ``share``: what the lexical leg weighs, by its hits, best first; ``allowed``: ascending ids of passages that count,
    ``None`` for all; ``depth``: candidates of each leg; ``stages``: the parts that take part (reranking is not one of this
    function's).
    """
    started = perf_counter()
    splitter = generation.splitter if Stage.COMPOUNDS in stages else None
    terms = lexical.terms(query, notions, language, splitter, expand=Stage.SYNONYMS in stages)
    word_ids, word_scores = generation.lexical.search(terms, depth, allowed)
    after_words = perf_counter()
    vector = encoder.encode_queries([query])[0]
    index = generation.vectors if generation.manifest.trusts_vector_index else generation.exact
    near_ids, _ = nearest(index, generation.exact, vector, depth, allowed)
    after_vectors = perf_counter()
    words = (word_ids, word_scores) if Stage.LEXICAL in stages else (word_ids[:0], word_scores[:0])
    near = near_ids if Stage.DENSE in stages else near_ids[:0]
    found = _legs(generation, vector, *words, near)
    if Stage.DENSE not in stages:
        found = found.reordered(found.lexical)
    else:
        found = found.reordered(fuse(found.lexical, found.dense, share(words[0])))
    found.timings_ms.update(
        lexical=(after_words - started) * 1e3,
        dense=(after_vectors - after_words) * 1e3,
        fusion=(perf_counter() - after_vectors) * 1e3,
    )
    return found


def _legs(generation: Generation, vector: Vectors, word_ids: Ids, word_scores: Scores, near_ids: Ids) -> Candidates:
    ids = np.union1d(word_ids, near_ids)
    words = np.zeros(len(ids), dtype=np.float32)
    words[np.searchsorted(ids, word_ids)] = word_scores
    # Exact for every candidate, so that the dense leg compares like with like.
    cosines = generation.exact.scores(vector, ids)
    return Candidates(ids, words, words, cosines, {})
