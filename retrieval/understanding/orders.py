"""That plans are asked for by a number that their sources state of them: "het meeste geld", "op volgorde van begroting"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from retrieval.dutch import words
from retrieval.understanding.amounts import unit_stems
from retrieval.understanding.filters import Understood
from retrieval.understanding.intent import PLAN_NOUNS

_WHOLE = r"budgett?en|budgets?|begroting(?:en)?|omvang|kosten|costs?"
_MONEY = (
    r"[\w-]*(?:geld|subsidies?|bijdragen?|toekenning(?:en)?|financiering)|bedrag(?:en)?|euro'?s?|money|funding|grants?|"
    r"amounts?|subsid(?:y|ies)|contributions?"
)
_UNITS = (
    r"partners|participanten|deelnemers|bedrijven|studenten|leerlingen|scholen|medewerkers|docenten|leden|companies|firms|"
    r"businesses|students|pupils|schools|members|participants|employees|teachers"
)
_NOUN = rf"(?P<noun>(?P<whole>{_WHOLE})|{_MONEY}|(?P<units>{_UNITS}))"
_MOST, _LEAST = r"meeste?|hoogste|grootste|most|highest|largest|biggest", r"minste?|laagste|kleinste|least|lowest|smallest|fewest"
_EXTREME = rf"(?:(?:{_MOST})|(?P<least>{_LEAST}))"
_GOT = r"kreeg|krijgt|kregen|krijgen|gekregen|ontving(?:en)?|ontvang(?:t|en)|got|gets?|received?|receives"
_WAYS = tuple(
    re.compile(way, re.IGNORECASE)
    for way in (
        rf"\b{_EXTREME}\s+(?:(?:aantal|bedrag aan|number of|amount of)\s+)?{_NOUN}\b",
        rf"\b(?:{_GOT})\b[^.?!]{{0,25}}?\b{_EXTREME}\b(?!\s+\w)",
        rf"\b{_EXTREME}\s+(?:{_GOT})\b",
        r"\b(?:sorteer\w*|gesorteerd\w*|rangschik\w*|gerangschikt\w*|orden\w*|geordend\w*|volgorde|sort(?:ed)?|rank(?:ed)?|order(?:ed)?)\b"
        rf"[^.?!]*?\b(?:op|naar|van|by|of)\s+(?:[\w'’]+\s+){{0,2}}?{_NOUN}\b",
    )
)
_UPWARDS = re.compile(
    r"\b(?:oplopend|laag naar hoog|(?:laagste|kleinste) eerst|ascending|low(?:est)? (?:to high|first))\b", re.IGNORECASE
)
_SUM = re.compile(
    rf"\b(?:hoeveel|how much|wat|what)\b[^.?!]*\b(?:{_GOT}|{_MONEY})\b[^.?!]*"
    r"\b(?:samen|bij elkaar|in totaal|opgeteld|together|in total|altogether|combined)\b",
    re.IGNORECASE,
)
_ASKS_PLANS = re.compile(
    r"\W*(?:en\s+|and\s+)?(?:(?:bij|van|voor|of|for)\s+)?(?:welke?|which|wie|who|noem|geef|toon|list|show|sort|rank|sorteer|rangschik|zet|alle|all)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Order:
    """The number by which plans are put in order. ``least``: the lowest first; ``units``: stems of what is counted, empty for
    money; ``whole``: of money all that a plan costs, else what it was given; ``summed``: their sum is asked for; ``noun``: the
    word for what is counted; ``start``, ``end``: where it stands."""

    least: bool
    units: frozenset[str]
    whole: bool
    summed: bool
    noun: str
    start: int
    end: int


def order_in(text: str) -> Order | None:
    """The order that a text asks for; ``None`` when it asks for none."""
    found = next((match for way in _WAYS if (match := way.search(text))), None)
    if found is None:
        summed = _SUM.search(text)
        return Order(False, frozenset(), False, True, "", summed.start(), summed.end()) if summed else None
    said = found.groupdict()
    units = unit_stems(said["units"].lower()) if said.get("units") else frozenset()
    least = bool(said.get("least")) or bool(_UPWARDS.search(text))
    return Order(least, units, bool(said.get("whole")), False, said.get("noun") or "", found.start(), found.end())


def order_of_plans(text: str, understood: Understood) -> Order | None:
    """The order in which a question by itself asks for plans: "welk consortium kreeg het meeste?", not "welke actielijn"."""
    order = order_in(text)
    named = {f.facet for f in understood.filters if not f.negated}
    of_plans = "kind" in named or bool(PLAN_NOUNS & set(words(text)))
    return order if order and not order.summed and of_plans and "plan" not in named and _ASKS_PLANS.match(text) else None
