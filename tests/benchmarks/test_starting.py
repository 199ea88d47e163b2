"""Which starts count, and how they are told."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from benchmarks.resident import Ran
from benchmarks.starting import QUESTION, NoAnswer, Started, start, table


def command(name: str, book: Path) -> list[str]:
    """A program that notes who was asked what, and answers."""
    code = "import sys; open(sys.argv[1], 'a').write(' '.join(sys.argv[2:]) + '\\n'); print('antwoord')"
    return [sys.executable, "-c", code, str(book), name, QUESTION]


def test_each_starts_for_each_question_in_turns_and_the_first_question_does_not_count(tmp_path: Path):
    book = tmp_path / "book"
    found = start({name: command(name, book) for name in "ab"}, ["een twee", "drie", "vier"])
    assert book.read_text().splitlines() == ["a een twee", "b een twee", "a drie", "b drie", "b vier", "a vier"]
    assert {name: [run.output for run in runs] for name, runs in found.items()} == dict.fromkeys("ab", ["antwoord\n"] * 2)


def test_who_fails_has_no_time(tmp_path: Path):
    failing = [sys.executable, "-c", "raise SystemExit('niet geinstalleerd')"]
    with pytest.raises(NoAnswer):
        start({"a": command("a", tmp_path / "book"), "b": failing}, ["een", "twee"])


def test_medians_are_held_against_the_first_and_who_was_left_out_is_named():
    ours, peer = ([Ran("", seconds, mib) for seconds in own] for own, mib in (((2.0, 1.0, 9.0), 100.0), ((5.0, 6.0, 4.0), 900.0)))
    lines = table([Started(490, "ours", ours), Started(490, "peer", peer), Started(490, "slow", (), "left out")]).splitlines()
    assert lines[2:] == [
        "| 490 | ours | 2.00 | 1.00 | 9.00 | 1.0 | 100 |",
        "| 490 | peer | 5.00 | 4.00 | 6.00 | 2.5 | 900 |",
        "| 490 | slow: left out | | | | | |",
    ]
    assert {line.count("|") for line in lines} == {8}
