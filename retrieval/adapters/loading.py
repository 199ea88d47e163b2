"""Encoders, rerankers and language models by the name in the settings."""

from __future__ import annotations

from retrieval.adapters.embedded import EmbeddedEncoder
from retrieval.adapters.hub import CrossEncoderReranker, SentenceTransformerEncoder
from retrieval.adapters.judging import CrossEncoderJudge
from retrieval.ports import ChatModel, Encoder, Entailment, Reranker
from retrieval.settings import EMBEDDED, ChatSettings


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


def load_judge(name: str) -> Entailment:
    """Load the judge of entailment called ``name``: a name on the hub or a folder.

    Raises ``JudgeUnavailable`` when it can't be loaded.
    """
    return CrossEncoderJudge(name)


def open_chat(settings: ChatSettings) -> ChatModel:
    """The language model of the settings; nothing is asked of it yet."""
    # Only who uses one waits for the library that talks to it.
    from retrieval.adapters.chat import HttpChatModel

    return HttpChatModel(settings.url, settings.model, settings.key)
