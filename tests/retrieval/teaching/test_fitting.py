"""Fitting a classifier to labelled texts."""

from __future__ import annotations

from retrieval.teaching.fitting import Labelled, cross_validated, fit
from retrieval.understanding.learned.classifier import Classifier, Described
from tests.fakes import HashEncoder

ENCODER = HashEncoder()


def labelled(text: str, label: str, writer: str = "a", weight: float = 1.0) -> Labelled:
    return Labelled(Described(frozenset(text.split()), text), label, writer, weight)


EXAMPLES = [
    labelled(f"{word} {noun}", label, writer)
    for word, label in (("welke", "list"), ("hoeveel", "count"), ("wie", "fact"))
    for writer, noun in zip("abcd", ("plannen", "consortia", "projecten", "scholen"), strict=True)
]


def best(examples: list[Labelled], text: str) -> str:
    return Classifier(fit(examples, ENCODER), ENCODER).ranked(labelled(text, "").described)[0].label


def test_what_is_learned_tells_texts_apart_that_were_not_seen() -> None:
    assert [best(EXAMPLES, f"{word} clubs") for word in ("welke", "hoeveel", "wie")] == ["list", "count", "fact"]


def test_features_of_one_text_alone_are_left_out() -> None:
    weights = fit([*EXAMPLES, labelled("zeldzaam", "fact")], ENCODER)
    assert "welke" in weights.features and "zeldzaam" not in weights.features


def test_the_encoder_is_remembered() -> None:
    assert fit(EXAMPLES, ENCODER).encoder == ENCODER.identity


def test_learning_again_gives_the_same_weights() -> None:
    one, two = fit(EXAMPLES, ENCODER), fit(EXAMPLES, ENCODER)
    assert (one.sparse == two.sparse).all() and (one.dense == two.dense).all() and (one.bias == two.bias).all()


def test_a_heavier_example_counts_for_more() -> None:
    torn = [*EXAMPLES, labelled("geef plannen", "fact"), labelled("geef plannen", "list", weight=9.0)]
    assert best(torn, "geef plannen") == "list"
    torn = [*EXAMPLES, labelled("geef plannen", "fact", weight=9.0), labelled("geef plannen", "list")]
    assert best(torn, "geef plannen") == "fact"


def test_each_writer_is_told_by_what_the_others_wrote() -> None:
    alone = [labelled(f"{word} iets", label, "z") for word, label in (("welke", "list"), ("hoeveel", "list"))]
    assert cross_validated([*EXAMPLES, *alone], ["z"], ENCODER).tolist() == [0.5]
