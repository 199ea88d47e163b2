"""Where judged quotations stand in the library, whatever its passages are."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from retrieval.engine import Engine
from retrieval.evaluation.testset import Quote, Topic
from retrieval.model import Citation

# A passage gives an answer when it holds this share of the judged quotation; another chunking may cut through it.
_ENOUGH = 0.5


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a page."""

    document: str
    page: int
    start: int
    end: int

    def shared(self, other: Span) -> int:
        """How many characters two stretches share."""
        if (self.document, self.page) != (other.document, other.page):
            return 0
        return max(0, min(self.end, other.end) - max(self.start, other.start))

    def holds(self, other: Span) -> bool:
        """Whether this holds enough of the other."""
        return 0 < self.shared(other) >= _ENOUGH * (other.end - other.start)


class Locator:
    """Finds the judged quotations of topics in the pages of an engine."""

    def __init__(self, engine: Engine, topics: Iterable[Topic]) -> None:
        self._pages: Mapping[str, list[str]] = {
            d.id: [engine.page(d.id, number).text for number in range(1, d.pages + 1)] for d in engine.documents()
        }
        self._nuggets: dict[str, dict[str, list[Span]]] = defaultdict(dict)
        self.missing: list[tuple[str, Quote]] = []
        for topic in topics:
            for nugget, quotes in topic.nuggets.items():
                self._nuggets[topic.id][nugget] = [span for quote in quotes for span in self._spans(topic, quote)]

    def nuggets_in(self, topic: Topic, place: Span) -> list[str]:
        """The nuggets of a topic that a stretch of a page gives."""
        return [nugget for nugget, spans in self._nuggets[topic.id].items() if any(place.holds(span) for span in spans)]

    def nuggets_quoted(self, topic: Topic, place: Span) -> list[str]:
        """The nuggets that a quotation gives: it may be a shorter stretch than the one that was judged."""
        own = self._nuggets[topic.id].items()
        return [nugget for nugget, spans in own if any(place.holds(span) or span.holds(place) for span in spans)]

    def verified(self, citations: Iterable[Citation]) -> tuple[bool, ...]:
        """For each citation whether its span holds its quotation, by the pages and not by the answer's own check."""
        return tuple(self._pages[c.document.id][c.page - 1][c.start : c.end] == c.quote for c in citations)

    def _spans(self, topic: Topic, quote: Quote) -> list[Span]:
        words = r"\s+".join(map(re.escape, quote.text.split()))
        # Looked ahead for, because two occurrences may overlap.
        pattern = re.compile(f"(?=({words}))")
        found = [
            Span(quote.document, number, *match.span(1))
            for number, text in enumerate(self._pages.get(quote.document, ()), start=1)
            for match in pattern.finditer(text)
            if match[1]
        ]
        if not found:
            self.missing.append((topic.id, quote))
        return found
