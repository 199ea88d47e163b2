"""Feedback is kept as it was shown, by several at once, and never more than was said."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from retrieval import feedback
from retrieval.errors import FileUnusable
from retrieval.feedback import FILE, LONGEST_REMARK, Complaint, Feedback, keep, stored

WRONG = Feedback(Complaint.WRONG_SOURCE, "Wie?", "2026-11-22", "gids", 2, 3, 9, "citaat\nop twee regels", "  fout  ")


def lines(folder: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in (folder / FILE).read_text(encoding="utf-8").splitlines()]


def test_what_is_kept_is_what_was_said_and_the_day(tmp_path: Path) -> None:
    line = stored(WRONG, "2026-11-22")
    keep(tmp_path, line)

    assert lines(tmp_path) == [line]
    assert line == {
        "day": "2026-11-22",
        "complaint": "wrong_source",
        "question": "Wie?",
        "index": "2026-11-22",
        "document": "gids",
        "page": 2,
        "start": 3,
        "end": 9,
        "quote": "citaat\nop twee regels",
        "remark": "fout",
    }


def test_parts_that_are_empty_are_left_out_and_a_long_remark_is_cut() -> None:
    line = stored(Feedback(Complaint.MISSING_ANSWER, "Wat?", "nu", remark="x" * (LONGEST_REMARK + 5)), "2026-11-22")

    assert set(line) == {"day", "complaint", "question", "index", "remark"}
    assert len(line["remark"]) == LONGEST_REMARK


def test_several_at_once_lose_nothing(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda n: keep(tmp_path, stored(replace(WRONG, page=n), "2026-11-22")), range(1, 60)))

    assert sorted(line["page"] for line in lines(tmp_path)) == list(range(1, 60))  # type: ignore[type-var]


def test_a_full_file_and_what_is_no_folder_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(FileUnusable):
        keep(tmp_path / "file", stored(WRONG, "2026-11-22"))

    keep(tmp_path, stored(WRONG, "2026-11-22"))
    monkeypatch.setattr(feedback, "MOST_BYTES", 10)
    with pytest.raises(FileUnusable):
        keep(tmp_path, stored(WRONG, "2026-11-22"))
    assert len(lines(tmp_path)) == 1


def test_what_was_kept_is_read_back_and_broken_lines_are_counted(tmp_path: Path) -> None:
    first, second = stored(WRONG, "2026-11-22"), stored(replace(WRONG, question="=1+1"), "2026-11-23")
    keep(tmp_path, first)
    with (tmp_path / FILE).open("ab") as file:
        file.write(b'{"day": "2026-11-2\n\n[1]\n\xff\xfe\n{"day": 3, "complaint": "x", "question": "y"}\n')
    keep(tmp_path, second)

    assert feedback.read(tmp_path) == feedback.Received((first, second), 4)


def test_nothing_was_kept_where_there_is_no_file(tmp_path: Path) -> None:
    assert feedback.read(tmp_path / "nergens") == feedback.Received((), 0)


def test_deleted_feedback_is_gone(tmp_path: Path) -> None:
    keep(tmp_path, stored(WRONG, "2026-11-22"))
    feedback.delete(tmp_path)
    feedback.delete(tmp_path)

    assert feedback.read(tmp_path).lines == ()


def test_questions_become_topics_once_each(tmp_path: Path) -> None:
    for question in ("Wie?", " Wie? ", "Wat\nnu?", " "):
        keep(tmp_path, stored(replace(WRONG, question=question), "2026-11-22"))

    told = [json.loads(line) for line in feedback.topics(feedback.read(tmp_path)).splitlines()]
    assert told == [{"id": "feedback-1", "text": "Wie?"}, {"id": "feedback-2", "text": "Wat\nnu?"}]
