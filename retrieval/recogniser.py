"""Where a text names concepts: longest name first, and only where the words really are that name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from retrieval.dutch import Token, fold, stem, tokens
from retrieval.vocabulary import Concept

# An abbreviation this long is recognised in a question in any case ("ict"); a shorter one ("it") only in capitals.
_CASELESS_LENGTH = 3
# Small words within a name that people leave out or put in: "Smart Industry Hub (van) Noord-Nederland", "the whole east".
_SMALL = frozenset("van de het der den of the voor for in whole entire hele gehele".split())
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
# In a document these are part of a name too; who asks for "TU Delft" may mean the town.
_WRITTEN_INSTITUTIONS = _INSTITUTIONS | frozenset("rijksuniversiteit umc tu mbo vmbo".split())
_ARTICLES = frozenset({"het", "de", "the"})
_OF, _OF_DUTCH = frozenset({"of", "van"}), frozenset({"van"})
_AND = frozenset({"en", "and"})
# "Belgisch Limburg", "Vlaams-Brabant", "New Zealand", "Limburg (België)": not the province of that name.
_ABROAD = frozenset("belgisch belgische belgian vlaams vlaamse flemish waals waalse walloon new nieuw".split())
_BELGIUM = re.compile(r"\s*[,(]?\s*(?:in\s)?(?:België|Belgie|Belgium|Vlaanderen|Flanders|B\))")
# "Het noorden van Gelderland" is not the north of the country.
_COMPASS = frozenset(
    "noorden zuiden westen oosten midden noordoosten noordwesten zuidoosten zuidwesten north south west east".split()
)
_ENGLISH_COMPASS = frozenset("north south west east".split())
# "The whole of North Brabant" is not the whole of the north.
_HALVED = frozenset("brabant holland".split())
# What stands before a word that opens a sentence, a line or a cell of a table.
_OPENS = re.compile(r"(?:^|[.!?:|\n•\-–—\"“‘(])\s*$")
# "Down south, in Limburg" does not name the south of Limburg.
_PAUSE = re.compile(r"[,;:!?]")
_NAME_GOES_ON = re.compile(r" [A-ZÀ-Ý][a-zà-ÿ]")
# "Jan van Kampen", "mevrouw Horst".
_SURNAME = re.compile(
    r"(?:[A-ZÀ-Ý][\w.'’-]*\s(?:van|van de|van der|van den|de|der|ter)|"
    r"\b(?:mevrouw|meneer|dhr\.|mw\.|mr\.|mrs\.|dr\.|Mr|Mrs|Ms|Dr))\s$"
)
_BEFORE = 4
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
        # Every beginning of a name, so that reading stops where no name goes on.
        self._begins = frozenset(name[:length] for name in self._names for length in range(1, len(name) + 1))
        self._longest: dict[str, int] = defaultdict(int)
        for name in self._names:
            self._longest[name[0]] = max(self._longest[name[0]], len(name))

    def mentions(self, text: str, *, lenient: bool = False) -> list[Mention]:
        """The mentions in ``text``, left to right, without overlap."""
        found: list[Mention] = []
        words = tokens(text)
        stems = [stem(word.folded) for word in words]
        position = 0
        while position < len(words):
            length = 1
            if stems[position] in self._longest:
                length, mention = self._at(text, words, stems, position, lenient)
                if mention:
                    found.append(mention)
            position += length
        return found

    def _at(
        self, text: str, words: Sequence[Token], stems: Sequence[str], position: int, lenient: bool
    ) -> tuple[int, Mention | None]:
        for length, name in reversed(self._lengths(text, words, stems, position)):
            start, end = words[position].start, words[position + length - 1].end
            before = tuple(token.folded for token in words[max(0, position - _BEFORE) : position])
            written = Written(text[start:end], before, lenient, text, start, end)
            concepts = [concept for concept, label in self._names[name] if _fits(concept, label, written)]
            if concepts:
                return length, Mention(tuple(dict.fromkeys(concepts)), start, end, text[start:end])
        return 1, None

    def _lengths(
        self, text: str, words: Sequence[Token], stems: Sequence[str], position: int
    ) -> list[tuple[int, tuple[str, ...]]]:
        """(number of words, name) of every name that may begin here, shortest first."""
        name: tuple[str, ...] = (stems[position],)
        found = [(1, name)] if name in self._names else []
        longest = self._longest[stems[position]]
        last = position + longest + (_LONGEST_GAP if longest > 1 else 0)
        for place in range(position + 1, min(last, len(words))):
            if words[place].folded in _SMALL:
                if _PAUSE.search(text, words[place - 1].end, words[place].start):
                    break
                continue
            name = (*name, stems[place])
            if name not in self._begins:
                break
            if name in self._names:
                found.append((place - position + 1, name))
        return found


def _key(words: list[Token]) -> tuple[str, ...]:
    return tuple(stem(word.folded) for word in words)


def _without_small(words: list[Token]) -> list[Token]:
    """The words of a name without the small ones between them; the first word always counts."""
    return [word for place, word in enumerate(words) if not place or word.folded not in _SMALL]


@dataclass(frozen=True, slots=True)
class Written:
    """Words that may be a name: as written, a few folded words before them, whether in a question, and where in what text."""

    text: str
    before: tuple[str, ...]
    lenient: bool
    whole: str
    start: int
    end: int

    def follows(self, words: frozenset[str]) -> bool:
        """Whether one of ``words`` stands right before them."""
        return bool(words & set(self.before[-1:]))

    @property
    def in_institution(self) -> bool:
        """Whether they end the name of an institution: "Universiteit Twente", "Hogeschool van Arnhem en Nijmegen"."""
        known = _INSTITUTIONS if self.lenient else _WRITTEN_INSTITUTIONS
        if self.follows(known) or (self.follows(_OF) and bool(known & set(self.before[-2:-1]))):
            return True
        second = self.follows(_AND) and bool(_OF & set(self.before[-3:-2])) and bool(known & set(self.before[-4:-3]))
        return second and not self.lenient

    @property
    def abroad(self) -> bool:
        """Whether they name a province of another country."""
        return self.follows(_ABROAD) or bool(_BELGIUM.match(self.whole, self.end))

    @property
    def is_part_of_place(self) -> bool:
        """Whether they are one side of something smaller than the country: "het noorden van Gelderland"."""
        last, behind = fold(self.text.split()[-1]), tokens(self.whole[self.end : self.end + 20])[:1]
        # In Dutch "of" offers another: "het noorden of in Limburg".
        joining = _OF if last in _ENGLISH_COMPASS else _OF_DUTCH
        return last in _COMPASS and bool(behind) and behind[0].folded in joining | _HALVED

    @property
    def everyday(self) -> bool:
        """Whether, in a document, they are more likely an everyday word or the name of a person than a town."""
        before = self.whole[max(0, self.start - 40) : self.start]
        if self.follows(_LOCATIVES | {"gemeente", "municipality"}):
            return False
        return bool(
            not self.text.istitle()
            or _OPENS.search(before)
            or _NAME_GOES_ON.match(self.whole, self.end)
            or _SURNAME.search(before)
        )


def _fits(concept: Concept, label: str, written: Written) -> bool:
    """Whether words whose stems are those of ``label`` really are that name."""
    if concept.facet in ("place", "region", "province") and written.in_institution:
        return False  # the name of an institution does not say where something happens
    if (concept.facet == "province" and written.abroad) or (concept.facet == "region" and written.is_part_of_place):
        return False
    if concept.facet == "organisation":
        return _same_words(label, written.text)
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
    return _words_of_name(label) == _words_of_name(written)


@lru_cache(maxsize=20_000)
def _words_of_name(name: str) -> tuple[str, ...]:
    return tuple(token.folded for token in _without_small(tokens(name)))


def _fits_name(facet: str, label: str, written: Written) -> bool:
    if facet == "plan":
        # "GeLUK", "SCALE" and "Make IT Work" would be everyday words in another case.
        return label.istitle() or label.islower() or written.text == label or not _is_everyday(label, written)
    if len(tokens(label)) > 1 or facet == "province":
        return True
    if facet == "place" and not written.lenient and fold(label) in _ORDINARY and written.everyday:
        return False
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
