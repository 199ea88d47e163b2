"""Which of the names in a question are denied: "niet in Limburg", "behalve hbo", "Twente niet meegerekend"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from retrieval.dutch import words
from retrieval.recogniser import Mention

_NEGATIONS = frozenset(
    "niet niets geen behalve zonder buiten exclusief not except excluding without outside other no nothing minus omit "
    "exclude uitsluiten weglaten swap replace verruil vervang".split()
)
# "Met uitzondering van", and behind a name: "Twente niet meegerekend".
_EXCEPTIONS = frozenset("uitzondering exception uitgezonderd excluded".split())
_BEHIND = re.compile(
    r"\W*(?:(?:er\s+)?(?:dan\s+)?niet\s+(?:mee\w+|bij)|uitgezonderd|uitgesloten|excluded|not\s+(?:included|counted)|"
    r"weg(?:laat|laten|gelaten)?|overslaa\w*|(?:mag|mogen|kan|kunnen|moet|moeten|valt|vallen|gaat)\s+(?:er\s*)?(?:uit|af|weg)|eruit|"
    r"(?:hoeft|hoeven)\s+niet|telt niet mee|can go|out of it|dropped|removed)\b",
    re.IGNORECASE,
)
_SMALL = frozenset(
    "in aan met op uit over bij van de het die dat on with at of from about the those ones than only for do to".split()
)
# "Op Limburg na", and "buiten in de natuur", which denies nothing.
_BUT, _AFTER_BUT = "op", re.compile(r"\W*na\b", re.IGNORECASE)
_OUTDOORS = re.compile(r"\bbuiten\s+(?:in|op|aan|bij|met)\b", re.IGNORECASE)
_INSTEAD = re.compile(r"\b(?:instead of|rather than|in plaats van|i\.p\.v\.|ipv)\s+(?:de |het |the )?$", re.IGNORECASE)
_LEAVING_OUT = re.compile(
    r"\b(?:leave out|leaving out|drop|skip|take out|laat|sla)\s+(?:(?:the|de|die|those|ones?|plannen|plans|with|from|in|"
    r"uit|van|met)\s+)*$",
    re.IGNORECASE,
)
_JOINING = frozenset("en of and or noch nor".split())


def with_denials(mentions: Sequence[Mention], question: str) -> list[tuple[Mention, bool]]:
    """The mentions with whether each is denied: "behalve Limburg en Zeeland" denies both."""
    denied = [_negated(mention, question) for mention in mentions]
    between = [set(words(question[a.end : b.start])) for a, b in pairwise(mentions)]
    joined = [bool(_JOINING & found) and found <= _JOINING | _SMALL for found in between]
    for place in range(1, len(mentions)):
        denied[place] |= joined[place - 1] and denied[place - 1]
    for place in range(len(mentions) - 2, -1, -1):
        # "Limburg en Zeeland niet meegerekend": what denies stands behind both.
        denied[place] |= joined[place] and denied[place + 1] and not _negated_before(mentions[place + 1], question)
    return list(zip(mentions, denied, strict=True))


def _negated(mention: Mention, question: str) -> bool:
    """Whether the words before the mention deny it ("niet in Limburg", "behalve hbo"), or those behind."""
    behind = question[mention.end :]
    if _BEHIND.match(behind) or (_AFTER_BUT.match(behind) and words(question[: mention.start])[-1:] == [_BUT]):
        return True
    return _negated_before(mention, question)


def _negated_before(mention: Mention, question: str) -> bool:
    """Whether the words before the mention deny it, small words apart."""
    if _LEAVING_OUT.search(question[: mention.start]) or _INSTEAD.search(question[: mention.start]):
        return True
    before = words(_OUTDOORS.sub(" ", question[: mention.start]))
    while before and before[-1] in _SMALL:
        before.pop()
    return bool((_NEGATIONS | _EXCEPTIONS) & set(before[-1:]))
