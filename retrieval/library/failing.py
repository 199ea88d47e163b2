"""Failures of disks and of the record as errors with a sentence."""

from __future__ import annotations

import errno
import shutil
import sqlite3
from pathlib import Path

from retrieval.errors import DiskFull, FileUnusable, LibraryBusy, PlanwijzerError, RecordDamaged
from retrieval.library.schema import FILE

# No room on the disk, over a quota, over the largest size of a file.
NO_ROOM = frozenset({errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)})
# With less than this, in bytes, what SQLite calls an error of the disk is one of room.
_TOO_LITTLE = 1 << 20
_UNUSABLE = ("SQLITE_IOERR", "SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM")


def foreseen(error: BaseException, folder: Path) -> PlanwijzerError | None:
    """The error to tell for one that a library in ``folder`` met; ``None`` when it is no failure of a disk or a record."""
    if isinstance(error, sqlite3.Error):
        return _of_record(error, folder)
    if isinstance(error, OSError) and error.errno is not None:
        if error.errno in NO_ROOM:
            return DiskFull(index=str(folder))
        return FileUnusable(file=str(error.filename or folder), reason=error.strerror or str(error))
    return None


def has_room(folder: Path) -> bool:
    """Whether anything worth writing fits on the disk of a folder."""
    try:
        return shutil.disk_usage(folder).free >= _TOO_LITTLE
    except OSError:
        return True


def _of_record(error: sqlite3.Error, folder: Path) -> PlanwijzerError | None:
    code = getattr(error, "sqlite_errorname", "SQLITE_CORRUPT")  # those that our own code raises have none
    if code == "SQLITE_FULL" or (code.startswith(_UNUSABLE) and not has_room(folder)):
        return DiskFull(index=str(folder))
    if code == "SQLITE_CANTOPEN" and not (folder / FILE).is_file():
        return RecordDamaged(index=str(folder), reason=f"{FILE}: {error}")
    if code.startswith(_UNUSABLE):
        return FileUnusable(file=str(folder), reason=str(error))
    if code.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return LibraryBusy(index=str(folder))
    if code.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
        return RecordDamaged(index=str(folder), reason=f"{FILE}: {error}")
    return None
