"""What a question wants of the library: a list of plans, their number, or a fact."""

from __future__ import annotations

import re
from enum import StrEnum

from retrieval.model import AnswerForm


class Intent(StrEnum):
    """What is looked for: all plans that meet some conditions, how many these are, or sentences."""

    LIST = "list"
    COUNT = "count"
    FACT = "fact"


# Any kind of plan, without being a filter.
PLAN_NOUNS = frozenset(
    "plan plannen project projecten initiatief initiatieven samenwerking samenwerkingen samenwerkingsverband "
    "samenwerkingsverbanden club clubs partij partijen plans projects initiative initiatives collaborations".split()
)
# "In welke plannen pakken studenten vragen op?" and "bij hoeveel pps'en" ask for plans, whatever else they ask.
_NOUNS = "|".join((*PLAN_NOUNS, "pps['’]?s?en", "consortia", "programma['’]?s", "partnerships?", "programmes"))
_OF = r"\s*(?:(?:in|bij|van|voor|uit|door|aan|at|for|of|by)\s+)?"
_WHICH_PLANS = re.compile(
    rf"{_OF}(?:(?:welke|which)\s+(?:{_NOUNS})\b|(?:[\w-]+\s+)?(?:{_NOUNS})\s+(?:waarvan|waarbij|die|that|which|whose)\b)",
    re.IGNORECASE,
)
_HOW_MANY_PLANS = re.compile(
    rf"{_OF}(?:hoeveel|how many|(?:(?:het|the)\s+)?(?:aantal|number of))\s+(?:{_NOUNS})\b", re.IGNORECASE
)
# "Wat is er in Drenthe?"
_WHAT_THERE_IS = re.compile(r"\s*(?:en\s+|and\s+)?(?:wat|what)(?:\s+is|\s+zijn|\s+are|['’]?s)?\s+(?:er|there)\b", re.IGNORECASE)
# "Wie geeft masterclasses?", "where can I follow one?"; "wie is de spreker?" asks for a fact.
_WHO_OFFERS = re.compile(rf"{_OF}(?:wie|waar|who|where)\b(?!\s+(?:is|was|zijn|are|were)\b)", re.IGNORECASE)
_OF_PLANS = {
    AnswerForm.LIST: Intent.LIST,
    AnswerForm.OPPORTUNITY: Intent.LIST,
    AnswerForm.COVERAGE: Intent.LIST,
    AnswerForm.COUNT: Intent.COUNT,
}


def asked_of_plans(text: str) -> AnswerForm | None:
    """The form of its answer where it begins with asking which plans, or how many; ``None`` where it does not."""
    if _HOW_MANY_PLANS.match(text):
        return AnswerForm.COUNT
    return AnswerForm.LIST if _WHICH_PLANS.match(text) else None


def asks_what_there_is(text: str) -> bool:
    """Whether it begins with asking what there is."""
    return bool(_WHAT_THERE_IS.match(text))


def asks_who_offers(text: str) -> bool:
    """Whether it begins with asking who does something, or where."""
    return bool(_WHO_OFFERS.match(text))


def intent_of(form: AnswerForm) -> Intent:
    """What must be looked for to answer in some form."""
    return _OF_PLANS.get(form, Intent.FACT)
