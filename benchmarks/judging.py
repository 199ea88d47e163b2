"""Whether what a system returns holds the judged quotations, for any system: by the words of its texts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import ir_measures
from ir_measures import nDCG

from retrieval.evaluation.testset import Topic

DEVELOPMENT = "development"
KINDS = frozenset({"fact", "training"})
DEPTH = 5
_NDCG = nDCG @ 10


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


def all_that_hold(topics: Sequence[Topic], texts: Iterable[str]) -> list[int]:
    """For each topic how many texts hold one of its judged quotations, whole."""
    plain = [_plain(text) for text in texts]
    return [sum(_holding(topic, plain)) for topic in topics]


def ndcg(topic: Topic, texts: Sequence[str], held: int) -> float:
    """nDCG@10, where a text counts that holds a judged quotation, whole. ``held``: how many of the library do."""
    wanted = [f"holds {number}" for number in range(held)]
    left = iter(wanted)
    names = [next(left) if holds else f"{place}" for place, holds in enumerate(_holding(topic, map(_plain, texts)))]
    run = [ir_measures.ScoredDoc(topic.id, name, -float(place)) for place, name in enumerate(names)]
    qrels = [ir_measures.Qrel(topic.id, name, 1) for name in wanted]
    return float(ir_measures.calc_aggregate([_NDCG], qrels, run)[_NDCG])


def _holding(topic: Topic, plain: Iterable[str]) -> Iterator[bool]:
    quotes = [_plain(quote.text) for own in topic.nuggets.values() for quote in own]
    return (any(quote in text for quote in quotes) for text in plain)


def _plain(text: str) -> str:
    return " ".join(text.split())
