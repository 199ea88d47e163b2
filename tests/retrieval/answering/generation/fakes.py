"""Small real implementations of what a summary needs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from retrieval.errors import ChatUnavailable
from retrieval.model import Citation, Document
from retrieval.ports import Message


class Says:
    """A ``ChatModel`` that says what it was told to, in pieces, and may fail behind them. It keeps what it was asked."""

    def __init__(self, *pieces: str, fails: str = "") -> None:
        self._pieces, self._fails = pieces, fails
        self.identity = "says"
        self.asked: list[Sequence[Message]] = []
        self.said: list[str] = []
        self.closed = False

    def stream(self, messages: Sequence[Message]) -> Iterator[str]:
        self.asked.append(messages)
        try:
            for piece in self._pieces:
                self.said.append(piece)
                yield piece
            if self._fails:
                raise ChatUnavailable("http://host/v1", self._fails)
        finally:
            self.closed = True


class Doubts:
    """An ``Entailment`` that doubts claims with one word. It keeps what it was asked."""

    def __init__(self, word: str) -> None:
        self._word = word
        self.identity = f"doubts {word}"
        self.asked: list[tuple[str, str]] = []

    def entails(self, premises: str, claim: str) -> float:
        self.asked.append((premises, claim))
        return 0.1 if self._word in claim else 0.9


def citation(quote: str, mark: int = 1, heading: tuple[str, ...] = ("New Waves",)) -> Citation:
    document = Document(7, "geheim-id", "Geheime titel", "profile", "https://example.org/geheim", "nl", "2024", "hash", 3)
    return Citation(mark, document, 2, heading, quote, 10, 10 + len(quote))
