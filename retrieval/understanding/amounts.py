"""Numbers that a list question sets as a bound: "meer dan honderd bedrijven", "minstens 8 miljoen"."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from fractions import Fraction

from retrieval.dutch import STOP_WORDS, fold, stem, tokens, words
from retrieval.numbers import Found, find_numbers

_AT_LEAST = (
    r"meer dan|boven(?: de)?|groter dan|hoger dan|minstens|minimaal|ten minste|tenminste|vanaf|more than|over|above|at least|"
    r"upwards of|exceeding"
)
_AT_MOST = (
    r"minder dan|onder(?: de)?|kleiner dan|lager dan|hooguit|maximaal|hoogstens|ten hoogste|niet meer dan|less than|fewer than|"
    r"no more than|under|below|at most|up to"
)
_BOUND = re.compile(
    rf"(?:\b(?:(?P<least>{_AT_LEAST})|(?P<most>{_AT_MOST}))\s+|(?P<above>[>≥])=?\s*|(?P<under>[<≤])=?\s*)(?:€\s?)?(?=[\w€])",
    re.IGNORECASE,
)
# "Consortia met negen miljoen": just that, of money alone; who has twenty students has some twenty.
_JUST = re.compile(
    r"\b(?:met|van|hebben|heeft|have|has|kre+g\w*|krijg\w*|gekregen|ontv\w+|precies|exact(?:ly)?|with|of|got|received?|receives?)\s+(?:€\s?)?(?=[\w€])",
    re.IGNORECASE,
)
_MONEY = frozenset("euro euros miljoen miljard million billion mln".split())
# "Honderd bedrijven of partners".
_OTHER_UNIT = re.compile(r"\s+(?:of|or)\s+([^\W\d_]+)", re.IGNORECASE)
# "Studenten of meer", "or more companies".
_OR_MORE = re.compile(
    r"\s+(?:(?P<before>[^\W\d_]+)\s+)?(?:of|or)\s+(?P<more>meer|more|minder|fewer|less)\b(?:\s+(?P<behind>[^\W\d_]+))?",
    re.IGNORECASE,
)
# How far behind its number a unit may stand: "2.350 kleine bedrijven".
_REACH = 2
# What several got together is no amount of one of them, and what we worked out ourselves is no amount of a source.
JOINT = re.compile(r"\b(?:samen|bij elkaar|in totaal|gezamenlijk|eigen berekening)\b", re.IGNORECASE)
_YEAR = range(1900, 2100)


@dataclass(frozen=True, slots=True)
class Bound:
    """A number that what is asked for must reach (``least``), or must not exceed (``most``), or both: that it must be.

    ``units``: stems of what is counted, empty for money; ``words``: the bound as it was asked; ``start``, ``end``: where.
    """

    least: bool
    most: bool
    value: Fraction
    units: frozenset[str]
    words: str
    start: int
    end: int

    def meets(self, text: str) -> bool:
        """Whether a sentence states a number of the same things within the bound."""
        return not JOINT.search(text) and any(self._holds(found, text) for found in find_numbers(text))

    def _holds(self, found: Found, text: str) -> bool:
        value = found.number.value
        if found.number.percent or (self.least and value < self.value) or (self.most and value > self.value):
            return False
        return counts(found, text, self.units)


def counts(found: Found, text: str, units: Collection[str]) -> bool:
    """Whether a number in a text is one of some units, given as stems, or of money where there are none."""
    behind = {stem(word) for word in words(text[found.end :])[:_REACH]}
    return bool(behind & set(units)) if units else is_money(found, text)


def is_money(found: Found, text: str) -> bool:
    """Whether a number in a text is an amount of money."""
    said = {*words(text[found.start : found.end]), *words(text[found.end :])[:1]}
    return found.number.value not in _YEAR and ("€" in text[max(0, found.start - 2) : found.start] or bool(_MONEY & said))


def bound_in(text: str) -> Bound | None:
    """The bound that a question sets; ``None`` when it sets none."""
    if cue := _BOUND.search(text):
        return _bound(text, cue, least=bool(cue["least"] or cue["above"]), most=bool(cue["most"] or cue["under"]))
    if more := _or_more(text):
        return more
    found = (_bound(text, just, least=True, most=True) for just in _JUST.finditer(text))
    return next((bound for bound in found if bound and not bound.units), None)


def _or_more(text: str) -> Bound | None:
    """The bound of "tweehonderd studenten of meer", "100 or more companies"."""
    for number in find_numbers(text):
        said = _OR_MORE.match(text, number.end)
        unit = (said["before"] or said["behind"]) if said else None
        if said and unit and unit.lower() not in _MONEY:
            least = said["more"].lower() in ("meer", "more")
            start, end = number.start, said.end()
            return Bound(least, not least, number.number.value, unit_stems(fold(unit)), text[start:end], start, end)
    return None


def _bound(text: str, cue: re.Match[str], *, least: bool, most: bool) -> Bound | None:
    number = next(iter(find_numbers(text[cue.end() :])), None)
    if number is None or number.start > 2:
        return None
    start, end = cue.start(), cue.end() + number.end
    unit = next((t for t in tokens(text[end:])[:_REACH] if t.folded not in STOP_WORDS["nl"] | STOP_WORDS["en"]), None)
    money = "€" in text[start:end] or bool(_MONEY & set(words(text[start:end]))) or (unit is not None and unit.folded in _MONEY)
    if unit is None and not money:
        return None
    stop = end + unit.end if unit and (not money or unit.folded in _MONEY) else end
    units = frozenset() if money or unit is None else unit_stems(unit.folded)
    if units and (other := _OTHER_UNIT.match(text, stop)):
        units, stop = units | unit_stems(other[1]), other.end()
    return Bound(least, most, number.number.value, units, text[start:stop], start, stop)


# What an English question counts, in Dutch documents.
_DUTCH = {
    "companies": "bedrijven", "firms": "bedrijven", "businesses": "bedrijven", "students": "studenten", "pupils": "leerlingen",
    "partners": "partners", "members": "leden", "schools": "scholen", "people": "mensen", "participants": "deelnemers",
    "employees": "medewerkers", "teachers": "docenten", "projects": "projecten",
}  # fmt: skip


def unit_stems(word: str) -> frozenset[str]:
    """The stems by which documents call what a question counts."""
    return frozenset(stem(fold(own)) for own in (word, _DUTCH.get(word, word)))
