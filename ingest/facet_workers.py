"""Facets of many documents, read by several processes at once: recognising names takes longer than anything else of a build."""

from __future__ import annotations

import multiprocessing
import signal
import sys
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from ingest.facets import FacetReader
from retrieval.aspects import read_aspects
from retrieval.library import FacetsOfDocument
from retrieval.model import Passage, Plan
from retrieval.vocabulary import read_vocabulary

# Documents that a process gets at once; enough of them wait for no process to be idle.
_AT_ONCE, _AHEAD = 20, 3
_METHOD = "spawn" if sys.platform == "win32" else "forkserver"


@dataclass(frozen=True, slots=True)
class ToRead:
    """A version of a document with its passages."""

    version: int
    title: str
    passages: Sequence[Passage]


Read = tuple[int, FacetsOfDocument]


def facet_reader(plans: Sequence[Plan], corpus: Path) -> FacetReader:
    """A reader with the names of a corpus and of plans."""
    return FacetReader(read_vocabulary(corpus), plans, read_aspects(corpus))


def read_here(documents: Iterable[ToRead], reader: FacetReader) -> Iterator[Read]:
    """The facets of documents, in their order."""
    for own in documents:
        yield own.version, reader.read(own.passages, own.title)


def read_spread(documents: Iterable[ToRead], plans: Sequence[Plan], corpus: Path, processes: int) -> Iterator[Read]:
    """The facets of documents, in their order, read by so many processes."""
    context = multiprocessing.get_context(_METHOD)
    rest, waiting = iter(documents), deque[Future[list[Read]]]()
    pool = ProcessPoolExecutor(processes, context, _begin, (plans, corpus))
    try:
        while True:
            while len(waiting) < _AHEAD * processes and (some := list(islice(rest, _AT_ONCE))):
                waiting.append(pool.submit(_read, some))
            if not waiting:
                return
            yield from waiting.popleft().result()
    finally:
        pool.shutdown(cancel_futures=True)


# The reader of this process, where it is one of the pool.
_own: list[FacetReader] = []


def _begin(plans: Sequence[Plan], corpus: Path) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the one who waits
    _own.append(facet_reader(plans, corpus))


def _read(documents: Sequence[ToRead]) -> list[Read]:
    return list(read_here(documents, _own[0]))
