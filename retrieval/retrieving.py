"""From a question understood to ranked passages: search, facet agreement, second look, cross-encoder."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from retrieval.alignment import Aligner
from retrieval.coverage import Importance, Weighted, coverage
from retrieval.fusion import lexical_share
from retrieval.model import Passage
from retrieval.ports import Encoder, Ids, Reranker
from retrieval.reranking import RERANKED, rerank
from retrieval.search import ALL_STAGES, CANDIDATES, Candidates, Stage, search
from retrieval.snapshot import Snapshot
from retrieval.understanding.apart import apart
from retrieval.understanding.intent import Intent
from retrieval.understanding.question import Question

# What a passage gains when its plan meets a preference, against a fused score whose spread is one: a plan that is named is
# most surely meant, a theme stands in the words of the passage anyway. Fitted and rounded (docs/decisions/0005).
AGREEMENT: Mapping[str, float] = {"plan": 3.0, "place": 1.5, "region": 1.5, "province": 1.5, "theme": 1.0, "sector": 1.0}
# Who asks for plans wants no entry of a glossary.
_OF_A_PLAN = 1.5
# Passages of each plan that is named before all others.
_EACH = 5
# Lexical hits that tell how much of a question its words find.
_LOOKED_AT = 10


@dataclass(frozen=True, slots=True)
class Retriever:
    """What searching takes beside a question: the opened state and the models.

    ``encoder``: that of the index; ``aligner``: compares words and sentences, with an encoder that is quick; ``reranker``:
    ``None`` for none.
    """

    snapshot: Snapshot
    encoder: Encoder
    aligner: Aligner
    reranker: Reranker | None = None

    def retrieve(
        self, question: Question, wanted: int = RERANKED, stages: frozenset[Stage] = ALL_STAGES
    ) -> tuple[Candidates, dict[int, Passage]]:
        """The candidates for a question, best first, and at least the first ``wanted`` of their passages by id.

        Who names several plans wants something of each: their best passages come first, in turns.
        """
        found, passages = self._retrieve(question, wanted, stages)
        parts = apart(question) if Stage.FACETS in stages else [question]
        if len(parts) > 1:
            own = [self._retrieve(part, RERANKED, stages) for part in parts]
            found = found.after([candidates for candidates, _ in own], _EACH)
            passages |= {identity: passage for _, more in own for identity, passage in more.items()}
        return found, passages

    def _retrieve(self, question: Question, wanted: int, stages: frozenset[Stage]) -> tuple[Candidates, dict[int, Passage]]:
        snapshot = self.snapshot
        allowed = snapshot.allowed(question.conditions, question.phrases)
        asked = Importance(snapshot.generation.lexical).weights(question.terms)
        found = search(
            snapshot.generation,
            self.encoder,
            question.read,
            question.language,
            question.terms,
            lambda hits: lexical_share(self._covered(asked, hits)),
            allowed,
            max(wanted, CANDIDATES),
            stages,
        )
        if Stage.FACETS in stages:
            found = self._agreeing(found, question)
        passages = snapshot.library.passages([int(i) for i in found.ids[: max(wanted, RERANKED)]])
        if Stage.RERANKING in stages:
            found = rerank(found, passages, snapshot.titles, asked, question.read, self.aligner, stages)
        if self.reranker:
            found = _read_together(found, passages, question.read, self.reranker)
        return found, passages

    def _covered(self, asked: Sequence[Weighted], hits: Ids) -> float:
        """The share of the question, in its own words, that the best lexical hits hold."""
        own = [replace(notion, forms=notion.forms[:1], parts=None, kind=None) for notion in asked]
        best = self.snapshot.library.passages([int(i) for i in hits[:_LOOKED_AT]])
        return max((coverage(own, passage.text) for passage in best.values()), default=0.0)

    def _agreeing(self, found: Candidates, question: Question) -> Candidates:
        """The candidates, those of plans that meet a preference moved up; of any plan, when plans are asked for."""
        fused = found.fused.copy()
        if question.intent is not Intent.FACT:
            fused += np.float32(_OF_A_PLAN) * np.isin(found.ids, self.snapshot.of_plans)
        preferred = [f for f in question.filters if f.preferred and not f.negated]
        for facet in {f.facet for f in preferred} & AGREEMENT.keys():
            ids = [self.snapshot.members(f) for f in preferred if f.facet == facet]
            fused += np.float32(AGREEMENT[facet]) * np.isin(found.ids, np.concatenate(ids))
        return found.reordered(fused)


def _read_together(found: Candidates, passages: Mapping[int, Passage], query: str, reranker: Reranker) -> Candidates:
    """The first ``RERANKED`` in the order of a model that reads question and passage together."""
    head = [passages[int(i)].text for i in found.ids[:RERANKED]]
    if not head:
        return found
    scores = reranker.scores(query, head)
    fused = found.fused.copy()
    lowest = fused[: len(head)].min()
    # Texts that the model finds alike keep their order.
    fused[: len(head)] = lowest + (scores - scores.min()) - np.arange(len(head), dtype=np.float32) * np.float32(1e-6)
    return found.reordered(fused)
