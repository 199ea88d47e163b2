"""Measures against values worked out by hand."""

from __future__ import annotations

from dataclasses import replace
from math import log2
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.evaluation import measures
from retrieval.evaluation.measures import Score, score
from retrieval.evaluation.testset import Topic
from retrieval.model import AnswerForm, AnswerStatus, Filter
from tests.retrieval.evaluation.making import answered, judged, nugget, ranked, topic

TWO = topic("two", nuggets={"a": nugget(("gids", "A")), "b": nugget(("gids", "B"))})
REFUSED = (AnswerStatus.NO_EVIDENCE, AnswerStatus.OUT_OF_SCOPE)


def ndcg(*places: int, judged: int) -> float:
    """nDCG of binary judgements with finds at ``places`` (from 1)."""
    return sum(1 / log2(1 + place) for place in places) / sum(1 / log2(1 + place) for place in range(1, judged + 1))


@pytest.mark.parametrize(
    ("items", "recall", "gain", "reciprocal"),
    [
        ("a b", 1.0, 1.0, 1.0),
        ("x a y b", 1.0, ndcg(2, 4, judged=2), 1 / 2),
        ("x y z v w a b", 0.0, ndcg(6, 7, judged=2), 1 / 6),
        ("x y z v b a", 0.5, ndcg(5, 6, judged=2), 1 / 5),
        ("1 2 3 4 5 6 7 8 9 10 a", 0.0, 0.0, 1 / 11),
        ("x y", 0.0, 0.0, 0.0),
        ("", 0.0, 0.0, 0.0),
    ],
)
def test_rankings_of_nuggets(items: str, recall: float, gain: float, reciprocal: float) -> None:
    values = measures.ranking_values([ranked(TWO, items)])
    assert values["recall@5"] == {"two": pytest.approx(recall)}
    assert values["nDCG@10"] == {"two": pytest.approx(gain)}
    assert values["MRR"] == {"two": pytest.approx(reciprocal)}


def test_a_document_counts_by_its_grade() -> None:
    graded = topic("g", documents={"good": 2, "fair": 1, "bad": 0})
    values = measures.ranking_values([ranked(graded, "bad fair good")])
    assert values["nDCG@10"]["g"] == pytest.approx((1 / log2(3) + 2 / log2(4)) / (2 / log2(2) + 1 / log2(3)))
    assert (values["recall@5"]["g"], values["MRR"]["g"]) == (1.0, 0.5)


def test_a_topic_without_hits_beside_one_with_them_counts_as_zero() -> None:
    one = topic("one", nuggets={"c": nugget(("gids", "C"))})
    values = measures.ranking_values([ranked(TWO, ""), ranked(one, "c")])
    assert values["recall@5"] == {"two": 0.0, "one": 1.0}


def test_nothing_ranked_has_no_values() -> None:
    assert measures.ranking_values([]) == {"recall@5": {}, "nDCG@10": {}, "MRR": {}}


@pytest.mark.parametrize(
    ("found", "recall", "precision", "exact"),
    [
        ("a b", 1.0, 1.0, 1.0),
        ("a b c", 1.0, 1.0, 1.0),
        ("a", 0.5, 1.0, 0.0),
        ("a b x", 1.0, 2 / 3, 0.0),
        ("a c x y", 0.5, 0.5, 0.0),
        ("x", 0.0, 0.0, 0.0),
        ("", 0.0, 0.0, 0.0),
    ],
)
@pytest.mark.parametrize("kind", ["list", "count"])
def test_sets_of_plans(kind: str, found: str, recall: float, precision: float, exact: float) -> None:
    own = answered(topic(kind=kind, plans=judged("a b", may="c")), found)
    values = measures.list_values([own])
    assert values == {"list recall": {"t": recall}, "list precision": {"t": precision}, "exact count": {"t": exact}}


def test_a_right_set_with_another_count_is_not_exact() -> None:
    own = answered(topic(kind="count", plans=judged("a b")), "a b", count=3)
    assert measures.list_values([own])["exact count"] == {"t": 0.0}


def test_only_lists_and_counts_are_measured_by_their_plans() -> None:
    others = [answered(topic(kind=kind, plans=judged("a")), "a") for kind in ("training", "organisation", "fact")]
    values = measures.list_values([*others, answered(topic(kind="list"), "a")])
    assert not any(values.values())


