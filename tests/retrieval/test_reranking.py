"""The second look at the best candidates."""

from __future__ import annotations

import numpy as np
import pytest

from retrieval.coverage import Weighted
from retrieval.dutch import stem
from retrieval.model import Passage
from retrieval.reranking import RERANKED, rerank
from retrieval.search import Candidates
from tests.fakes import HashEncoder

QUERY = "budget waterstof"
ASKED = [Weighted((frozenset({stem(word)}),), 1.0) for word in QUERY.split()]


def candidates(texts: list[str], scores: list[float]) -> tuple[Candidates, dict[int, Passage]]:
    ids = np.arange(1, len(texts) + 1, dtype=np.int64)
    passages = {i: Passage(i, 1, 1, 0, len(text), text, (), "nl", ()) for i, text in enumerate(texts, start=1)}
    legs = np.array(scores, dtype=np.float32)
    return Candidates(ids, legs, legs * 2, legs * 3, {}), passages


def order(texts: list[str], scores: list[float]) -> list[int]:
    return rerank(*candidates(texts, scores), ASKED, QUERY, HashEncoder()).ids.tolist()


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
    again = rerank(found, passages, ASKED, QUERY, HashEncoder())
    assert (np.diff(again.fused) <= 0).all()
    before = dict(zip(found.ids.tolist(), zip(found.lexical.tolist(), found.dense.tolist(), strict=True), strict=True))
    assert all(before[i] == (w, d) for i, w, d in zip(again.ids, again.lexical, again.dense, strict=True))


@pytest.mark.parametrize("texts", [[], ["..."]])
def test_nothing_to_look_at_is_no_mistake(texts: list[str]) -> None:
    assert len(order(texts, [0.0] * len(texts))) == len(texts)
