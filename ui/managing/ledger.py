"""Changes that the page makes by itself, each written in the audit log of the library before it is made."""

from __future__ import annotations

import hashlib
from pathlib import Path

from retrieval import auditing, feedback
from retrieval.auditing import AuditLog, Log
from ui.managing.shelf import Shelf


class Ledger:
    """Changes the shelf and what visitors said of the library in ``index``, in somebody's name.

    Every change raises ``ChangeUnrecorded`` or ``DiskFull`` when it can't be written down, and is then not made;
    ``OutcomeUnrecorded`` when it was.
    """

    def __init__(self, index: Path, shelf: Shelf) -> None:
        self._index, self._shelf = index, shelf
        self._log = AuditLog(index)

    def add(self, name: str, data: bytes, who: str) -> str:
        """Keep a file on the shelf; the name that it got there. Raises ``Unfit`` or ``FileUnusable``."""
        with self._log.change(who, "upload", [name]) as told:
            told.tell(bytes=len(data), sha256=hashlib.sha256(data).hexdigest())
            return self._shelf.put(name, data)

    def drop(self, name: str, who: str) -> None:
        """Throw away a file of the shelf that was never read. Raises ``FileUnusable``."""
        with self._log.change(who, "remove", [name]):
            self._shelf.drop(name)

    def forget_feedback(self, who: str) -> None:
        """Throw away what visitors said. Raises ``FileUnusable``."""
        with self._log.change(who, "forget_feedback") as told:
            told.tell(lines=len(feedback.read(self._index).lines))
            feedback.delete(self._index)

    def history(self) -> Log:
        """Who changed the library, and whether somebody changed what is told of it. Raises ``FileUnusable``."""
        return auditing.read(self._index)

    def lines(self) -> bytes:
        """The log as it stands. Raises ``FileUnusable``."""
        return auditing.raw(self._index)
