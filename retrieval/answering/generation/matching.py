"""How much of a claim its quotations express: its words one by one, the whole, and who does what to whom."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from retrieval.alignment import Aligner
from retrieval.answering.generation.names import MONTHS, names
from retrieval.coverage import Weighted
from retrieval.dutch import STOP_WORDS, fold, stem, words
from retrieval.language import language_of
from retrieval.numbers import numbers

# A word whose nearest word in the quotations is farther than this says something of its own.
_FAR = 0.45
# Words that begin alike ("energietransitie", "energie") say nearly the same; shorter beginnings are shared by chance.
_ALIKE, _BEGINNING = 0.8, 5
_COORDINATED = re.compile(r"(?:[\s,/&()]|\b(?:en|and|of|or|met|with|de|het|the|een)\b|[A-Z][\w'’-]*)*")
# What stands in brackets only explains.
_BRACKETS = re.compile(r"\([^)]*\)")
_WORDS = re.compile(r"[^\W\d_]+|[.;:,]")
_PREPOSITIONS = {word: word for word in "in van aan bij door voor uit op met tot vanuit over onder".split()} | {
    "within": "in", "into": "in", "of": "van", "from": "van", "at": "bij", "by": "door", "for": "voor", "on": "op", "with": "met",
    "to": "aan", "about": "over", "under": "onder",
}  # fmt: skip
_STOP = STOP_WORDS["nl"] | STOP_WORDS["en"]


@dataclass(frozen=True, slots=True)
class Match:
    """How a claim stands to its quotations.

    ``words``: how many of its words are compared; ``own``: how many of them nothing in the quotations comes near; ``nearness``:
    how near they come on average, 0 to 1; ``whole``: cosine of the claim with all its quotations; ``swapped``: whether two names
    stand the other way round than in a quotation; ``translated``: whether it is in another language than its quotations.
    """

    words: int
    nearness: float
    own: int
    whole: float
    swapped: bool
    translated: bool


def match(claim: str, quotes: Sequence[str], similarity: Aligner) -> Match:
    """Compare a claim with its quotations, of which there is at least one."""
    given = " ".join(quotes)
    near = [_nearness(word, given, similarity) for word in _content(claim)]
    return Match(
        words=len(near),
        nearness=sum(near) / len(near) if near else 1.0,
        own=sum(value < _FAR for value in near),
        whole=float(similarity.cosines(claim, [given])[0]),
        swapped=any(_swapped(claim, quote) for quote in quotes),
        translated=language_of(claim) != language_of(given),
    )


def _content(text: str) -> list[str]:
    """The folded words of a text that are no stop words, names or figures: those are checked one by one elsewhere."""
    named = {word for name in names(text) for word in words(name)}
    return [
        w for w in dict.fromkeys(words(text)) if w not in _STOP | named and not any(map(str.isdigit, w)) and not _is_number(w)
    ]


@lru_cache(maxsize=10_000)
def _is_number(word: str) -> bool:
    return any(True for _ in numbers(word)) or word in ("miljoen", "million", "miljard", "billion", "euro", "procent", "percent")


@lru_cache(maxsize=1_000)
def _read(text: str) -> tuple[tuple[str, ...], frozenset[str], frozenset[str]]:
    own = tuple(word for word in dict.fromkeys(words(text)) if word not in _STOP)
    return own, frozenset(map(stem, own)), frozenset(stem(word, "en") for word in own)


def _written(word: str, given: str) -> float:
    """Whether the quotations have a word, in any form (1), or one that begins or ends as it does."""
    own, dutch, english = _read(given)
    if stem(word) in dutch or stem(word, "en") in english:
        return 1.0
    return _ALIKE if any(_akin(word, other) for other in own) else 0.0


def _akin(word: str, other: str) -> bool:
    short, long = sorted((stem(word), stem(other)), key=len)
    return len(short) >= _BEGINNING and (long.startswith(short) or long.endswith(short))


def _nearness(word: str, given: str, similarity: Aligner) -> float:
    asked = [Weighted((), 1.0, (word,))]
    return max(_written(word, given), float(similarity.alignment(asked, [_read(given)[0]])[0]))


def _swapped(claim: str, quote: str) -> bool:
    """Whether two names stand in the other order than in the quotation, where they are not merely listed, nor merely moved:
    "in X zit Y" and "Y zit in X" say the same, for each keeps its preposition."""
    blanked = _BRACKETS.sub(_blank, quote)
    places = [(start, place) for name, start in _entities(claim) if (place := _place(name, blanked))]
    return any(
        first[0] > second[1]
        and not _COORDINATED.fullmatch(quote[second[1] : first[0]])
        and not _moved([(_role(claim, one), _role(blanked, first[0])), (_role(claim, other), _role(blanked, second[0]))])
        for (one, first), (other, second) in combinations(places, 2)
    )


def _moved(roles: Sequence[tuple[str, str]]) -> bool:
    """Whether each of two names has in the claim the preposition that it has in the quotation, and not neither has one."""
    return all(own == given for own, given in roles) and any(own for own, _ in roles)


def _role(text: str, start: int) -> str:
    """The preposition that a name stands behind, in Dutch, with at most two words between; ``""`` where there is none."""
    before = _WORDS.findall(text[:start])[-3:]
    # What stands behind another name belongs to that one.
    for word in reversed(before):
        if word[:1].isupper() and word.casefold() not in _PREPOSITIONS:
            return ""
        if word.casefold() in _PREPOSITIONS:
            return _PREPOSITIONS[word.casefold()]
    return ""


def _entities(text: str) -> Iterator[tuple[list[str], int]]:
    """Names as runs of words that follow each other, and where each begins."""
    run: list[str] = []
    place = begin = 0
    for name in names(text):
        start = text.index(name, place)
        if fold(name) in MONTHS:
            continue
        if run and text[place:start].strip(" -"):
            yield run, begin
            run = []
        begin = begin if run else start
        run.append(name)
        place = start + len(name)
    if run:
        yield run, begin


def _place(name: Sequence[str], quote: str) -> tuple[int, int] | None:
    """Where a name first stands in a quotation, by the first of its words that does; written small it is a word like others."""
    for word in name:
        for found in re.finditer(rf"(?<!\w){re.escape(word)}(?!\w)", quote, re.IGNORECASE):
            if not found.group().islower():
                return found.span()
    return None


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())
