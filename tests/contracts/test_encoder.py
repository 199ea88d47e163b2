"""What every ``Encoder`` does."""

from __future__ import annotations

import numpy as np
import pytest

from retrieval.adapters.embedded import EmbeddedEncoder
from retrieval.ports import Encoder
from tests.fakes import HashEncoder

TEXTS = [
    "Welke pps werkt aan waterstof?",
    "Which partnership works on hydrogen?",
    "één coöperatie",
    "x" * 5_000,
    "regel een\nregel twee",
    "nul\x00teken \u00ad\u200b",
    "",
    " \n",
    "🤖 日本",
    "...",
]


@pytest.fixture(scope="module", params=[HashEncoder, EmbeddedEncoder])
def encoder(request: pytest.FixtureRequest) -> Encoder:
    made: Encoder = request.param()
    return made


@pytest.fixture(params=["encode_queries", "encode_passages"])
def side(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_a_text_has_one_vector_of_the_dimension(encoder: Encoder, side: str) -> None:
    vectors = getattr(encoder, side)(TEXTS)
    assert vectors.shape == (len(TEXTS), encoder.dimension)
    assert vectors.dtype == np.float32


def test_vectors_are_of_unit_length_or_zero(encoder: Encoder, side: str) -> None:
    lengths = np.linalg.norm(getattr(encoder, side)(TEXTS), axis=1)
    assert np.isfinite(lengths).all()
    assert (np.isclose(lengths, 1, atol=1e-5) | (lengths == 0)).all()
    assert np.isclose(lengths[:3], 1, atol=1e-5).all()
    assert lengths[TEXTS.index("")] == lengths[TEXTS.index(" \n")] == 0


def test_same_text_has_the_same_vector_alone_among_others_and_anew(encoder: Encoder, side: str) -> None:
    together = getattr(encoder, side)(TEXTS * 30)
    alone = np.vstack([getattr(encoder, side)([text]) for text in TEXTS])
    assert np.array_equal(together[-len(TEXTS) :], alone)
    assert np.array_equal(getattr(type(encoder)(), side)(TEXTS), alone)


def test_no_texts_have_no_vectors(encoder: Encoder, side: str) -> None:
    vectors = getattr(encoder, side)([])
    assert vectors.shape == (0, encoder.dimension)
    assert vectors.dtype == np.float32


def test_texts_that_share_words_are_nearer_than_texts_that_do_not(encoder: Encoder) -> None:
    question = encoder.encode_queries(["scholing voor waterstof"])[0]
    near, far = encoder.encode_passages(["Het plan biedt scholing voor waterstof.", "De boot vaart langs het eiland."]) @ question
    assert near > far


def test_identity_is_the_same_anew(encoder: Encoder) -> None:
    assert encoder.identity == type(encoder)().identity != ""
