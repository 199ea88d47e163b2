"""Whole answers of a library: what they say, what they take, and how far its vector index finds what is near."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

import numpy as np

_NEAREST = 10


@dataclass(frozen=True, slots=True)
class Asked:
    """An answer: ``told`` is its status, plans, count and quotations, to compare; and how long it took."""

    told: str
    milliseconds: float


class Answering:
    """A library that is asked."""

    def __init__(self, index: Path) -> None:
        from retrieval.assembly import load_encoder, open_engine
        from retrieval.settings import EMBEDDED, Settings

        started = perf_counter()
        self._engine = open_engine(Settings(index=index))
        self._opening = perf_counter() - started
        self._index, self._encoder = index, load_encoder(EMBEDDED)

    def opening(self) -> float:
        """Seconds to open the library, without imports."""
        return self._opening

    def ask(self, question: str) -> Asked:
        """The answer to a question."""
        started = perf_counter()
        answer = self._engine.ask(question)
        milliseconds = (perf_counter() - started) * 1e3
        plans = [entry.plan.id for entry in answer.plans]
        quoted = [(citation.document.id, citation.quote) for citation in answer.citations]
        return Asked(json.dumps([answer.form, answer.status, answer.count, plans, quoted]), milliseconds)

    def settled(self) -> bool:
        """Whether the vector index no longer opens beside the questions."""
        from retrieval.generations.opening import OpeningIndex

        index = self._engine.retriever().snapshot.generation.vectors
        return not isinstance(index, OpeningIndex) or index.settled

    def near(self, questions: Sequence[str]) -> float:
        """The share of the ten passages nearest to each question that the vector index gives."""
        from retrieval.assembly import WRITERS
        from retrieval.generations.folders import current_folder
        from retrieval.generations.generation import open_generation

        generation = open_generation(current_folder(self._index), WRITERS)
        found = []
        for vector in self._encoder.encode_queries(list(questions)):
            exact, _ = generation.exact.search(vector, _NEAREST)
            ids, _ = generation.vectors.search(vector, _NEAREST)
            found.append(np.isin(exact, ids).mean() if len(exact) else 1.0)
        generation.close()
        return float(np.mean(found))
