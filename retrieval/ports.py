"""What the core asks of the outside: small protocols, owned by the caller."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from retrieval.model import Box

Vectors = NDArray[np.float32]
Ids = NDArray[np.int64]
Scores = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Term:
    """A token to look for in a field of the lexical index, or several that follow each other, and what a match weighs."""

    field: str
    tokens: tuple[str, ...]
    weight: float


@dataclass(frozen=True, slots=True)
class LexicalRow:
    """A passage for the lexical index: for each field its tokens."""

    id: int
    fields: Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Message:
    """A turn of a talk with a language model. ``system`` says what to do, ``user`` holds the data."""

    role: Literal["system", "user", "assistant"]
    content: str


@dataclass(frozen=True, slots=True)
class DrawnPage:
    """A page of a document as drawn: its picture (PNG, ``width`` x ``height`` pixels), and its characters with a box each."""

    png: bytes
    width: int
    height: int
    characters: str
    boxes: tuple[Box, ...]


class PasswordWanted(Exception):
    """A document is encrypted, with none of the passwords that are known."""


class PageDrawer(Protocol):
    """Draws pages of PDF documents."""

    def draw(self, data: bytes, number: int) -> DrawnPage:
        """Page ``number`` (from 1) of the document that ``data`` is. Raises ``PasswordWanted``, or ``ChildFailed``: damaged, or
        taking too long."""


class Encoder(Protocol):
    """Turns text into vectors: float32, shape (n, dimension), L2-normalised or all zero."""

    @property
    def identity(self) -> str:
        """Name and short hash of the weights; part of the index fingerprint."""

    @property
    def dimension(self) -> int:
        """Length of a vector."""

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Vectors of questions."""

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Vectors of passages."""


class Reranker(Protocol):
    """Tells how well texts answer a question, reading both together."""

    @property
    def identity(self) -> str:
        """Name and short hash of the weights."""

    def scores(self, query: str, texts: Sequence[str]) -> Scores:
        """A score for each text: float32, shape (n,), higher is better; no texts, no scores."""


class Entailment(Protocol):
    """Judges whether texts say what a sentence claims."""

    @property
    def identity(self) -> str:
        """Name and short hash of the weights."""

    def entails(self, premises: str, claim: str) -> float:
        """The probability, 0 to 1, that ``premises`` entail ``claim``. Raises ``JudgeUnavailable``."""


class ChatModel(Protocol):
    """Continues a talk. What it says is not to be trusted: it is checked before anyone sees it."""

    @property
    def identity(self) -> str:
        """Name of the model and where it runs; without any secret."""

    def stream(self, messages: Sequence[Message]) -> Iterator[str]:
        """The pieces of its answer as they come; together they are not empty.

        Raises ``ChatUnavailable``, also after pieces that were given: what came then is not the whole answer.
        """


class VectorIndex(Protocol):
    """Nearest passages by cosine, from a published generation."""

    def search(self, vector: Vectors, limit: int) -> tuple[Ids, Scores]:
        """At most ``limit`` passage ids and cosines, best first. ``vector`` has shape (dimension,)."""

    def close(self) -> None:
        """Let go of files; the index can't be used afterwards."""


class VectorIndexWriter(Protocol):
    """Builds and opens a ``VectorIndex`` in a folder of its own."""

    def build(self, folder: Path, ids: Ids, vectors: Vectors) -> None:
        """Write an index of ``vectors`` (n, dimension) under ``ids`` (n,), closed when it returns. Raises ``OSError``."""

    def open(self, folder: Path) -> VectorIndex:
        """Open what ``build`` wrote. Raises ``IndexDamaged`` when it can't be read."""


class VectorServer(VectorIndexWriter, Protocol):
    """Keeps the vector indexes of several libraries, a collection for each generation; ``open`` and ``build`` raise
    ``VectorsUnavailable``, too."""

    @property
    def url(self) -> str:
        """Where it is, without any secret."""

    def lost(self, folder: Path) -> bool:
        """Whether it answers and does not hold what ``build`` made for ``folder``."""

    def keep_only(self, folders: Iterable[Path]) -> None:
        """Drop what it holds of this library but for what these folders name. Raises ``VectorsUnavailable``."""

    def access(self) -> bytes:
        """What another process needs to reach it; holds secrets."""


class LexicalIndex(Protocol):
    """Passages by words, from a published generation."""

    def search(self, terms: Sequence[Term], limit: int, among: Ids | None = None) -> tuple[Ids, Scores]:
        """At most ``limit`` passage ids and BM25 sums over the terms that match, best first; of ``among`` alone, if given."""

    def count(self) -> int:
        """How many passages the index holds."""

    def document_frequency(self, field: str, term: str) -> int:
        """In how many passages ``term`` stands in ``field``."""


class LexicalIndexWriter(Protocol):
    """Builds and opens a ``LexicalIndex`` in a folder of its own."""

    def build(self, folder: Path, rows: Iterable[LexicalRow]) -> None:
        """Write an index of ``rows``; closed and merged when it returns. Raises ``OSError``."""

    def extend(self, folder: Path, gone: Ids, rows: Iterable[LexicalRow]) -> None:
        """Take the passages ``gone`` out of what ``build`` wrote and add ``rows``; closed when it returns. How rare a word is
        may count what is gone. Raises ``OSError``."""

    def open(self, folder: Path) -> LexicalIndex:
        """Open what ``build`` wrote. Raises ``IndexDamaged`` when it can't be read."""
