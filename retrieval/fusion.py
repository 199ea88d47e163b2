"""One ranking out of two: a per-query z-score sum of the lexical and the dense scores."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

# Share of the lexical leg: from the least, when no passage holds a word of the question (an English question over Dutch
# text), to the sum of both, when one passage holds them all. One rule for both languages; on xquad-nl and on our own
# development half it is as good as a share chosen for each language apart. Figures: docs/evaluation.md.
_LEAST, _MORE = 0.1, 0.6


def lexical_share(coverage: float) -> float:
    """What the lexical leg weighs, by the share of the question (0 to 1) that the best lexical hits hold."""
    return _LEAST + _MORE * coverage


def fuse(lexical: NDArray[np.float32], dense: NDArray[np.float32], share: float) -> NDArray[np.float32]:
    """Fused scores of the same candidates, shape (n,): z-scores of each leg, weighted by ``share`` and the rest, and added."""
    return (share * _standard(lexical) + (1 - share) * _standard(dense)).astype(np.float32)


def _standard(scores: NDArray[np.float32]) -> NDArray[np.float32]:
    spread = float(scores.std()) if len(scores) else 0.0
    if spread == 0.0:
        return np.zeros_like(scores)
    return np.asarray((scores - scores.mean()) / spread, dtype=np.float32)
