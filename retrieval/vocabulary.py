"""The gazetteer and the thesaurus: concepts with their labels."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from retrieval.dutch import fold
from retrieval.model import Language
from retrieval.tables import read_table, values

THESAURUS = {
    "theme": "themes.csv",
    "sector": "sectors.csv",
    "level": "levels.csv",
    "offer": "offers.csv",
    "role": "roles.csv",
}
_NOTION = ("id", "label_nl", "label_en", "alt_nl", "alt_en", "broader", "alt_question")
_ARTICLES = ("de", "het")
# Facets that say where a plan is at work, and on what.
PLACES = frozenset({"province", "region", "place"})
SUBJECTS = frozenset({"theme", "sector"})
# Facets a plan can be filtered on. Roles only expand a question.
FACETS = ("kind", "province", "region", "place", "theme", "sector", "level", "offer", "organisation", "status", "plan")


@dataclass(frozen=True, slots=True)
class Concept:
    """A value of a facet.

    ``labels``: every name it goes by, the preferred ones first; ``asked``: words that mean it in a question, but are too
    wide to be read that way in a document ("boer" for agrifood); ``neighbours``: ids of the provinces that a province borders on.
    """

    facet: str
    id: str
    label_nl: str
    label_en: str
    labels: tuple[str, ...]
    broader: str = ""
    provinces: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    neighbours: tuple[str, ...] = ()

    def label(self, language: Language) -> str:
        """The preferred label in ``language``."""
        return self.label_en if language == "en" else self.label_nl

    def article(self, language: Language) -> str:
        """What goes before its label in a sentence: "de", "het" or "the" if it goes by such a name as well, else ``""``."""
        own = [article for article in _ARTICLES if f"{article} {self.label_nl}" in self.labels]
        return "" if not own else "the" if language == "en" else own[0]


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

    def label(self, facet: str, value: str, language: Language) -> str:
        """What a value of ``facet`` is called; a value that is no concept goes by its id."""
        concept = self.get(facet, value)
        return concept.label(language) if concept else value

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


def read_vocabulary(corpus: Path) -> Vocabulary:
    """Read ``gazetteer/`` and ``thesaurus/`` of the corpus. Raises ``CorpusInvalid`` on a broken table."""
    concepts: list[Concept] = []
    for facet, name in THESAURUS.items():
        concepts += [_thesaurus_concept(facet, row) for row in read_table(corpus / "thesaurus" / name, _NOTION)]
    gazetteer = corpus / "gazetteer"
    concepts += [
        _province(row) for row in read_table(gazetteer / "provinces.csv", ("id", "name", "name_en", "alt", "neighbours"))
    ]
    concepts += [_region(row) for row in read_table(gazetteer / "regions.csv", ("id", "name", "alt", "provinces", "places"))]
    concepts += [_place(row) for row in read_table(gazetteer / "places.csv", ("name", "province", "alt"))]
    return Vocabulary(concepts)


def _thesaurus_concept(facet: str, row: Mapping[str, str]) -> Concept:
    labels = (row["label_nl"], row["label_en"], *values(row["alt_nl"]), *values(row["alt_en"]))
    return Concept(
        facet=facet,
        id=row["id"],
        label_nl=row["label_nl"],
        label_en=row["label_en"] or row["label_nl"],
        labels=_distinct(labels),
        broader=row["broader"],
        asked=values(row["alt_question"]),
    )


def _province(row: Mapping[str, str]) -> Concept:
    labels = _distinct((row["name"], row["name_en"], *values(row["alt"])))
    neighbours = values(row["neighbours"])
    return Concept("province", row["id"], row["name"], row["name_en"] or row["name"], labels, neighbours=neighbours)


def _region(row: Mapping[str, str]) -> Concept:
    labels = _distinct((row["name"], *values(row["alt"])))
    provinces, places = values(row["provinces"]), values(row["places"])
    return Concept("region", row["id"], row["name"], row["name"], labels, provinces=provinces, places=places)


def _place(row: Mapping[str, str]) -> Concept:
    # "Bergen (L)" goes by "Bergen", as another place does.
    labels = _distinct((row["name"], row["name"].partition(" (")[0], *values(row["alt"])))
    return Concept("place", row["name"], row["name"], row["name"], labels, provinces=(row["province"],))


def _distinct(labels: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(label for label in labels if label))
