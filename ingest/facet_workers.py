"""Facets of many documents, read by several processes at once: recognising names takes longer than anything else of a build."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from ingest.facets import FacetReader
from ingest.processes import pool_of
from retrieval.aspects import read_aspects
from retrieval.library import FacetsOfDocument
from retrieval.model import Passage, Plan
from retrieval.vocabulary import read_vocabulary

# Documents that a process gets at once; enough of them wait for no process to be idle.
_AT_ONCE, _AHEAD = 20, 3


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
    rest, waiting = iter(documents), deque[Future[list[Read]]]()
    pool = pool_of(processes, _begin, plans, corpus)
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
    _own.append(facet_reader(plans, corpus))


def _read(documents: Sequence[ToRead]) -> list[Read]:
    return list(read_here(documents, _own[0]))
