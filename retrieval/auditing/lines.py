"""The lines of the audit log: how each is chained to the one before, and what tells that one was changed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from retrieval.library.failing import foreseen

# The log, and what stands at its end: with the lines alone nobody could tell that the last ones are gone.
FILE, HEAD = "audit.jsonl", "audit.head"
BEGUN, DONE, FAILED, STOPPED = "begun", "done", "failed", "stopped"


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the log.

    ``number``: from 1; ``at``: ISO time in UTC; ``who``: who asked for the change; ``user``: the user of the system whose
    process made it; ``what``: the kind of change; ``on``: to what; ``result``: ``begun`` before it is made, after it ``done``,
    ``failed`` or ``stopped`` with ``of``, the number of the line that began it, and ``facts``; ``before``: sha256 of the line
    before, ``""`` for the first; ``torn``: sha256 of half a line that a failing computer left before this one.
    """

    number: int
    at: str
    who: str
    user: str
    what: str
    on: tuple[str, ...] = ()
    result: str = BEGUN
    of: int = 0
    facts: Mapping[str, str | int] = field(default_factory=dict)
    before: str = ""
    torn: str = ""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a log. ``kind``: ``edited`` at ``line``, from 1, or ``cut``: its end is gone."""

    kind: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class Log:
    """What a log holds, oldest first, and what is wrong with it."""

    entries: tuple[Entry, ...]
    faults: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """A change: the line that began it, and the one that tells how it ended, ``None`` where there is none (yet)."""

    begun: Entry
    ended: Entry | None

    @property
    def result(self) -> str:
        """How it ended, ``begun`` where nothing tells."""
        return self.ended.result if self.ended else BEGUN


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a chain stands: the number of its last line, and the hash of that."""

    number: int = 0
    hash: str = ""

    def after(self, entry: Entry, raw: bytes) -> Standing | None:
        """Where it stands with a line more; ``None`` for a line that does not follow."""
        follows = entry.number == self.number + 1 and entry.before == self.hash
        return Standing(entry.number, digest(raw)) if follows else None


def digest(raw: bytes) -> str:
    """The hash of a line, without its end."""
    return hashlib.sha256(raw).hexdigest()


def line_of(entry: Entry) -> bytes:
    """A line as it is written, without its end; letters that are no ASCII, and halves of them in names of files, as escapes."""
    return json.dumps({name: value for name, value in asdict(entry).items() if value}).encode("ascii")


def parsed(raw: bytes) -> Entry | None:
    """The entry of a line; ``None`` for what is none."""
    try:
        found: dict[str, Any] = json.loads(raw)
        entry = Entry(**{**found, "on": tuple(map(str, found.get("on", ())))})
    except (ValueError, TypeError, AttributeError, RecursionError):
        return None
    texts = (entry.at, entry.who, entry.user, entry.what, entry.result, entry.before, entry.torn)
    numbers = (entry.number, entry.of)
    typed = all(isinstance(text, str) for text in texts) and all(type(number) is int for number in numbers)
    return entry if typed and isinstance(entry.facts, dict) else None


def lines_of(data: bytes) -> list[tuple[bytes, Entry | None]]:
    """Each line of a log with its entry; a last one without an end counts."""
    return [(raw, parsed(raw)) for raw in data.split(b"\n") if raw]


def head_of(folder: Path) -> Standing | None:
    """Where the log in ``folder`` stood when it was last written; ``None`` where that is not told."""
    try:
        found = json.loads((folder / HEAD).read_bytes())
        return Standing(int(found["number"]), str(found["hash"]))
    except FileNotFoundError:
        return None
    except (ValueError, TypeError, KeyError):
        return None


def read(folder: Path) -> Log:
    """The log in ``folder``; empty where there is none. Read without a lock: also where nothing can be written.

    Raises ``FileUnusable``.
    """
    try:
        # First where it stood: what is added meanwhile follows on that.
        head = head_of(folder)
    except OSError as error:
        raise foreseen(error, folder) or error from error
    data = raw(folder)
    lines = lines_of(data)
    return Log(tuple(entry for _, entry in lines if entry), tuple(_faults(lines, head, whole=data.endswith(b"\n"))))


def raw(folder: Path) -> bytes:
    """The log in ``folder`` as it stands. Raises ``FileUnusable``."""
    try:
        return (folder / FILE).read_bytes()
    except FileNotFoundError:
        return b""
    except OSError as error:
        raise foreseen(error, folder) or error from error


def changes(entries: Iterable[Entry]) -> list[Change]:
    """The changes that a log tells of, oldest first."""
    entries = tuple(entries)
    ends = {entry.of: entry for entry in entries if entry.of}
    return [Change(entry, ends.get(entry.number)) for entry in entries if not entry.of]


def _faults(lines: Sequence[tuple[bytes, Entry | None]], head: Standing | None, *, whole: bool) -> Iterable[Fault]:
    """What is wrong. ``whole``: the last line has an end."""
    at, half = Standing(), b""
    for place, (raw, entry) in enumerate(lines, start=1):
        if entry is None:
            if half or (place == len(lines) and whole):
                yield Fault("edited", place)
            half = raw
            continue
        following = at.after(entry, raw)
        torn = entry.torn == (digest(half) if half else "")
        if following is None or not torn or (head and head.number == entry.number and head.hash != digest(raw)):
            yield Fault("edited", place if following and torn else max(1, place - 1))
        at, half = following or Standing(entry.number, digest(raw)), b""
    if (head is None and lines) or (head and head.number > at.number):
        yield Fault("cut")
