"""Judged quotations: whose quotation it is, and which share supports."""

from __future__ import annotations

from pathlib import Path

import pytest

from retrieval.errors import FileUnusable
from retrieval.evaluation.quotations import FILE, read_verdicts, share_supporting, shown
from retrieval.model import AnswerStatus
from tests.retrieval.evaluation.making import answered, citation, topic, write_lines

VERDICTS = {("t", "a", "Een zin."): True, ("t", "b", "Een zin."): False, ("t", "", "Een  feit."): True}


def test_a_set_without_the_file_has_no_verdicts(tmp_path: Path) -> None:
    assert read_verdicts(tmp_path) == {}


def test_verdicts_are_read_by_topic_plan_and_words(tmp_path: Path) -> None:
    rows = [
        {"topic": "t", "plan": "a", "quote": "Een\n  zin.", "supports": True},
        {"topic": "t", "plan": "", "quote": "Een\u2028feit.", "supports": False, "note": "by hand"},
    ]
    write_lines(tmp_path / FILE, rows)
    assert read_verdicts(tmp_path) == {("t", "a", "Een zin."): True, ("t", "", "Een feit."): False}


@pytest.mark.parametrize(
    "line", ["{", "1", '{"topic": "t", "plan": "", "quote": ""}', '{"topic": "t", "plan": "", "quote": 1, "supports": true}']
)
def test_a_broken_file_is_refused(tmp_path: Path, line: str) -> None:
    (tmp_path / FILE).write_text(line, encoding="utf-8")
    with pytest.raises(FileUnusable, match=FILE):
        read_verdicts(tmp_path)


def test_a_quotation_stands_under_its_plan_or_under_none() -> None:
    own = answered(
        topic(), {"a": [1], "b": [2]}, citations=[citation(1, "Eén."), citation(2, "Twee\n is."), citation(3, "Drie.")]
    )
    assert list(shown(own)) == [("t", "a", "Eén."), ("t", "b", "Twee is."), ("t", "", "Drie.")]


def test_a_sentence_under_two_plans_is_judged_under_both() -> None:
    own = answered(topic(), {"a": [1], "b": [1]}, citations=[citation(1, "Een zin.")])
    assert list(shown(own)) == [("t", "a", "Een zin."), ("t", "b", "Een zin.")]
    share = share_supporting([own], VERDICTS)
    assert share is not None and (share.value, share.n) == (0.5, 2)


def test_what_nobody_judged_does_not_count() -> None:
    own = answered(topic(), {"a": [1], "c": [2]}, citations=[citation(1, "Een zin."), citation(2, "Een zin.")])
    elsewhere = answered(topic("other"), {"a": [1]}, citations=[citation(1, "Een zin.")])
    share = share_supporting([own, elsewhere], VERDICTS)
    assert share is not None and (share.value, share.n) == (1.0, 1)


@pytest.mark.parametrize("verdicts", [{}, VERDICTS])
def test_what_a_refusal_shows_supports_no_answer(verdicts: dict[tuple[str, str, str], bool]) -> None:
    refused = answered(topic(), {"a": [1]}, status=AnswerStatus.NO_EVIDENCE, citations=[citation(1, "Een zin.")])
    assert share_supporting([refused], verdicts) is None
