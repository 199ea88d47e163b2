"""The one module that wires adapters to the core."""

from __future__ import annotations

from pathlib import Path

from retrieval.adapters.chroma import ChromaWriter
from retrieval.adapters.encoders import load_encoder
from retrieval.adapters.tantivy import TantivyWriter
from retrieval.engine import Engine
from retrieval.generations import Generation, IndexWriters, open_generation
from retrieval.glossary import read_glossary
from retrieval.library import Library
from retrieval.settings import Settings
from retrieval.vocabulary import read_vocabulary

__all__ = ["WRITERS", "load_encoder", "open_engine"]

WRITERS = IndexWriters(lexical=TantivyWriter(), vectors=ChromaWriter())


def open_engine(settings: Settings) -> Engine:
    """The engine over the published library.

    Raises ``IndexMissing``, ``IndexDamaged``, ``IndexMismatch``, ``EncoderUnavailable`` or ``CorpusInvalid``.
    """
    corpus = settings.corpus
    library = Library(settings.index)
    return Engine(library, load_encoder(settings.encoder), read_vocabulary(corpus), read_glossary(corpus), _open)


def _open(folder: Path) -> Generation:
    return open_generation(folder, WRITERS, spare_vector_index=True)
