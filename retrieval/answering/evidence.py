"""Sentences as evidence: the stretches of a passage that can be quoted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from retrieval.dutch import sentences, words
from retrieval.model import OWN_SUM, Passage, Quotation

# Lines that say where a statement comes from are no evidence for anything else.
_SOURCE_LINE = re.compile(r"^(?:Bron(?:nen)?|Sources?):\s|^Eigen omschrijving van Planwijzer|^\d+ \S+ https?://")
_SHORTEST = 3
# The heading under which a document says what its sources do not mention.
NOT_MENTIONED = "Niet vermeld"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a passage; ``start`` and ``end`` are offsets in the page, ``title`` is that of the document."""

    passage: Passage
    start: int
    end: int
    text: str
    title: str = ""

    def quotation(self) -> Quotation:
        """The sentence as a span to be verified and cited."""
        return Quotation(self.passage.version, self.passage.page, self.start, self.end, self.text, self.passage.heading)

    def context(self) -> str:
        """The sentence behind its headings, which say what it is about."""
        return " ".join(part for part in dict.fromkeys((self.title, *self.passage.heading, self.text)) if part)


def sentences_of(
    passages: Iterable[Passage], titles: Mapping[int, str] = MappingProxyType({}), *, own_sums: bool = False
) -> Iterator[Sentence]:
    """The sentences of passages in order, without source lines and scraps of fewer than three words; what was worked out here
    and no source says only with ``own_sums``.

    Scraps on lines that follow each other ("21 aanvragen", "15 gehonoreerd") make one sentence: the one explains
    the other. ``titles``: document title by version.
    """
    for passage in passages:
        for start, end in _telling(passage.text):
            text = passage.text[start:end]
            if own_sums or not text.startswith(OWN_SUM):
                yield Sentence(passage, passage.start + start, passage.start + end, text, titles.get(passage.version, ""))


# A question looks at the same passages many times: for each plan, and for what comes near.
@lru_cache(maxsize=10_000)
def _telling(text: str) -> tuple[tuple[int, int], ...]:
    """Where the sentences of a passage stand that can say something."""
    spans = ((start, end, text[start:end]) for start, end in _joined_scraps(text))
    return tuple((start, end) for start, end, own in spans if len(words(own)) >= _SHORTEST and not _SOURCE_LINE.match(own))


def _joined_scraps(text: str) -> Iterator[tuple[int, int]]:
    pending: tuple[int, int] | None = None
    for start, end in sentences(text):
        scrap = len(words(text[start:end])) < _SHORTEST
        if pending and scrap and text[pending[1] : start] == "\n":
            pending = pending[0], end
            continue
        if pending:
            yield pending
        pending = (start, end) if scrap else None
        if not scrap:
            yield start, end
    if pending:
        yield pending
