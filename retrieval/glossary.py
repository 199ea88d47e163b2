"""The bilingual glossary: the words of a question with the words that say the same in Dutch or English."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from retrieval.dutch import stem, words
from retrieval.model import Language, Notion
from retrieval.tables import read_table, values

FILE = "words.csv"


class Glossary:
    """Rows of words that say the same, Dutch and English."""

    def __init__(self, rows: Iterable[tuple[Sequence[str], Sequence[str]]]) -> None:
        self._rows: list[tuple[tuple[str, ...], ...]] = []
        self._written: dict[tuple[Language, tuple[str, ...]], set[int]] = defaultdict(set)
        self._stemmed: dict[tuple[Language, tuple[str, ...]], set[int]] = defaultdict(set)
        self._longest = 1
        for dutch, english in rows:
            self._add(list(map(_folded, dutch)), list(map(_folded, english)))

    def _add(self, dutch: list[tuple[str, ...]], english: list[tuple[str, ...]]) -> None:
        number = len(self._rows)
        # Texts are Dutch more often than not: Dutch words come first.
        self._rows.append(tuple(dict.fromkeys((*dutch, *english))))
        sides: tuple[tuple[Language, list[tuple[str, ...]]], ...] = (("nl", dutch), ("en", english))
        for language, names in sides:
            for name in names:
                self._written[language, name].add(number)
                self._stemmed[language, _stems(name, language)].add(number)
                self._longest = max(self._longest, len(name))

    def names(self) -> Iterator[str]:
        """Every word and phrase of the glossary."""
        return (" ".join(name) for row in self._rows for name in row)

    def notions(self, asked: Sequence[str], language: Language) -> tuple[Notion, ...]:
        """The folded words of a question as notions, in order; phrases of the glossary stay together."""
        found: list[Notion] = []
        position = 0
        while position < len(asked):
            notion = self._at(asked, position, language)
            found.append(notion)
            position += len(notion.words)
        return tuple(dict.fromkeys(found))

    def _at(self, asked: Sequence[str], position: int, language: Language) -> Notion:
        for length in range(min(self._longest, len(asked) - position), 0, -1):
            name = tuple(asked[position : position + length])
            # As written first: the stemmer gives "gebouw" the stem of "bouw".
            rows = self._written.get((language, name)) or self._stemmed.get((language, _stems(name, language)))
            if rows:
                return Notion(
                    name, tuple(dict.fromkeys(word for row in sorted(rows) for word in self._rows[row] if word != name))
                )
        return Notion((asked[position],))


def read_glossary(corpus: Path) -> Glossary:
    """Read ``thesaurus/words.csv`` of the corpus; empty when the corpus has none. Raises ``CorpusInvalid``."""
    path = corpus / "thesaurus" / FILE
    rows = read_table(path, ("nl", "en")) if path.is_file() else []
    return Glossary((values(row["nl"]), values(row["en"])) for row in rows)


def _folded(name: str) -> tuple[str, ...]:
    return tuple(words(name))


def _stems(name: Sequence[str], language: Language) -> tuple[str, ...]:
    return tuple(stem(word, language) for word in name)
