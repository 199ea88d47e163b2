"""A conversation in a file: what was written is read, and what is somebody else's is left alone."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.engine import Engine
from retrieval.errors import FileUnusable
from retrieval.model import REQUIREMENTS, Answer, AnswerForm, Filter, Standing, State
from retrieval.presenting import answer_json, state_json, state_of
from retrieval.turns import append_turn, last_state
from retrieval.vocabulary import FACETS

# Line ends of all kinds, quotation marks and signs that JSON writes in its own way.
TEXT = st.text(max_size=20) | st.text('"\\{}\n\r\t\u2028\u2029\u0085\x0c€“”', max_size=10)
FLAG = st.booleans()
FILTERS = st.builds(
    Filter,
    facet=st.sampled_from(FACETS),
    value=TEXT,
    label=TEXT,
    source_text=TEXT,
    negated=FLAG,
    exact=FLAG,
    preferred=FLAG,
    together=FLAG,
    either=FLAG,
    around=FLAG,
    carried=FLAG,
)
STANDINGS = st.builds(Standing, text=TEXT, form=st.sampled_from(AnswerForm), filters=st.lists(FILTERS, max_size=2).map(tuple))
NAMES = st.lists(TEXT, max_size=3).map(tuple)
STATES = st.builds(
    State,
    text=TEXT,
    form=st.sampled_from(AnswerForm),
    filters=st.lists(FILTERS, max_size=3).map(tuple),
    asked=TEXT,
    listed=NAMES,
    focus=NAMES,
    recent=NAMES,
    pending=FLAG,
    earlier=st.lists(STANDINGS, max_size=2).map(tuple),
    lifted=st.lists(st.tuples(st.sampled_from(sorted(REQUIREMENTS)), TEXT), max_size=2).map(tuple),
)
QUESTION = "welke plannen werken aan waterstof in Overijssel?"


@pytest.fixture(scope="module")
def answer(guide: Engine) -> Answer:
    return guide.ask(QUESTION)


@given(STATES)
def test_a_state_survives_json(state: State) -> None:
    assert state_of(json.loads(json.dumps(state_json(state)))) == state


@given(state=STATES, question=TEXT)
def test_a_turn_is_one_line_whatever_it_holds(
    answer: Answer, tmp_path_factory: pytest.TempPathFactory, state: State, question: str
) -> None:
    file = tmp_path_factory.mktemp("talk") / "talk.jsonl"
    append_turn(file, replace(answer, question=question))
    append_turn(file, replace(answer, question=question, state=state))
    assert file.read_bytes().count(b"\n") == 2
    assert last_state(file) == state


def test_a_state_of_before_earlier_questions_and_what_was_lifted_were_kept_is_read(answer: Answer) -> None:
    assert answer.state is not None
    value = state_json(answer.state)
    del value["earlier"], value["lifted"]
    assert state_of(value) == replace(answer.state, earlier=(), lifted=())


@pytest.mark.parametrize("name", ["text", "form", "filters", "asked", "listed", "focus", "recent", "pending"])
def test_a_state_that_lacks_something_is_none(answer: Answer, name: str) -> None:
    assert answer.state is not None
    value = state_json(answer.state)
    del value[name]
    with pytest.raises(KeyError):
        state_of(value)


@pytest.mark.parametrize(
    "change",
    [
        {"form": "poem"},
        {"filters": [{"facet": "colour", "value": "x", "label": "x", "source_text": ""}]},
        {"filters": ["x"]},
        {"lifted": [["colour", "x"]]},
    ],
)
def test_a_state_of_something_else_is_none(answer: Answer, change: dict[str, object]) -> None:
    assert answer.state is not None
    with pytest.raises((ValueError, TypeError)):
        state_of(state_json(answer.state) | change)


def test_a_conversation_that_has_not_begun_stands_nowhere(tmp_path: Path) -> None:
    assert last_state(tmp_path / "none.jsonl") is None


@pytest.mark.parametrize("content", ["", "\n", " \n\n"])
def test_an_empty_file_is_a_conversation_that_has_not_begun(tmp_path: Path, content: str) -> None:
    file = tmp_path / "talk.jsonl"
    file.write_text(content, encoding="utf-8")
    assert last_state(file) is None


def test_the_last_turn_tells_where_it_stands(guide: Engine, answer: Answer, tmp_path: Path) -> None:
    file = tmp_path / "talk.jsonl"
    second = guide.ask("en in Gelderland?", state=answer.state)
    for turn in (answer, second):
        append_turn(file, turn)
    assert last_state(file) == second.state != answer.state


def test_a_turn_without_a_state_leaves_it_where_it_was(guide: Engine, answer: Answer, tmp_path: Path) -> None:
    file = tmp_path / "talk.jsonl"
    append_turn(file, answer)
    append_turn(file, guide.ask("hallo daar"))
    assert last_state(file) == answer.state


def test_turns_are_added_behind_those_that_are_there(answer: Answer, tmp_path: Path) -> None:
    file = tmp_path / "talk.jsonl"
    append_turn(file, answer)
    before = file.read_bytes()
    append_turn(file, answer)
    assert file.read_bytes() == before + before


def test_a_last_line_without_an_end_gets_one(answer: Answer, tmp_path: Path) -> None:
    file = tmp_path / "talk.jsonl"
    file.write_text('{"question": "eerder"}', encoding="utf-8")
    append_turn(file, answer)
    assert [json.loads(line)["question"] for line in file.read_text(encoding="utf-8").splitlines()] == ["eerder", QUESTION]


def test_a_turn_of_an_earlier_version_has_no_state(tmp_path: Path) -> None:
    file = tmp_path / "talk.jsonl"
    file.write_text('{"question": "eerder", "text": "antwoord"}\n', encoding="utf-8")
    assert last_state(file) is None


@pytest.mark.parametrize(
    "content",
    [
        b"Boodschappen: melk, brood\n",
        b'{"id": "d1", "title": "Een document"}\n',
        b"[1, 2]\n",
        b'"question"\n',
        b"3\n",
        b"null\n",
        b'["question"]\n',
        b"\xff\xfe\x00",
        b'{"question": "q", "state": {"text": "q"}}\n',
        b'{"question": "q", "state": "in Zeeland"}\n',
        b'{"question": "q", "state": {"text": "q", "form": "poem", "filters": []}}\n',
    ],
)
def test_a_file_of_something_else_is_refused(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "other.txt"
    file.write_bytes(content)
    with pytest.raises(FileUnusable) as refused:
        last_state(file)
    assert refused.value.facts["file"] == str(file)


def test_a_turn_that_was_cut_off_is_refused_wherever_it_was_cut(answer: Answer, tmp_path: Path) -> None:
    file = tmp_path / "talk.jsonl"
    line = json.dumps(answer_json(answer), ensure_ascii=False).encode("utf-8")
    for end in (1, len(line) // 3, len(line) // 2, len(line) - 1):
        file.write_bytes(line + b"\n" + line[:end])
        with pytest.raises(FileUnusable):
            last_state(file)


def test_a_folder_is_no_conversation(tmp_path: Path) -> None:
    with pytest.raises(FileUnusable):
        last_state(tmp_path)


def test_a_turn_can_not_be_added_where_no_file_can_be(answer: Answer, tmp_path: Path) -> None:
    with pytest.raises(FileUnusable):
        append_turn(tmp_path / "none" / "talk.jsonl", answer)
