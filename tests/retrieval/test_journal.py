"""The journal: a line of JSON an event, the id of its request, and nothing that somebody asked unless that was set."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from retrieval import journal
from retrieval.__main__ import main
from retrieval.engine import Engine
from retrieval.environment import read_settings
from retrieval.errors import QuestionTooLong
from retrieval.journal.accounts import fallbacks, tell_answer
from retrieval.model import Summary
from retrieval.settings import LogSettings, Settings
from tests.retrieval.landscape import opened as open_landscape
from tests.retrieval.landscape import plainly

Told = Callable[[], list[dict[str, Any]]]
Begin = Callable[..., Told]
QUESTION = "Welke plannen werken aan waterstof in Overijssel?"


@pytest.fixture
def begin() -> Iterator[Begin]:
    """Begin a journal; gives what was told in it."""
    before = {name: (logging.getLogger(name).level, logging.getLogger(name).propagate) for name in journal.LOGGERS}

    def begin(level: str = "info", *, questions: bool = False) -> Told:
        stream = io.StringIO()
        journal.begin(LogSettings(level, questions), "off", stream)
        return lambda: [json.loads(line) for line in stream.getvalue().splitlines()]

    yield begin
    journal.begin(LogSettings("off"), "off", io.StringIO())
    for name, (level, propagate) in before.items():
        logging.getLogger(name).setLevel(level)
        logging.getLogger(name).propagate = propagate


def test_an_answer_is_one_line_with_its_outcome_and_without_its_question(guide: Engine, begin: Begin) -> None:
    told = begin()
    answer = guide.ask(QUESTION)
    (line,) = told()
    assert line["event"] == "answered" and line["level"] == "info" and line["status"] == "answered" and len(line["request"]) == 16
    assert line["documents"] and set(line["ms"]) == set(answer.timings_ms) and line["citations"] == len(answer.citations)
    assert line["characters"] == len(QUESTION) and line["filters"] == ["province", "theme"]
    assert not {"overijssel", "waterstof"} & set(json.dumps({**line, "documents": []}).casefold().replace('"', " ").split())


def test_questions_are_told_where_that_was_set(guide: Engine, begin: Begin) -> None:
    told = begin(questions=True)
    guide.ask(QUESTION)
    guide.search("waterstof")
    assert [(line["event"], line["question"]) for line in told()] == [("answered", QUESTION), ("searched", "waterstof")]


def test_what_is_refused_is_told_by_its_kind(guide: Engine, begin: Begin) -> None:
    told = begin("warning")
    guide.ask(QUESTION)
    with pytest.raises(QuestionTooLong):
        guide.ask("geheim " * 1_000)
    (line,) = told()
    assert (line["event"], line["reason"], line["level"]) == ("refused", "question_too_long", "warning")
    assert "geheim" not in json.dumps(line)


def test_failed_citations_and_fallbacks_are_warnings(guide: Engine, begin: Begin) -> None:
    told = begin("warning")
    answer = guide.ask(QUESTION)
    tell_answer(replace(answer, dropped=2))
    coverage = replace(answer.coverage, stands_in=True, exact=True)
    fallen = replace(answer, coverage=coverage, summary=Summary(failure="unreachable"))
    tell_answer(fallen)
    first, second = told()
    assert first["failed_citations"] == 2 and second["fallbacks"] == list(fallbacks(fallen))
    assert second["fallbacks"] == ["generation", "vector_index", "language_model"]


def test_what_belongs_to_one_request_has_one_id_and_the_next_another(begin: Begin) -> None:
    told = begin()
    for _ in range(2):
        with journal.request() as outer, journal.request() as inner:
            assert outer == inner
            journal.tell("een")
            logging.getLogger("retrieval.answering").warning("twee")
    ids = [line["request"] for line in told()]
    assert ids[0] == ids[1] != ids[2] == ids[3]
    assert [line["event"] for line in told()] == ["een", "log"] * 2


def test_an_exception_is_told_by_its_kind_and_place_and_not_by_its_words(begin: Begin) -> None:
    for questions in (False, True):
        told = begin(questions=questions)
        try:
            raise KeyError("wat iemand typte")
        except KeyError as error:
            logging.getLogger("ui.failing").error("mis [1a2b]", exc_info=error)
        (line,) = told()
        assert line["error"] == "KeyError" and line["at"][-1].startswith("tests/retrieval/test_journal.py:")
        assert ("wat iemand typte" in json.dumps(line)) is questions


@pytest.mark.parametrize("text", ["a\nb", "\x1b[31m", "\u2028", "\ud800", '"}{'])
def test_whatever_is_told_stays_one_line(begin: Begin, text: str) -> None:
    told = begin()
    journal.tell("odd", document=text)
    (line,) = told()
    assert line["document"] == text


def test_off_is_off(guide: Engine, begin: Begin) -> None:
    told = begin("off")
    guide.ask(QUESTION)
    assert told() == []


@pytest.mark.parametrize(("value", "lines"), [("", 0), ("off", 0), ("info", 1)])
def test_a_command_is_silent_unless_asked(
    landscape: Settings, begin: Begin, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], value: str, lines: int
) -> None:
    begin("off")
    monkeypatch.setenv("PLANWIJZER_LOG", value)
    monkeypatch.setattr("retrieval.__main__.open_engine", open_landscape)
    assert main(["ask", QUESTION, "--index", str(landscape.index)]) == 0
    assert len([line for line in capsys.readouterr().err.splitlines() if line.startswith("{")]) == lines


def test_passwords_and_keys_stand_nowhere(
    landscape: Settings, begin: Begin, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    begin("off")
    secrets = {"CHAT_KEY": "geheim-een-twee", "MANAGE_KEY": "geheim-drie-vier", "PDF_PASSWORD": "geheim-vijf"}
    for name, value in {**secrets, "CHAT_URL": "http://127.0.0.1:9/v1", "LOG": "info", "LOG_QUESTIONS": "on"}.items():
        monkeypatch.setenv(f"PLANWIJZER_{name}", value)
    monkeypatch.setattr("retrieval.adapters.chat.time.sleep", lambda _: None)
    talk, page = tmp_path / "talk.jsonl", tmp_path / "antwoord.html"
    common = ["--index", str(landscape.index), "--json"]
    with plainly():
        assert main(["ask", QUESTION, "--conversation", str(talk), "--export", str(page), *common]) == 0
    assert main(["ask", QUESTION, "--filter", "thema=geheim", *common]) == 2
    told = capsys.readouterr()
    assert '"event": "answered"' in told.err and '"fallbacks": ["language_model"]' in told.err
    for value in secrets.values():
        assert value not in told.out + told.err + talk.read_text() + page.read_text()


def test_settings_of_the_log() -> None:
    assert read_settings({}).log == LogSettings()
    assert read_settings({"PLANWIJZER_LOG": " Info ", "PLANWIJZER_LOG_QUESTIONS": "ON"}).log == LogSettings("info", True)
