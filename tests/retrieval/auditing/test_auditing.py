"""The audit log: every change is written before it is made, and a log that was changed shows where."""

from __future__ import annotations

import json
import os
import resource
import signal
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.auditing import BEGUN, DONE, FAILED, FILE, HEAD, STOPPED, AuditLog, Fault, changes, read, recorded, system_user
from retrieval.auditing.lines import line_of
from retrieval.errors import ChangeUnrecorded, DiskFull, IndexMissing, OutcomeUnrecorded
from retrieval.settings import Settings
from retrieval.texts import load_texts

NOON = datetime(2026, 11, 22, 12, 0, 5, tzinfo=UTC)


def log_of(folder: Path) -> AuditLog:
    return AuditLog(folder, lambda: NOON)


def made(folder: Path, *names: str) -> list[bytes]:
    """A log of changes to these; its lines."""
    for name in names:
        with log_of(folder).change("anna@school.example", "upload", [name]) as told:
            told.tell(bytes=3)
    return (folder / FILE).read_bytes().splitlines()


def test_a_change_is_two_lines_that_tell_who_what_when_and_the_result(tmp_path: Path) -> None:
    made(tmp_path, "plan.pdf")
    first, last = read(tmp_path).entries

    assert (first.number, first.at, first.who, first.user) == (1, "2026-11-22T12:00:05Z", "anna@school.example", system_user())
    assert (first.what, first.on, first.result, first.of, first.before) == ("upload", ("plan.pdf",), BEGUN, 0, "")
    assert (last.number, last.result, last.of, last.facts) == (2, DONE, 1, {"bytes": 3})
    assert read(tmp_path).faults == ()
    (change,) = changes(read(tmp_path).entries)
    assert (change.begun, change.result) == (first, DONE)


def test_who_is_not_named_is_the_user_of_the_system(tmp_path: Path) -> None:
    with recorded(Settings(tmp_path), "build"):
        assert read(tmp_path).entries[0].who == system_user()
    with recorded(Settings(tmp_path, who="nachtwerk"), "build"):
        assert read(tmp_path).entries[2].who == "nachtwerk"


@pytest.mark.parametrize(
    ("error", "result", "reason"),
    [
        (IndexMissing(index="x"), FAILED, "error.index_missing"),
        (RuntimeError("geheim"), FAILED, "RuntimeError"),
        (KeyboardInterrupt(), STOPPED, "KeyboardInterrupt"),
    ],
)
def test_what_goes_wrong_is_told_by_its_name_and_goes_on(tmp_path: Path, error: BaseException, result: str, reason: str) -> None:
    with pytest.raises(type(error)), log_of(tmp_path).change("", "build"):
        raise error
    (change,) = changes(read(tmp_path).entries)
    assert change.ended is not None and (change.result, change.ended.facts) == (result, {"reason": reason})
    assert "geheim" not in (tmp_path / FILE).read_text()


def test_it_is_for_the_owner_alone_and_a_mode_that_was_set_stays(tmp_path: Path) -> None:
    made(tmp_path, "a")
    assert {stat.S_IMODE((tmp_path / name).stat().st_mode) for name in (FILE, HEAD)} == {0o600}
    (tmp_path / FILE).chmod(0o640)
    made(tmp_path, "b")
    assert stat.S_IMODE((tmp_path / FILE).stat().st_mode) == 0o640


def test_lines_are_added_and_never_changed(tmp_path: Path) -> None:
    before = made(tmp_path, "a", "b")
    assert made(tmp_path, "c")[: len(before)] == before


def test_several_at_once_are_one_chain(tmp_path: Path) -> None:
    with ThreadPoolExecutor(6) as pool:
        list(pool.map(lambda n: made(tmp_path, f"{n}"), range(24)))
    log = read(tmp_path)
    assert log.faults == () and [entry.number for entry in log.entries] == list(range(1, 49))
    assert sorted(int(change.begun.on[0]) for change in changes(log.entries)) == list(range(24))


