from benchmarks.growth import Measured, tables


def measured(size: int, answers: list[str]) -> Measured:
    return Measured(
        size,
        passages=size,
        build_seconds=2.0,
        stages={"cut": 1.0},
        disk_mib={"record": 3.0, "chroma": 4.0},
        kinds={"list": [float(n) for n in range(1, 101)], "fact": [10.0]},
        answers=answers,
        near=0.98,
        first=[4.0, 6.0],
    )


def test_each_size_has_its_line_and_answers_are_held_against_those_of_the_corpus_alone():
    building, asking, kinds = tables([measured(1_000, ["a", "b"]), measured(2_000, ["a", "x"])], ["a", "b"]).split("\n\n")
    assert "| 2,000 | 2.0 | 1,000 | 0 | cut 1.0 | 0.0 | 7: chroma 4, record 3 |" in building
    assert "| 1,000 | 0.00 | 0.00 | 5 / 6 | 50 | 95 | 99 | 0.980 | 2 of 2 | 0 |" in asking
    assert "| 1 of 2 |" in asking
    assert kinds.splitlines()[-1] == "| 2,000 | 10 / 10 | 50 / 95 |"
