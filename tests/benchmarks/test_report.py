from math import log2

import pytest

from benchmarks.judging import all_that_hold, judged, ndcg, recall, warming
from benchmarks.report import Asked, Measured, table
from benchmarks.systems import Found
from retrieval.evaluation.testset import Quote, Topic


def topic(half: str = "development", kind: str = "fact") -> Topic:
    nuggets = {"a": (Quote("d", "negen miljoen"), Quote("d", "€ 9 miljoen")), "b": (Quote("d", "vier jaar"),)}
    return Topic("t", "Hoeveel?", "nl", kind, half, nuggets=nuggets)


def test_a_nugget_is_found_when_a_text_holds_one_of_its_quotations_whatever_the_spaces():
    assert recall(topic(), ["Er is €  9\nmiljoen."]) == 0.5
    assert recall(topic(), ["Er is € 9 miljoen.", "Het duurt vier jaar."]) == 1.0


def test_only_the_first_five_texts_count():
    assert recall(topic(), ["niets"] * 5 + ["vier jaar"]) == 0.0


def test_the_half_that_is_reported_is_neither_measured_nor_asked():
    topics = [topic("reported"), topic("reported", "list"), topic(), topic(kind="list")]
    assert judged(topics) == [topic()]
    assert warming(topics) == [topic(kind="list")]


def test_ranks_count_down_to_the_tenth_and_against_all_that_the_library_holds():
    second = ["niets", "Er is € 9 miljoen."]
    assert ndcg(topic(), second, 1) == pytest.approx(1 / log2(3))
    assert ndcg(topic(), second, 2) == pytest.approx((1 / log2(3)) / (1 + 1 / log2(3)))
    assert ndcg(topic(), ["niets"] * 10 + second, 1) == 0.0
    assert ndcg(topic(), [], 1) == 0.0


def test_a_text_that_holds_two_nuggets_counts_once():
    texts = ["Er is € 9\nmiljoen, vier jaar lang.", "negen  miljoen", "niets"]
    assert all_that_hold([topic(), Topic("u", "Wie?", "nl", "fact")], texts) == [2, 0]
    assert ndcg(topic(), texts, 2) == 1.0


def test_each_system_is_held_against_the_first_of_its_size():
    lines = table([measured(1_000, "ours", 10), measured(1_000, "peer", 30), measured(2_000, "ours", 20)]).splitlines()
    assert [cells(line)[3] for line in lines[2:]] == ["1.0", "3.0", "1.0"]


def test_the_median_of_runs_counts_and_the_first_run_stands_beside_it():
    ours = Measured(1_000, "ours", [asked(40, 10, 12)])
    peer = Measured(1_000, "peer", [asked(20, 36, 90)])
    assert [cells(line)[2:6] for line in table([ours, peer]).splitlines()[2:]] == [
        ["12.0", "1.0", "40.0", "1.0"],
        ["36.0", "3.0", "20.0", "0.5"],
    ]


def test_who_was_left_out_has_a_line_with_the_reason():
    head, _, _, line = table([measured(1_000, "ours", 10), Measured(1_000, "peer", (), "left out")]).splitlines()
    assert dict(zip(cells(head), cells(line), strict=True)) == dict.fromkeys(cells(head), "") | {
        "passages": "1,000",
        "system": "peer",
        "build": "left out",
    }


def cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip("|").split("|")]


def asked(*milliseconds: float) -> Asked:
    return Asked([Found((), own, own) for own in milliseconds], 1.0, 1.0)


def measured(size: int, system: str, milliseconds: float) -> Measured:
    return Measured(size, system, [asked(milliseconds)])
