"""One ranking out of two: a per-query z-score sum of the lexical and the dense scores."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from retrieval.model import Language

# Share of the lexical leg. Dutch: measured on xquad-nl, where it beats both legs while reciprocal rank fusion loses
# to BM25 alone; an English question shares few words with Dutch text. Figures: docs/evaluation.md.
LEXICAL_SHARE: dict[Language, float] = {"nl": 0.55, "en": 0.2}


def fuse(lexical: NDArray[np.float32], dense: NDArray[np.float32], language: Language) -> NDArray[np.float32]:
    """Fused scores of the same candidates, shape (n,): z-scores of each leg, weighted and added."""
    share = LEXICAL_SHARE[language]
    return (share * _standard(lexical) + (1 - share) * _standard(dense)).astype(np.float32)


def _standard(scores: NDArray[np.float32]) -> NDArray[np.float32]:
    spread = float(scores.std()) if len(scores) else 0.0
    if spread == 0.0:
        return np.zeros_like(scores)
    return np.asarray((scores - scores.mean()) / spread, dtype=np.float32)
