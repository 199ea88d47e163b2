"""What a list question asks of each plan besides: "alle consortia met hun budget", "de penvoerders van de consortia"."""

from __future__ import annotations

import re

from retrieval.aspects import Aspects
from retrieval.dutch import words
from retrieval.understanding.situation import Span

# "Alle consortia met hun budget en partners".
_EACH_WITH = re.compile(
    r"\b(?:met|with|inclusief|including|en|and|plus)\s+(?:(?:hun|their|elk|elks|telkens|"
    r"each)\s+)+(?P<what>[\w'’-]+(?:(?:\s*,\s*|\s+(?:en|and)\s+)"
    r"(?:(?:hun|their|de|het|the)\s+)?[\w'’-]+){0,3})",
    re.IGNORECASE,
)
# "Alle penvoerders van de toegekende consortia".
_ALL_OF = re.compile(
    r"\b(?:alle|all|the|de|elke|lijst van(?: alle)?|list of(?: all)?)\s+(?P<what>[\w'’-]+(?: (?:partners?|details|gegevens|"
    r"adressen))?)\s+"
    r"(?=(?:van|of|voor|for)\s+(?:de|alle|the|all|elk\w*|each)\b)",
    re.IGNORECASE,
)


def details_in(text: str, aspects: Aspects) -> tuple[tuple[str, ...], Span | None]:
    """The aspects that are asked of each plan of a list ("alle consortia met hun budget"), and where."""
    found = _EACH_WITH.search(text) or _ALL_OF.search(text)
    asked = aspects.asked(words(found["what"])) if found else ()
    return (tuple(aspect.id for aspect in asked), found.span()) if found and asked else ((), None)
