"""Which part of a question asks: "Mijn werf staat in Dordrecht. Wat is er voor schepen?" asks in its second sentence.

The rest tells who asks. What it names is worth heeding, and no condition when the part that asks names another of its kind.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from retrieval.dutch import sentences, words

Span = tuple[int, int]

# Words that begin the part that asks, behind a colon, a dash or a comma.
_BEGINS = (
    r"(?:welke?|wat|waar|wie|hoeveel|hoe|zijn er|is er|bestaa\w+|kan|kun\w*|zoek|noem|geef|toon|which|what|where|who|how|"
    r"are there|is there|can|could|show|list|name)\b"
)
_COLON = re.compile(rf"[:;–—]\s+(?=(?:(?:in|op|bij|aan|voor|met|van|at|in|on|with|for)\s+)?{_BEGINS})", re.IGNORECASE)
_COMMA = re.compile(rf",\s+(?={_BEGINS})", re.IGNORECASE)
_REQUESTS = frozenset(
    "zoek zoeken gezocht geef noem toon lijst lijstje overzicht opsomming graag welke welk wie waar wat hoeveel looking seeking "
    "list show give name which who where what how overview".split()
)


# "Alleen in Friesland graag" goes on with what was asked; "ik wil graag" tells of oneself.
_ADDS = frozenset("graag alleen enkel liefst behalve ook only just except please preferably also".split())
_ONESELF = frozenset("ik wij we mijn onze ons i my our".split())


def asking_part(text: str) -> tuple[Span, ...]:
    """The spans that ask: what ends in a question mark and what adds to it, else what requests something, else all of it."""
    parts = [part for span in sentences(text) for part in _parts(text, span)]
    asking = [part for part in parts if text[: part[1]].rstrip("\"'”’) ").endswith("?")]
    asking = [part for part in parts if part in asking or _adds(text, part)] if asking else []
    asking = asking or [part for part in parts if _REQUESTS & set(words(text[part[0] : part[1]]))]
    return tuple(asking) if len(asking) < len(parts) and asking else ((0, len(text)),)


def within(start: int, spans: Sequence[Span]) -> bool:
    """Whether a place in a text lies in one of some spans."""
    return any(begin <= start < end for begin, end in spans)


def _adds(text: str, part: Span) -> bool:
    said = words(text[part[0] : part[1]])
    return bool(_ADDS & set(said)) and not _ONESELF & set(said[:1])


def _parts(text: str, span: Span) -> Iterator[Span]:
    """A sentence in two where it asks behind what it tells: "Ik heb een garage, wie helpt mij?"."""
    start, end = span
    cut = _COLON.search(text, start, end) or _COMMA.search(text, start, end)
    if cut and not _REQUESTS & set(words(text[start : cut.start()])):
        yield start, cut.start()
        yield cut.end(), end
    else:
        yield span
