"""The state of the library that answers: the generation in use or, while that is damaged, the newest whole one before it."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from pathlib import Path

from retrieval.errors import IndexDamaged, IndexMismatch, IndexMissing, RecordDamaged
from retrieval.generations.fingerprint import fingerprint
from retrieval.generations.folders import CHROMA, VERSIONS, current_folder, generations
from retrieval.generations.generation import Generation
from retrieval.generations.manifest import is_of_record
from retrieval.library import CURRENT, Library
from retrieval.library.schema import FILE
from retrieval.ports import Encoder
from retrieval.snapshot import Snapshot

# Node, size and time of a file; nothing where there is none.
_Seen = tuple[int, ...]


class Current:
    """Opens what is published, and again when something else is published or its files were changed."""

    def __init__(
        self,
        library: Library,
        encoder: Encoder,
        open_generation: Callable[[Path], Generation],
        snapshot_of: Callable[[Library, Generation, bool], Snapshot],
    ) -> None:
        """``snapshot_of``: what is opened of a record with a generation that may stand in for another."""
        self._library, self._encoder = library, encoder
        self._open, self._snapshot_of = open_generation, snapshot_of
        self._lock = threading.Lock()
        self._opened: Snapshot | None = None
        self._seen: tuple[_Seen, ...] = ()

    def snapshot(self) -> Snapshot:
        """The state that answers now. Raises ``IndexMissing``, ``IndexDamaged`` or ``IndexMismatch``."""
        with self._lock:
            if self._opened is None or self._look() != self._seen:
                # The old one is not closed: another thread may be answering from it. It goes with its last user.
                self._opened = self._newest()
                self._seen = self._look()
            return self._opened

    def _newest(self) -> Snapshot:
        """The first that can be used: the one in use, then the others from the newest on."""
        index = self._library.folder
        wrong: IndexDamaged | IndexMissing | None = None
        for folder in (None, *generations(index)):
            try:
                return self._opened_in(folder or current_folder(index), stands_in=folder is not None)
            except RecordDamaged:
                raise
            except (IndexDamaged, IndexMissing) as damage:
                wrong = wrong or damage
            except IndexMismatch:
                if wrong is None:
                    raise
        if self._opened and self._is_untouched():
            return self._snapshot_of(self._opened.library, self._opened.generation, True)
        raise wrong or IndexMissing(index=str(self._library.folder))

    def _opened_in(self, folder: Path, *, stands_in: bool) -> Snapshot:
        library = self._library.of(folder)
        if not is_of_record(library, folder):
            raise IndexDamaged(index=str(self._library.folder), reason=f"{folder.name}, {FILE}")
        generation = self._open(folder)
        built = generation.manifest.fingerprint
        wanted = fingerprint(self._encoder, generation.manifest.shape)
        if built != wanted:
            generation.close()
            raise IndexMismatch(index=str(self._library.folder), built=built, wanted=wanted)
        snapshot = self._snapshot_of(library, generation, stands_in)
        if len(snapshot.documents) != len(generation.versions):
            raise IndexDamaged(index=str(self._library.folder), reason=f"{FILE}, {VERSIONS}")
        return snapshot

    def _look(self) -> tuple[_Seen, ...]:
        """What shows whether the one that answers is still what was opened: quick, and at every question."""
        index = self._library.folder
        record = _seen(index / FILE)[:1]  # written all the time; another file is another record
        return (_seen(index / CURRENT), record, *map(_seen, self._files()))

    def _files(self) -> list[Path]:
        """The files that are read while questions are answered; of the vector index that is a private copy."""
        if not self._opened:
            return []
        generation = self._opened.generation
        return [generation.folder / name for name in generation.manifest.files if not name.startswith(f"{CHROMA}/")]

    def _is_untouched(self) -> bool:
        """Whether what was opened can still be read: files that are gone stay with who has them open, changed ones don't."""
        now = self._look()
        same_record = now[1] == self._seen[1]
        return same_record and all(not new or new == old for old, new in zip(self._seen[2:], now[2:], strict=True))


def _seen(path: Path) -> _Seen:
    try:
        found = os.stat(path)
    except OSError:
        return ()
    return found.st_ino, found.st_size, found.st_mtime_ns
