"""Embedding what is stored with another encoder: nothing is read and nothing is cut for it."""

from __future__ import annotations

from collections.abc import Callable

from ingest.shaping import embedded
from retrieval.library import Library, LibraryWriter
from retrieval.ports import Encoder

# Embedded and written together, so that memory does not grow and a run that is ended loses little.
_TOGETHER = 1_000


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
