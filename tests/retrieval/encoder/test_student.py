"""The student: fitted to the teacher's vectors, the same every time."""

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray
from tokenizers import Tokenizer, models, pre_tokenizers

from retrieval.encoder.training.student import Recipe, TokenisedTexts, train_student
from retrieval.encoder.training.teacher import reduce_dimension

ENGLISH, DUTCH = ("school", "water", "wind", "work"), ("onderwijs", "vocht", "lucht", "arbeid")
SMALL = Recipe(epochs=100, learning_rate=0.02, rare_share=1.0)
VARIANTS = {
    "shipped": SMALL,
    "weights as they start": replace(SMALL, learn_weights=False),
    "dropout": replace(SMALL, dropout=0.1),
    "average": replace(SMALL, averaged_epochs=3),
    "no translation": replace(SMALL, translation_share=0.0),
}


def _fit(recipe: Recipe) -> NDArray[np.float32]:
    vocabulary = {word: row for row, word in enumerate(("<unk>", *ENGLISH, *DUTCH))}
    tokenizer = Tokenizer(models.WordLevel(vocabulary, unk_token="<unk>"))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    sides = [TokenisedTexts.of(tokenizer, texts) for texts in (ENGLISH, DUTCH)]
    return train_student(sides, np.eye(4, dtype=np.float32), len(vocabulary), recipe)


@pytest.mark.parametrize("variant", VARIANTS)
def test_both_languages_land_nearest_to_the_vector_of_the_teacher(variant: str) -> None:
    table = _fit(VARIANTS[variant])
    assert table[1:].argmax(axis=1).tolist() == [0, 1, 2, 3, 0, 1, 2, 3]
    assert not table[0].any()


def test_the_same_seed_gives_the_same_vectors() -> None:
    first, same, other = _fit(Recipe(epochs=2)), _fit(Recipe(epochs=2)), _fit(Recipe(epochs=2, seed=2))
    assert np.array_equal(first, same)
    assert not np.array_equal(first, other)


def test_fewer_dimensions_keep_what_is_near() -> None:
    vectors = np.array([[1, 0.1, 0], [1, -0.1, 0], [0, 0, 1]], dtype=np.float32)
    reduced = reduce_dimension(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), 2)
    assert reduced.shape == (3, 2)
    assert reduced[0] @ reduced[1] == pytest.approx(1, abs=1e-3)
    assert reduced[0] @ reduced[2] == pytest.approx(0, abs=1e-3)
