"""Who is asked what, how often and in which order, and what counts of it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from benchmarks import opening
from benchmarks.generating import write_lines
from benchmarks.peers import ask, left_out
from benchmarks.systems import NAMES, PEERS, Found
from retrieval.evaluation.testset import Quote, Topic
from tests.benchmarks.peer import ByWords

TEXTS = ("De dijk is van klei.", "Het college leent vier miljoen.", "Vier jaar leent het college vier miljoen euro.")
WARM, QUESTION = "Waar is de dijk van?", "Hoeveel leent het college vier jaar"
TOPIC = Topic("t", QUESTION, "nl", "fact", "development", nuggets={"a": (Quote("d", "vier miljoen euro"),)})


@pytest.fixture
def lines(tmp_path: Path) -> Path:
    """The passages in a file."""
    return write_lines(tmp_path / "passages.jsonl", [{"about": "Plan", "text": text} for text in TEXTS])


class Noted(ByWords):
    """Notes in a common book that it was asked."""

    def __init__(self, name: str, book: list[str], folder: Path, passages: Path) -> None:
        super().__init__(folder, passages)
        self._name, self._book = name, book

    def search(self, question: str) -> Found:
        self._book.append(self._name)
        return super().search(question)


def test_all_are_asked_in_turns_and_each_is_as_often_first(lines: Path, tmp_path: Path):
    book: list[str] = []
    systems = {name: (Noted(name, book, tmp_path / name, lines), "search") for name in "abc"}
    found = ask(systems, [WARM], [TOPIC, TOPIC], [1, 1], repeats=3)
    assert "".join(book) == "abc" + 2 * ("bca" + "cab" + "abc")
    assert [peer.asked for peer, _ in systems.values()] == [[WARM, *[QUESTION] * 6]] * 3
    assert [[len(asked.runs) for asked in own] for own in found.values()] == [[3, 3]] * 3


def test_what_was_found_is_judged_and_not_what_was_asked_to_warm(lines: Path, tmp_path: Path):
    (asked,) = ask({"a": (ByWords(tmp_path / "a", lines), "search")}, [WARM], [TOPIC], [1], repeats=2)["a"]
    assert asked.runs[0].texts == (TEXTS[2], TEXTS[1])
    assert (asked.recall, asked.ndcg) == (1.0, 1.0)


def test_only_the_slow_model_is_left_out_and_only_above_its_bound():
    assert [left_out(name, 20_001, 20_000) for name in ("minilm", "ensemble", "txtai")] == [True, False, False]
    assert not left_out("minilm", 20_000, 20_000)
    assert NAMES.keys() == PEERS.keys()


def test_a_new_process_opens_what_a_peer_kept(
    lines: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setattr(opening, "PEERS", {"words": ByWords})
    monkeypatch.setattr(sys, "argv", ["opening", "words", str(tmp_path / "kept"), str(lines), QUESTION])
    assert opening.main() == 0
    lines.unlink()
    assert opening.main() == 0
    assert capsys.readouterr().out == 2 * f"{TEXTS[2]}\n\n{TEXTS[1]}\n"
