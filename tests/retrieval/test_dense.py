"""Exact search: of some passages as of all."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from retrieval.dense import ExactIndex

IDS = np.arange(100, 1_100, 2)


@pytest.mark.parametrize("allowed", [IDS[:1], IDS[::9], IDS[::3], IDS[1:], IDS])
def test_of_some_passages_the_nearest_are_found_whatever_their_share(allowed: Sequence[int]) -> None:
    random = np.random.default_rng(3)
    vectors, asked = random.standard_normal((len(IDS), 24), dtype=np.float32), random.standard_normal(24, dtype=np.float32)
    cosines = {int(i): float(vector @ asked) for i, vector in zip(IDS, vectors, strict=True) if i in allowed}
    found, scores = ExactIndex(IDS, vectors).search_among(asked, 10, np.array(allowed))
    assert found.tolist() == sorted(cosines, key=lambda i: -cosines[i])[:10]
    assert np.allclose(scores, sorted(cosines.values(), reverse=True)[:10], atol=1e-4)
