"""The student written as a model: 8-bit codes and a scale for each row, read alike by both libraries."""

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from safetensors.numpy import load_file
from sentence_transformers import SentenceTransformer
from tokenizers import Tokenizer, models, pre_tokenizers

from retrieval.adapters.embedded import MODEL_FOLDER, EmbeddedEncoder
from retrieval.encoder.training.export import quantise, save_model

WORDS = ("<unk>", "school", "water", "wind", "werk")
TEXTS = ["water", "wind werk", "school school water", "niets", ""]


@pytest.fixture
def table() -> NDArray[np.float32]:
    drawn = np.random.default_rng(1).normal(scale=[[1], [1e-3], [1], [0.05], [30]], size=(len(WORDS), 16))
    drawn[0] = 0.0
    return drawn.astype(np.float32)


@pytest.fixture
def tokenizer() -> Tokenizer:
    made = Tokenizer(models.WordLevel({word: row for row, word in enumerate(WORDS)}, unk_token=WORDS[0]))
    made.pre_tokenizer = pre_tokenizers.Whitespace()
    return made


def test_every_value_is_within_half_a_scale(table: NDArray[np.float32]) -> None:
    codes, scales = quantise(table)
    assert (np.abs(codes * scales[:, None] - table) <= 0.50001 * scales[:, None]).all()


def test_the_largest_value_of_a_row_has_the_largest_code(table: NDArray[np.float32]) -> None:
    codes, _ = quantise(table)
    assert codes.dtype == np.int8
    assert np.abs(codes.astype(int)).max(axis=1).tolist() == [0, 127, 127, 127, 127]


def test_halfway_goes_to_the_even_code_on_both_sides_of_zero() -> None:
    codes, scales = quantise(np.array([[127, 0.5, 1.5, 2.5, -0.5, -1.5, -2.5, -127]], dtype=np.float32))
    assert codes.tolist() == [[127, 0, 2, 2, 0, -2, -2, -127]]
    assert scales.tolist() == [1.0]


def test_zeros_stay_zero() -> None:
    codes, scales = quantise(np.zeros((2, 3), dtype=np.float32))
    assert not codes.any()
    assert not scales.any()


def test_both_libraries_read_the_same_vectors(table: NDArray[np.float32], tokenizer: Tokenizer, tmp_path: Path) -> None:
    save_model(tokenizer, table, tmp_path / "model")
    expected = SentenceTransformer(str(tmp_path / "model"), device="cpu", local_files_only=True).encode(TEXTS)
    vectors = EmbeddedEncoder(tmp_path / "model").encode_passages(TEXTS)
    np.testing.assert_allclose(vectors, expected, atol=1e-6)
    assert not vectors[-2:].any()
    sums = np.array([table[2], table[3] + table[4], 2 * table[1] + table[2]])
    lengths = np.linalg.norm(sums, axis=1, keepdims=True)
    np.testing.assert_allclose(vectors[:3], sums / lengths, atol=0.01)


def test_the_same_vectors_give_the_same_files(table: NDArray[np.float32], tokenizer: Tokenizer, tmp_path: Path) -> None:
    for name in ("first", "second"):
        save_model(tokenizer, table, tmp_path / name)
    files = [file.relative_to(tmp_path / "first") for file in (tmp_path / "first").rglob("*") if file.is_file()]
    assert Path("model.safetensors") in files
    for file in files:
        assert (tmp_path / "first" / file).read_bytes() == (tmp_path / "second" / file).read_bytes()


def test_the_shipped_model_is_written_this_way() -> None:
    stored = load_file(MODEL_FOLDER / "model.safetensors")
    assert sorted(stored) == ["embeddings", "weights"]
    codes, scales = quantise(stored["embeddings"] * stored["weights"][:, None])
    assert np.array_equal(codes, stored["embeddings"])
    np.testing.assert_allclose(scales, stored["weights"], rtol=1e-6)
