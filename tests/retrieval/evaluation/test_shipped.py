"""The shipped test set fits the shipped library."""

from __future__ import annotations

import pytest

from retrieval.engine import Engine
from retrieval.evaluation.claims import read_claims
from retrieval.evaluation.evaluation import evaluate
from retrieval.evaluation.locating import Locator
from retrieval.evaluation.promised import broken_promises
from retrieval.evaluation.quotations import read_verdicts
from retrieval.evaluation.testset import Topic, read_testset
from retrieval.settings import CORPUS


@pytest.fixture(scope="module")
def topics() -> list[Topic]:
    return read_testset(CORPUS / "testset")


def test_every_judged_quotation_stands_in_the_documents(engine: Engine, topics: list[Topic]) -> None:
    assert sum(len(quotes) for topic in topics for quotes in topic.nuggets.values()) > 0
    assert Locator(engine, topics).missing == []


def test_plans_and_filters_that_must_be_there_can_be_named(engine: Engine, topics: list[Topic]) -> None:
    filters = {slot for topic in topics if topic.filters for slot in topic.filters.must}
    plans = {f"plan={plan}" for topic in topics if topic.plans for plan in topic.plans.must | topic.plans.may}
    for written in sorted(filters | plans):
        facet, _, value = written.replace("!=", "=").partition("=")
        value = value.replace("_", " ") if facet == "place" else value
        assert engine.filter(facet, value).value == value


def test_what_was_promised_holds(engine: Engine, topics: list[Topic]) -> None:
    found = evaluate(engine, topics, read_verdicts(CORPUS / "testset"), read_claims(CORPUS / "testset"))
    assert broken_promises(found, CORPUS / "testset") == []
    assert found.unlocated == 0
