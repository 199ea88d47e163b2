"""The filters of a conversation: which of the earlier ones a further question keeps, replaces or drops."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from enum import Enum, auto

from retrieval.model import NATIONWIDE, Filter
from retrieval.understanding.dialogue.cues import INSTEAD
from retrieval.understanding.dialogue.dropping import dropped_facets
from retrieval.vocabulary import PLACES, SUBJECTS

# What is named of a group takes the place of what was named of it before.
_GROUPS = (PLACES, SUBJECTS, *(frozenset({facet}) for facet in ("level", "kind", "status", "offer", "organisation", "plan")))
# "Ook in Drenthe", "doe Drenthe er ook bij"; but "bestaat het daar ook?" asks the same of another place.
_ADDING = re.compile(
    r"^\s*\+|^[\s,]*(?:(?:en|and|ok|oke|okay)[\s,]+)?(?:doe (?:er )?ook|ook|also|plus|add|include)\b|\b(?:erbij|er (?:ook )?bij|"
    r"daarbij|toevoegen|"
    r"(?:doe|doen|zet|neem|tel|pak|haal|gooi|betrek|reken|trek|noem|geef)\b[^.?!]{0,40}\b(?:er)?bij|"
    r"voeg|as well|besides|naast|"
    r"evenals|ook mee|mee ?nemen|neem\b.*\bmee)\b",
    re.IGNORECASE,
)
# "Hbo is ook prima", "Zeeland would be fine as well": besides what was asked.
_ACCEPTING = re.compile(
    r"\b(?:(?:mag|mogen|kan|kunnen)\s+(?:\w+\s+)?(?:ook|evengoed)(?=\s*(?:[.,!;]|$|nog\b|wel\b|hoor\b|best\b|mee\b))|"
    r"(?:ook|evengoed)\s+(?:wel\s+)?(?:goed|prima|best|okay|ok[eé]?|fijn|welkom|leuk|mogelijk|in orde|een optie)|"
    r"(?:is|are|would be|'s|be)\s+(?:also\s+|just as\s+)?(?:fine|ok|okay|good|great|welcome|possible|all right)"
    r"(?:\s+(?:too|as well|also))?|"
    r"(?:works?|counts?|would do)(?:\s+for (?:me|us))?\s+(?:too|as well)|also\s+(?:fine|ok|okay|good|possible|works)|"
    r"(?:(?:inter+es+e+rt|interesseren|trekt|trekken|boeit|boeien|lijkt|lijken)\s+(?:me|mij|ons|hem|haar|hen)|is|zijn)\s+ook"
    r"(?=\s*(?:[.,!;]|$|wel\b|interessant\b))|(?:interests?|attracts?)\s+(?:me|us|him|her|them)\s+(?:too|as well)|"
    r"sluit\w*\b[^.?!]{0,40}\bniet\s+uit|(?:not|n['’]t)\s+rul(?:e|ed|ing)\b[^.?!]{0,40}\bout|"
    r"(?:would be|is|are|also)\s+useful\s+(?:too|as well))\b",
    re.IGNORECASE,
)
# "Niet alleen Breda, heel Brabant".
_TAKING_IN = re.compile(
    r"\b(?:niet (?:alleen|per se|enkel|slechts|persé)|not (?:just|only|necessarily)|hele?|gehele|rest van|rest of|whole|entire|"
    r"all of|breder|ruimer|wider|broader|larger|verder|further|elders in|elsewhere in|ergens (?:anders )?in|anywhere in|"
    r"overal in)\b",
    re.IGNORECASE,
)
_NARROWING = re.compile(
    r"\b(?:alleen|enkel|uitsluitend|slechts|only|just|(?:welke|wie|which|who)\b.*\b(?:daarvan|hiervan|van (?:die|deze|hen|"
    r"ze)|of (?:those|these|them)|ones?))\b",
    re.IGNORECASE,
)


class Way(Enum):
    """How what is named joins what was named: in its place, besides it as an alternative, or as a further condition."""

    REPLACE = auto()
    ADD = auto()
    NARROW = auto()


def adds(text: str) -> bool:
    """Whether it says that what it names comes besides what was asked: "alleen hbo erbij"."""
    return bool(_ADDING.search(text))


def accepts(text: str) -> bool:
    """Whether it says that what it names will do besides what was asked."""
    return bool(_ACCEPTING.search(text)) and not _NARROWING.search(text)


def takes_in(text: str) -> bool:
    """Whether it says that a wider place takes in the one it was about."""
    return bool(_TAKING_IN.search(text))


def way_of(text: str) -> Way:
    """How the filters that a text names join those in force."""
    if _NARROWING.search(text):
        return Way.NARROW
    return Way.ADD if adds(text) else Way.REPLACE


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


def without_idle_denials(filters: Iterable[Filter], text: str) -> tuple[Filter, ...]:
    """The filters without what is denied for nothing: a plan is of one kind, and "composites rather than plastics" wants
    composites."""
    held = tuple(filters)
    wanted = {f.facet for f in held if not (f.negated or f.preferred)}
    idle = {"kind"} | (SUBJECTS if INSTEAD.search(text) else frozenset())
    return tuple(f for f in held if not (f.negated and f.facet in wanted & idle))


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
    return tuple({(f.facet, f.value, f.negated): f for f in reversed(found)}.values())[::-1]


def _narrowing(own: Filter, old: Sequence[Filter]) -> Filter:
    """A filter that must be met besides others; of those that were alternatives before, one is still enough."""
    others = [f for f in old if f is not own and f.facet == own.facet and not f.together]
    alternative = own in old and not own.together and (own.either or bool(others))
    return replace(own, either=alternative, together=not alternative)
