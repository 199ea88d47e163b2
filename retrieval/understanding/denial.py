"""Which of the names in a question are denied: "niet in Limburg", "behalve hbo", "Twente niet meegerekend"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from retrieval.dutch import words
from retrieval.recogniser import Mention
from retrieval.vocabulary import PLACES

_NEGATIONS = frozenset(
    "niet niets niks geen behalve zonder buiten exclusief not except excluding without outside no nothing minus omit "
    "exclude uitsluiten weglaten swap replace verruil vervang".split()
)
# "Other than Limburg", but "other factories" denies nothing.
_OTHER = ["other", "than"]
_SENTENCE_END = re.compile(r"(?<=\w{2})[.!?;]\s+")
# Who has no car wants no plans about cars, and none without them.
_LACKED = re.compile(
    r"(?:\b(?:ik|wij|we|i)\s+(?:\w+\s+)?(?:heb|hebben|have|had|got)|\b(?:heb|hebben)\s+(?:ik|wij|we)|(?:^|[,;.(])\s*(?:heb|have))"
    r"(?:\s+(?:zelf|nog|al|ook|still|yet))*\s+(?:geen|no)\s+$",
    re.IGNORECASE,
)
_LACKED_BEHIND = re.compile(r"\s+(?:heb|hebben)\s+(?:ik|we|wij)\s+(?:zelf\s+|nog\s+)?niet\b", re.IGNORECASE)
# Who can't come by ICT staff wants it, and so does who can find no welder.
_SCARCE = re.compile(r"\b(?:kom|komen|komt|raak|raken)(?:\s+\w+)?\s+niet\s+aan\s+$", re.IGNORECASE)
_NOT_FOUND = re.compile(r"\s+(?:te\s+)?(?:vinden|krijgen|vind|krijg)\b", re.IGNORECASE)
# A kind of plan is left out by what says so; "waarom zijn er geen pps'en in Flevoland?" leaves out none.
_EXCEPT = (
    r"\b(?:behalve|zonder|exclusief|uitgezonderd|uitzondering van|afgezien van|apart from|aside from|besides|other than|"
    r"except(?:ing)?(?: for)?|excluding|without|minus|omit)"
)
_ARTICLES = r"\s+(?:(?:de|het|die|the|those|any)\s+)?"
_LEFT_OUT = re.compile(
    rf"(?:{_EXCEPT}|(?:[,;:(]|\b(?:maar|but|en|and|dus|so))\s*(?:geen|no|not|niet)){_ARTICLES}"
    r"(?:(?:landelijke|nationwide|national)\s+)?(?:[\w'’-]+\s+(?:en|of|noch|and|or|nor)\s+)?$",
    re.IGNORECASE,
)
# "Niet SCALE" corrects as often as it leaves out.
_PLAN_LEFT_OUT = re.compile(rf"{_EXCEPT}{_ARTICLES}(?:[\w'’+-]+\s+(?:en|of|and|or)\s+)?$", re.IGNORECASE)
# "Met uitzondering van", and behind a name: "Twente niet meegerekend".
_EXCEPTIONS = frozenset("uitzondering exception uitgezonderd excluded besides".split())
_BEHIND = re.compile(
    r"\W*(?:zelf\s+)?(?:(?:(?:er|dan|daar|hier|daarbij|hierbij)\s+)*niet\s+(?:mee\w+|bij)|"
    r"(?:(?:laat|laten|blijft|blijven|kan|kun(?:nen|t)?)\s+(?:(?:ik|je|u|we|wij)\s+)?)?(?:hier\s+|daar\s+|graag\s+)?buiten\s+beschouwing|"
    r"er\s+(?:\w+\s+)?buiten\b|uitgezonderd(?=\s*(?:[.,;?!]|$))|uitgesloten|excluded|not\s+(?:included|counted)|"
    r"(?:left\s+)?aside\b(?!\s+for)|(?:is|are)\s+out(?=\s*(?:[.,;?!]|$))|left out|(?:(?:and|"
    r"or)\s+[\w'-]+\s+)?out(?=\s*(?:of (?:it|this)\b|[?.!,;]|$))|"
    r"weg(?:laat|laten|gelaten)?|overslaa\w*|(?:mag|mogen|kan|kunnen|moet|moeten|valt|vallen|gaat)\s+(?:er\s*)?(?:uit|af|weg)|eruit|"
    r"(?:mag|mogen|kan|kunt?|kunnen)\s+(?:u|je|jij|we|wij)\s+(?:weglaten|overslaan|schrappen|negeren|achterwege\s+laten)|"
    r"(?:mag|mogen|kan|kunnen)\s+(?:er\s+)?(?:toch|nu|ook|wel|weer|dan|maar)\s+(?:er\s*)?(?:uit|af|weg)|"
    r"(?:mag|mogen|kan|kunnen)\s+(?:\w+\s+)?vervallen|"
    r"(?:zelf\s+)?(?:hoeft|hoeven)(?:\s+\w+){0,4}?\s+niet|do(?:es)?(?: not|n['’]?t)\s+count|"
    r"(?:(?:ook|nu|dan|straks|toch)\s+)*(?:afvalt|afvallen|wegvalt|wegvallen|vervalt|uitvalt)\b|"
    r"(?:sla|laat|gooi|haal)\s+(?:je|ik|we|u|er)\s+(?:\w+\s+)?(?:over|weg|uit|eruit|af|eraf)\b|hoef\s+(?:ik|je)\s+(?:\w+\s+)?niet|"
    r"tel(?:t|len)\s+niet\s+mee|niet(?=\s*(?:[.;?!]|$))|(?:(?:toch|maar|liever|nog steeds|"
    r"nog altijd)\s+)+niet(?=\s*(?:[.,;?!]|$))|can go|out of it|dropped|removed)\b",
    re.IGNORECASE,
)
# "SCALE ken ik al", "Limburg heb ik al in beeld": who knows a plan or a place already asks for others.
_KNOWN_ALREADY = re.compile(
    r"\s*(?:ken(?:nen)?|heb(?:ben)?)\s+(?:ik|we|wij)\s+al\b|\s+(?:i|we)\s+(?:already\s+)?know\b", re.IGNORECASE
)
_SMALL = frozenset(
    "in aan met op uit over bij van voor naar to de het die dat wat alles on with at of from about the those ones than only for "
    "do what anything everything".split()
)
# "Op Limburg na", and "buiten in de natuur", which denies nothing, as "hou ACE er buiten" of what follows.
_BUT, _AFTER_BUT = "op", re.compile(r"\W*na\b", re.IGNORECASE)
_OUTDOORS = re.compile(r"\bbuiten\s+(?:in|op|aan|bij|met)\b|\ber\s+(?:\w+\s+)?buiten(?=\s*[:;,.?!])", re.IGNORECASE)
_INSTEAD = re.compile(
    r"\b(?:instead of|rather than|as opposed to|in tegenstelling tot|in plaats van|i\.p\.v\.|ipv|"
    r"(?:anything|everything|anywhere|everywhere|all) but)\s+(?:(?:in|on|with|about) )?(?:de |het |the )?$",
    re.IGNORECASE,
)
# "Apart from logistics", but "what sets them apart from each other?".
_APART_FROM = re.compile(
    r"\b(?:(?:apart|aside) from|afgezien van)\s+(?:(?:the|those|de|het|die|in|with|on|about|met|op|over)\s+)*$", re.IGNORECASE
)
_SET_APART = re.compile(r"\bsets?\b.*\bapart\b", re.IGNORECASE)
_LEAVING_OUT = re.compile(
    r"\b(?:leave out|leaving out|(?:strip|filter|weed|take) out|drop|skip|strike|scratch|ignore|ignoring|negeer|"
    r"schrap|take out|laat|sla)\s+(?:(?:the|de|die|those|ones?|anything|everything|alles|wat|plannen|plans|with|from|in|"
    r"uit|van|met)\s+)*$",
    re.IGNORECASE,
)
# "No, mbo" corrects, and denies nothing.
_NO_AT_FIRST = re.compile(r"\s*(?:(?:oh|sorry|hmm|ah)\W+)?(?:no|nope)\s*[,.;:!–-]+\s*$", re.IGNORECASE)
_JOINING = frozenset("en of and or noch nor".split())
# "Oost-Nederland en mechatronica mag vervallen" leaves out one.
_OF_ONE = re.compile(r"\W*(?:zelf\s+)?(?:mag|kan|valt|gaat|hoeft|moet|blijft|telt|does|is)\b", re.IGNORECASE)
# Between two names that are both left out: "de zorg weglaat en ook de ICT".
_LEAVING = frozenset("weglaat weglaten weggelaten ook also".split())


def with_denials(mentions: Sequence[Mention], question: str) -> list[tuple[Mention, bool]]:
    """The mentions with whether each is denied: "behalve Limburg en Zeeland" denies both.

    What somebody says to lack is left out.
    """
    lacked = [m for m in mentions if _LACKED.search(question[: m.start]) or _LACKED_BEHIND.match(question, m.end)]
    mentions = [mention for mention in mentions if mention not in lacked]
    denied = [_negated(mention, question) for mention in mentions]
    between = [set(words(question[a.end : b.start])) - _LEAVING for a, b in pairwise(mentions)]
    joined = [bool(_JOINING & found) and found <= _JOINING | _SMALL for found in between]
    listed = [found <= _SMALL and further for found, further in zip(between, [*joined[1:], False], strict=False)]
    for place in range(1, len(mentions)):
        # "Behalve de landelijke programma's": one name says more of the other. "Except in care, in trade and in transport": all.
        denied[place] |= (joined[place - 1] or listed[place - 1] or not between[place - 1]) and denied[place - 1]
    for place in range(len(mentions) - 2, -1, -1):
        # "Limburg en Zeeland niet meegerekend": what denies stands behind both.
        behind = denied[place + 1] and not _negated_before(mentions[place + 1], question)
        of_one = _OF_ONE.match(question, mentions[place + 1].end) and not _alike(mentions[place], mentions[place + 1])
        denied[place] |= joined[place] and behind and not of_one
    return list(zip(mentions, denied, strict=True))


def _alike(a: Mention, b: Mention) -> bool:
    return bool({concept.facet for concept in a.concepts} & {concept.facet for concept in b.concepts})


def is_left_out(mention: Mention, question: str) -> bool:
    """Whether a denied kind of plan, or a plan, is left out: "programmes excluded", "alles behalve consortia"."""
    before, behind = question[: mention.start], question[mention.end :]
    words_before = _PLAN_LEFT_OUT if any(concept.facet == "plan" for concept in mention.concepts) else _LEFT_OUT
    out = (
        words_before.search(before)
        or _INSTEAD.search(before)
        or _LEAVING_OUT.search(before)
        or _BEHIND.match(behind)
        or _KNOWN_ALREADY.match(behind)
    )
    return bool(out)


def _negated(mention: Mention, question: str) -> bool:
    """Whether the words before the mention deny it ("niet in Limburg", "behalve hbo"), or those behind."""
    behind = question[mention.end :]
    if _KNOWN_ALREADY.match(behind) and {concept.facet for concept in mention.concepts} & (PLACES | {"plan"}):
        return True
    if _BEHIND.match(behind) or (_AFTER_BUT.match(behind) and words(question[: mention.start])[-1:] == [_BUT]):
        return True
    return _negated_before(mention, question)


def _negated_before(mention: Mention, question: str) -> bool:
    """Whether the words before the mention deny it, small words apart."""
    if _SCARCE.search(question[: mention.start]) or _NO_AT_FIRST.match(question[: mention.start]):
        return False
    if words(question[: mention.start])[-1:] in (["geen"], ["no"]) and _NOT_FOUND.match(question, mention.end):
        return False
    if _APART_FROM.search(question[: mention.start]) and not _SET_APART.search(question):
        return True
    if _LEAVING_OUT.search(question[: mention.start]) or _INSTEAD.search(question[: mention.start]):
        return True
    # "Actually no. ICT only": what denies stands in the same sentence.
    before = words(_OUTDOORS.sub(" ", _SENTENCE_END.split(question[: mention.start])[-1]))
    while before and before[-1] in _SMALL:
        if before[-2:] == _OTHER:
            return True
        before.pop()
    return bool((_NEGATIONS | _EXCEPTIONS) & set(before[-1:]))
