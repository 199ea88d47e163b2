"""``ask --conversation`` and ``ask --explain``: a dialogue that can be scripted, and how each answer came about."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

import pytest

from retrieval.__main__ import main
from retrieval.engine import Engine
from retrieval.model import State
from retrieval.presenting import answer_json
from retrieval.settings import Settings
from tests.doors import Done, Run, refused

DIALOGUES = (
    (
        "welke plannen werken aan waterstof in Overijssel?",
        "en in Gelderland?",
        "wie zijn de partners?",
        "dank je wel",
        "en Delta Werkt?",
    ),
    ("which plans work on hydrogen?", "only in Zeeland", "how many are there?"),
    ("Wat is het doel van Kompas?", "de tweede", "en de partners?"),
    ("Vertel over Rijnstroom", "vergelijk die met Delta Werkt", "Welke thema's ontbreken in Overijssel?"),
    ("hallo daar", "welke pps'en zijn er in Utrecht?", "nee, de stad"),
)
QUESTION = DIALOGUES[0][0]


@pytest.fixture
def door(guide: Engine, landscape: Settings, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Ask the small landscape; its engine is open already."""
    monkeypatch.setattr("retrieval.__main__.open_engine", lambda _: guide)

    def run(*arguments: object) -> Done:
        words = ["ask", *map(str, arguments), "--index", str(landscape.index)]
        monkeypatch.setattr(sys, "argv", ["retrieval", *words])
        try:
            code: Any = main(words)
        except SystemExit as left:
            code = left.code
        captured = capsys.readouterr()
        return Done(code, captured.out, captured.err)

    return run


def without_times(answer: dict[str, Any]) -> dict[str, Any]:
    steps = [{name: value for name, value in step.items() if name != "ms"} for step in answer["steps"]]
    return {**{name: value for name, value in answer.items() if name != "timings_ms"}, "steps": steps}


@pytest.mark.parametrize("dialogue", DIALOGUES, ids=lambda dialogue: dialogue[1])
def test_a_conversation_file_gives_the_answers_of_a_state_in_memory(
    door: Run, guide: Engine, tmp_path: Path, dialogue: tuple[str, ...]
) -> None:
    state: State | None = None
    for question in dialogue:
        answer = guide.ask(question, state=state)
        done = door(question, "--conversation", tmp_path / "talk.jsonl", "--json")
        assert (done.code, done.error) == (0, "")
        assert without_times(done.json) == without_times(json.loads(json.dumps(answer_json(answer))))
        state = answer.state


def test_the_file_holds_a_turn_a_line(door: Run, tmp_path: Path) -> None:
    for question in DIALOGUES[0]:
        door(question, "--conversation", tmp_path / "talk.jsonl")
    lines = (tmp_path / "talk.jsonl").read_text(encoding="utf-8").split("\n")
    assert [json.loads(line)["question"] for line in lines[:-1]] == list(DIALOGUES[0])
    assert lines[-1] == ""


def test_without_the_file_a_further_question_stands_alone(door: Run, tmp_path: Path) -> None:
    talk = tmp_path / "talk.jsonl"
    door(QUESTION, "--conversation", talk)
    alone, after = door("en in Gelderland?", "--json").json, door("en in Gelderland?", "--conversation", talk, "--json").json
    assert [f["value"] for f in alone["filters"]] == ["gelderland"]
    assert sorted(f["value"] for f in after["filters"]) == ["gelderland", "waterstof"]


def test_what_was_carried_on_is_printed(door: Run, tmp_path: Path) -> None:
    door(QUESTION, "--conversation", tmp_path / "talk.jsonl")
    printed = door("en in Gelderland?", "--conversation", tmp_path / "talk.jsonl").out
    assert printed.startswith("Uit het gesprek: waterstof.\n")


@pytest.mark.parametrize(
    "content",
    [b"Boodschappen: melk, brood\n", b'{"id": "d1", "title": "Een document"}\n', b"\xff\xfe", b'{"question": "q", "state": 3}\n'],
)
def test_somebody_elses_file_is_refused_and_left_as_it_was(door: Run, tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "other.txt"
    file.write_bytes(content)
    refused(door(QUESTION, "--conversation", file), str(file))
    assert file.read_bytes() == content


def test_a_line_that_was_cut_off_is_refused_and_left_as_it_was(door: Run, tmp_path: Path) -> None:
    talk = tmp_path / "talk.jsonl"
    door(QUESTION, "--conversation", talk)
    talk.write_bytes(talk.read_bytes()[:-40])
    before = talk.read_bytes()
    refused(door("en in Gelderland?", "--conversation", talk), str(talk))
    assert talk.read_bytes() == before


def test_a_question_that_is_refused_is_no_turn(door: Run, tmp_path: Path) -> None:
    talk = tmp_path / "talk.jsonl"
    door(QUESTION, "--conversation", talk)
    before = talk.read_bytes()
    refused(door("?", "--conversation", talk))
    assert talk.read_bytes() == before


STEP = re.compile(r"(?P<step>\w+): (?P<outcome>\w+) \((?P<detail>.*)\) \d+\.\d ms")


@pytest.mark.parametrize("question", [QUESTION, "hallo daar", "Wat is het doel van Kompas?", "hoe bak ik een appeltaart?"])
def test_each_step_is_explained_when_that_is_asked(door: Run, guide: Engine, question: str) -> None:
    decisions = guide.ask(question).decisions
    explained = [STEP.fullmatch(line) for line in door(question, "--explain").out.splitlines()[-len(decisions) :]]
    assert [line and (line["step"], line["outcome"], line["detail"]) for line in explained] == [
        (decision.step, decision.outcome, decision.detail) for decision in decisions
    ]


def test_no_step_is_explained_unless_that_is_asked(door: Run) -> None:
    assert not any(STEP.fullmatch(line) for line in door(QUESTION).out.splitlines())


def test_the_steps_come_behind_the_answer_and_its_sources(door: Run) -> None:
    plain, explained = door(QUESTION).out, door(QUESTION, "--explain").out
    assert explained.startswith(plain) and len(explained) > len(plain)


def test_how_a_further_question_was_taken_is_explained(door: Run, tmp_path: Path) -> None:
    door(QUESTION, "--conversation", tmp_path / "talk.jsonl")
    printed = door("en in Gelderland?", "--conversation", tmp_path / "talk.jsonl", "--explain").out
    assert "interpret: refined (list; " in printed


def test_what_else_may_be_meant_is_printed_with_the_question_for_it(door: Run) -> None:
    printed = door("welke pps'en zijn er in Utrecht?").out
    assert "Of bedoelt u de stad Utrecht? Vraag dan: welke pps'en zijn er in de stad Utrecht?\n" in printed


def test_a_choice_that_was_printed_can_be_asked(door: Run) -> None:
    asked = door("Wat is het doel van Kompas?", "--json").json
    answers = [door(choice["question"], "--json").json for choice in asked["choices"]]
    assert [answer["status"] for answer in answers] == ["answered", "answered"]


def test_every_citation_of_a_dialogue_is_what_its_page_says_there(door: Run, guide: Engine, tmp_path: Path) -> None:
    for number, dialogue in enumerate(DIALOGUES):
        for question in dialogue:
            answer = door(question, "--conversation", tmp_path / f"{number}.jsonl", "--json").json
            for citation in answer["citations"]:
                page = guide.page(citation["document"]["id"], citation["page"]).text
                assert page[citation["start"] : citation["end"]] == citation["quote"]
