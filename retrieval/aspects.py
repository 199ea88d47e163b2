"""What plans are told of by: aims, partners, money and the like, with the words that ask for each and tell of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from retrieval.dutch import fold, stem, words
from retrieval.model import Language, Passage
from retrieval.tables import read_table, values

_NUMBER = re.compile(r"^\s*(?:\d+(?:\.\d+)*|[IVX]+)[.):]?\s+")
# Headings under which a document says what it does not know.
_SILENT = frozenset({"niet vermeld", "not mentioned"})
_COLUMNS = ("id", "label_nl", "label_en", "headings", "asked", "telling", "facets")


@dataclass(frozen=True, slots=True)
class Aspect:
    """An aspect of a plan.

    ``headings``: folded headings of documents under which it is told; ``asked``: stems of the words that ask for it;
    ``telling``: phrases, as folded words, of which a sentence that has one tells of it under any heading; ``facets``: a
    sentence that names a value that the plan has of these tells of it, for want of another.
    """

    id: str
    label_nl: str
    label_en: str
    headings: frozenset[str]
    asked: frozenset[str]
    telling: tuple[tuple[str, ...], ...]
    facets: tuple[str, ...] = ()

    def label(self, language: Language) -> str:
        """What it is called in ``language``."""
        return self.label_en if language == "en" else self.label_nl

    def tells(self, heading: Sequence[str], text: str) -> bool:
        """Whether a sentence with this text under these headings tells of it."""
        own = words(text)
        said = any(phrase == tuple(own[i : i + len(phrase)]) for phrase in self.telling for i in range(len(own)))
        return said or bool(heading and bare(heading[-1]) in self.headings) or bool(labels(self.headings).search(text))


def is_silent(passage: Passage) -> bool:
    """Whether a passage says what is not known."""
    return bool(passage.heading) and fold(passage.heading[-1]) in _SILENT


@lru_cache(maxsize=20_000)
def bare(heading: str) -> str:
    """A heading folded, without its number and the signs around it: "3. Regio:"."""
    return fold(_NUMBER.sub("", heading)).strip(" .:?*-•")


@lru_cache(maxsize=64)
def labels(headings: frozenset[str]) -> re.Pattern[str]:
    """Where one of some folded headings stands as a label, with a capital: "Regio: Achterhoek", "Partners | VISTA college"."""
    either = "|".join(f"[{re.escape(name[0].upper())}]{re.escape(name[1:])}" for name in sorted(headings, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?P<label>{either})\s?[:|]\s*(?=\S)" if headings else r"(?!)")


class Aspects:
    """All aspects, in the order in which a reader wants them."""

    def __init__(self, aspects: Sequence[Aspect]) -> None:
        self._aspects = tuple(aspects)

    def __iter__(self) -> Iterator[Aspect]:
        return iter(self._aspects)

    def get(self, identity: str) -> Aspect | None:
        """The aspect with this id, or ``None``."""
        return next((aspect for aspect in self._aspects if aspect.id == identity), None)

    def asked(self, asked: Sequence[str]) -> tuple[Aspect, ...]:
        """Those that some of the folded words ask for."""
        own = {stem(word) for word in asked}
        return tuple(aspect for aspect in self._aspects if own & aspect.asked)

    def explained(self, asked: Sequence[str]) -> bool:
        """Whether each of the folded words asks for some aspect."""
        return all(any(stem(word) in aspect.asked for aspect in self._aspects) for word in asked)


def read_aspects(corpus: Path) -> Aspects:
    """Read ``thesaurus/aspects.csv`` of the corpus. Raises ``CorpusInvalid`` on a broken table."""
    return Aspects(
        [
            Aspect(
                id=row["id"],
                label_nl=row["label_nl"],
                label_en=row["label_en"],
                headings=frozenset(map(fold, values(row["headings"]))),
                asked=frozenset(stem(word) for name in values(row["asked"]) for word in words(name)),
                telling=tuple(tuple(words(phrase)) for phrase in values(row["telling"])),
                facets=values(row["facets"]),
            )
            for row in read_table(corpus / "thesaurus" / "aspects.csv", _COLUMNS)
        ]
    )
