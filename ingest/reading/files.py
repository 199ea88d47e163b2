"""The bytes of a file, or of a member of an archive: whole, of bounded size, and without waiting for what never comes."""

from __future__ import annotations

import hashlib
import io
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ingest.errors import Unreadable
from retrieval.archives import ArchiveUnusable, member_bytes, member_of
from retrieval.originals import MAX_BYTES

Opened = io.BufferedReader | io.BytesIO
# A file that is written while it is read is read once more.
_TRIES = 2


def read_bytes(path: Path) -> bytes:
    """The content of a file. Raises ``Unreadable``: not there, not to be opened, no file, too large, or changing."""
    for _ in range(_TRIES):
        with open_bytes(path) as file:
            data = file.read(MAX_BYTES + 1)
            if len(data) > MAX_BYTES:
                raise Unreadable("too_large")
            file.seek(0)
            if hashlib.file_digest(file, "sha256").digest() == hashlib.sha256(data).digest():
                return data
    raise Unreadable("changing")


@contextmanager
def open_bytes(path: Path) -> Iterator[Opened]:
    """A file, opened. Raises ``Unreadable``, also for what goes wrong while it is read."""
    try:
        inside = member_of(path)
        with io.BytesIO(member_bytes(*inside)) if inside else _opened(path) as file:
            yield file
    except ArchiveUnusable as unusable:
        raise Unreadable(unusable.reason) from unusable
    except FileNotFoundError as error:
        raise Unreadable("not_found") from error
    except OSError as error:
        raise Unreadable("not_opened", error.strerror or str(error)) from error


def _opened(path: Path) -> Opened:
    # A pipe or a device, put in the place of a file, must not hold us up.
    file = open(path, "rb", opener=lambda name, flags: os.open(name, flags | getattr(os, "O_NONBLOCK", 0)))  # noqa: SIM115
    if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
        file.close()
        raise Unreadable("not_a_file")
    return file
