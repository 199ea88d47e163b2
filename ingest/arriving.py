"""Inputs as they arrive: hashed, known or not, and read or shaped ahead in other processes while those before them are stored."""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass

from ingest.errors import Unreadable
from ingest.reading import ReadDocument
from ingest.reading.files import read_bytes
from ingest.reading.text import read_text
from ingest.reading.workers import Readers
from ingest.readings import reader_of, unpacked
from ingest.shaping_workers import Coming, Shaped, Shapers
from ingest.sources import Input
from ingest.timing import Stages
from retrieval.library import InputIndex, InputRecord

# Read ahead, so that no reader waits for the one who stores: so many inputs, and so many bytes.
_AHEAD_INPUTS, _AHEAD_BYTES = 256, 64_000_000


@dataclass(slots=True)
class Arrival:
    """An input that arrived. ``content``: the hash of its content; ``mark``: what decides whether it changed; ``before``: what
    became of it before; ``kept``: its reading stands in the record; ``coming``: what is shaped ahead."""

    item: Input
    before: InputRecord | None
    content: str = ""
    mark: str = ""
    reader: str = ""
    bytes: int = 0
    unchanged: bool = False
    kept: bool = False
    reading: Future[ReadDocument] | None = None
    coming: Coming | None = None

    def shaped(self) -> Shaped | None:
        """What was shaped ahead of time, if anything was."""
        return self.coming.result() if self.coming else None

    def document(self) -> ReadDocument | None:
        """What was read; ``None`` when no file is named. Raises ``Unreadable``."""
        if shaped := self.shaped():
            return shaped.read
        if self.item.text is not None and not self.reading:
            return read_text(self.item.text)
        return self.reading.result() if self.reading else None


class Arrivals:
    """Goes through inputs in their order."""

    def __init__(self, readers: Readers, shapers: Shapers, index: InputIndex, context: str, stages: Stages) -> None:
        """``context``: what decides beside an input itself how it is stored."""
        self._readers, self._shapers, self._index, self._context, self._stages = readers, shapers, index, context, stages
        self._waiting: deque[Arrival] = deque()
        self._bytes = 0

    def of(self, items: Iterable[Input]) -> Iterator[Arrival]:
        """The inputs, each as soon as it is there and not too many are being read."""
        for item in items:
            with self._stages("hash"):
                self._waiting.append(self._arrived(item))
                self._bytes += self._waiting[-1].bytes
            while self._waiting and self._is_due():
                yield self._next()
        while self._waiting:
            yield self._next()

    def read(self) -> Iterator[Arrival]:
        """Those that were read and that nobody came for yet."""
        for own in self._waiting:
            if own.reading and own.reading.done() and not own.reading.exception():
                yield own

    def _is_due(self) -> bool:
        first = self._waiting[0].coming or self._waiting[0].reading
        full = len(self._waiting) > _AHEAD_INPUTS or self._bytes > _AHEAD_BYTES
        return full or first is None or first.done()

    def _next(self) -> Arrival:
        first = self._waiting.popleft()
        self._bytes -= first.bytes
        return first

    def _arrived(self, item: Input) -> Arrival:
        own = Arrival(item, self._index.find(item.source))
        try:
            data = _data(item)
        except Unreadable as problem:
            own.reading = Future()
            own.reading.set_exception(problem)
            return own
        own.reader = reader_of(None if item.text is not None else item.path, own.before)
        own.content = hashlib.sha256(data).hexdigest() if data is not None else ""
        own.mark = _mark(item, own.content, f"{self._context};{own.reader}")
        own.unchanged = own.before is not None and own.before.digest == own.mark
        if data is not None and not own.unchanged:
            self._read(own, data)
        return own

    def _read(self, own: Arrival, data: bytes) -> None:
        """Find what was read of that content before, or have it read."""
        if own.item.text is not None:
            own.bytes = len(data)
            own.coming = self._shapers.submit(own.item.entry, own.content, own.item.text)
            return
        twin = next((w for w in self._waiting if w.reading and (w.content, w.reader) == (own.content, own.reader)), None)
        packed = self._index.reading(own.content, own.reader)
        found = unpacked(packed) if packed else None
        if found:
            own.reading, own.kept = _done(found), True
        elif twin:
            own.reading = twin.reading
        elif own.item.path:
            own.bytes = len(data)
            own.reading = self._readers.submit(own.item.path, data)


def _data(item: Input) -> bytes | None:
    """The bytes of an input; ``None`` when the catalogue names no file. Raises ``Unreadable``."""
    if item.problem:
        raise Unreadable(item.problem)
    if item.text is not None:
        return item.text.encode("utf-8", "replace")
    if item.path is None:
        return None
    return read_bytes(item.path)


def _mark(item: Input, content: str, context: str) -> str:
    """What decides whether an input changed: its content, its line in the catalogue, and ``context``."""
    parts = (repr(item.entry), context, content)
    return hashlib.sha256("\x00".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def _done(document: ReadDocument) -> Future[ReadDocument]:
    future: Future[ReadDocument] = Future()
    future.set_result(document)
    return future
