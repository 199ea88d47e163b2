"""Sentences as evidence: which sentence of which passage says what was asked, and how well."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from retrieval.dutch import STOP_WORDS, sentences, stem, words
from retrieval.lexical import BODY
from retrieval.model import Passage, Quotation
from retrieval.ports import LexicalIndex

# Lines that say where a statement comes from are no evidence for anything else.
_SOURCE_LINE = re.compile(r"^(?:Bron(?:nen)?|Sources?):\s|^Eigen omschrijving van Planwijzer")
_SHORTEST = 3


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a passage; ``start`` and ``end`` are offsets in the page."""

    passage: Passage
    start: int
    end: int
    text: str

    def quotation(self) -> Quotation:
        """The sentence as a span to be verified and cited."""
        return Quotation(self.passage.version, self.passage.page, self.start, self.end, self.text, self.passage.heading)

    def context(self) -> str:
        """The sentence behind its headings, which say what it is about."""
        return " ".join((*self.passage.heading, self.text))


def sentences_of(passages: Iterable[Passage]) -> Iterator[Sentence]:
    """The sentences of passages in order, without source lines and scraps of fewer than three words."""
    for passage in passages:
        for start, end in sentences(passage.text):
            text = passage.text[start:end]
            if len(words(text)) >= _SHORTEST and not _SOURCE_LINE.match(text):
                yield Sentence(passage, passage.start + start, passage.start + end, text)


class Importance:
    """How much each word of a question says: rare words in the index weigh more (idf)."""

    def __init__(self, index: LexicalIndex) -> None:
        self._index = index
        self._count = max(index.count(), 1)

    def weights(self, asked: Sequence[str]) -> dict[str, float]:
        """A weight by stem; a word that the index does not know weighs most."""
        found = {}
        for form in dict.fromkeys(map(stem, asked)):
            frequency = self._index.document_frequency(BODY, form)
            found[form] = math.log(1 + (self._count - frequency + 0.5) / (frequency + 0.5))
        return found


def coverage(weights: Mapping[str, float], text: str) -> float:
    """Share of the question's weight whose words stand in ``text``, 0 to 1; 0 for a question without words."""
    total = sum(weights.values())
    if not total:
        return 0.0
    skip = STOP_WORDS["nl"]
    present = {stem(word) for word in words(text) if word not in skip}
    return sum(weight for form, weight in weights.items() if form in present) / total
