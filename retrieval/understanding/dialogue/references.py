"""What a question points back to: "de tweede", "die in Breda", "vergelijk die twee", "daarvan"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from retrieval.model import Filter
from retrieval.understanding.dialogue.cues import SWAPPING
from retrieval.vocabulary import PLACES, SUBJECTS

_ORDINALS = {
    **{
        word: place
        for place, word in enumerate(
            "eerste tweede derde vierde vijfde zesde zevende achtste negende tiende elfde twaalfde".split()
        )
    },
    **{
        word: place
        for place, word in enumerate("first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split())
    },
    "laatste": -1,
    "last": -1,
}
_NOUN = r"plan|consortium|pps|project|programma|samenwerking|initiatief|one|partnership|programme|initiative"
_AT_WORD, _AT_NUMBER = rf"(?P<word>{'|'.join(_ORDINALS)})\b", r"(?:nummer|number|nr\.?|no\.?)\s*(?P<number>\d{1,2})\b"
# One of several: "de eerste en tweede".
_EACH = re.compile(rf"\b(?:(?:de|het|die|the|that|en|and|met|with|tot|to)\s+{_AT_WORD}|{_AT_NUMBER})", re.IGNORECASE)
_ORDINAL = re.compile(
    rf"\b(?:(?:de|het|die|the|that)\s+{_AT_WORD}|{_AT_NUMBER})(?:\s+(?:{_NOUN}))?"
    r"(?=\s*(?:[?.!,;:]|$|(?:uit|van|in|op|of|from|on) (?:de|het|the|your|je|uw) (?:lijst|rij|list)|and\b|en\b))",
    re.IGNORECASE,
)
# Before the place that tells one from the others: "die in", "the one in", "dat bij".
_ONE_AT = re.compile(
    r"\b(?:die|dat|deze|degenen?|diegenen?|the ones?|that one|those|the partnerships?|the plans?)\s+(?:van|uit|in|bij|te|"
    r"from|of|at|near|based in)\s+"
    r"(?:de\s+|het\s+|the\s+)?(?:stad\s+|provincie\s+|regio\s+)?$",
    re.IGNORECASE,
)
# Before the subject that does: "die over zorg", "the one on hydrogen".
_ONE_ON = re.compile(
    r"\b(?:die|dat|degene|the one|that one|that)\s+(?:over|voor|rond|rondom|met|on|about|for|with)\s+(?:de\s+|het\s+|the\s+)?$",
    re.IGNORECASE,
)
# Behind what it is told by: "the Avans and HZ one"; before it: "the cluster in Arnhem".
_SOME_ONE = (
    r"one|people|folks|outfit|club|clubje|crew|cluster|campus|school|schools?|college|lab|labs|centre|center|centrum|hub|factory|fabriek|"
    r"academy|academie|consortium|partnership|samenwerking|practorate?|practoraat|organisation|plek|groep|group|initiatief|initiative"
)
_THE_ONE = re.compile(
    rf"\b(?:the|that|those|die|dat|de|het)\s+(?:[\w&'’+-]+\s+){{0,5}}?(?:[\w-]*(?:{_SOME_ONE}))\b", re.IGNORECASE
)
# "The Zeeland one", "de Limburgse".
_ONE, _THE = (
    re.compile(r"\s+(?:ones?|variant|versie|version|plan)\b", re.IGNORECASE),
    re.compile(r"\b(?:the|de|die|that|het)\s+$", re.IGNORECASE),
)
_OF_WHICH = re.compile(
    r"\b(?:(?:welke?|wie|een|één|geen|iemand|zijn er)(?: \w+)? (?:daar|hier)van|(?:daar|hier)van (?:welke?|wie|de)|"
    r"(?:welke?|wie|een|één|eentje|geen|iemand) (?:van|onder) (?:die|deze|hen|ze|de (?:twee|drie|vier|vijf|plannen|pps'en|"
    r"consortia))|"
    r"(?:one|any|which|some|who|none|either|all) of (?:those|these|them|the (?:two|three|four|five))|which ones?)\b",
    re.IGNORECASE,
)
# Several at once: "die twee", "them", "beide".
_ALL = re.compile(
    r"\b(?:die|deze|de|the|those|these)\s+(?:twee|drie|vier|vijf|two|three|four|five|[2-5])\b|\b(?:ze|hen|allebei|beide|beiden|"
    r"them|both|those|these|die|deze)\b",
    re.IGNORECASE,
)
_COUNTS = {
    word: n
    for n, same in enumerate(("twee two 2", "drie three 3", "vier four 4", "vijf five 5"), start=2)
    for word in same.split()
}
_BOTH = frozenset("allebei beide beiden both".split())
_FIRST = re.compile(rf"\b(?:de |the )?(?:eerste|bovenste|first|top) (?P<count>{'|'.join(_COUNTS)})\b", re.IGNORECASE)
_THAT_MANY = re.compile(
    r"\b(?:die|deze|those|these)\s+(?:twee|drie|vier|vijf|two|three|four|five|[2-5])\b|\b(?:allebei|beiden|both)\b", re.IGNORECASE
)
# A word that stands for what was talked about.
_PRONOUN = re.compile(
    r"\b(?:dat|die|dit|deze|daar\w*|hier(?:van|bij|mee|aan|over|achter|in|voor)|(?<!is )(?<!zijn )(?<!was )er (?:mee|bij|"
    r"aan|achter|van)|er ?(?:van|bij|mee|aan|over|achter|in(?! totaal)|voor)|ze|"
    r"zij|hun|hen|zo'n|diens|elk|elks|"
    r"(?:kan|kon|duurt|duurde|kost|kostte|loopt|liep|bestaat|begon|krijgt|kreeg) het|het daar|"
    r"that|this|those|these|it|its|they|their|them|there)\b",
    re.IGNORECASE,
)


# "Zitten er veel meiden op?"
_PARTED = re.compile(r"\ber\b[^.?!]{1,40}\b(?:op|mee|bij|aan|achter|over)\s*[?.!]*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Pointed:
    """The plans that a question points at, by id, and the words it does so with."""

    plans: tuple[str, ...]
    words: str


def ordinal(text: str, listed: Sequence[str]) -> Pointed | None:
    """The plan that stands at the place in the list that a text names; ``None`` when it names none that is there."""
    found = _ORDINAL.search(text)
    plan = _at(found, listed) if found else None
    return Pointed((plan,), found.group()) if found and plan else None


def ordinals(text: str, listed: Sequence[str]) -> tuple[str, ...]:
    """The plans that stand at the places in the list that a text names: "de eerste en de derde"."""
    found = (_at(match, listed) for match in _EACH.finditer(text))
    return tuple(dict.fromkeys(plan for plan in found if plan))


def _at(found: re.Match[str], listed: Sequence[str]) -> str | None:
    place = int(found["number"]) if found["number"] else _ORDINALS[found["word"].lower()] + 1
    if found["word"] and place == 0:
        return listed[-1] if listed else None
    return listed[place - 1] if 1 <= place <= len(listed) else None


def told_by_place(text: str, filters: Sequence[Filter]) -> tuple[Filter, ...]:
    """The places by which a text tells one of several plans from the others ("die in Breda")."""
    found = []
    for wanted in filters:
        start = text.find(wanted.source_text) if wanted.facet in PLACES and wanted.source_text else -1
        behind = text[start + len(wanted.source_text) :] if start >= 0 else ""
        if start >= 0 and (_ONE_AT.search(text[:start]) or (_ONE.match(behind) and _THE.search(text[:start]))):
            found.append(wanted)
    return tuple(found)


def swap_in(text: str, named: Sequence[Filter]) -> tuple[tuple[Filter, ...], tuple[Filter, ...]]:
    """What goes and what comes in its place, where a text says so: "ruil metaal in voor zorg", "metaal inruilen voor zorg"."""
    cue = SWAPPING.search(text)
    if cue is None:
        return (), ()
    starts = {f: text.find(f.source_text) for f in named if f.source_text}
    new = tuple(f for f, start in starts.items() if start >= cue.end())
    within = tuple(f for f, start in starts.items() if cue.start() <= start < cue.end())
    before = [f for f, start in sorted(starts.items(), key=lambda own: own[1]) if start < cue.start()]
    return within or tuple(before[-1:]), new


def the_one(text: str) -> bool:
    """Whether it speaks of one that it tells from others: "the Avans and HZ one", "the cluster in Arnhem"."""
    return bool(_THE_ONE.search(text))


def told_by_subject(text: str, filters: Sequence[Filter]) -> tuple[Filter, ...]:
    """The subjects by which a text tells one of several plans from the others ("die over zorg")."""
    named = (f for f in filters if f.facet in SUBJECTS and f.source_text and not f.negated)
    return tuple(f for f in named if (start := text.find(f.source_text)) >= 0 and _ONE_ON.search(text[:start]))


def without_telling(text: str, by: Sequence[Filter]) -> str:
    """The text without the words that tell which plan is meant."""
    for wanted in by:
        start = text.find(wanted.source_text)
        behind = text[start + len(wanted.source_text) :]
        told, one = _ONE_AT.search(text[:start]) or _ONE_ON.search(text[:start]), _ONE.match(behind)
        if told:
            text = text[: told.start()] + behind
        elif one and (article := _THE.search(text[:start])):
            text = text[: article.start()] + behind[one.end() :]
    return text


def asks_which(text: str) -> bool:
    """Whether it asks which of those shown: "welke daarvan", "one of them"."""
    return bool(_OF_WHICH.search(text))


def several(text: str) -> int:
    """How many of those shown it points at together: 0 for none, 1 for all, else their number."""
    found = _ALL.search(text)
    if not found:
        return 0
    said = found.group().lower().split()
    return 2 if said[0] in _BOTH else next((_COUNTS[word] for word in said if word in _COUNTS), 1)


def first_of(text: str) -> int:
    """How many from the head of the list it points at: "de eerste drie", "the first two"; 0 when at none."""
    found = _FIRST.search(text)
    return _COUNTS[found["count"].lower()] if found else 0


def that_many(text: str) -> bool:
    """Whether it points at a number of them together: "die twee", "allebei"."""
    return bool(_THAT_MANY.search(text))


def points_back(text: str) -> bool:
    """Whether a word of it stands for something said before."""
    return bool(_PRONOUN.search(text) or _PARTED.search(text))
