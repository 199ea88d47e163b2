"""Vector indexes that a server holds: which collection is whose, and what is done while the server gives no answer."""

from __future__ import annotations

import json
import secrets
import threading
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from retrieval.dense import ExactIndex
from retrieval.errors import IndexDamaged, VectorsUnavailable
from retrieval.ports import Ids, Scores, VectorIndex, Vectors, VectorServer

# In the folder of the vector index of a generation, and in that of a library.
COLLECTION, OWNER = "collection.json", "COLLECTIONS"
# How a child process tells that a server is what it failed on.
AWAY = "vectors: "
# Before a server that gave no answer is asked again, in seconds: doubled until the second. Each time costs one question its wait.
_PAUSE, _LONGEST_PAUSE = 5.0, 60.0
# The difference of two cosines of the same vectors, computed here and there.
_ROUNDING = 1e-3


@dataclass(frozen=True, slots=True)
class Collection:
    """What a server holds of one generation: its name there, and how many vectors."""

    name: str
    count: int


def is_served(folder: Path) -> bool:
    """Whether a server holds the vector index of this folder."""
    return (folder / COLLECTION).is_file()


def read_collection(folder: Path) -> Collection:
    """What a server holds for this folder. Raises ``IndexDamaged``."""
    try:
        return Collection(**json.loads((folder / COLLECTION).read_text(encoding="ascii")))
    except (OSError, ValueError, TypeError) as error:
        raise IndexDamaged(index=str(folder), reason=COLLECTION) from error


def write_collection(folder: Path, collection: Collection) -> None:
    """Write down what a server holds for this folder. Raises ``OSError``."""
    folder.mkdir(parents=True)
    (folder / COLLECTION).write_text(json.dumps(asdict(collection)), encoding="ascii")


def owner_of(library: Path) -> str:
    """A mark of a library, for names on a server that it shares with others; made when there is none. Raises ``OSError``.

    A copy of a library in another folder gets one of its own: it must not drop what the first one uses.
    """
    path, place = library / OWNER, str(library.absolute())
    with suppress(OSError, ValueError, TypeError, KeyError):
        told = json.loads(path.read_text(encoding="utf-8"))
        if told["folder"] == place:
            return str(told["id"])
    mark = secrets.token_hex(6)
    path.write_text(json.dumps({"id": mark, "folder": place}), encoding="utf-8")
    return mark


def drop_strays(server: VectorServer | None, folders: Iterable[Path]) -> None:
    """Drop what a server holds of a library but for these folders; while it gives no answer, the next build does."""
    if server:
        with suppress(VectorsUnavailable):
            server.keep_only(folders)


class ServedIndex:
    """A ``VectorIndex`` on a server; while that gives no (right) answer, exact search over what lies here.

    ``away``: whether the last question had to do without the server.
    """

    def __init__(
        self, open_index: Callable[[], VectorIndex], exact: ExactIndex, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """``open_index``: raises ``VectorsUnavailable``; ``clock``: seconds."""
        self._open, self._exact, self._clock = open_index, exact, clock
        self._lock = threading.Lock()
        self._index: VectorIndex | None = None
        self._again, self._pause = -np.inf, _PAUSE
        self.away = False
        self._reached()  # who opens a library is told at once

    def search(self, vector: Vectors, limit: int) -> tuple[Ids, Scores]:
        """See ``VectorIndex.search``."""
        index = self._reached()
        if index is not None:
            with suppress(VectorsUnavailable):
                found = index.search(vector, limit)
                if self._is_right(vector, *found):
                    return found
            self._lose(index)
        return self._exact.search(vector, limit)

    def close(self) -> None:
        """See ``VectorIndex.close``."""
        with self._lock:
            index, self._index = self._index, None
        if index is not None:
            index.close()

    def _reached(self) -> VectorIndex | None:
        """The index, opened when there is reason to hope; ``None`` while the server is away."""
        with self._lock:
            if self._index is not None:
                return self._index
            now = self._clock()
            if now < self._again:
                return None
            # One question tries; the others go on.
            self._again = now + self._pause
            self._pause = min(2 * self._pause, _LONGEST_PAUSE)
        index = None
        with suppress(VectorsUnavailable, IndexDamaged):
            index = self._open()
        with self._lock:
            self.away = index is None
            if index is not None:
                self._index, self._again, self._pause = index, -np.inf, _PAUSE
        return index

    def _lose(self, index: VectorIndex) -> None:
        with self._lock:
            self.away = True
            if self._index is not index:
                return
            self._index, self._again = None, self._clock() + self._pause
        # Not closed: another thread may be asking it.

    def _is_right(self, vector: Vectors, ids: Ids, scores: Scores) -> bool:
        """Whether these are passages of this generation, with their cosines; some, unless nothing was asked."""
        if not len(ids):
            return not len(self._exact.search(vector, 1)[0])
        if len(np.unique(ids)) != len(ids) or not np.isin(ids, self._exact.ids).all():
            return False
        return bool((np.abs(self._exact.scores(vector, ids) - scores) < _ROUNDING).all())
