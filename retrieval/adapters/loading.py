"""Encoders and rerankers by the name in the settings."""

from __future__ import annotations

from retrieval.adapters.embedded import EmbeddedEncoder
from retrieval.adapters.hub import CrossEncoderReranker, SentenceTransformerEncoder
from retrieval.ports import Encoder, Reranker
from retrieval.settings import EMBEDDED


def load_encoder(name: str) -> Encoder:
    """Load the encoder called ``name``: "embedded", the alias of a preset, a sentence-transformers name or a folder.

    Raises ``EncoderUnavailable`` when it can't be loaded.
    """
    return EmbeddedEncoder() if name == EMBEDDED else SentenceTransformerEncoder(name)


def load_reranker(name: str) -> Reranker:
    """Load the cross-encoder called ``name``: a name on the hub or a folder.

    Raises ``RerankerUnavailable`` when it can't be loaded.
    """
    return CrossEncoderReranker(name)
