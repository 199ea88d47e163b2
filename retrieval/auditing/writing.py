"""Writing the audit log: a change that can't be written down is not made."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from retrieval.auditing.lines import (
    BEGUN,
    DONE,
    FAILED,
    FILE,
    HEAD,
    STOPPED,
    Entry,
    Standing,
    digest,
    head_of,
    line_of,
    lines_of,
)
from retrieval.errors import ChangeUnrecorded, DiskFull, FileUnusable, OutcomeUnrecorded, PlanwijzerError
from retrieval.library.failing import NO_ROOM
from retrieval.settings import Settings

_LOCK = "audit.lock"
_WAIT_SECONDS = 10
# A change to more than this many things names the first; a name is as long as that of a file can be.
_MOST_NAMED, _LONGEST = 20, 300
# What nothing follows on: of a log that has lost where it stood.
_LOST = Standing(0, "lost")


class Told:
    """What came of a change, told while it is made."""

    def __init__(self) -> None:
        self.facts: dict[str, str | int] = {}

    def tell(self, **facts: str | int) -> None:
        """Add to what its last line tells."""
        self.facts.update(facts)


class AuditLog:
    """The log of the library in ``folder``. ``clock``: the time, in UTC. Safe to use from several processes."""

    def __init__(self, folder: Path, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._folder, self._clock = folder, clock

    @contextmanager
    def change(self, who: str, what: str, on: Sequence[str] = ()) -> Iterator[Told]:
        """Write that a change begins, and after it what came of it. ``who``: ``""`` for the user of the system.

        Raises ``DiskFull`` or ``ChangeUnrecorded``, and then it is not made; ``OutcomeUnrecorded`` when it was.
        """
        user = system_user()
        named = [name[:_LONGEST] for name in on[:_MOST_NAMED]]
        more: dict[str, str | int] = {"more": len(on) - len(named)} if len(on) > len(named) else {}
        begun = Entry(0, "", who[:_LONGEST] or user, user, what, tuple(named), BEGUN, facts=more)
        number, told = self._add(begun, ChangeUnrecorded), Told()
        end = replace(begun, on=(), result=DONE, of=number, facts=told.facts)
        try:
            yield told
        except BaseException as error:
            result = STOPPED if isinstance(error, KeyboardInterrupt) else FAILED
            told.tell(reason=error.key if isinstance(error, PlanwijzerError) else type(error).__name__)
            with suppress(PlanwijzerError):  # what broke the change is told, and may be what breaks this
                self._add(replace(end, result=result), OutcomeUnrecorded)
            raise
        self._add(end, OutcomeUnrecorded)

    def _add(self, entry: Entry, failure: type[FileUnusable]) -> int:
        """Add a line; its number. Raises ``failure``, or ``DiskFull`` before a change."""
        try:
            with FileLock(self._folder / _LOCK, timeout=_WAIT_SECONDS):
                return self._append(replace(entry, at=self._clock().strftime("%Y-%m-%dT%H:%M:%SZ")))
        except (OSError, Timeout) as error:
            if failure is ChangeUnrecorded and getattr(error, "errno", None) in NO_ROOM:
                raise DiskFull(index=str(self._folder)) from error
            raise failure(file=FILE, reason=getattr(error, "strerror", None) or str(error)) from error

    def _append(self, entry: Entry) -> int:
        path = self._folder / FILE
        data = path.read_bytes() if path.exists() else b""
        if not data and head_of(self._folder) is None:
            self._stand(Standing())
        at, half = standing(data, head_of(self._folder))
        whole = replace(entry, number=at.number + 1, before=at.hash, torn=digest(half) if half else "")
        line = line_of(whole)
        # For the owner alone: it names persons. Who has to share it changes its mode, which stays.
        descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            _write(descriptor, (b"\n" if data and not data.endswith(b"\n") else b"") + line + b"\n")
            self._stand(Standing(whole.number, digest(line)))
        except OSError:
            with suppress(OSError):  # it was not told to anybody yet
                os.ftruncate(descriptor, len(data))
            raise
        finally:
            os.close(descriptor)
        return whole.number

    def _stand(self, at: Standing) -> None:
        """Keep where the log stands, in one step."""
        temporary = self._folder / f"{HEAD}.tmp"
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        try:
            _write(descriptor, json.dumps({"number": at.number, "hash": at.hash}).encode("ascii"))
        finally:
            os.close(descriptor)
        os.replace(temporary, self._folder / HEAD)


def standing(data: bytes, head: Standing | None) -> tuple[Standing, bytes]:
    """(where a log stands, half a line at its end).

    It stands where it was last known to, or at what follows on that: a process may have been killed between. So what is added to
    a log that was changed does not follow on what it was changed to.
    """
    at, half = head or _LOST, b""
    for raw, entry in lines_of(data):
        half = b"" if entry else raw
        at = (at.after(entry, raw) if entry else None) or at
    return at, half


@contextmanager
def recorded(settings: Settings, what: str, on: Sequence[str] = ()) -> Iterator[Told]:
    """Write a change to the library of the settings in its log, in the name that they give. Raises as ``AuditLog.change``."""
    with AuditLog(settings.index).change(settings.who, what, on) as told:
        yield told


def system_user() -> str:
    """The user of the system that this process belongs to."""
    try:
        import pwd
    except ImportError:  # Windows
        return os.getlogin()
    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        return f"uid {os.getuid()}"


def _write(descriptor: int, data: bytes) -> None:
    """Write all of it, and bring it to the disk. Raises ``OSError``, also where but a part was written."""
    while data:
        data = data[os.write(descriptor, data) :]
    os.fsync(descriptor)
