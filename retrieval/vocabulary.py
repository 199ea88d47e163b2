"""The gazetteer and the thesaurus: concepts with their labels, and where a text names them."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from retrieval.dutch import Token, fold, stem, tokens
from retrieval.errors import CorpusInvalid
from retrieval.model import Language

THESAURUS = {"theme": "themes.csv", "sector": "sectors.csv", "level": "levels.csv"}
_NOTION = ("id", "label_nl", "label_en", "alt_nl", "alt_en", "broader")
# Facets a plan can be filtered on.
FACETS = ("kind", "province", "region", "place", "theme", "sector", "level", "status", "plan")
# An abbreviation this long is recognised in a question in any case ("ict"); a shorter one ("it") only in capitals.
_CASELESS_LENGTH = 3
# After these a place is recognised without its capital: "pps in enschede".
# After these a name of a plan is recognised without its capitals: "de penvoerder van scale".
_NAMING = frozenset("consortium pps plan project programme programma van over bij of about".split())
_INSTITUTIONS = frozenset("universiteit hogeschool university roc".split())
_OF = frozenset({"of", "van"})
_LOCATIVES = frozenset("in te uit rond nabij bij regio omgeving near around from".split())


@dataclass(frozen=True, slots=True)
class Concept:
    """A value of a facet. ``labels``: every name it goes by, the preferred ones first."""

    facet: str
    id: str
    label_nl: str
    label_en: str
    labels: tuple[str, ...]
    broader: str = ""
    provinces: tuple[str, ...] = ()
    places: tuple[str, ...] = ()

    def label(self, language: Language) -> str:
        """The preferred label in ``language``."""
        return self.label_en if language == "en" else self.label_nl


@dataclass(frozen=True, slots=True)
class Mention:
    """Where a text names concepts (several when the name is shared) and with which words."""

    concepts: tuple[Concept, ...]
    start: int
    end: int
    text: str


class Vocabulary:
    """All concepts of the gazetteer and the thesaurus, by facet and id."""

    def __init__(self, concepts: Iterable[Concept]) -> None:
        self._concepts: dict[tuple[str, str], Concept] = {(c.facet, c.id): c for c in concepts}
        self._narrower: dict[tuple[str, str], list[str]] = defaultdict(list)
        for concept in self._concepts.values():
            if concept.broader:
                self._narrower[concept.facet, concept.broader].append(concept.id)

    def __iter__(self) -> Iterator[Concept]:
        return iter(self._concepts.values())

    def get(self, facet: str, value: str) -> Concept | None:
        """The concept, or ``None``."""
        return self._concepts.get((facet, value))

    def with_narrower(self, facet: str, value: str) -> frozenset[str]:
        """``value`` and the ids of everything narrower, however deep."""
        found: set[str] = set()
        queue = [value]
        while queue:
            current = queue.pop()
            if current not in found:
                found.add(current)
                queue += self._narrower[facet, current]
        return frozenset(found)

    def find(self, facet: str, name: str) -> Concept | None:
        """The concept of ``facet`` with this id or label, whatever the case; ``None`` when there is none."""
        wanted = fold(name.strip())
        for concept in self._concepts.values():
            if concept.facet == facet and wanted in {concept.id, *map(fold, concept.labels)}:
                return concept
        return None


class Recogniser:
    """Finds the concepts that a text names: longest name first, words compared by stem.

    A name in capitals ("AI") must stand in capitals; with ``lenient`` (questions) only when it is shorter
    than three letters or stands for a plan. Names of places and plans are compared unstemmed.
    """

    def __init__(self, concepts: Iterable[Concept]) -> None:
        self._names: dict[tuple[str, ...], list[tuple[Concept, str]]] = defaultdict(list)
        for concept in concepts:
            for label in concept.labels:
                name = _key(tokens(label))
                if name and (concept, label) not in self._names[name]:
                    self._names[name].append((concept, label))
        self._longest: dict[str, int] = defaultdict(int)
        for name in self._names:
            self._longest[name[0]] = max(self._longest[name[0]], len(name))

    def mentions(self, text: str, *, lenient: bool = False) -> list[Mention]:
        """The mentions in ``text``, left to right, without overlap."""
        found: list[Mention] = []
        words = tokens(text)
        position = 0
        while position < len(words):
            length, mention = self._at(text, words, position, lenient)
            if mention:
                found.append(mention)
            position += length
        return found

    def _at(self, text: str, words: list[Token], position: int, lenient: bool) -> tuple[int, Mention | None]:
        longest = self._longest.get(stem(words[position].folded), 0)
        for length in range(min(longest, len(words) - position), 0, -1):
            part = words[position : position + length]
            start, end = part[0].start, part[-1].end
            named = self._names.get(_key(part), [])
            before = tuple(token.folded for token in words[max(0, position - 2) : position])
            written = Written(text[start:end], before, lenient)
            concepts = [concept for concept, label in named if _fits(concept, label, written)]
            if concepts:
                return length, Mention(tuple(dict.fromkeys(concepts)), start, end, text[start:end])
        return 1, None


def _key(words: list[Token]) -> tuple[str, ...]:
    return tuple(stem(word.folded) for word in words)


@dataclass(frozen=True, slots=True)
class Written:
    """Words that may be a name: as written, at most two folded words before them, and whether in a question."""

    text: str
    before: tuple[str, ...]
    lenient: bool

    def follows(self, words: frozenset[str]) -> bool:
        """Whether one of ``words`` stands right before them."""
        return bool(words & set(self.before[-1:]))

    @property
    def in_institution(self) -> bool:
        """Whether they end the name of an institution: "Universiteit Twente", "University of Twente"."""
        return self.follows(_INSTITUTIONS) or (self.follows(_OF) and bool(_INSTITUTIONS & set(self.before[:1])))


def _fits(concept: Concept, label: str, written: Written) -> bool:
    """Whether words whose stems are those of ``label`` really are that name."""
    if concept.facet in ("place", "region", "province") and written.in_institution:
        return False  # the name of an institution does not say where something happens
    if concept.facet in ("place", "plan", "region", "province"):
        return _same_words(label, written.text) and _fits_name(concept.facet, label, written)
    if label.isupper() and label.isalpha():
        return written.text == label or (written.lenient and len(label) >= _CASELESS_LENGTH)
    if len(tokens(label)) > 1:
        return True
    # One word: Kraaij-Pohlmann gives "gebouw" the stem of "bouw", and a sector is named by its own word only.
    return _same_words(label, written.text) or (concept.facet != "sector" and fold(written.text)[:3] == fold(label)[:3])


def _same_words(label: str, written: str) -> bool:
    return [token.folded for token in tokens(label)] == [token.folded for token in tokens(written)]


def _fits_name(facet: str, label: str, written: Written) -> bool:
    if facet == "plan":
        # "GeLUK", "SCALE" and "Make IT Work" would be everyday words in another case.
        return label.istitle() or label.islower() or written.text == label or not _is_everyday(label, written)
    if len(tokens(label)) > 1 or facet == "province":
        return True
    return written.text[:1].isupper() or (written.lenient and written.follows(_LOCATIVES))


def _is_everyday(label: str, written: Written) -> bool:
    short = [token for token in label.split() if token.isupper() and len(token) < _CASELESS_LENGTH]
    if len(tokens(label)) > 1:
        return any(token not in written.text.split() for token in short)
    return not (written.lenient and written.follows(_NAMING))


def read_vocabulary(corpus: Path) -> Vocabulary:
    """Read ``gazetteer/`` and ``thesaurus/`` of the corpus. Raises ``CorpusInvalid`` on a broken table."""
    concepts: list[Concept] = []
    for facet, name in THESAURUS.items():
        concepts += [_thesaurus_concept(facet, row) for row in read_table(corpus / "thesaurus" / name, _NOTION)]
    gazetteer = corpus / "gazetteer"
    concepts += [_province(row) for row in read_table(gazetteer / "provinces.csv", ("id", "name", "name_en", "alt"))]
    concepts += [_region(row) for row in read_table(gazetteer / "regions.csv", ("id", "name", "alt", "provinces", "places"))]
    concepts += [_place(row) for row in read_table(gazetteer / "places.csv", ("name", "province", "alt"))]
    return Vocabulary(concepts)


class Row(dict[str, str]):
    """A row of a table by column; ``line`` is where it ends in the file."""

    line: int


def read_table(path: Path, columns: Sequence[str]) -> list[Row]:
    """The rows of a CSV table with a header.

    Raises ``CorpusInvalid`` when it is missing, ragged, or lacks one of ``columns``.
    """
    rows = []
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            missing = [column for column in columns if column not in (reader.fieldnames or ())]
            if missing:
                raise CorpusInvalid(file=str(path), line=1, reason=f"column {', '.join(missing)}")
            for cells in reader:
                if None in cells or None in cells.values():
                    raise CorpusInvalid(file=str(path), line=reader.line_num, reason="number of columns")
                row = Row(cells)
                row.line = reader.line_num
                rows.append(row)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise CorpusInvalid(file=str(path), line=0, reason=str(error)) from error
    return rows


def values(cell: str) -> tuple[str, ...]:
    """The values of a cell that holds several, separated by ``;``."""
    return tuple(part.strip() for part in cell.split(";") if part.strip())


def _thesaurus_concept(facet: str, row: Mapping[str, str]) -> Concept:
    labels = (row["label_nl"], row["label_en"], *values(row["alt_nl"]), *values(row["alt_en"]))
    return Concept(facet, row["id"], row["label_nl"], row["label_en"] or row["label_nl"], _distinct(labels), row["broader"])


def _province(row: Mapping[str, str]) -> Concept:
    labels = _distinct((row["name"], row["name_en"], *values(row["alt"])))
    return Concept("province", row["id"], row["name"], row["name_en"] or row["name"], labels)


def _region(row: Mapping[str, str]) -> Concept:
    labels = _distinct((row["name"], *values(row["alt"])))
    provinces, places = values(row["provinces"]), values(row["places"])
    return Concept("region", row["id"], row["name"], row["name"], labels, provinces=provinces, places=places)


def _place(row: Mapping[str, str]) -> Concept:
    labels = _distinct((row["name"], *values(row["alt"])))
    return Concept("place", row["name"], row["name"], row["name"], labels, provinces=(row["province"],))


def _distinct(labels: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(label for label in labels if label))
