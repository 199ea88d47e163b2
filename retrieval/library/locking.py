"""The lock on a library: one process writes at a time, and who comes second is told who does."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout

from retrieval.errors import LibraryBusy, LibraryHeld

LOCK, HOLDER = "LOCK", "HOLDER"


class Lock:
    """The right to write in ``folder``; ``work``: what for, a key under ``work.`` of the texts."""

    def __init__(self, folder: Path, work: str) -> None:
        self._folder, self._work = folder, work
        self._lock = FileLock(folder / LOCK)

    def acquire(self) -> None:
        """Raises ``LibraryBusy`` when another process has it, ``OSError`` when nobody can."""
        try:
            self._lock.acquire(timeout=0)
        except Timeout as error:
            raise self._held() from error
        told = {"pid": os.getpid(), "since": datetime.now().astimezone().isoformat(timespec="seconds"), "work": self._work}
        with suppress(OSError):  # who comes second is told less; the lock holds
            (self._folder / HOLDER).write_text(json.dumps(told), encoding="ascii")

    def release(self) -> None:
        """Let go of it."""
        if self._lock.is_locked:
            with suppress(OSError):
                (self._folder / HOLDER).unlink()
        self._lock.release()

    def _held(self) -> LibraryBusy:
        """Who has it, as far as it was written down."""
        try:
            told = json.loads((self._folder / HOLDER).read_text(encoding="ascii"))
            return LibraryHeld(index=str(self._folder), pid=int(told["pid"]), since=str(told["since"]), reason=str(told["work"]))
        except (OSError, ValueError, TypeError, KeyError):
            return LibraryBusy(index=str(self._folder))
