"""Lines of JSON, shaped ahead by several processes: each is little work, and there may be a million of them."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType

from ingest.attribution import PlanNames
from ingest.catalogue import CatalogueEntry
from ingest.processes import pool_of
from ingest.provisional import PlanFinder
from ingest.reading import ReadDocument
from ingest.reading.text import read_text
from ingest.readings import packed
from ingest.shaping import shaped
from retrieval.aspects import read_aspects
from retrieval.library import NewVersion
from retrieval.model import Plan
from retrieval.vocabulary import read_vocabulary

# So many are shaped sooner than processes have started.
_FEW = 500
# A process gets so many at once.
_AT_ONCE = 32


@dataclass(frozen=True, slots=True)
class Shaped:
    """What came of a text: ``read``; that, ``packed`` to be kept; and ``new``, what is stored."""

    read: ReadDocument
    packed: bytes
    new: NewVersion


@dataclass(frozen=True, slots=True)
class _Text:
    """A text that is a document. ``content``: its hash."""

    entry: CatalogueEntry
    content: str
    text: str


@dataclass(slots=True)
class _Batch:
    """Texts that go to a process together. ``coming``: what comes back, and nothing before they were sent."""

    texts: list[_Text] = field(default_factory=list)
    coming: Future[list[Shaped | None]] = field(default_factory=Future)


@dataclass(frozen=True, slots=True)
class Coming:
    """What comes of one text."""

    _shapers: Shapers
    _batch: _Batch
    _place: int

    def result(self) -> Shaped | None:
        """What came of it; ``None`` when nothing did, and who stores it has to see why."""
        return self._shapers.result(self._batch)[self._place]

    def done(self) -> bool:
        """Whether it is there."""
        return self._batch.coming.done()


class Shapers(AbstractContextManager["Shapers"]):
    """Shapes texts ahead, once there are many and processes have started."""

    def __init__(self, plans: Sequence[Plan], corpus: Path, processes: int) -> None:
        """``plans``: those whose names count; ``processes``: cores to use, one of them for who stores."""
        self._names = (plans, corpus)
        self._processes = max(1, processes - 1)
        self._seen = 0
        self._pool: ProcessPoolExecutor | None = None
        self._started: Future[None] = Future()
        self._batch = _Batch()

    def submit(self, entry: CatalogueEntry, content: str, text: str) -> Coming | None:
        """Have a text shaped; ``None`` when who stores it has to do so. ``content``: its hash."""
        self._seen += 1
        if self._seen == _FEW:
            self._pool = pool_of(self._processes, _begin, *self._names)
            self._started = self._pool.submit(_start)
        if not self._started.done() or self._started.exception():
            return None
        coming = Coming(self, self._batch, len(self._batch.texts))
        self._batch.texts.append(_Text(entry, content, text))
        if len(self._batch.texts) == _AT_ONCE:
            self._send()
        return coming

    def result(self, batch: _Batch) -> list[Shaped | None]:
        """What came of the texts of a batch."""
        if batch is self._batch:
            self._send()
        try:
            return batch.coming.result()
        except BrokenProcessPool:
            return [None] * len(batch.texts)

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._pool:
            self._pool.shutdown(cancel_futures=True)

    def _send(self) -> None:
        batch, self._batch = self._batch, _Batch()
        try:
            batch.coming = self._pool.submit(_shape, batch.texts) if self._pool else batch.coming
        except BrokenProcessPool as broken:
            batch.coming.set_exception(broken)


def plan_finder(plans: Sequence[Plan], corpus: Path) -> PlanFinder:
    """A finder with the names of a corpus and of plans."""
    return PlanFinder(read_vocabulary(corpus), read_aspects(corpus), PlanNames(plans))


# The finder of this process, where it is one of the pool.
_own: list[PlanFinder] = []


def _begin(plans: Sequence[Plan], corpus: Path) -> None:
    _own.append(plan_finder(plans, corpus))


def _start() -> None:
    """Is done when a process has started."""


def _shape(texts: Sequence[_Text]) -> list[Shaped | None]:
    return [_shaped(own) for own in texts]


def _shaped(own: _Text) -> Shaped | None:
    try:
        read = read_text(own.text)
        return Shaped(read, packed(read), shaped(own.entry.id, own.entry, own.content, read, _own[0]))
    except Exception:  # told where it is stored
        return None