def test_names_that_no_screen_can_show_and_many_of_them_are_written(tmp_path: Path) -> None:
    odd = ["\udcff\n.pdf", "é" * 900, *map(str, range(40))]
    with log_of(tmp_path).change("a\nb", "remove", odd):
        pass
    log = read(tmp_path)
    begun = log.entries[0]
    assert log.faults == () and len(log.entries) == 2
    assert begun.who == "a\nb" and begun.on[0] == odd[0] and len(begun.on[1]) == 300
    assert (len(begun.on), begun.facts) == (20, {"more": 22})


# --- a change that can't be written down


def test_a_change_that_cannot_be_written_is_not_made(tmp_path: Path) -> None:
    (tmp_path / FILE).mkdir()
    with pytest.raises(ChangeUnrecorded) as told, log_of(tmp_path).change("", "build"):
        raise AssertionError("made")
    said = load_texts("nl").error(told.value)
    assert said.startswith("De wijziging is niet gedaan") and str(tmp_path) not in said


def test_the_first_change_makes_the_folder(tmp_path: Path) -> None:
    made(tmp_path / "nieuw", "a")
    assert len(read(tmp_path / "nieuw").entries) == 2


def block(folder: Path) -> None:
    """Make that nothing more can be written in the log."""
    (folder / FILE).rename(folder / "weg")
    (folder / FILE).mkdir()


def test_an_outcome_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(OutcomeUnrecorded), log_of(tmp_path).change("", "build"):
        block(tmp_path)


def test_what_broke_a_change_is_told_and_not_that_its_outcome_is_lost(tmp_path: Path) -> None:
    def break_all() -> None:
        block(tmp_path)
        raise IndexMissing(index="x")

    with pytest.raises(IndexMissing), log_of(tmp_path).change("", "build"):
        break_all()


def test_without_room_nothing_half_stays(tmp_path: Path) -> None:
    """As under a quota, in a process of its own: the limit is met within a line."""
    whole = made(tmp_path, "a", "b")
    room = (tmp_path / FILE).stat().st_size + 40
    script = (
        "import sys; from pathlib import Path; from retrieval.auditing import AuditLog; from retrieval.errors import DiskFull\n"
        "try:\n    with AuditLog(Path(sys.argv[1])).change('', 'build'): print('made')\nexcept DiskFull: print('full')"
    )

    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))

    command = [sys.executable, "-c", script, str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, preexec_fn=limit)
    assert done.stdout.strip() == "full"
    assert (tmp_path / FILE).read_bytes().splitlines() == whole
    made(tmp_path, "c")
    assert read(tmp_path).faults == ()


def test_a_full_disk_is_called_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("retrieval.auditing.writing.os.write", full)
    with pytest.raises(DiskFull), log_of(tmp_path).change("", "build"):
        raise AssertionError("made")


# --- a process or a computer that dies


def test_a_process_that_dies_before_it_knew_where_the_log_stands_costs_nothing(tmp_path: Path) -> None:
    made(tmp_path, "a")
    head = (tmp_path / HEAD).read_bytes()
    made(tmp_path, "b")
    (tmp_path / HEAD).write_bytes(head)
    assert read(tmp_path).faults == ()
    made(tmp_path, "c")
    assert read(tmp_path).faults == () and len(read(tmp_path).entries) == 6


def test_half_a_line_is_left_as_it_is_and_said_by_the_next(tmp_path: Path) -> None:
    made(tmp_path, "a")
    with (tmp_path / FILE).open("ab") as file:
        file.write(b'{"number": 3, "at": "20')
    assert read(tmp_path).faults == ()
    made(tmp_path, "b")
    log = read(tmp_path)
    assert log.faults == () and [entry.number for entry in log.entries] == [1, 2, 3, 4]

    data = (tmp_path / FILE).read_bytes()
    (tmp_path / FILE).write_bytes(data.replace(b'"at": "20\n', b'"at": "21\n'))
    assert read(tmp_path).faults == (Fault("edited", 3),)


# --- a log that was changed