def place(name: str, *, negated: bool = False) -> Filter:
    return Filter("place", name, name, negated=negated)


@pytest.mark.parametrize(
    ("filters", "value"),
    [
        ([place("Zwolle"), place("Den Haag", negated=True)], 1.0),
        ([place("Zwolle"), place("Den Haag", negated=True), place("Arnhem")], 1.0),
        ([place("Zwolle")], 2 / 3),
        ([place("Zwolle"), place("Den Haag")], 1 / 2),
        ([place("Hengelo")], 0.0),
        ([], 0.0),
    ],
    ids=["all", "and what may", "one missed", "one not denied", "wrong", "none"],
)
def test_filters_by_f1(filters: list[Filter], value: float) -> None:
    wanted = judged("place=Zwolle place!=Den_Haag", may="place=Arnhem")
    assert measures.slot_values([answered(topic(filters=wanted), filters=filters)]) == {"slot F1": {"t": pytest.approx(value)}}


def test_where_a_filter_only_may_be_read_none_is_as_good() -> None:
    topics = [topic("with", filters=judged(may="place=Zwolle")), topic("without", filters=judged(may="place=Zwolle"))]
    values = measures.slot_values([answered(topics[0], filters=[place("Zwolle")]), answered(topics[1])])
    assert values == {"slot F1": {"with": 1.0, "without": 1.0}}


def test_filters_that_nobody_judged_are_not_measured() -> None:
    assert measures.slot_values([answered(topic(), filters=[place("Zwolle")])]) == {"slot F1": {}}


@pytest.mark.parametrize("status", AnswerStatus)
def test_a_refusal_is_right_where_nothing_can_be_answered_and_wrong_elsewhere(status: AnswerStatus) -> None:
    topics = [topic("no", kind="unanswerable"), topic("yes")]
    values = measures.answer_values(answered(own, status=status) for own in topics)
    refused = float(status in REFUSED)
    assert (values["right refusals"], values["wrong refusals"]) == ({"no": refused}, {"yes": refused})


@pytest.mark.parametrize(("nuggets", "given"), [("a b", 1.0), ("a b c", 1.0), ("a", 0.0), ("", 0.0)])
def test_an_answer_is_given_when_all_of_it_is(nuggets: str, given: float) -> None:
    assert measures.answer_values([answered(TWO, nuggets=nuggets)])["answers given"] == {"two": given}


def test_what_only_comes_near_is_shown_and_not_given() -> None:
    values = measures.answer_values([answered(TWO, nuggets="a b", status=AnswerStatus.NO_EVIDENCE)])
    assert (values["answers given"], values["answers shown"]) == ({"two": 0.0}, {"two": 1.0})


def test_answers_without_judged_quotations_are_not_measured() -> None:
    assert measures.answer_values([answered(topic(kind="list"))])["answers given"] == {}


@pytest.mark.parametrize(
    ("filters", "value"),
    [
        ([place("Zwolle")], 1.0),
        ([place("Zwolle"), place("Arnhem")], 1.0),
        ([place("Zwolle"), place("Hengelo")], 0.0),
        ([place("Arnhem")], 0.0),
        ([], 0.0),
    ],
    ids=["all", "and what may", "one too many", "one missed", "none"],
)
def test_what_is_carried_on_is_right_when_it_is_all_and_no_more(filters: list[Filter], value: float) -> None:
    turn = topic(kind="followup", filters=judged("place=Zwolle", may="place=Arnhem"))
    assert measures.conversation_values([answered(turn, filters=filters)])["carried state"] == {"t": value}


def test_further_turns_are_measured_apart() -> None:
    more: dict[str, Any] = {"plans": judged("a b"), "nuggets": TWO.nuggets, "filters": judged("place=Zwolle")}
    turns = [topic(form, "followup", form=form, **more) for form in ("list", "fact")]
    asked = [answered(own, "a", nuggets="a b") for own in (*turns, topic("first", "list", **more))]
    found = measures.conversation_values(asked)
    assert (found["turn list recall"], found["turn list precision"]) == ({"list": 0.5}, {"list": 1.0})
    assert found["turn exact count"] == {"list": 0.0}
    assert found["turn answers given"] == {"list": 1.0, "fact": 1.0}
    assert set(found["carried state"]) == {"list", "fact"}
    assert [set(own) for own in measures.answer_values(asked).values()] == [set(), *([{"first"}] * 3)]
    assert set(measures.list_values(asked)["list recall"]) == set(measures.slot_values(asked)["slot F1"]) == {"first"}


