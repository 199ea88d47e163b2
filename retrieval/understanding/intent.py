"""What kind of answer a question asks for: a list of plans, their number, or a fact."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from enum import StrEnum

from retrieval.dutch import words
from retrieval.model import Filter


class Intent(StrEnum):
    """The kinds of question that have an answer form of their own."""

    LIST = "list"
    COUNT = "count"
    FACT = "fact"


# Facets that select plans.
SELECTING = frozenset({"kind", "province", "region", "place", "theme", "sector", "level"})
# Any kind of plan, without being a filter.
PLAN_NOUNS = frozenset(
    "plan plannen project projecten initiatief initiatieven samenwerking samenwerkingen samenwerkingsverband "
    "samenwerkingsverbanden club clubs partij partijen plans projects initiative initiatives collaborations".split()
)
# What people take for a plan, or look for at one: "welke plekken", "which schools".
_PLACES_TO_GO = frozenset("plek plekken school scholen opleiding opleidingen places schools courses".split())
_CHOOSING = frozenset("welke welk wie waar noem alle lijst overzicht toon which who where whom all list name show".split())
_COUNTING = (("hoeveel",), ("how", "many"), ("aantal",), ("number", "of"))
# What a plan may be, or have one of: "hoeveel practoraten zijn er in Drenthe".
_FORMS = frozenset(
    "practoraat practoraten lectoraat lectoraten fieldlab fieldlabs lab labs campus campussen hub hubs centrum centra netwerk "
    "netwerken academie academies practorates lectorates campuses networks centres".split()
)
# Shorter nouns end words that have nothing to do with them.
_SHORT = 6
# How far behind "hoeveel" the plans may stand ("hoeveel van dit soort projecten"), and behind "welke".
_REACH, _REACH_OF_WHICH = 4, 2
# "Wat kan ik daar leren" asks for what is on offer, "wat is" and "hoe lang" for a fact.
_OFFER = re.compile(
    r"\s*(?:(?:wat|what|hoe zit het)\b.*?\b(?:kan|kun|can|could|loopt|lopen|gebeurt|speelt|out there)\b|"
    r"(?:wat|what) (?:zijn|are) (?:mijn|onze|de|my|our|the) (?:mogelijkheden|opties|kansen|options|possibilities)\b|"
    r"(?:wat|what) (?:bestaat|bestaan|exists)\b|"
    r"(?:wat|what)(?:'s)?\s+(?:is\s+|zijn\s+|are\s+)?(?:er|daar|hier|there|available|on offer|beschikbaar)\b)",
    re.IGNORECASE,
)
_DEFINITION = re.compile(
    r"\s*(?:wat|what)\s+(?:(?:is|zijn|was|are|were)\b(?!\s+(?:mijn mogelijkheden|mijn opties|my options|er|daar|hier|"
    r"(?:out )?there|available|on offer|beschikbaar)\b)|"
    r"betekent\b|does\b)|"
    r"\s*(?:wat|what)\b.*\b(?:betekent|mean)",
    re.IGNORECASE,
)
_WHAT_IS_THAT = re.compile(
    r"\b(?:wat (?:is|zijn|betekent|houdt) (?:dat|die|dit|het)|what (?:is|are) (?:that|it|they|those))(?: in)?\s*(?:[?.!]|$)",
    re.IGNORECASE,
)
_ASKING = frozenset("wat wanneer waarom hoe hoeveel hoelang wiens what when why how whose".split())
# "Ik zoek initiatieven die voorspellen wanneer een machine stukgaat" asks for no date.
_SEEKING = frozenset("zoek zoeken noem geef toon looking list show".split())
_FIGURE = frozenset("wanneer waarom hoeveel hoelang when why".split())
_DEFINING = frozenset("definitie betekenis afkorting definition meaning abbreviation".split())
_COUNTED = frozenset({"hoeveel", "hoelang"})
# "Wie is de penvoerder", not "wie zijn er bezig met waterstof".
_OF_SOMEONE = re.compile(
    r"\s*(?:wie|who)\s+(?:is|was|zijn|waren|are|were)\s+"
    r"(?:(?:eigenlijk|nu|op dit moment|momenteel|currently|now|at the moment)\s+)*"
    r"(?:de|het|een|the|a|in charge|responsible|(?-i:[A-Z]\w+))\b",
    re.IGNORECASE,
)
# "Heeft SCALE", "is waterstof" want a yes or no; "is er", "kan ik" look for something.
_YES_OR_NO = re.compile(
    r"\s*(?:is|zijn|was|waren|heeft|hebben|wordt|worden|doet|doen|does|do|did|has|have|are|were)\b"
    r"(?!\s+(?:er|there|any|ik|je|jij|u|jullie|we|wij|i|you)\b)",
    re.IGNORECASE,
)
_WHICH_FACT = re.compile(
    r"\b(?:welke?|which|what)\s+(?:bedrag\w*|dat(?:um|a)|jaar|jaren|dag\w*|deel|aandeel|percentage|minister\w*|amounts?|"
    r"dates?|years?|days?|shares?|percentages?)\b",
    re.IGNORECASE,
)
# "Welke initiatieven zijn er", "what partnerships are there".
_WHICH = (("welke",), ("welk",), ("wat", "voor"), ("which",), ("what",))
_COMPARED = re.compile(
    r"\b(?:verschil\w*|differs?|difference\w*)\b|\b(?:meer|minder|more|fewer|less)\b.*\b(?:of|or|dan|than)\b", re.IGNORECASE
)
_NUMBER = re.compile(r"\d")


def intent_of(text: str, filters: Sequence[Filter], unexplained: Sequence[str]) -> Intent:
    """The kind of question. ``filters``: those it names; ``unexplained``: its content words that no filter explains."""
    asked, facets = words(text), {found.facet for found in filters}
    of_plans = "kind" in facets or bool(PLAN_NOUNS & set(asked))
    if "plan" in facets or _WHAT_IS_THAT.search(text) or (_COMPARED.search(text) and not of_plans):
        return Intent.FACT
    if _counts(asked, filters):
        # "Hoeveel pps'en telde het netwerk in 2021" asks for a figure that a text gives, not for a count of plans.
        return Intent.FACT if unexplained and _NUMBER.search(text) else Intent.COUNT
    if facets & SELECTING:
        which = not _DEFINITION.match(text) and _shortly_before(asked, _WHICH, _nouns(filters), _REACH_OF_WHICH)
        found = which or _looks_for_plans(text, asked, facets, unexplained, of_plans=of_plans)
        return Intent.LIST if found else Intent.FACT
    return Intent.LIST if set(asked) & _CHOOSING and not _asks_fact(text, asked) else Intent.FACT


def _looks_for_plans(text: str, asked: Sequence[str], facets: set[str], unexplained: Sequence[str], *, of_plans: bool) -> bool:
    if of_plans and len(facets) > 1:
        # "Wat voor pps'en zijn er in de bouw", "heeft Almere programma's": plans are what is asked for.
        asks_figure = _FIGURE & set(asked) and not _SEEKING & set(asked)
        return not (_OF_SOMEONE.match(text) or _WHICH_FACT.search(text) or asks_figure)
    if _DEFINITION.match(text):
        return False
    if _asks_fact(text, asked):
        return False
    # A level alone says who asks, not what for.
    return facets != {"level"} or of_plans or bool((_PLACES_TO_GO | _CHOOSING) & set(asked)) or not unexplained


def _asks_fact(text: str, asked: Sequence[str]) -> bool:
    if _OFFER.match(text):
        return False
    patterns = _OF_SOMEONE.match(text) or _YES_OR_NO.match(text) or _WHICH_FACT.search(text)
    return bool(patterns) or bool(set(asked[:2]) & _ASKING) or bool((_COUNTED | _DEFINING) & set(asked))


def _counts(asked: Sequence[str], named: Sequence[Filter]) -> bool:
    """Whether it asks how many plans: "hoeveel" shortly before a word for plans."""
    return _shortly_before(asked, _COUNTING, _nouns(named) | _FORMS, _REACH)


def _nouns(named: Sequence[Filter]) -> frozenset[str]:
    """Words for plans: those that always are, and the kinds that a question names."""
    return PLAN_NOUNS | {words(found.source_text)[0] for found in named if found.facet == "kind" and found.source_text}


def _shortly_before(asked: Sequence[str], cues: Iterable[tuple[str, ...]], nouns: frozenset[str], reach: int) -> bool:
    """Whether one of some cues stands at most ``reach`` words before one of some nouns."""
    for cue in cues:
        for position in range(len(asked) - len(cue)):
            end = position + len(cue)
            if tuple(asked[position:end]) == cue and any(_is_noun(word, nouns) for word in asked[end : end + reach]):
                return True
    return False


def _is_noun(word: str, nouns: frozenset[str]) -> bool:
    """Whether a word is one of the nouns, or a compound with one: "bouwinitiatieven"."""
    return word in nouns or any(len(noun) > _SHORT and word.endswith(noun) for noun in nouns)
