"""What visitors say of answers, kept beside the library: a line of JSON each, and nothing but what they were shown."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from retrieval.errors import FileUnusable

FILE = "feedback.jsonl"
# A remark is a few sentences; what is longer is cut, so that nobody fills the disk with one.
LONGEST_REMARK = 2_000
# The file of a public server has an end; what comes after it is refused, not lost in silence.
MOST_BYTES = 50_000_000
_WAIT_SECONDS = 5
_ALWAYS = ("day", "complaint", "question")


class Complaint(StrEnum):
    """What is wrong."""

    WRONG_SOURCE = "wrong_source"
    MISSING_ANSWER = "missing_answer"


@dataclass(frozen=True, slots=True)
class Feedback:
    """What a visitor says of an answer.

    ``document``, ``page``, ``start``, ``end``, ``quote``: the quotation that it is about, where it is about one; ``index``: when
    what was searched was made.
    """

    complaint: Complaint
    question: str
    index: str
    document: str = ""
    page: int = 0
    start: int = 0
    end: int = 0
    quote: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Received:
    """What was kept, oldest first, as ``stored`` gave it; ``broken``: how many lines can't be read."""

    lines: tuple[Mapping[str, Any], ...]
    broken: int


def stored(feedback: Feedback, day: str) -> dict[str, Any]:
    """Exactly what is kept: what was said, with the day, and nothing of who said it. Empty parts are left out."""
    parts = {**asdict(feedback), "remark": feedback.remark.strip()[:LONGEST_REMARK]}
    return {"day": day, **{name: str(value) if name == "complaint" else value for name, value in parts.items() if value}}


def today() -> str:
    """The day, in world time, as an ISO date."""
    return datetime.now(UTC).date().isoformat()


def keep(folder: Path, line: Mapping[str, Any], days: int) -> None:
    """Add what ``stored`` gave to the file in ``folder``, and delete what is older than ``days``. Raises ``FileUnusable``."""
    with _locked(folder) as path:
        _expire(path, _oldest(days, line["day"]))
        with open(path, "a", encoding="utf-8", opener=_for_owner) as file:
            if file.tell() > MOST_BYTES:
                raise FileUnusable(file=FILE, reason=f"> {MOST_BYTES} bytes")
            file.write(json.dumps(line, ensure_ascii=False) + "\n")


def expire(folder: Path, days: int, day: str) -> int:
    """Delete what was kept more than ``days`` before a day, ISO; how many lines. Raises ``FileUnusable``."""
    if not (folder / FILE).exists():
        return 0
    with _locked(folder) as path:
        return _expire(path, _oldest(days, day))


def read(folder: Path) -> Received:
    """What the file in ``folder`` holds. Raises ``FileUnusable``."""
    if not (folder / FILE).exists():
        return Received((), 0)
    with _locked(folder) as path, path.open("rb") as file:
        parsed = [_parsed(line) for line in file if line.strip()]
    lines = tuple(line for line in parsed if line is not None)
    return Received(lines, len(parsed) - len(lines))


def delete(folder: Path) -> None:
    """Throw away all that was kept. Raises ``FileUnusable``."""
    with _locked(folder) as path:
        path.unlink(missing_ok=True)


def topics(received: Received) -> str:
    """The questions as topics of a test set that nobody judged yet: a line of JSON each, every question once."""
    questions = dict.fromkeys(line["question"].strip() for line in received.lines)
    numbered = enumerate(filter(None, questions), start=1)
    return "".join(json.dumps({"id": f"feedback-{n}", "text": text}, ensure_ascii=False) + "\n" for n, text in numbered)


def _parsed(line: bytes) -> dict[str, Any] | None:
    """A line as it was kept; ``None`` when it is broken."""
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) and all(isinstance(found.get(name), str) for name in _ALWAYS) else None


def _oldest(days: int, day: str) -> str:
    """The oldest day of which is kept something."""
    return (date.fromisoformat(day) - timedelta(days=days)).isoformat()


def _expire(path: Path, oldest: str) -> int:
    """Delete the lines of before a day. One that can't be read counts as old as the one before it; the first as the next."""
    if not path.exists():
        return 0
    lines = path.read_bytes().splitlines(keepends=True)
    days = [_day_of(line) for line in lines]
    written = datetime.fromtimestamp(path.stat().st_mtime, UTC).date().isoformat()
    kept, known = [], next(filter(None, days), written)
    for line, day in zip(lines, days, strict=True):
        known = day or known
        if known >= oldest:
            kept.append(line)
    if len(kept) < len(lines):
        _rewrite(path, kept)
    return len(lines) - len(kept)


def _rewrite(path: Path, lines: Sequence[bytes]) -> None:
    """Put these lines in the place of a file, in one step; no file for none."""
    if not lines:
        path.unlink()
        return
    temporary = path.with_suffix(".tmp")
    with open(temporary, "wb", opener=_for_owner) as file:
        file.writelines(lines)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)


def _day_of(line: bytes) -> str:
    """The day of a line, ``""`` where it tells none."""
    parsed = _parsed(line)
    try:
        return date.fromisoformat(parsed["day"]).isoformat() if parsed else ""
    except ValueError:
        return ""


def _for_owner(path: str, flags: int) -> int:
    """Open a file that, where it is made, its owner alone can read: what was asked may tell who asked it."""
    return os.open(path, flags, 0o600)


@contextmanager
def _locked(folder: Path) -> Iterator[Path]:
    """The file, while nobody else uses it."""
    path = folder / FILE
    try:
        with FileLock(path.with_suffix(".lock"), timeout=_WAIT_SECONDS):
            yield path
    except (OSError, Timeout) as error:
        raise FileUnusable(file=FILE, reason=getattr(error, "strerror", None) or str(error)) from error
