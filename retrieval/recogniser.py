"""Where a text names concepts: longest name first, and only where the words really are that name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from retrieval.dutch import Token, fold, stem, tokens
from retrieval.vocabulary import Concept

# An abbreviation this long is recognised in a question in any case ("ict"); a shorter one ("it") only in capitals.
_CASELESS_LENGTH = 3
# Small words within a name that people leave out or put in: "Smart Industry Hub (van) Noord-Nederland".
_SMALL = frozenset("van de het der den of the voor for in".split())
_LONGEST_GAP = 2
# Towns whose names are everyday words, or near them: never meant without a capital or a word like "in" before them.
_ORDINARY = frozenset(
    "altena assen beek bergen best borne buren doorn duiven echt epe gieten goes goor haren heel heerde hoorn horst houten "
    "huizen hulst kampen kapelle laren leek leiden lemmer lent losser muiden oss putten roden sluis someren stein tholen veere "
    "velden voorst waterland weert wierden".split()
)
# After these a place is recognised without its capital: "pps in enschede".
# After these a name of a plan is recognised without its capitals: "de penvoerder van scale".
_NAMING = frozenset("consortium pps plan project programme programma van over bij of about".split())
# So many words in a row are a name, but behind these.
_UNMISTAKABLE, _BEFORE_VERBS = 3, frozenset("to i you we they he she it can could will would please how that".split())
# "The number of people" names no plan.
_ENGLISH_WORDS, _ENGLISH_OF = frozenset({"people"}), frozenset({"of", "about"})
_INSTITUTIONS = frozenset("universiteit hogeschool university roc".split())
_ARTICLES = frozenset({"het", "de", "the"})
_OF = frozenset({"of", "van"})
_LOCATIVES = frozenset("in te uit rond nabij bij regio omgeving near around from".split())


@dataclass(frozen=True, slots=True)
class Mention:
    """Where a text names concepts (several when the name is shared) and with which words."""

    concepts: tuple[Concept, ...]
    start: int
    end: int
    text: str


class Recogniser:
    """Finds the concepts that a text names: longest name first, words compared by stem.

    A name in capitals ("AI") must stand in capitals; with ``lenient`` (questions) only when it is shorter
    than three letters or stands for a plan. Names of places and plans are compared unstemmed.
    """

    def __init__(self, concepts: Iterable[Concept]) -> None:
        self._names: dict[tuple[str, ...], list[tuple[Concept, str]]] = defaultdict(list)
        for concept in concepts:
            for label in concept.labels:
                name = _key(_without_small(tokens(label)))
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
        longest += _LONGEST_GAP if longest > 1 else 0
        for length in range(min(longest, len(words) - position), 0, -1):
            part = words[position : position + length]
            start, end = part[0].start, part[-1].end
            if length > 1 and part[-1].folded in _SMALL:
                continue
            named = self._names.get(_key(_without_small(part)), [])
            before = tuple(token.folded for token in words[max(0, position - 2) : position])
            written = Written(text[start:end], before, lenient)
            concepts = [concept for concept, label in named if _fits(concept, label, written)]
            if concepts:
                return length, Mention(tuple(dict.fromkeys(concepts)), start, end, text[start:end])
        return 1, None


def _key(words: list[Token]) -> tuple[str, ...]:
    return tuple(stem(word.folded) for word in words)


def _without_small(words: list[Token]) -> list[Token]:
    """The words of a name without the small ones between them; the first word always counts."""
    return [word for place, word in enumerate(words) if not place or word.folded not in _SMALL]


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
    loose = concept.facet not in ("sector", "kind") and fold(written.text)[:3] == fold(label)[:3]
    return loose or _same_words(label, written.text)


def _same_words(label: str, written: str) -> bool:
    own, other = (_without_small(tokens(text)) for text in (label, written))
    return [token.folded for token in own] == [token.folded for token in other]


def _fits_name(facet: str, label: str, written: Written) -> bool:
    if facet == "plan":
        # "GeLUK", "SCALE" and "Make IT Work" would be everyday words in another case.
        return label.istitle() or label.islower() or written.text == label or not _is_everyday(label, written)
    if len(tokens(label)) > 1 or facet == "province":
        return True
    unmistakable = written.lenient and fold(label) not in _ORDINARY
    return written.text[:1].isupper() or unmistakable or (written.lenient and written.follows(_LOCATIVES))


def _is_everyday(label: str, written: Written) -> bool:
    short = [token for token in label.split() if token.isupper() and len(token) < _CASELESS_LENGTH]
    length = len(tokens(label))
    if length > 1:
        # "Wat is make it work?", but "can you make it work?".
        long = length >= _UNMISTAKABLE and not written.follows(_BEFORE_VERBS)
        named = written.lenient and (long or written.follows(_NAMING | _ARTICLES))
        return not named and any(token not in written.text.split() for token in short)
    naming = _NAMING - _ENGLISH_OF if fold(label) in _ENGLISH_WORDS else _NAMING
    return not (written.lenient and written.follows(naming))
