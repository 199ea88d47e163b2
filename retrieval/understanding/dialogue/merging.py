"""The filters of a conversation: which of the earlier ones a further question keeps, replaces or drops."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from enum import Enum, auto

from retrieval.dutch import words
from retrieval.model import NATIONWIDE, Filter
from retrieval.vocabulary import PLACES, SUBJECTS

# What is named of a group takes the place of what was named of it before.
_GROUPS = (PLACES, SUBJECTS, *(frozenset({facet}) for facet in ("level", "kind", "status", "offer", "organisation", "plan")))
# "Ook in Drenthe", "doe Drenthe er ook bij"; but "bestaat het daar ook?" asks the same of another place.
_ADDING = re.compile(
    r"^[\s,]*(?:(?:en|and|ok|oke|okay)[\s,]+)?(?:doe (?:er )?ook|ook|also|plus|add|include)\b|\b(?:erbij|er (?:ook )?bij|"
    r"daarbij|toevoegen|"
    r"voeg|as well|besides|naast|"
    r"evenals|ook mee|mee ?nemen|neem\b.*\bmee)\b",
    re.IGNORECASE,
)
_NARROWING = re.compile(
    r"\b(?:alleen|enkel|uitsluitend|slechts|only|just|(?:welke|wie|which|who)\b.*\b(?:daarvan|hiervan|van (?:die|deze|hen|"
    r"ze)|of (?:those|these|them)|ones?))\b",
    re.IGNORECASE,
)
_ANY = re.compile(
    r"\b(?:(?P<noun>niveau|plaats|provincie|regio|thema|sector|soort|status|level|place|province|region|theme|kind)\w* "
    r"(?:maakt|maken|doet|doen|is|are) "
    r"(?:me |mij )?(?:er )?(?:niets?|niks) (?:uit|toe|belangrijk)|(?:elke?|ieder|alle|any|every|all) (?P<every>niveau|plaats|"
    r"provincie|regio|thema|sector|level|place|"
    r"province|region|theme|kind)\w*|(?P<matter>niveau|level|place|province|region|theme|sector|kind)\w* (?:doesn['’]?t|does "
    r"not|don['’]?t|do not) matter|"
    r"(?:maakt|doet) (?:me |mij )?(?:er )?(?:niets?|niks) (?:uit|toe) (?:in )?welke? (?P<which>niveau|plaats|provincie|regio|"
    r"thema|sector|soort)\w*|(?:doesn['’]?t|does not) matter (?:in |at )?(?:which|what) (?P<what>level|place|province|region|"
    r"theme|sector|kind)\w*|"
    r"(?P<country>in heel nederland|heel het land|in het hele land|overal|anywhere|everywhere|waar dan ook))\b",
    re.IGNORECASE,
)
_NOUNS = {
    **dict.fromkeys(("niveau", "level"), frozenset({"level"})),
    **dict.fromkeys(("plaats", "provincie", "regio", "place", "province", "region"), PLACES),
    **dict.fromkeys(("thema", "theme", "sector"), SUBJECTS),
    **dict.fromkeys(("soort", "kind"), frozenset({"kind"})),
    **dict.fromkeys(("locatie", "location"), PLACES),
    **dict.fromkeys(("onderwerp", "topic", "subject"), SUBJECTS),
    "status": frozenset({"status"}),
}


class Way(Enum):
    """How what is named joins what was named: in its place, besides it as an alternative, or as a further condition."""

    REPLACE = auto()
    ADD = auto()
    NARROW = auto()


def way_of(text: str) -> Way:
    """How the filters that a text names join those in force."""
    if _NARROWING.search(text):
        return Way.NARROW
    return Way.ADD if _ADDING.search(text) else Way.REPLACE


def dropped_facets(text: str) -> frozenset[str]:
    """The facets of which any value will do from now on: "niveau maakt niet uit"."""
    found = _ANY.search(text)
    if not found:
        return frozenset()
    if found["country"]:
        return PLACES
    noun = next(filter(None, found.group("noun", "every", "matter", "which", "what")))
    return _NOUNS.get(noun.lower(), frozenset())


def facets_said(text: str) -> frozenset[str]:
    """The facets that a text names by their noun: "het niveau", "the place"."""
    return frozenset().union(*(_NOUNS[word] for word in words(text) if word in _NOUNS))


def without_dropping(text: str) -> str:
    """The text without the words that drop facets."""
    return _ANY.sub(" ", text)


def merged(before: Sequence[Filter], named: Sequence[Filter], way: Way, text: str = "") -> tuple[Filter, ...]:
    """The filters in force after some more were named. Plans talked about one by one, and what picked them, are no longer."""
    dropped = dropped_facets(text)
    # "In heel Nederland" wants no plans that work nationwide, but those of any place.
    named = [f for f in named if f.facet not in dropped or (f.facet in PLACES and f.value != NATIONWIDE)]
    kept = [replace(f, carried=True) for f in before if f.facet not in dropped | {"plan"} and not f.picking]
    # "Robotics, not ict" leaves out what it replaces.
    held = {(f.facet, f.value) for f in before if not f.negated}
    groups = [group_of(f) for f in named if not f.negated]
    denied = {(f.facet, f.value) for f in named if f.negated}
    swapped = [f for f in named if f.negated and (f.facet, f.value) in held and group_of(f) in groups]
    named = [f for f in named if f not in swapped]
    kept = [f for f in kept if (f.facet, f.value) not in denied]
    asked = [f for f in named if not f.negated]
    # Who says what goes keeps the rest: "ruil metaal in voor zorg" leaves the theme.
    told = {group_of(f) for f in swapped}
    kept = [f for f in kept if f.negated or group_of(f) in told or not _gives_way(f, asked, way)]
    again = {(f.facet, f.value) for f in asked}
    kept = [f for f in kept if (f.facet, f.value) not in again]
    return _joined(kept, named, way)


def group_of(own: Filter) -> frozenset[str]:
    """The facets of which one takes the place of another."""
    return next((group for group in _GROUPS if own.facet in group), frozenset())


def _gives_way(own: Filter, asked: Sequence[Filter], way: Way) -> bool:
    """Whether an earlier filter is replaced by one that is named now."""
    if way is Way.ADD:
        return False
    group = group_of(own)
    named = [f for f in asked if f.facet in group]
    # Who narrows by a theme wants both themes; nothing lies in two provinces at once.
    return bool(named) and not (way is Way.NARROW and group == SUBJECTS)


def _joined(kept: Sequence[Filter], named: Sequence[Filter], way: Way) -> tuple[Filter, ...]:
    found = [*kept, *named]
    for group in (PLACES, SUBJECTS):
        old = [f for f in kept if f.facet in group and not f.negated]
        new = [f for f in named if f.facet in group and not f.negated]
        if old and new and way is Way.ADD:
            found = [replace(f, either=True, together=False) if f in (*old, *new) else f for f in found]
        elif old and new:
            found = [_narrowing(f, old) if f in (*old, *new) else f for f in found]
    return tuple(dict.fromkeys(found))


def _narrowing(own: Filter, old: Sequence[Filter]) -> Filter:
    """A filter that must be met besides others; of those that were alternatives before, one is still enough."""
    others = [f for f in old if f is not own and f.facet == own.facet and not f.together]
    alternative = own in old and not own.together and (own.either or bool(others))
    return replace(own, either=alternative, together=not alternative)