@pytest.mark.parametrize(
    ("asked", "status", "value"),
    [
        (topic(), "answered", 1.0),
        (topic(), "partly_answered", 1.0),
        (topic(), "no_evidence", 0.0),
        (topic(kind="unanswerable", reason="outside"), "out_of_scope", 1.0),
        (topic(kind="unanswerable", reason="outside"), "no_evidence", 0.0),
        (topic(kind="unanswerable", reason="nowhere"), "no_evidence", 1.0),
        (topic(kind="ambiguous", status="needs_clarification"), "needs_clarification", 1.0),
        (topic(kind="ambiguous", status="needs_clarification"), "answered", 0.0),
        (topic(kind="followup", status="partly_answered"), "answered", 1.0),
    ],
)
def test_a_status_is_right_by_what_was_judged_or_by_the_kind(asked: Topic, status: str, value: float) -> None:
    assert measures.form_values([answered(asked, status=AnswerStatus(status))])["status"] == {"t": value}


def test_a_further_turn_without_a_judged_status_is_not_measured_by_it() -> None:
    assert measures.form_values([answered(topic(kind="followup"))])["status"] == {}


@pytest.mark.parametrize("judged_form", AnswerForm)
@pytest.mark.parametrize("form", AnswerForm)
def test_a_form_is_right_when_it_is_the_one_that_was_judged(form: AnswerForm, judged_form: AnswerForm) -> None:
    # What there is for somebody is a list as well.
    right = form is judged_form or (form, judged_form) == (AnswerForm.OPPORTUNITY, AnswerForm.LIST)
    asked = [answered(topic(form=str(judged_form)), form=form), answered(topic("unjudged"), form=form)]
    assert measures.form_values(asked)["form"] == {"t": float(right)}


def test_quotations_are_verified_when_all_of_an_answer_are() -> None:
    given = {"all": (True, True), "some": (True, False), "none": ()}
    asked = [replace(answered(topic(name)), verified=verified) for name, verified in given.items()]
    assert measures.form_values(asked)["quotations verified"] == {"all": 1.0, "some": 0.0}


def test_a_mean_has_an_interval_that_holds_it() -> None:
    found = score([0.0, 0.0, 1.0, 1.0, 1.0])
    assert found is not None
    assert (found.value, found.n) == (pytest.approx(0.6), 5)
    assert 0.0 <= found.low < 0.6 < found.high <= 1.0


def test_the_interval_is_what_resampling_gives() -> None:
    values = np.repeat([0.0, 1.0], 50)
    found = score(values.tolist())
    # 1.96 times the standard error of a share of one half of a hundred.
    assert found is not None
    assert (found.low, found.high) == (pytest.approx(0.402, abs=0.015), pytest.approx(0.598, abs=0.015))


@pytest.mark.parametrize(("values", "mean"), [([0.5], 0.5), ([1.0, 1.0, 1.0], 1.0)])
def test_equal_values_have_no_width(values: list[float], mean: float) -> None:
    assert score(values) == Score(mean, mean, mean, len(values))


def test_nothing_has_no_mean() -> None:
    assert score([]) is None


@given(st.lists(st.floats(0, 1), min_size=1, max_size=12))
def test_every_interval_holds_its_mean_and_is_reproducible(values: list[float]) -> None:
    found = score(values)
    assert found is not None and found == score(values)
    assert found.low - 1e-9 <= found.value <= found.high + 1e-9
    assert min(values) - 1e-9 <= found.low and found.high <= max(values) + 1e-9


def test_scores_are_over_the_topics_chosen_and_without_empty_measures() -> None:
    values = {"one": {"a": 1.0, "b": 0.0}, "two": {"b": 0.5}, "three": {}}
    assert {name: own.value for name, own in measures.scores(values).items()} == {"one": 0.5, "two": 0.5}
    assert {name: own.value for name, own in measures.scores(values, "a".__eq__).items()} == {"one": 1.0}
