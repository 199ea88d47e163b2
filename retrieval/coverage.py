"""How much of a question a text expresses: by its words, their synonyms, parts of compounds, amounts and dates."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from retrieval.dutch import STOP_WORDS, stem, words
from retrieval.lexical import BODY
from retrieval.model import Notion
from retrieval.numbers import NUMBER_WORDS
from retrieval.ports import LexicalIndex

# A synonym says nearly as much as the word that was asked with, a part of a compound ("fase" of
# "uitvoeringsfase") somewhat less.
_SYNONYM, _PART = 0.85, 0.6
# Shorter parts are shared by words that have nothing to do with each other.
_FIRST_PART, _LAST_PART = 5, 4
# Texts that are kept as they are compared: some 2 kB each.
_KEPT = 20_000
# Words that ask for an amount or a date, and what an amount or a date looks like.
_KINDS: tuple[tuple[frozenset[str], re.Pattern[str]], ...] = (
    (
        frozenset("geld bedrag bedragen budget begroting kosten kost som euro money amount amounts cost costs sum".split()),
        re.compile(r"€\s?\d|\d\s*(?:miljoen|miljard|euro|million|billion)\b|\bbedrag\b"),
    ),
    (frozenset("datum dag jaar jaartal date day year".split()), re.compile(r"\b(?:19|20)\d\d\b")),
)


@dataclass(frozen=True, slots=True)
class Weighted:
    """A notion of the question and what it weighs.

    ``forms``: the sets of stems that express it, its own words first; ``words``: those it was asked with; ``parts``: its
    words within compounds; ``counted``: its words behind a number; ``kind``: what expresses it without words, as
    "€ 9 miljoen" does "bedrag";
    ``known``: whether the index holds it in any form, or the words it is made of.
    """

    forms: tuple[frozenset[str], ...]
    weight: float
    words: tuple[str, ...] = ()
    parts: re.Pattern[str] | None = None
    counted: re.Pattern[str] | None = None
    kind: re.Pattern[str] | None = None
    known: bool = True


class Importance:
    """How much each notion of a question says: rare words in the index weigh more (idf). ``parts``: those of a compound."""

    def __init__(self, index: LexicalIndex, parts: Callable[[str], Sequence[str]] = lambda _: ()) -> None:
        self._index, self._parts_of = index, parts
        self._count = max(index.count(), 1)

    def weights(self, notions: Sequence[Notion]) -> list[Weighted]:
        """The notions with their weights; one that the index knows in no form weighs most."""
        return [self._weighted(notion) for notion in notions]

    def _weighted(self, notion: Notion) -> Weighted:
        forms = tuple(dict.fromkeys(_forms(notion)))
        known = [idf for form in forms if (idf := max(map(self._idf, form))) < self._idf_of(0)]
        own = max(map(self._idf, forms[0])) if forms else 0.0
        names = [name[0] for name in (notion.words, *notion.synonyms) if len(name) == 1]
        kind = next((pattern for asked, pattern in _KINDS if asked & set(notion.words)), None)
        weight = own if own in known else min(known, default=self._idf_of(0))
        is_known = bool(known) or all(map(self._is_compound, notion.words))
        return Weighted(forms, weight, notion.words, _parts(tuple(names)), _counted(tuple(names)), kind, is_known)

    def _is_compound(self, word: str) -> bool:
        """Whether a word is made of words that the index holds."""
        parts = self._parts_of(word)
        return bool(parts) and all(self._index.document_frequency(BODY, stem(part)) for part in parts)

    def _idf(self, form: str) -> float:
        return self._idf_of(self._index.document_frequency(BODY, form))

    def _idf_of(self, frequency: int) -> float:
        return math.log(1 + (self._count - frequency + 0.5) / (frequency + 0.5))


@dataclass(frozen=True, slots=True)
class Read:
    """A text as it is compared: its folded words, their stems, and the words as one line."""

    words: tuple[str, ...]
    stems: frozenset[str]
    line: str


@lru_cache(maxsize=_KEPT)
def read(text: str) -> Read:
    """A passage or sentence as it is compared; the ones met last are kept, because questions come back to them."""
    folded = tuple(words(text))
    return Read(folded, frozenset(stem(word) for word in folded if word not in STOP_WORDS["nl"]), " ".join(folded))


def coverage(asked: Sequence[Weighted], text: str) -> float:
    """Share of the question's weight that ``text`` expresses, 0 to 1; 0 for a question without words."""
    total = sum(notion.weight for notion in asked)
    if not total:
        return 0.0
    own = read(text)
    return sum(notion.weight * _expressed(notion, own, text) for notion in asked) / total


def widest_gap(asked: Sequence[Weighted], text: str) -> float:
    """Share of the question's weight that the weightiest notion has which ``text`` does not express at all, 0 to 1."""
    total = sum(notion.weight for notion in asked)
    own = read(text)
    return max((notion.weight for notion in asked if not _expressed(notion, own, text)), default=0.0) / total if total else 0.0


def shares_word_start(label: str, text: str) -> bool:
    """Whether a word of ``text`` begins a word of ``label``, as "energie" begins "energietransitie"."""
    named = words(label)
    return any(len(word) >= _FIRST_PART and any(name.startswith(word) for name in named) for word in words(text))


def _expressed(notion: Weighted, own: Read, text: str) -> float:
    if notion.forms and notion.forms[0] <= own.stems:
        return 1.0
    if (notion.kind and notion.kind.search(text)) or any(form <= own.stems for form in notion.forms[1:]):
        return _SYNONYM
    return _PART if notion.parts and notion.parts.search(own.line) else 0.0


def _forms(notion: Notion) -> Iterator[frozenset[str]]:
    for name in (notion.words, *notion.synonyms):
        form = frozenset(stem(word) for word in name if word not in STOP_WORDS["nl"])
        if form:
            yield form


@lru_cache(maxsize=_KEPT)
def _parts(names: tuple[str, ...]) -> re.Pattern[str] | None:
    first = [re.escape(name) for name in names if len(name) >= _FIRST_PART]
    last = [re.escape(name) for name in names if len(name) >= _LAST_PART]
    ways = [rf"\b(?:{'|'.join(first)})\w"] * bool(first) + [rf"\w(?:{'|'.join(last)})\b"] * bool(last)
    return re.compile("|".join(ways)) if ways else None


@lru_cache(maxsize=_KEPT)
def _counted(names: tuple[str, ...]) -> re.Pattern[str] | None:
    """A number right before one of the names, with at most one word between."""
    if not names:
        return None
    named = "|".join(map(re.escape, names))
    return re.compile(rf"\b(?:\d[\d.,]*|{NUMBER_WORDS})\s+(?:[^\W\d]+\s+)?(?:{named})\b", re.IGNORECASE)
