"""When the plans asked for must have begun: "welke plannen zijn in 2013 opgericht?", "what opened after 2018?"."""

from __future__ import annotations

import re
from dataclasses import dataclass

# That something begins, in questions and documents of both languages.
_BEGUN = (
    r"begon(?:nen)?|begin(?:t|nen)?(?!\s+\d)|beginjaar|gestart|starte?n?|startten?|van start|start|opgericht|opgezet|oprichting|"
    r"geopend|openden?|opening|ging(?:en)?\b.{0,40}\bopen|ontstaan|ontstond(?:en)?|bestaan|bestaat|sinds|began|begun|started?|"
    r"opened|founded|set up|established|launched|exist(?:s|ed)?|since"
)
_BEGINNING = re.compile(rf"\b(?:{_BEGUN})\b", re.IGNORECASE)
_AFTER, _BEFORE, _SINCE = r"na|after|later dan|later than", r"voor|vóór|before|eerder dan|earlier than", r"vanaf|sinds|since|from"
_YEAR = re.compile(
    rf"\b(?:(?P<after>{_AFTER})|(?P<before>{_BEFORE})|(?P<since>{_SINCE})|in|uit|of)\s+(?P<year>(?:19|20)\d\d)\b", re.IGNORECASE
)
_YEARS = re.compile(r"\b(?:19|20)\d\d\b")
# Letters between the year and what says that something began: "in 2013 is, door drie scholen samen, opgericht".
_NEAR = 60
_DENIED = re.compile(r"\b(?:niet|geen|not|no)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Beginning:
    """The years in which what is asked for must have begun, both included.

    ``words``: as it was asked; ``start``, ``end``: where.
    """

    first: int
    last: int
    words: str
    start: int
    end: int

    def meets(self, sentence: str) -> bool:
        """Whether a sentence says that something began then: a word for it stands near such a year, and no other year between."""
        begun = [found.span() for found in _BEGINNING.finditer(sentence)]
        years = [found for found in _YEARS.finditer(sentence) if self.first <= int(found.group()) <= self.last]
        return any(_are_near(own, year.span(), sentence) for own in begun for year in years)


def _are_near(first: tuple[int, int], second: tuple[int, int], sentence: str) -> bool:
    (_, end), (start, _) = sorted((first, second))
    between = sentence[end:start]
    return start < end or (len(between) <= _NEAR and not _YEARS.search(between))


def beginning_in(text: str) -> Beginning | None:
    """When what a question asks for must have begun; ``None`` when it does not say, or asks what did not."""
    found = _YEAR.search(text)
    if not found or not _BEGINNING.search(text.replace(found.group(), " ")) or _DENIED.search(text):
        return None
    year = int(found["year"])
    first, last = (year + 1, 9999) if found["after"] else (0, year - 1) if found["before"] else (year, year)
    return Beginning(first, last, found.group(), *found.span())
