"""Feedback: nothing is sent before it is seen, and it is kept once."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from retrieval import feedback
from retrieval.errors import IndexMissing
from tests.ui.fakes import FakeEngine
from tests.ui.screen import ask, bodies, parts, pick, read_html, turns, unfold, words
from ui import resources
from ui.texts import interface_texts

TEXTS = interface_texts("nl")


def shown(app: AppTest) -> dict[str, str]:
    """What is said to be kept, by the name that it is told under."""
    body = next(body for body in bodies(app) if "pw-listed" in body)
    return dict(zip(read_html(body, "dt")[1], read_html(body, "dd")[1], strict=True))


def told(line: Mapping[str, object]) -> dict[str, str]:
    """What is kept, as it is to be told."""
    words = {name: TEXTS(f"feedback.{value}") if name == "complaint" else str(value) for name, value in line.items()}
    return {TEXTS(f"kept.{name}"): value for name, value in words.items()}


def test_what_is_kept_of_an_answer_is_what_is_shown(app: AppTest, engine: FakeEngine) -> None:
    ask(app, "Wat is het bedrag?")
    unfold(app, "feedback-answer")
    app.text_area[0].set_value("Het bedrag is ouder.").run()
    before = shown(app)
    assert before["Vraag"] == "Wat is het bedrag?"
    assert before["Uw opmerking"] == "Het bedrag is ouder."
    assert not engine.feedback

    app.button(key="send-answer-1").click().run()
    assert [told(line) for line in engine.feedback] == [before]
    assert "Dank u. Het is bewaard." in words(app)

    app.run()
    assert len(engine.feedback) == 1


def test_a_source_that_is_not_right_is_named_with_its_place(app: AppTest, engine: FakeEngine) -> None:
    ask(app, "Wat is het bedrag?")
    pick(app, *parts(app, "source:"))
    unfold(app, "feedback-gids")
    next(b for b in app.button if (b.key or "").startswith("send-gids")).click().run()

    (line,) = engine.feedback
    assert line["complaint"] == "wrong_source"
    assert (line["document"], line["page"]) == ("gids", 2)
    assert line["quote"] == "Het hoogste toegekende bedrag is € 9.000.000."


def test_feedback_that_can_not_be_kept_says_so(app: AppTest, engine: FakeEngine) -> None:
    engine.full = True
    ask(app, "Wat is het bedrag?")
    unfold(app, "feedback-answer").button(key="send-answer-1").click().run()

    assert "feedback" in app.error[0].value
    assert "Dank u" not in words(app)
    assert turns(app) == (1, 1)


def test_a_visitor_reads_how_long_it_is_kept(app: AppTest) -> None:
    ask(app, "Wat is het bedrag?")
    unfold(app, "feedback-answer")
    assert "Alleen dit wordt bewaard, hoogstens 365 dagen, en niet wie u bent" in words(app)


def test_the_app_deletes_what_is_too_old_when_it_starts(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Also where there is no library yet, or a file that nobody can use is in its place."""
    monkeypatch.setattr(feedback, "today", lambda: "2026-11-22")
    monkeypatch.setenv("PLANWIJZER_FEEDBACK_DAYS", "30")
    index = tmp_path / "index"
    index.mkdir()
    for day in ("2026-10-22", "2026-10-23"):
        kept = feedback.Feedback(feedback.Complaint.MISSING_ANSWER, f"Op {day}?", day)
        feedback.keep(index, feedback.stored(kept, day), 30)
    with pytest.raises(IndexMissing):
        resources.open_services()
    assert [line["day"] for line in feedback.read(index).lines] == ["2026-10-23"]

    (index / feedback.FILE).unlink()
    (index / feedback.FILE).mkdir()
    with pytest.raises(IndexMissing):
        resources.open_services()
