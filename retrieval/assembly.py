"""The one module that wires adapters to the core."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from threadpoolctl import ThreadpoolController

from retrieval.adapters.chroma import ChromaWriter
from retrieval.adapters.chroma_server import ChromaServer
from retrieval.adapters.embedded import EmbeddedEncoder
from retrieval.adapters.loading import load_encoder, load_judge, load_reranker, open_chat
from retrieval.adapters.pdfium import PdfiumDrawer
from retrieval.adapters.tantivy import TantivyWriter
from retrieval.alignment import Aligner
from retrieval.aspects import read_aspects
from retrieval.generations.generation import Generation, IndexWriters, open_generation
from retrieval.generations.manifest import read_manifest, software
from retrieval.generations.publishing import verify_in_child
from retrieval.glossary import read_glossary
from retrieval.library import Library
from retrieval.picturing import Pictures
from retrieval.ports import VectorServer
from retrieval.settings import EMBEDDED, ChromaSettings, Settings
from retrieval.understanding.learned.learned import Learned, read_learned
from retrieval.vocabulary import read_vocabulary

if TYPE_CHECKING:
    from retrieval.engine import Engine

__all__ = ["WRITERS", "load_encoder", "load_reranker", "open_chat", "open_engine", "server_of", "with_server"]

WRITERS = IndexWriters(lexical=TantivyWriter(), vectors=ChromaWriter())


def open_engine(settings: Settings, learned: Learned | None = None) -> Engine:
    """The engine over the published library; ``learned``: instead of what comes with the package.

    Raises ``IndexMissing``, ``IndexDamaged``, ``IndexMismatch``, ``EncoderUnavailable``, ``RerankerUnavailable``,
    ``JudgeUnavailable`` or ``CorpusInvalid``.
    """
    # A third of a second, which who only builds an index or verifies one does without.
    from retrieval.engine import Engine

    # The products of a question are small: threads of OpenBLAS that wait for the next one took a core for as long as the
    # question did, and it was no sooner there.
    ThreadpoolController().select(internal_api="openblas").limit(limits=1)
    corpus, encoder = settings.corpus, load_encoder(settings.encoder)
    # A transformer would take seconds for the sentences of one question; the embedded encoder takes milliseconds.
    quick = encoder if settings.encoder == EMBEDDED else load_encoder(EMBEDDED)
    library = Library(settings.index)
    return Engine(
        library,
        encoder,
        Aligner(quick),
        load_reranker(settings.reranker) if settings.reranker else None,
        read_vocabulary(corpus),
        read_glossary(corpus),
        read_aspects(corpus),
        learned or read_learned(quick if isinstance(quick, EmbeddedEncoder) else EmbeddedEncoder()),
        partial(_open, server_of(settings)),
        Pictures(library, PdfiumDrawer(settings.pdf_passwords)),
        open_chat(settings.chat) if settings.chat else None,
        load_judge(settings.nli) if settings.nli else None,
    )


def server_of(settings: Settings, library: Path | None = None) -> VectorServer | None:
    """The server that holds the vectors of a library, by default that of the settings; ``None`` where there is none."""
    return ChromaServer(settings.chroma, library or settings.index, WRITERS.vectors) if settings.chroma else None


def server_by(access: bytes) -> VectorServer | None:
    """The server that another process gave access to, to read from; ``None`` for nothing."""
    if not access:
        return None
    told = json.loads(access)
    return ChromaServer(ChromaSettings(**told | {"headers": tuple(map(tuple, told["headers"]))}), None, WRITERS.vectors)


def with_server(writers: IndexWriters, server: VectorServer | None) -> IndexWriters:
    """The adapters, the vectors on a server where there is one."""
    return replace(writers, vectors=server, server=server) if server else writers


def _open(server: VectorServer | None, folder: Path) -> Generation:
    if read_manifest(folder).software != software():
        verify_in_child(folder)  # other software can end the process that opens it
    return open_generation(folder, with_server(WRITERS, server), spare_vector_index=True)
