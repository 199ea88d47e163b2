"""What is remembered of fetched documents, in a file beside them: enough to ask whether they changed."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path

from ingest.addresses import page_key, plain
from retrieval.originals import FETCHED_MEMORY

# Hidden: a folder that is read as a source does not give it as a document.
NAME = FETCHED_MEMORY


@dataclass(frozen=True, slots=True)
class Memo:
    """A document as it was fetched. ``final``: the address that gave it; ``etag``, ``modified``: the server's marks of its
    version, ``""`` where it gave none; ``digest``: of the file, to know it by; ``canonical``: the address that the page gives
    as its own, ``""`` where it gives none."""

    file: str
    final: str
    etag: str
    modified: str
    digest: str
    canonical: str = ""

    @property
    def conditions(self) -> dict[str, str]:
        """The headers that ask for the document only if it changed."""
        asked = {"If-None-Match": self.etag, "If-Modified-Since": self.modified}
        # A server may have sent what can't be sent back.
        return {name: value for name, value in asked.items() if value and value.isascii() and value.isprintable()}


def file_of_page(folder: Path, address: str) -> str:
    """The name of the file in a folder that was fetched from an address; ``""`` where none was."""
    memo = of_page(recall(folder), address)
    return memo.file if memo and is_there(folder, memo) else ""


def recall(folder: Path) -> dict[str, Memo]:
    """The memos of a folder by address; none where they can't be read, for then everything is fetched again."""
    try:
        state = (folder / NAME).stat()
    except OSError:
        return {}
    return dict(_read(folder / NAME, state.st_ino, state.st_mtime_ns))


@lru_cache(maxsize=4)
def _read(path: Path, _node: int, _time: int) -> Mapping[str, Memo]:
    """Read once for all files of a folder; what is written is a file of its own each time."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        return {str(address): Memo(**{name: str(value) for name, value in memo.items()}) for address, memo in found.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def remember(folder: Path, memos: Mapping[str, Memo]) -> None:
    """Write the memos of a folder. Raises ``OSError``."""
    told = {address: asdict(memo) for address, memo in memos.items()}
    write(folder / NAME, json.dumps(told, ensure_ascii=False, indent=2).encode())


def of_page(memos: Mapping[str, Memo], address: str) -> Memo | None:
    """The memo of the page that an address leads to, be it written otherwise."""
    key = page_key(address)
    found = (memo for asked, memo in memos.items() if key in (page_key(asked), page_key(memo.final)))
    return memos.get(address) or next(found, None)


def addresses_of(file: Path) -> tuple[str, ...]:
    """The addresses that a file was fetched from: the one that gave it, without what only counts visitors, and then the
    others; none for a file that was not, or is no longer as it was."""
    own = [(asked, memo) for asked, memo in recall(file.parent).items() if memo.file == file.name]
    if not own or not is_there(file.parent, own[0][1]):
        return ()
    told = [plain(memo.final) for _, memo in own]
    told += [address for asked, memo in own for address in (asked, memo.final, memo.canonical) if address]
    return tuple(dict.fromkeys(told))


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
