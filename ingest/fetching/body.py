"""The body of a document while it comes: kept beside where it will be, so that a connection that broke need not begin anew."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, fields
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import IO

from filelock import FileLock, Timeout

# A server seldom has the same version for longer, and who fetches again does so sooner.
_HELD = timedelta(days=30)
_RANGE = re.compile(r"bytes (\d{1,15})-(\d{1,15})/(\d{1,15})", re.ASCII)
# Bytes so far, and how many there will be; 0 where that is not known.
Told = Callable[[int, int], None]


class Changed(Exception):
    """What a server gives is not the rest of what is held: it has to be asked for anew."""


class Body:
    """A body in memory, which begins anew with every connection."""

    def __init__(self, told: Told = lambda _so_far, _whole: None) -> None:
        self._told = told
        self._parts = bytearray()
        self._whole = 0

    def __len__(self) -> int:
        return len(self._parts)

    def conditions(self, address: str) -> Mapping[str, str]:  # noqa: ARG002  # for those who hold it
        """The headers that ask ``address`` for the rest of what is held; none where that begins anew."""
        return {}

    def begin(self, address: str, status: int, headers: Mapping[str, str]) -> int:  # noqa: ARG002
        """Take note of an answer that has a body; its whole length, 0 where the server does not say. Raises ``Changed``."""
        if status != 200:
            raise Changed
        self.drop()
        self._whole = _length(headers)
        return self._whole

    def add(self, part: bytes) -> None:
        """Take what came. Raises ``OSError``."""
        self._parts += part
        self._told(len(self), self._whole)

    def drop(self) -> None:
        """Forget what is held."""
        self._parts.clear()

    def taken(self) -> bytes:
        """What came."""
        return bytes(self._parts)


@dataclass(frozen=True, slots=True)
class _Held:
    """Of what is held: the address that gave it, the server's mark of the version, and the length of the whole."""

    address: str
    mark: str
    whole: int


class KeptBody(Body):
    """A body in a hidden file of ``folder``, for one that asks again: later, or after its process was killed.

    Held is only what can be asked for on: not packed, of a known length, with a mark by which a server knows its versions.
    While another process holds the same, all is in memory.
    """

    def __init__(self, folder: Path, address: str, told: Told = lambda _so_far, _whole: None) -> None:
        super().__init__(told)
        self._path = folder / f".{hashlib.sha256(address.encode('utf-8', 'replace')).hexdigest()[:16]}.part"
        self._about = self._path.with_suffix(".part.json")
        self._lock = FileLock(self._path.with_suffix(".part.lock"))
        self._held: _Held | None = None
        self._file: IO[bytes] | None = None

    def __enter__(self) -> KeptBody:
        if self._about.exists() and self._locked():
            self._held = _read(self._about)
            with suppress(OSError):
                self._parts += self._path.read_bytes() if self._held else b""
        return self

    def __exit__(self, *_: object) -> None:
        self._close()
        if self._lock.is_locked:
            self._lock.release()
            with suppress(OSError):
                Path(self._lock.lock_file).unlink()

    def conditions(self, address: str) -> Mapping[str, str]:
        """See ``Body``."""
        held = self._held
        if held is None or held.address != address or not 0 < len(self) < held.whole:
            return {}
        return {"Range": f"bytes={len(self)}-", "If-Range": held.mark, "Accept-Encoding": "identity"}

    def begin(self, address: str, status: int, headers: Mapping[str, str]) -> int:
        """See ``Body``."""
        self._close()
        if status == 206:
            self._go_on(headers)
            return self._whole
        whole = super().begin(address, status, headers)
        mark = _mark(headers)
        packed = headers.get("content-encoding", "identity") != "identity" or "bytes" not in headers.get("accept-ranges", "bytes")
        if mark and whole and not packed and self._locked():
            self._held = _Held(address, mark, whole)
            self._about.write_text(json.dumps(asdict(self._held)), encoding="utf-8")
            self._file = self._path.open("wb", buffering=0)
        return whole

    def add(self, part: bytes) -> None:
        """See ``Body``."""
        if self._file:
            try:
                self._file.write(part)
            except OSError:
                self.drop()  # on a disk without room it would only be in the way
                raise
        super().add(part)

    def drop(self) -> None:
        """See ``Body``."""
        super().drop()
        self._close()
        self._held = None
        if self._lock.is_locked:
            self._path.unlink(missing_ok=True)
            self._about.unlink(missing_ok=True)

    @property
    def kept(self) -> int:
        """Bytes that the next one who asks finds."""
        return len(self) if self._held else 0

    def _go_on(self, headers: Mapping[str, str]) -> None:
        """Raises ``Changed``: the answer is not the rest of what is held."""
        held, found = self._held, _RANGE.fullmatch(headers.get("content-range", ""))
        if not held or not found or headers.get("content-encoding", "identity") != "identity":
            raise Changed
        start, end, whole = map(int, found.groups())
        told = headers.get("etag" if held.mark.endswith('"') else "last-modified", held.mark)
        if told != held.mark or start != len(self) or not start <= end < whole or whole != held.whole:
            raise Changed
        self._whole = whole
        self._file = self._path.open("ab", buffering=0)

    def _locked(self) -> bool:
        if not self._lock.is_locked:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with suppress(Timeout):
                self._lock.acquire(timeout=0)
        return self._lock.is_locked

    def _close(self) -> None:
        if self._file:
            self._file.close()
            self._file = None


def forget_old(folder: Path) -> None:
    """Remove what is held in a folder and nobody asked on for in thirty days."""
    for about in folder.glob(".*.part.json"):
        part, lock = about.with_suffix(""), FileLock(about.with_suffix(".lock"))
        try:
            lock.acquire(timeout=0)
        except (Timeout, OSError):
            continue  # somebody is asking on
        with suppress(OSError):
            asked = max(own.stat().st_mtime for own in (about, part) if own.exists())
            if datetime.now(UTC) - datetime.fromtimestamp(asked, UTC) > _HELD:
                part.unlink(missing_ok=True)
                about.unlink()
        lock.release()
        with suppress(OSError):
            Path(lock.lock_file).unlink()


def _length(headers: Mapping[str, str]) -> int:
    length = headers.get("content-length", "")
    return int(length) if length.isdecimal() and length.isascii() and len(length) < 16 else 0


def _mark(headers: Mapping[str, str]) -> str:
    """What a server knows a version by, byte for byte: a weak mark is none."""
    tag, date = headers.get("etag", ""), headers.get("last-modified", "")
    mark = date if not tag or tag.startswith("W/") else tag
    return mark if mark.isascii() and mark.isprintable() else ""


def _read(about: Path) -> _Held | None:
    try:
        found = json.loads(about.read_text(encoding="utf-8"))
        held = _Held(**found)
    except (OSError, ValueError, TypeError):
        return None
    return held if all(isinstance(getattr(held, own.name), int if own.name == "whole" else str) for own in fields(held)) else None
