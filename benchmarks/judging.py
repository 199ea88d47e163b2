"""Whether what a system returns holds the judged quotations, for any system: by the words of its texts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from retrieval.evaluation.testset import Topic

DEVELOPMENT = "development"
KINDS = frozenset({"fact", "training"})
DEPTH = 5


def judged(topics: Iterable[Topic]) -> list[Topic]:
    """The topics of the development half whose answers are judged by quotation."""
    return [topic for topic in topics if topic.half == DEVELOPMENT and topic.kind in KINDS and topic.nuggets]


def warming(topics: Iterable[Topic]) -> list[Topic]:
    """Other topics of the development half, to ask before measuring."""
    return [topic for topic in topics if topic.half == DEVELOPMENT and topic.kind == "list"]


def recall(topic: Topic, texts: Sequence[str]) -> float:
    """The share of a topic's nuggets of which the first ``DEPTH`` texts hold a judged quotation, whole."""
    plain = [_plain(text) for text in texts[:DEPTH]]
    held = [any(_plain(quote.text) in text for quote in quotes for text in plain) for quotes in topic.nuggets.values()]
    return sum(held) / len(held)


def _plain(text: str) -> str:
    return " ".join(text.split())
