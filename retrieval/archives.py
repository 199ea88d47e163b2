"""Zip files: which members they have, and the bytes of one, within bounds that hold whatever the file says of itself.

Nothing is unpacked to a disk: a member has a name, and no path.
"""

from __future__ import annotations

import errno
import os
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path, PurePosixPath, PureWindowsPath

ARCHIVE = ".zip"
# What a bundle of plans needs many times over.
MAX_MEMBERS = 5_000
MAX_MEMBER_BYTES, MAX_TOTAL_BYTES = 100_000_000, 2_000_000_000
# Text shrinks some tenfold, a table of figures fifty-fold; what shrinks more, and is not small, was made to fill a memory.
MAX_RATIO, _SMALL_BYTES = 200, 1_000_000
# The list of members is read at once. It takes some 150 bytes a member, of its own and in names.
_MAX_LIST_BYTES, _PART_BYTES = 4_000_000, 1_000_000
# The others ask for memory of a size that the file itself chooses.
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED = 0x1
# What the library raises on damaged files.
_DAMAGED = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, ValueError, OverflowError, NotImplementedError, RuntimeError)


# The members of each name.
_Named = dict[str, list[zipfile.ZipInfo]]


class ArchiveUnusable(Exception):
    """An archive or a member can't be read. ``reason``: a key under ``reason.`` of the texts."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Member:
    """A file in an archive. ``problem``: the key of a reason why it is not read, or ``""``."""

    name: str
    problem: str


def members(archive: Path) -> list[Member]:
    """The files in an archive, in the order of their names; folders and hidden files are passed over.

    Raises ``ArchiveUnusable``, ``OSError``.
    """
    with _opened(archive) as (_, named):
        if not named:
            raise ArchiveUnusable("no_members")
        return [Member(name, _problem(infos)) for name, infos in sorted(named.items())]


def member_of(path: Path) -> tuple[Path, str] | None:
    """The archive that a path leads into, and the name of the member there; ``None`` when it leads into none."""
    for parent in path.parents:
        if parent.suffix.lower() == ARCHIVE and parent.is_file():
            return parent, path.relative_to(parent).as_posix()
    return None


def member_bytes(archive: Path, name: str) -> bytes:
    """The content of a member. Raises ``ArchiveUnusable``, ``OSError``."""
    with _opened(archive) as (opened, named):
        if name not in named:
            raise ArchiveUnusable("not_found")
        problem = _problem(named[name])
        if problem:
            raise ArchiveUnusable(problem)
        with opened.open(named[name][0]) as member:
            return b"".join(iter(lambda: member.read(_PART_BYTES), b""))


class _File:
    """A file that is open only while it is read, and of which no large part is read at once."""

    def __init__(self, path: Path) -> None:
        self._path, self._at = path, 0

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = os.SEEK_SET, /) -> int:
        start = {os.SEEK_SET: 0, os.SEEK_CUR: self._at, os.SEEK_END: self._path.stat().st_size}[whence]
        if start + offset < 0:
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
        self._at = start + offset
        return self._at

    def read(self, size: int = -1, /) -> bytes:
        with self._path.open("rb") as file:
            file.seek(self._at)
            data = file.read(_MAX_LIST_BYTES + 1 if size < 0 else min(size, _MAX_LIST_BYTES + 1))
        if len(data) > _MAX_LIST_BYTES:
            raise ArchiveUnusable("too_many_members")
        self._at += len(data)
        return data


@contextmanager
def _opened(archive: Path) -> Iterator[tuple[zipfile.ZipFile, _Named]]:
    found = archive.stat()
    try:
        yield _listed(archive, found.st_ino, found.st_size, found.st_mtime_ns)
    except _DAMAGED as error:
        raise ArchiveUnusable("damaged") from error


@lru_cache(maxsize=4)
def _listed(archive: Path, *_stamp: int) -> tuple[zipfile.ZipFile, _Named]:
    """An archive and its list, which is read once where a thousand members are taken out one by one."""
    opened = zipfile.ZipFile(_File(archive))
    infos = opened.infolist()
    if len(infos) > MAX_MEMBERS:
        raise ArchiveUnusable("too_many_members")
    if sum(info.file_size for info in infos) > MAX_TOTAL_BYTES:
        raise ArchiveUnusable("unpacks_too_large")
    named: _Named = {}
    for info in infos:
        if not info.is_dir() and not _hidden(info):
            named.setdefault(_name(info), []).append(info)
    return opened, named


def _problem(infos: list[zipfile.ZipInfo]) -> str:
    """Why a member is not read, or ``""``. ``infos``: all members of that name."""
    info = infos[0]
    ratio = info.file_size / max(info.compress_size, 1)
    problems = {
        "name_twice": len(infos) > 1,
        "name_leads_out": _leads_out(info.filename),
        "not_a_file": stat.S_IFMT(info.external_attr >> 16) not in (0, stat.S_IFREG),
        "archive_in_archive": info.filename.lower().endswith(ARCHIVE),
        "encrypted_member": bool(info.flag_bits & _ENCRYPTED),
        "damaged": info.compress_type not in _METHODS,
        "too_large": info.file_size > MAX_MEMBER_BYTES,
        "unpacks_too_large": info.file_size > _SMALL_BYTES and ratio > MAX_RATIO,
    }
    return next((problem for problem, holds in problems.items() if holds), "")


def _name(info: zipfile.ZipInfo) -> str:
    """The name of a member, without parts that say nothing: ``./a.md`` is ``a.md``."""
    return PurePosixPath(info.filename).as_posix()


def _hidden(info: zipfile.ZipInfo) -> bool:
    parts = PurePosixPath(info.filename).parts
    return any(part.startswith(".") and part != ".." for part in parts) or "__MACOSX" in parts


def _leads_out(name: str) -> bool:
    """Whether a name is a path to elsewhere, on whatever system."""
    windows = PureWindowsPath(name)
    return bool(windows.anchor) or name.startswith("/") or "\\" in name or ".." in windows.parts
