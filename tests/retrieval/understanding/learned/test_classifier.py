"""A linear classifier of texts."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from retrieval.adapters.embedded import EmbeddedEncoder
from retrieval.model import AnswerForm
from retrieval.understanding.dialogue.acts import ACTS
from retrieval.understanding.forms import OUTSIDE
from retrieval.understanding.learned.classifier import (
    Classifier,
    Described,
    Weights,
    read_weights,
    unlearned,
    vectors,
    write_weights,
)
from retrieval.understanding.learned.learned import ACTS_FILE, FORMS_FILE
from retrieval.understanding.talk import Talk
from tests.fakes import HashEncoder


@pytest.fixture
def weights() -> Weights:
    """Weights by which "welke" makes a list and "hoeveel" a count, whatever the words mean."""
    encoder = HashEncoder()
    return Weights(
        labels=("count", "list"),
        features=("hoeveel", "welke"),
        sparse=np.array([[2, -2], [-2, 2]], np.float16),
        dense=np.zeros((encoder.dimension, 2), np.float16),
        bias=np.array([0.0, 0.5], np.float32),
        encoder=encoder.identity,
    )


def told(weights: Weights, *features: str, bare: str = "") -> list[tuple[str, float]]:
    found = Classifier(weights, HashEncoder()).ranked(Described(frozenset(features), bare))
    return [(guess.label, guess.probability) for guess in found]


def test_what_stands_in_a_text_tells_what_it_is(weights: Weights) -> None:
    assert [label for label, _ in told(weights, "hoeveel")] == ["count", "list"]
    assert [label for label, _ in told(weights, "welke")] == ["list", "count"]


def test_what_was_never_seen_tells_nothing(weights: Weights) -> None:
    assert told(weights, "blorp") == told(weights)
    assert told(weights)[0][0] == "list"  # the more frequent one


def test_probabilities_add_up_to_one(weights: Weights) -> None:
    for features in ((), ("welke",), ("welke", "hoeveel")):
        assert sum(share for _, share in told(weights, *features)) == pytest.approx(1.0)


def test_what_a_text_means_counts(weights: Weights) -> None:
    encoder = HashEncoder()
    dense = np.stack([encoder.encode_queries(["telt"])[0] * 9, np.zeros(encoder.dimension)], axis=1).astype(np.float16)
    assert told(replace(weights, dense=dense), bare="telt")[0][0] == "count"
    assert told(replace(weights, dense=dense))[0][0] == "list"


def test_the_best_guess_says_what_spoke_for_it(weights: Weights) -> None:
    first, second = Classifier(weights, HashEncoder()).ranked(Described(frozenset({"hoeveel", "blorp"}), ""))
    assert (first.why, second.why) == (("hoeveel",), ())


def test_nothing_is_told_before_anything_was_learned() -> None:
    assert Classifier(unlearned(), HashEncoder()).ranked(Described(frozenset({"welke"}), "welke")) == ()


def test_weights_are_read_as_they_were_written(weights: Weights, tmp_path: Path) -> None:
    write_weights(weights, tmp_path / "weights.npz")
    found = read_weights(tmp_path / "weights.npz")
    assert (found.labels, found.features, found.encoder) == (weights.labels, weights.features, weights.encoder)
    for name in ("sparse", "dense", "bias"):
        assert np.array_equal(getattr(found, name), getattr(weights, name))


def test_the_same_weights_make_the_same_file(weights: Weights, tmp_path: Path) -> None:
    for name in ("one.npz", "two.npz"):
        write_weights(weights, tmp_path / name)
    assert (tmp_path / "one.npz").read_bytes() == (tmp_path / "two.npz").read_bytes()


def test_a_text_without_words_means_nothing() -> None:
    found = vectors(HashEncoder(), [Described(frozenset(), ""), Described(frozenset(), "waterstof")])
    assert not found[0].any() and found[1].any()


@pytest.mark.parametrize("file", [FORMS_FILE, ACTS_FILE])
def test_what_comes_with_the_package_was_learned_with_its_encoder(file: Path) -> None:
    # Vectors of another encoder mean nothing to these weights: after training the encoder, learn them again.
    assert read_weights(file).encoder == EmbeddedEncoder().identity


def test_what_comes_with_the_package_knows_every_label() -> None:
    assert set(read_weights(FORMS_FILE).labels) == {*AnswerForm, *Talk, OUTSIDE} - {AnswerForm.TALK}
    assert set(read_weights(ACTS_FILE).labels) == set(ACTS)
