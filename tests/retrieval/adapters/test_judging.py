"""A judge of entailment, with small real models."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from sentence_transformers import CrossEncoder

from retrieval.adapters.judging import CrossEncoderJudge
from retrieval.adapters.loading import load_judge
from retrieval.errors import JudgeNotHere, JudgeUnavailable, JudgeUnfit
from retrieval.texts import load_texts
from tests.retrieval.adapters import tiny

LABELS = ("contradiction", "Entailment", "neutral")
PREMISES, CLAIM = "het plan voor waterstof is van de school", "de school is met waterstof"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny.save_cross_encoder(tmp_path_factory.mktemp("judges") / "nli", labels=LABELS)


def test_the_probability_is_that_of_the_label_called_entailment(folder: Path) -> None:
    scores = np.asarray(CrossEncoder(str(folder), device="cpu").predict([(PREMISES, CLAIM)]))[0]
    expected = np.exp(scores[1]) / np.exp(scores).sum()
    assert load_judge(str(folder)).entails(PREMISES, CLAIM) == pytest.approx(expected, abs=1e-5)


def test_what_is_claimed_and_what_it_rests_on_are_not_the_same(folder: Path) -> None:
    judge = CrossEncoderJudge(str(folder))
    assert judge.entails(PREMISES, CLAIM) != pytest.approx(judge.entails(CLAIM, PREMISES), abs=1e-4)
    assert judge.identity.startswith("nli-") and judge.identity == CrossEncoderJudge(str(folder)).identity


@pytest.mark.parametrize("text", ["", "\ud800", "wind " * 500])
def test_any_text_is_judged(folder: Path, text: str) -> None:
    judge = CrossEncoderJudge(str(folder))
    assert 0 <= judge.entails(text, CLAIM) <= 1
    assert 0 <= judge.entails(PREMISES, text) <= 1


@pytest.mark.parametrize(
    "labels",
    [1, 3, ("entailment", "not_entailment"), ("positive", "neutral", "negative")],
    ids=["score", "unnamed", "two", "mood"],
)
def test_a_model_that_judges_something_else_is_refused(tmp_path: Path, labels: int | tuple[str, ...]) -> None:
    folder = str(tiny.save_cross_encoder(tmp_path / "other", labels=labels))
    with pytest.raises(JudgeUnfit) as refused:
        CrossEncoderJudge(folder)
    assert all(folder in load_texts(language).error(refused.value) for language in ("nl", "en"))


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(JudgeUnavailable, match="no such folder"):
        CrossEncoderJudge(str(tmp_path / "nothing"))


def test_a_name_that_has_to_be_downloaded(cache: Path, no_network: list[str]) -> None:  # noqa: ARG001  # an empty cache
    with pytest.raises(JudgeNotHere) as failed:
        CrossEncoderJudge("some/nli-model")
    assert failed.value.facts["model"] == "some/nli-model" and no_network
