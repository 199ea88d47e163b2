"""An evaluation holds the scores of each half, kind, language and stage, and of nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from retrieval.engine import Engine
from retrieval.evaluation.evaluation import Evaluation, evaluate, variants
from retrieval.evaluation.measures import RANKING
from retrieval.evaluation.testset import Topic, read_testset
from retrieval.search import ALL_STAGES, Stage
from tests.retrieval.evaluation.making import nugget, topic


@pytest.fixture(scope="module")
def topics(small_testset: Path) -> list[Topic]:
    return read_testset(small_testset)


@pytest.fixture(scope="module")
def found(small_engine: Engine, topics: list[Topic]) -> Evaluation:
    return evaluate(small_engine, topics, {})


def counted(found: Evaluation, half: str) -> dict[str, int]:
    """How many topics each measure is the mean of."""
    return {name: own.n for name, own in found.halves[half].items()}


def test_each_half_is_measured_by_itself(found: Evaluation) -> None:
    ranking = dict.fromkeys(RANKING, 2)
    lists = dict.fromkeys(["list recall", "list precision", "exact count"], 1)
    answers = {"right refusals": 1, "wrong refusals": 3, "status": 5, "quotations verified": 4}
    answers |= {"answers given": 2, "answers shown": 2}
    turns = {"carried state": 1, "turn answers given": 1, "form": 1}
    assert counted(found, "development") == {**ranking, **lists, "slot F1": 2, **answers, **turns}
    reported = {"right refusals": 1, "wrong refusals": 2, "status": 3, "quotations verified": 2}
    reported |= {"answers given": 1, "answers shown": 1}
    assert counted(found, "reported") == {**dict.fromkeys(RANKING, 1), **lists, **reported}


def test_kinds_languages_users_and_tags_are_measured_by_half(found: Evaluation) -> None:
    assert list(found.kinds["development"]) == ["en", "fact", "followup", "keywords", "list", "mkb", "nl", "unanswerable"]
    assert list(found.kinds["reported"]) == ["fact", "list", "mkb", "nl", "student", "unanswerable"]
    assert found.kinds["development"]["fact"]["recall@5"].n == 2
    assert list(found.kinds["development"]["unanswerable"]) == ["right refusals", "status"]


def test_a_further_turn_is_measured_within_its_dialogue(found: Evaluation) -> None:
    own = found.kinds["development"]["followup"]
    measured = ["carried state", "turn answers given", "status", "form", "quotations verified"]
    assert {name: value.value for name, value in own.items()} == dict.fromkeys(measured, 1.0)


def test_translations_are_compared_with_what_they_translate(found: Evaluation) -> None:
    assert list(found.translations) == ["development"]
    english, dutch = found.translations["development"]["recall@5"]
    assert (english.n, dutch.n) == (1, 1)
    assert "list recall" not in found.translations["development"]


def test_the_index_is_described(found: Evaluation, small_engine: Engine) -> None:
    assert found.index == {
        "documents": 2,
        "plans": 1,
        "passages": small_engine.coverage().passages,
        "unreadable_pages": 0,
        "fingerprint": small_engine.fingerprint(),
    }
    assert (found.unlocated, found.quotations, found.stages) == (0, None, {})
    assert found.query_ms > 0


def test_quotations_that_stand_nowhere_are_counted(small_engine: Engine) -> None:
    lost = topic(nuggets={"n": nugget(("delta", "Dit staat er niet."), ("weg", "Delta"))})
    assert evaluate(small_engine, [lost], {}).unlocated == 2


def test_judged_quotations_are_looked_for_among_those_shown(small_engine: Engine, topics: list[Topic]) -> None:
    quote = "Delta Werkt ontvangt € 4,2 miljoen uit het fonds."
    verdicts = {("f1", "", quote): True, ("f2", "", "Iets anders."): False}
    quotations = evaluate(small_engine, topics, verdicts).quotations
    assert quotations is not None and (quotations.value, quotations.n) == (1.0, 1)


def test_a_set_judged_by_document_is_searched_and_not_asked(small_engine: Engine) -> None:
    judged = topic("queries:1", "queries", "waterstof", language="", documents={"delta": 1})
    found = evaluate(small_engine, [judged], {}, stages=True)
    assert list(found.halves[""]) == list(found.kinds[""]["queries"]) == list(RANKING)
    assert list(found.stages[""]["all"]) == ["queries"]


def test_nothing_asked_is_nothing_measured(small_engine: Engine) -> None:
    found = evaluate(small_engine, [], {}, stages=True)
    assert (found.halves, found.kinds, found.translations, found.query_ms) == ({}, {}, {}, 0.0)
    assert not any(found.stages.values())


def test_every_stage_is_left_out_once_and_each_leg_stands_alone() -> None:
    tried = variants()
    assert tried["all"] == ALL_STAGES
    assert all(tried[f"without {stage}"] == ALL_STAGES - {stage} for stage in Stage)
    assert (tried["lexical alone"], tried["dense alone"]) == ({Stage.LEXICAL}, {Stage.DENSE})
    assert len(tried) == 1 + len(Stage) + 2


def test_stages_are_measured_by_half_language_and_kind(small_engine: Engine, topics: list[Topic]) -> None:
    stages = evaluate(small_engine, topics, {}, stages=True).stages
    assert list(stages) == ["development", "reported"]
    assert list(stages["development"]) == list(stages["reported"]) == list(variants())
    assert {name: own["recall@5"].n for name, own in stages["development"]["all"].items()} == {"nl": 1, "fact": 2, "en": 1}
    assert {name: own["recall@5"].n for name, own in stages["reported"]["all"].items()} == {"nl": 1, "fact": 1}
