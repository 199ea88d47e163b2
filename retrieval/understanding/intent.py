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
# "In welke plannen pakken studenten vragen op?" asks for plans, whatever else it asks.
_WHICH_PLANS = re.compile(
    rf"\s*(?:(?:in|bij|van|voor|uit|door|at|in|for|of|by)\s+)?(?:welke|which)\s+(?:{'|'.join(PLAN_NOUNS)})\b", re.IGNORECASE
)
_OF_PLANS = {
    AnswerForm.LIST: Intent.LIST,
    AnswerForm.OPPORTUNITY: Intent.LIST,
    AnswerForm.COVERAGE: Intent.LIST,
    AnswerForm.COUNT: Intent.COUNT,
}


def asks_which_plans(text: str) -> bool:
    """Whether it begins with asking which plans."""
    return bool(_WHICH_PLANS.match(text))


def intent_of(form: AnswerForm) -> Intent:
    """What must be looked for to answer in some form."""
    return _OF_PLANS.get(form, Intent.FACT)
