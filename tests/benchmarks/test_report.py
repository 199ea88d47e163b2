from benchmarks.judging import judged, recall, warming
from benchmarks.report import Measured, table
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


def test_each_system_is_held_against_the_first_of_its_size():
    lines = table([measured(1_000, "ours", 10), measured(1_000, "peer", 30), measured(2_000, "ours", 20)]).splitlines()
    assert [line.count("|") for line in lines] == [10] * 5
    assert [line.split("|")[5].strip() for line in lines[2:]] == ["1.0", "3.0", "1.0"]


def measured(size: int, system: str, milliseconds: float) -> Measured:
    return Measured(size, system, [Found((), milliseconds, milliseconds)], [1.0])
