"""Embedding: of what is about to be stored, beside the cutting; of what is stored, with another encoder."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor

import numpy as np

from ingest.shaping import embedded
from retrieval.library import Library, LibraryWriter
from retrieval.ports import Encoder, Vectors

# Embedded and written together, so that memory does not grow and a run that is ended loses little.
_TOGETHER = 1_000
# Texts that are enough to begin with.
_ENOUGH = 256


class Ahead:
    """Embeds texts in their order while others are still made: encoders work without Python's lock."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self._pool = ThreadPoolExecutor(1)
        self._waiting: list[str] = []
        self._begun: list[Future[Vectors]] = []

    def add(self, texts: Iterable[str]) -> None:
        """Texts to embed, as soon as there are some."""
        self._waiting += texts
        if len(self._waiting) >= _ENOUGH:
            self._begin()

    def vectors(self) -> Vectors:
        """Vectors (n, dimension) of all texts since the last time. Raises what the encoder raises."""
        self._begin()
        begun, self._begun = self._begun, []
        return np.concatenate([one.result() for one in begun] or [self._encoder.encode_passages([])])

    def forget(self) -> None:
        """Let go of all texts since the last time."""
        self._waiting, self._begun = [], []

    def _begin(self) -> None:
        if self._waiting:
            self._begun.append(self._pool.submit(self._encoder.encode_passages, self._waiting))
            self._waiting = []


def embed_again(library: Library, writer: LibraryWriter, encoder: Encoder, tell: Callable[[int, int], None]) -> int:
    """Embed all current passages, when another encoder did so before; how many documents that were.

    The new vectors lie ready until all are there: until then the record is that of the encoder before, and a run that is
    ended goes on where it was. ``tell`` is called with the passages done and all of them.
    """
    if (writer.meta("encoder"), writer.meta("dimension")) == (encoder.identity, str(encoder.dimension)):
        return 0
    titles = {document.version: document.title for document in library.documents()}
    total, done, last = len(library.current_passages()), 0, 0
    while ids := writer.unstaged(encoder.identity, last, _TOGETHER):
        passages = library.passages(ids).values()
        texts = [embedded(titles[passage.version], passage.heading, passage.text) for passage in passages]
        writer.stage(ids, encoder.encode_passages(texts))
        done, last = done + len(ids), ids[-1]
        tell(done, total)
    writer.use_staged(encoder=encoder.identity, dimension=str(encoder.dimension))
    return len(titles)
