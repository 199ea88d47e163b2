"""What is remembered of fetched documents, in a file beside them: enough to ask whether they changed."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

# Hidden: a folder that is read as a source does not give it as a document.
NAME = ".fetched.json"


@dataclass(frozen=True, slots=True)
class Memo:
    """A document as it was fetched. ``final``: the address that gave it; ``etag``, ``modified``: the server's marks of its
    version, ``""`` where it gave none; ``digest``: of the file, to know it by."""

    file: str
    final: str
    etag: str
    modified: str
    digest: str

    @property
    def conditions(self) -> dict[str, str]:
        """The headers that ask for the document only if it changed."""
        asked = {"If-None-Match": self.etag, "If-Modified-Since": self.modified}
        # A server may have sent what can't be sent back.
        return {name: value for name, value in asked.items() if value and value.isascii() and value.isprintable()}


def recall(folder: Path) -> dict[str, Memo]:
    """The memos of a folder by address; none where they can't be read, for then everything is fetched again."""
    try:
        found = json.loads((folder / NAME).read_text(encoding="utf-8"))
        return {str(address): Memo(**{name: str(value) for name, value in memo.items()}) for address, memo in found.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def remember(folder: Path, memos: Mapping[str, Memo]) -> None:
    """Write the memos of a folder. Raises ``OSError``."""
    told = {address: asdict(memo) for address, memo in memos.items()}
    write(folder / NAME, json.dumps(told, ensure_ascii=False, indent=2).encode())


def is_there(folder: Path, memo: Memo) -> bool:
    """Whether the file of a memo is there as it was fetched, and not another of its name."""
    path = folder / memo.file
    return path.name == memo.file and path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == memo.digest


def write(path: Path, data: bytes) -> None:
    """Write a file whole, or not at all. Raises ``OSError``."""
    half = path.with_name(f".{os.getpid()}-{hashlib.sha256(path.name.encode()).hexdigest()[:16]}.half")
    try:
        half.write_bytes(data)
        half.replace(path)
    finally:
        half.unlink(missing_ok=True)
