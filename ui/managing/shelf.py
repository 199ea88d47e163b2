"""The shelf: files that were added in the browser, in a folder of their own beside the library."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from retrieval.errors import FileUnusable
from retrieval.filenames import safe_name
from retrieval.library import InputRecord

# What ingest reads; on the shelf a table is rows to read, also when it is a catalogue.
SUFFIXES = (
    ".csv", ".docx", ".htm", ".html", ".jsonl", ".markdown", ".md", ".odp", ".ods", ".odt",
    ".pdf", ".pptx", ".tsv", ".txt", ".xlsx", ".zip",
)  # fmt: skip


class Unfit(Exception):
    """A file that can't be added. ``reason``: a key under ``unfit.`` of the texts."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Shelved:
    """A file on the shelf, and what became of it in the library: an input for each document that it should give."""

    name: str
    bytes: int
    inputs: tuple[InputRecord, ...]


class Shelf:
    """The files in ``folder``; safe to use from several threads."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder.resolve()
        self._lock = threading.Lock()

    def put(self, name: str, data: bytes) -> str:
        """Keep a file under a safe name, which is given back. Raises ``Unfit`` or ``FileUnusable``.

        Another file of that name stays: the new one then has a part of its hash in its name.
        """
        safe = safe_name(name)
        _check(safe, data)
        digest = hashlib.sha256(data).hexdigest()
        path = self.folder / safe
        try:
            with self._lock:
                self.folder.mkdir(parents=True, exist_ok=True)
                if path.exists() and path.read_bytes() != data:
                    path = path.with_stem(f"{path.stem}-{digest[:8]}")
                if not path.exists():
                    half = self.folder / f".{digest}"
                    half.write_bytes(data)
                    half.replace(path)
        except OSError as error:
            raise FileUnusable(file=safe, reason=error.strerror or str(error)) from error
        return path.name

    def drop(self, name: str) -> None:
        """Throw away a file of the shelf; one that is not on it is left alone. Raises ``FileUnusable``."""
        for path in self._paths():
            if path.name == name:
                try:
                    path.unlink(missing_ok=True)
                except OSError as error:
                    raise FileUnusable(file=name, reason=error.strerror or str(error)) from error

    def path(self, name: str) -> Path:
        """Where a file of the shelf is."""
        return self.folder / name

    def files(self, inputs: Sequence[InputRecord]) -> list[Shelved]:
        """What is on the shelf, by name. ``inputs``: those of the library."""
        return [Shelved(path.name, path.stat().st_size, _inputs_of(path, inputs)) for path in self._paths()]

    def _paths(self) -> list[Path]:
        if not self.folder.is_dir():
            return []
        shown = (path for path in self.folder.iterdir() if not path.name.startswith(".") and path.is_file())
        return sorted(shown, key=lambda path: path.name.casefold())


def _check(name: str, data: bytes) -> None:
    suffix = Path(name).suffix
    if suffix not in SUFFIXES:
        raise Unfit("kind")
    if not data.strip():
        raise Unfit("empty")
    if suffix == ".pdf" and not data.startswith(b"%PDF"):
        raise Unfit("no_pdf")


def _inputs_of(path: Path, inputs: Sequence[InputRecord]) -> tuple[InputRecord, ...]:
    parts = (f"{path}#", f"{path}:", f"{path}/")
    return tuple(entry for entry in inputs if entry.source == str(path) or entry.source.startswith(parts))
