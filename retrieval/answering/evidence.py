"""Sentences as evidence: which sentence of which passage says what was asked, and how well."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from retrieval.dutch import STOP_WORDS, sentences, stem, words
from retrieval.glossary import Notion
from retrieval.lexical import BODY
from retrieval.model import Passage, Quotation
from retrieval.ports import LexicalIndex

# Lines that say where a statement comes from are no evidence for anything else.
_SOURCE_LINE = re.compile(r"^(?:Bron(?:nen)?|Sources?):\s|^Eigen omschrijving van Planwijzer")
_SHORTEST = 3
# The heading under which a document says what its sources do not mention.
NOT_MENTIONED = "Niet vermeld"
# A synonym says nearly as much as the word that was asked with.
_SYNONYM = 0.85
# Words that ask for an amount or a date, and what an amount or a date looks like.
_KINDS: tuple[tuple[frozenset[str], re.Pattern[str]], ...] = (
    (
        frozenset("geld bedrag bedragen budget begroting kosten kost som euro money amount amounts cost costs sum".split()),
        re.compile(r"€\s?\d|\d\s*(?:miljoen|miljard|euro|million|billion)\b"),
    ),
    (frozenset("datum dag jaar jaartal date day year".split()), re.compile(r"\b(?:19|20)\d\d\b")),
)
# A shorter beginning is shared by words that have nothing to do with each other.
_PREFIX = 5


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
    """The sentences of passages in order, without source lines and scraps of fewer than three words.

    Scraps on lines that follow each other ("21 aanvragen", "15 gehonoreerd") make one sentence: the one explains
    the other.
    """
    for passage in passages:
        for start, end in _joined_scraps(passage.text):
            text = passage.text[start:end]
            if len(words(text)) >= _SHORTEST and not _SOURCE_LINE.match(text):
                yield Sentence(passage, passage.start + start, passage.start + end, text)


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


@dataclass(frozen=True, slots=True)
class Weighted:
    """A notion of the question: the sets of stems that express it, its own words first, and what it weighs.

    ``kind``: what expresses it without its words, as "€ 9 miljoen" expresses "bedrag".
    """

    forms: tuple[frozenset[str], ...]
    weight: float
    kind: re.Pattern[str] | None = None


class Importance:
    """How much each notion of a question says: rare words in the index weigh more (idf)."""

    def __init__(self, index: LexicalIndex) -> None:
        self._index = index
        self._count = max(index.count(), 1)

    def weights(self, notions: Sequence[Notion]) -> list[Weighted]:
        """The notions with their weights; one that the index knows in no form weighs most."""
        found = []
        for notion in notions:
            forms = tuple(dict.fromkeys(frozenset(map(stem, name)) for name in (notion.words, *notion.synonyms)))
            known = [idf for form in forms for word in form if (idf := self._idf(word)) < self._unknown()]
            kind = next((pattern for asked, pattern in _KINDS if asked & set(notion.words)), None)
            found.append(Weighted(forms, max(known, default=self._unknown()), kind))
        return found

    def _unknown(self) -> float:
        return math.log(1 + (self._count + 0.5) / 0.5)

    def _idf(self, form: str) -> float:
        frequency = self._index.document_frequency(BODY, form)
        return math.log(1 + (self._count - frequency + 0.5) / (frequency + 0.5))


def coverage(asked: Sequence[Weighted], text: str) -> float:
    """Share of the question's weight that ``text`` expresses, 0 to 1; 0 for a question without words."""
    total = sum(notion.weight for notion in asked)
    if not total:
        return 0.0
    present = {stem(word) for word in words(text) if word not in STOP_WORDS["nl"]}
    return sum(notion.weight * _expressed(notion, present, text) for notion in asked) / total


def _expressed(notion: Weighted, present: set[str], text: str) -> float:
    if notion.forms[0] <= present:
        return 1.0
    by_kind = notion.kind is not None and notion.kind.search(text)
    return _SYNONYM if by_kind or any(form <= present for form in notion.forms[1:]) else 0.0


def shares_word_start(label: str, text: str) -> bool:
    """Whether a word of ``text`` begins a word of ``label``, as "energie" begins "energietransitie"."""
    named = words(label)
    return any(len(word) >= _PREFIX and any(name.startswith(word) for name in named) for word in words(text))
