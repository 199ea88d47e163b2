"""Two rankings made one."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.fusion import LEXICAL_SHARE, fuse
from retrieval.model import Language
from retrieval.ports import Scores

LANGUAGES = st.sampled_from(sorted(LEXICAL_SHARE))
# Steps that are far above the rounding of float32.
WORDS = st.integers(0, 512).map(lambda eighths: eighths / 8)
COSINES = st.integers(-64, 64).map(lambda parts: parts / 64)


def array(values: list[float]) -> Scores:
    return np.array(values, dtype=np.float32)


@st.composite
def legs(draw: st.DrawFn) -> tuple[Scores, Scores]:
    size = draw(st.integers(1, 40))
    return tuple(array(draw(st.lists(scores, min_size=size, max_size=size))) for scores in (WORDS, COSINES))  # type: ignore[return-value]


@given(legs(), LANGUAGES, st.randoms())
def test_the_order_of_the_candidates_does_not_matter(found: tuple[Scores, Scores], language: Language, random: Random) -> None:
    order = list(range(len(found[0])))
    random.shuffle(order)
    shuffled = fuse(found[0][order], found[1][order], language)
    np.testing.assert_allclose(shuffled, fuse(*found, language)[order], atol=1e-4)


@given(legs(), LANGUAGES, COSINES)
def test_a_leg_that_says_the_same_of_all_changes_nothing(found: tuple[Scores, Scores], language: Language, same: float) -> None:
    lexical, dense = found
    constant = np.full_like(lexical, same)
    assert np.array_equal(np.argsort(-fuse(lexical, constant, language), kind="stable"), np.argsort(-lexical, kind="stable"))
    assert np.array_equal(np.argsort(-fuse(constant, dense, language), kind="stable"), np.argsort(-dense, kind="stable"))


@given(legs(), LANGUAGES)
def test_higher_in_both_legs_is_never_lower(found: tuple[Scores, Scores], language: Language) -> None:
    lexical, dense = found
    fused = fuse(lexical, dense, language)
    above = (lexical[:, None] >= lexical[None, :]) & (dense[:, None] >= dense[None, :])
    assert (fused[:, None] >= fused[None, :])[above].all()


@given(LANGUAGES, st.floats(0.25, 8), st.floats(-4, 4))
def test_the_scale_of_a_leg_does_not_matter(language: Language, factor: float, offset: float) -> None:
    lexical, dense = array([0, 1, 3]), array([0.5, -0.5, 0.25])
    moved = (lexical * factor + offset).astype(np.float32)
    np.testing.assert_allclose(fuse(moved, dense, language), fuse(lexical, dense, language), atol=1e-4)


@pytest.mark.parametrize("language", sorted(LEXICAL_SHARE))
def test_one_candidate_and_none(language: Language) -> None:
    assert fuse(array([]), array([]), language).shape == (0,)
    assert fuse(array([3.0]), array([0.5]), language).tolist() == [0.0]


def test_words_weigh_more_in_a_dutch_question_than_in_an_english_one() -> None:
    words_first, meaning_first = array([1.0, 0.0]), array([0.0, 1.0])
    dutch, english = (fuse(words_first, meaning_first, language) for language in ("nl", "en"))
    assert dutch[0] > dutch[1] and english[0] < english[1]
