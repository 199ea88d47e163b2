"""The second look at the best candidates."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pytest

from retrieval.alignment import Aligner
from retrieval.coverage import Weighted
from retrieval.dutch import stem
from retrieval.model import Passage
from retrieval.reranking import RERANKED, WEIGHTS, features, rerank
from retrieval.search import ALL_STAGES, Candidates, Stage
from tests.fakes import HashEncoder

QUERY = "budget waterstof"
ASKED = [Weighted((frozenset({stem(word)}),), 1.0, (word,)) for word in QUERY.split()]
NO_TITLES: Mapping[int, str] = {}
ALIGNER = Aligner(HashEncoder(dimension=4096))


def passage(number: int, text: str, *heading: str) -> Passage:
    return Passage(number, number, 1, 0, len(text), text, heading, "nl", ())


def candidates(texts: list[str], scores: list[float]) -> tuple[Candidates, dict[int, Passage]]:
    ids = np.arange(1, len(texts) + 1, dtype=np.int64)
    passages = {i: passage(i, text) for i, text in enumerate(texts, start=1)}
    legs = np.array(scores, dtype=np.float32)
    return Candidates(ids, legs, legs * 2, legs * 3, {}), passages


def looked(texts: list[str], scores: list[float], stages: frozenset[Stage] = ALL_STAGES) -> Candidates:
    found, passages = candidates(texts, scores)
    return rerank(found, passages, NO_TITLES, ASKED, QUERY, ALIGNER, stages)


def order(texts: list[str], scores: list[float]) -> list[int]:
    return looked(texts, scores).ids.tolist()


def test_a_sentence_that_holds_the_question_goes_before_words_that_are_scattered() -> None:
    scattered = "Het budget is klein. De zon schijnt. Er is ook waterstof."
    assert order([scattered, "Het budget voor waterstof is groot."], [0.1, 0.0]) == [2, 1]


def test_a_much_better_candidate_stays_first() -> None:
    assert order(["Iets anders.", "Het budget voor waterstof."], [50.0, 0.0]) == [1, 2]


def test_what_got_no_second_look_stays_behind_in_its_order() -> None:
    texts = ["Iets anders."] * RERANKED + ["Het budget voor waterstof."] * 2
    found = order(texts, [float(-i) for i in range(len(texts))])
    assert found[RERANKED:] == [RERANKED + 1, RERANKED + 2]


def test_scores_fall_and_each_leg_stays_with_its_passage() -> None:
    found, passages = candidates(["Iets.", "Het budget.", "Budget voor waterstof."], [3.0, 2.0, 1.0])
    again = rerank(found, passages, NO_TITLES, ASKED, QUERY, ALIGNER, ALL_STAGES)
    assert (np.diff(again.fused) <= 0).all()
    before = dict(zip(found.ids.tolist(), zip(found.lexical.tolist(), found.dense.tolist(), strict=True), strict=True))
    assert all(before[i] == (w, d) for i, w, d in zip(again.ids, again.lexical, again.dense, strict=True))


@pytest.mark.parametrize("texts", [[], ["..."]])
def test_nothing_to_look_at_is_no_mistake(texts: list[str]) -> None:
    assert len(order(texts, [0.0] * len(texts))) == len(texts)


def values(text: str, *heading: str, title: str = "") -> dict[str, float]:
    found = features([passage(1, text, *heading)], {1: title}, ASKED, QUERY, ALIGNER)
    return {name: float(value[0]) for name, value in found.items()}


def test_every_feature_has_a_weight_and_lies_between_nothing_and_one() -> None:
    for text in ("", "Iets anders.", "Het budget voor waterstof.", "Het budget. De waterstof."):
        found = values(text, "Waterstof", title="Budget")
        assert set(found) == set(WEIGHTS)
        assert all(-1e-6 <= value <= 1 + 1e-6 for value in found.values())


def test_each_feature_looks_at_its_own_part_of_the_passage() -> None:
    apart = values("Het budget is klein. De waterstof stroomt.")
    assert apart["passage_words"] == 1.0 and apart["sentence_words"] == pytest.approx(0.5)


def test_a_heading_and_a_title_count_in_the_alignment() -> None:
    bare, headed, titled = values("Iets."), values("Iets.", "Budget"), values("Iets.", title="Waterstof")
    assert bare["alignment"] == 0.0
    assert headed["alignment"] == pytest.approx(0.5) and titled["alignment"] == pytest.approx(0.5)


@pytest.mark.parametrize(
    ("stage", "names"),
    [
        (Stage.SENTENCES, ["sentence_words", "sentence_meaning"]),
        (Stage.ALIGNMENT, ["alignment"]),
    ],
)
def test_a_stage_left_out_takes_away_what_its_features_gave(stage: Stage, names: list[str]) -> None:
    text = "Het budget voor waterstof is groot."
    with_all, without = looked([text], [0.0]), looked([text], [0.0], ALL_STAGES - {stage})
    expected = sum(WEIGHTS[name] * values(text)[name] for name in names)
    assert with_all.fused[0] - without.fused[0] == pytest.approx(expected, abs=1e-4)
