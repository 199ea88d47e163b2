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


# "Een tabel van alle consortia met penvoerder en bedrag", "a table of ... with columns for the lead partner and the budget".
_TABLE = re.compile(r"\b(?:tabel\w*|table|kolom\w*|columns?|spreadsheet|excel\w*|schema|matrix)\b", re.IGNORECASE)
_THING = r"(?!(?:them|ze|hen|die|deze|those|these)\b)[\w'’-]+(?: partners?)?"
_IN_TABLE = re.compile(
    r"(?:\b(?:met|with|inclusief|including|waarin|van|of|for|voor|plus|per \w+|zet|geef|toon|put|show|list|give)\s+|:\s*)"
    r"(?:(?:hun|their|de|het|the|een|a|als|kolommen|columns|as|for|voor)\s+)*"
    rf"(?P<what>{_THING}(?:(?:\s*,\s*(?:(?:en|and)\s+)?|\s+(?:en|and)\s+)(?:(?:hun|their|de|het|the)\s+)?"
    r"[\w'’-]+(?: partners?)?){0,5})(?=\s*(?:[?.!]|$|(?:van|of|for|voor|in|per|erbij|daarbij)\b))",
    re.IGNORECASE,
)


# The partner that leads, no partners besides.
_LEAD = re.compile(r"\blead[ -]partners?\b", re.IGNORECASE)


def asks_table(text: str) -> bool:
    """Whether it asks for a table."""
    return bool(_TABLE.search(text))


def details_in(text: str, aspects: Aspects) -> tuple[tuple[str, ...], Span | None]:
    """The aspects that are asked of each plan of a list ("alle consortia met hun budget"), and where."""
    in_table = _IN_TABLE.finditer(text) if asks_table(text) else ()
    for found in filter(None, (_EACH_WITH.search(text), _ALL_OF.search(text), *in_table)):
        if asked := aspects.asked(words(_LEAD.sub("lead", found["what"]))):
            return tuple(aspect.id for aspect in asked), found.span()
    return (), None
