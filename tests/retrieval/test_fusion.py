"""Two rankings made one."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.fusion import fuse, lexical_share
from retrieval.ports import Scores

# Shares that fusion is asked for: neither leg alone.
SHARES = st.floats(0.0, 1.0).map(lexical_share)
# Steps that are far above the rounding of float32.
WORDS = st.integers(0, 512).map(lambda eighths: eighths / 8)
COSINES = st.integers(-64, 64).map(lambda parts: parts / 64)


def array(values: list[float]) -> Scores:
    return np.array(values, dtype=np.float32)


@st.composite
def legs(draw: st.DrawFn) -> tuple[Scores, Scores]:
    size = draw(st.integers(1, 40))
    return tuple(array(draw(st.lists(scores, min_size=size, max_size=size))) for scores in (WORDS, COSINES))  # type: ignore[return-value]


@given(legs(), SHARES, st.randoms())
def test_the_order_of_the_candidates_does_not_matter(found: tuple[Scores, Scores], share: float, random: Random) -> None:
    order = list(range(len(found[0])))
    random.shuffle(order)
    shuffled = fuse(found[0][order], found[1][order], share)
    np.testing.assert_allclose(shuffled, fuse(*found, share)[order], atol=1e-4)


@given(legs(), SHARES, COSINES)
def test_a_leg_that_says_the_same_of_all_changes_nothing(found: tuple[Scores, Scores], share: float, same: float) -> None:
    lexical, dense = found
    constant = np.full_like(lexical, same)
    assert np.array_equal(np.argsort(-fuse(lexical, constant, share), kind="stable"), np.argsort(-lexical, kind="stable"))
    assert np.array_equal(np.argsort(-fuse(constant, dense, share), kind="stable"), np.argsort(-dense, kind="stable"))


@given(legs(), SHARES)
def test_higher_in_both_legs_is_never_lower(found: tuple[Scores, Scores], share: float) -> None:
    lexical, dense = found
    fused = fuse(lexical, dense, share)
    above = (lexical[:, None] >= lexical[None, :]) & (dense[:, None] >= dense[None, :])
    assert (fused[:, None] >= fused[None, :])[above].all()


@given(SHARES, st.floats(0.25, 8), st.floats(-4, 4))
def test_the_scale_of_a_leg_does_not_matter(share: float, factor: float, offset: float) -> None:
    lexical, dense = array([0, 1, 3]), array([0.5, -0.5, 0.25])
    moved = (lexical * factor + offset).astype(np.float32)
    np.testing.assert_allclose(fuse(moved, dense, share), fuse(lexical, dense, share), atol=1e-4)


@pytest.mark.parametrize("share", [0.0, 0.5, 1.0])
def test_one_candidate_and_none(share: float) -> None:
    assert fuse(array([]), array([]), share).shape == (0,)
    assert fuse(array([3.0]), array([0.5]), share).tolist() == [0.0]


@pytest.mark.parametrize(("share", "order"), [(0.9, [0, 1]), (0.1, [1, 0])])
def test_the_leg_with_the_greater_share_decides(share: float, order: list[int]) -> None:
    words_first, meaning_first = array([1.0, 0.0]), array([0.0, 1.0])
    assert np.argsort(-fuse(words_first, meaning_first, share)).tolist() == order


def test_equal_shares_of_opposite_legs_cancel_out() -> None:
    assert fuse(array([1.0, 0.0]), array([0.0, 1.0]), 0.5).tolist() == [0.0, 0.0]


@given(st.floats(0.0, 1.0))
def test_neither_leg_is_ever_left_out(coverage: float) -> None:
    assert 0.0 < lexical_share(coverage) < 1.0


@given(st.floats(0.0, 1.0), st.floats(0.0, 1.0))
def test_words_weigh_more_the_more_of_the_question_they_find(first: float, second: float) -> None:
    low, high = sorted((first, second))
    assert lexical_share(low) <= lexical_share(high)


def test_words_decide_when_they_find_the_whole_question_and_meaning_when_they_find_nothing() -> None:
    assert lexical_share(0.0) < 0.5 < lexical_share(1.0)
