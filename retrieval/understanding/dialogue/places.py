"""Places that are meant without their name: "nee, de stad", "de hele provincie", "zijn er in die provincie nog meer?"."""

from __future__ import annotations

import re
from dataclasses import replace

from retrieval.dutch import words
from retrieval.model import Filter
from retrieval.understanding.dialogue.cues import CITY, PROVINCE
from retrieval.understanding.dialogue.saying import Said
from retrieval.vocabulary import PLACES

_WIDER = re.compile(
    r"\b(?:(?:hele|heel|gehele|whole|entire|all of the)|(?:ergens|elders|overal|rest|anywhere|elsewhere|somewhere|the rest)"
    r"(?:\s+anders)?\s+(?:in|van|of)\s+(?:de|the|this|that|die|deze))\s+(?:provincie|province)\b",
    re.IGNORECASE,
)
_THAT = re.compile(
    r"\b(?:die|dat|deze|dit|dezelfde|hetzelfde|zelfde|same|that|this)\s+"
    r"(?P<noun>provincie|province|regio|streek|hoek|kant|buurt|omgeving|region|area|stad|plaats|gemeente|dorp|town|city|place)\b",
    re.IGNORECASE,
)


def other_reading(said: Said) -> tuple[Filter, ...]:
    """The city in the place of the province of its name, or the other way about: "nee, ik bedoel de stad"."""
    city, province = (bool(set(words(said.text)) & own) for own in (CITY, PROVINCE))
    for found in said.state.filters:
        facet = "place" if city and found.facet == "province" else "province" if province and found.facet == "place" else ""
        other = facet and said.means.reader.find(facet, found.label, said.own.language)
        if other:
            return (replace(other, source_text=said.text),)
    return ()


def whole_province(said: Said) -> tuple[Filter, ...]:
    """The province of the town in force: "dan wel in de hele provincie"."""
    if not _WIDER.search(said.text):
        return ()
    reader = said.means.reader
    provinces = {p for f in said.state.filters if f.facet == "place" for p in reader.geography.provinces_of(f)}
    found = (reader.find("province", province, said.own.language) for province in sorted(provinces))
    return tuple(province for province in found if province)


def same_place(said: Said) -> tuple[Filter, ...]:
    """The place that "die provincie", "same town" point at: what is in force, else what the plans talked about share."""
    pointed = _THAT.search(said.text)
    if not pointed or said.named(*PLACES):
        return ()
    noun = pointed["noun"].lower()
    facet = "province" if noun in PROVINCE else "place" if noun in CITY | {"plaats", "dorp", "place"} else "region"
    before = [f for f in said.state.filters if f.facet in PLACES and not f.negated]
    if before:
        return tuple(replace(f, carried=True, preferred=False) for f in before if f.facet == facet) or tuple(before)
    own = [set(plan.facets.get(facet, ())) for plan in said.plans if plan.id in said.focus]
    shared = set.intersection(*own) if own else set()
    found = (said.means.reader.find(facet, value, said.own.language) for value in sorted(shared))
    return tuple(replace(place, carried=True) for place in found if place)
