"""Feedback is kept as it was shown, by several at once, and never more than was said."""

from __future__ import annotations

import json
import os
import stat
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
    keep(tmp_path, line, 365)

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
        list(pool.map(lambda n: keep(tmp_path, stored(replace(WRONG, page=n), "2026-11-22"), 365), range(1, 60)))

    assert sorted(line["page"] for line in lines(tmp_path)) == list(range(1, 60))  # type: ignore[type-var]


def test_a_full_file_and_what_is_no_folder_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(FileUnusable):
        keep(tmp_path / "file", stored(WRONG, "2026-11-22"), 365)

    keep(tmp_path, stored(WRONG, "2026-11-22"), 365)
    monkeypatch.setattr(feedback, "MOST_BYTES", 10)
    with pytest.raises(FileUnusable):
        keep(tmp_path, stored(WRONG, "2026-11-22"), 365)
    assert len(lines(tmp_path)) == 1


def test_what_was_kept_is_read_back_and_broken_lines_are_counted(tmp_path: Path) -> None:
    first, second = stored(WRONG, "2026-11-22"), stored(replace(WRONG, question="=1+1"), "2026-11-23")
    keep(tmp_path, first, 365)
    with (tmp_path / FILE).open("ab") as file:
        file.write(b'{"day": "2026-11-2\n\n[1]\n\xff\xfe\n{"day": 3, "complaint": "x", "question": "y"}\n')
    keep(tmp_path, second, 365)

    assert feedback.read(tmp_path) == feedback.Received((first, second), 4)


def test_nothing_was_kept_where_there_is_no_file(tmp_path: Path) -> None:
    assert feedback.read(tmp_path / "nergens") == feedback.Received((), 0)


def test_deleted_feedback_is_gone(tmp_path: Path) -> None:
    keep(tmp_path, stored(WRONG, "2026-11-22"), 365)
    feedback.delete(tmp_path)
    feedback.delete(tmp_path)

    assert feedback.read(tmp_path).lines == ()


def test_questions_become_topics_once_each(tmp_path: Path) -> None:
    for question in ("Wie?", " Wie? ", "Wat\nnu?", " "):
        keep(tmp_path, stored(replace(WRONG, question=question), "2026-11-22"), 365)

    told = [json.loads(line) for line in feedback.topics(feedback.read(tmp_path)).splitlines()]
    assert told == [{"id": "feedback-1", "text": "Wie?"}, {"id": "feedback-2", "text": "Wat\nnu?"}]


# --- for how long


def kept_on(folder: Path, *days: str) -> None:
    for day in days:
        with (folder / FILE).open("a", encoding="utf-8") as file:
            file.write((json.dumps(stored(WRONG, day)) if day else "kapot") + "\n")


def days_in(folder: Path) -> list[object]:
    return [line["day"] for line in feedback.read(folder).lines]


def test_what_is_older_than_so_many_days_is_deleted(tmp_path: Path) -> None:
    kept_on(tmp_path, "2026-10-22", "2026-10-23", "2026-11-22")
    assert feedback.expire(tmp_path, 30, "2026-11-22") == 1
    assert days_in(tmp_path) == ["2026-10-23", "2026-11-22"]
    assert feedback.expire(tmp_path, 30, "2026-11-22") == 0
    assert feedback.expire(tmp_path, 30, "2026-12-23") == 2
    assert not (tmp_path / FILE).exists()
    assert feedback.expire(tmp_path, 30, "2026-12-23") == 0


def test_what_is_kept_next_drives_out_what_is_too_old(tmp_path: Path) -> None:
    kept_on(tmp_path, "2026-10-22")
    keep(tmp_path, stored(WRONG, "2026-11-22"), 30)
    assert days_in(tmp_path) == ["2026-11-22"]


def test_a_line_that_cannot_be_read_goes_with_the_one_before_it(tmp_path: Path) -> None:
    kept_on(tmp_path, "", "2026-10-22", "", "2026-11-22", "")
    assert feedback.expire(tmp_path, 30, "2026-11-22") == 3
    assert feedback.read(tmp_path).broken == 1
    assert feedback.expire(tmp_path, 30, "2026-12-23") == 2


def test_lines_of_which_no_day_is_known_are_as_old_as_their_file(tmp_path: Path) -> None:
    kept_on(tmp_path, "", "geen dag")
    os.utime(tmp_path / FILE, (1_790_000_000, 1_790_000_000))  # 2026-09-21
    assert feedback.expire(tmp_path, 60, "2026-11-20") == 0
    assert feedback.expire(tmp_path, 60, "2026-11-21") == 2


def test_nothing_is_lost_of_what_is_kept_while_old_lines_are_deleted(tmp_path: Path) -> None:
    kept_on(tmp_path, "2020-01-01")
    with ThreadPoolExecutor(8) as pool:
        done = [pool.submit(keep, tmp_path, stored(replace(WRONG, page=n), "2026-11-22"), 30) for n in range(1, 30)]
        done += [pool.submit(feedback.expire, tmp_path, 30, "2026-11-22") for _ in range(10)]
    assert all(one.exception() is None for one in done)
    assert sorted(line["page"] for line in lines(tmp_path)) == list(range(1, 30))  # type: ignore[type-var]


def test_what_visitors_said_is_for_the_owner_of_the_library_alone(tmp_path: Path) -> None:
    keep(tmp_path, stored(WRONG, "2026-11-22"), 30)
    assert stat.S_IMODE((tmp_path / FILE).stat().st_mode) == 0o600
    kept_on(tmp_path, "2026-11-23")
    feedback.expire(tmp_path, 30, "2026-12-23")
    assert stat.S_IMODE((tmp_path / FILE).stat().st_mode) == 0o600


def test_a_file_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    kept_on(tmp_path, "2020-01-01", "2026-11-22")
    (tmp_path / FILE).with_suffix(".tmp").mkdir()
    with pytest.raises(FileUnusable):
        feedback.expire(tmp_path, 30, "2026-11-22")
    assert len(days_in(tmp_path)) == 2