def test_an_edited_line_is_named(tmp_path: Path) -> None:
    lines = made(tmp_path, "a", "b", "c")
    for place in range(len(lines)):
        edited = [line.replace(b"anna", b"bert") if n == place else line for n, line in enumerate(lines)]
        (tmp_path / FILE).write_bytes(b"\n".join(edited) + b"\n")
        assert read(tmp_path).faults == (Fault("edited", place + 1),)


def test_a_log_that_lost_its_end_is_named(tmp_path: Path) -> None:
    lines = made(tmp_path, "a", "b")
    for kept in range(len(lines)):
        (tmp_path / FILE).write_bytes(b"".join(line + b"\n" for line in lines[:kept]))
        assert read(tmp_path).faults == (Fault("cut"),)
    (tmp_path / FILE).unlink()
    assert read(tmp_path).faults == (Fault("cut"),)


def test_a_log_whose_end_is_not_kept_is_named(tmp_path: Path) -> None:
    made(tmp_path, "a")
    (tmp_path / HEAD).write_text("[]")
    assert read(tmp_path).faults == (Fault("cut"),)


@pytest.mark.parametrize("how", ["edited", "last", "cut", "gone", "headless"])
def test_what_is_added_later_does_not_hide_that_it_was_changed(tmp_path: Path, how: str) -> None:
    lines = made(tmp_path, "a", "b")
    kept = {
        "edited": [lines[0].replace(b"anna", b"bert"), *lines[1:]],
        "last": [*lines[:-1], lines[-1].replace(b"anna", b"bert")],
        "cut": lines[:2],
        "gone": [],
        "headless": lines[:2],
    }[how]
    (tmp_path / FILE).write_bytes(b"".join(line + b"\n" for line in kept))
    if how == "headless":
        (tmp_path / HEAD).unlink()
    assert read(tmp_path).faults
    made(tmp_path, "c", "d")
    assert read(tmp_path).faults


def test_a_log_that_was_set_aside_begins_anew(tmp_path: Path) -> None:
    made(tmp_path, "a")
    for name in (FILE, HEAD):
        (tmp_path / name).rename(tmp_path / f"{name}.oud")
    made(tmp_path, "b")
    assert read(tmp_path).faults == () and len(read(tmp_path).entries) == 2


@given(place=st.integers(0, 10_000), byte=st.integers(0, 255))
def test_no_byte_can_be_changed_unseen(place: int, byte: int, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("log")
    made(folder, "a", "b")
    data = bytearray((folder / FILE).read_bytes())
    if data[place % len(data)] == byte:
        return
    data[place % len(data)] = byte
    (folder / FILE).write_bytes(data)
    # Its last sign ends the last line; without it that is as it would be had the computer failed just then.
    assert read(folder).faults or place % len(data) == len(data) - 1


@pytest.mark.parametrize("line", [b"[]", b"{}", b"7", b'{"number": "1"}', b"[" * 100_000, b"\xff", b'{"number": true}', b"null"])
def test_lines_that_are_none_are_faults_and_nothing_breaks(tmp_path: Path, line: bytes) -> None:
    made(tmp_path, "a")
    with (tmp_path / FILE).open("ab") as file:
        file.write(line + b"\n")
    assert read(tmp_path).faults == (Fault("edited", 3),)


def test_where_there_is_no_log_nothing_is_wrong(tmp_path: Path) -> None:
    assert read(tmp_path / "niets").faults == read(tmp_path).faults == ()


def test_an_entry_is_written_without_what_is_empty(tmp_path: Path) -> None:
    made(tmp_path, "a")
    entry = read(tmp_path).entries[0]
    assert set(json.loads(line_of(entry))) == {"number", "at", "who", "user", "what", "on", "result"}
    assert b"torn" in line_of(replace(entry, torn="x"))


def test_a_user_without_a_name_is_a_number(monkeypatch: pytest.MonkeyPatch) -> None:
    import pwd

    monkeypatch.setattr(pwd, "getpwuid", partial({}.__getitem__))
    assert system_user() == f"uid {os.getuid()}"
