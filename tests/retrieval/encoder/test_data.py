"""The text that the embedded encoder is trained on."""

from pathlib import Path

import pytest

from retrieval.encoder.training.data import PARTS, Pair, held_out_pairs, join_sentences, read_pairs, training_pairs

TATOEBA = [f"sentence {number}\tzin {number}" for number in range(60)]
PROSE = [f"line {number}\tregel {number}" for number in range(7)]


@pytest.fixture
def parallel(tmp_path: Path) -> Path:
    texts = {
        "tatoeba.tsv": TATOEBA,
        "esco-occupations.tsv": ["welder\tlasser", "sentence 27\tanders"],
        "minvws-covid-dashboard.tsv": ["welder\tlasser"],
        "ntrex128.tsv": PROSE,
        "flores200-devtest.tsv": ["one\teen"],
    }
    for name, lines in texts.items():
        (tmp_path / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    return tmp_path


def test_held_out_pairs_are_spread_over_the_file(parallel: Path) -> None:
    assert [pair.dutch for pair in held_out_pairs(parallel)] == ["zin 0", "zin 27", "zin 54"]


def test_no_text_of_a_held_out_pair_is_trained_on(parallel: Path) -> None:
    pairs = training_pairs(parallel)
    assert "sentence 27" not in {pair.english for pair in pairs}
    assert Pair("sentence 28", "zin 28") in pairs


def test_a_pair_comes_once_and_in_a_fixed_order(parallel: Path) -> None:
    pairs = training_pairs(parallel)
    assert pairs.count(Pair("welder", "lasser")) == 1
    assert pairs == training_pairs(parallel)


@pytest.mark.parametrize("part", PARTS)
def test_every_part_adds_pairs_and_can_be_left_out(parallel: Path, part: str) -> None:
    others = [name for name in PARTS if name != part]
    prose = ["ntrex"] if part == "paragraphs" else []
    assert len(training_pairs(parallel, [name for name in others if name not in prose])) > 0
    assert training_pairs(parallel, PARTS) == []


def test_sentences_are_joined_in_both_languages() -> None:
    pairs = [Pair(str(number), f"n{number}") for number in range(5)]
    assert join_sentences(pairs, 3, 2) == [Pair("0 1 2", "n0 n1 n2"), Pair("2 3 4", "n2 n3 n4")]


def test_a_line_without_a_translation_is_refused(tmp_path: Path) -> None:
    (tmp_path / "bad.tsv").write_text("one\teen\ntwo\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"bad\.tsv:2"):
        read_pairs(tmp_path / "bad.tsv")
