"""What a question asks: its language, its kind, its filters and what is left as its topic."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from retrieval.dutch import content_words, words
from retrieval.errors import QuestionEmpty, QuestionTooLong
from retrieval.glossary import Glossary, Notion
from retrieval.language import language_of
from retrieval.model import Filter, Language
from retrieval.understanding.filters import FilterReader, Understood

# A page of text; more is not a question, and every word costs time.
MAX_CHARACTERS = 2_000

_LIST_WORDS = frozenset(
    "welke welk wie noem noemen alle lijst overzicht toon geef zoek vind which who all list show name find".split()
)
# Words that ask for a fact; without one, a few words that are all filters ask for a list.
_ASKING = frozenset("wat wanneer waar waarom hoe hoeveel wiens what when where why how whose".split())
_DEFINITION = re.compile(
    r"\s*(?:wat|what|wie|who)\s+(?:is|zijn|was|are|were|betekent|does)\b|\s*(?:wat|what)\b.*\b(?:betekent|mean)", re.IGNORECASE
)
# "Hoeveel kreeg SCALE?" does not say of what.
_AMOUNT = re.compile(r"\b(?:hoeveel (?:krijg\w*|kre+g\w*|ontv\w+)|how much)\b", re.IGNORECASE)
_MONEY = frozenset("geld bedrag budget begroting subsidie bijdrage money amount grant funding".split())
_AMOUNT_TOPIC: dict[Language, tuple[str, ...]] = {"nl": ("bedrag", "ontvangt"), "en": ("amount", "receives")}
# What someone wants of plans selects none of them.
_WISHES = frozenset("helpt helpen help helps helping wil willen want nodig need needs bedrijf company".split())
_COUNT_WORDS = (("hoeveel",), ("how", "many"), ("aantal",))
# Facets that select plans; a theme alone may as well be the subject of a question of fact.
_SELECTING = frozenset({"kind", "province", "region", "place", "theme", "sector", "level"})
_KEYWORDS = 6


class Intent(StrEnum):
    """The kinds of question that have an answer form of their own."""

    LIST = "list"
    COUNT = "count"
    FACT = "fact"


@dataclass(frozen=True, slots=True)
class Question:
    """A question understood. ``filters``: those applied; ``topic``: content words that no filter explains;
    ``notions``: the topic with its synonyms."""

    text: str
    language: Language
    intent: Intent
    filters: tuple[Filter, ...]
    topic: tuple[str, ...]
    notions: tuple[Notion, ...]


def understand(text: str, reader: FilterReader, glossary: Glossary, given: Sequence[Filter] = ()) -> Question:
    """Understand a question; ``given``: filters chosen by hand, applied besides those in the words.

    A list or count question applies every filter it names; a question of fact only the plans it names, because
    its other words say what the fact is about. Raises ``QuestionEmpty``, ``QuestionTooLong``.
    """
    check_question(text)
    language = language_of(text)
    understood = reader.read(text, language)
    named = understood.filters
    intent = _intent(text, understood)
    applied = named if intent is not Intent.FACT else tuple(f for f in named if f.facet == "plan")
    topic = _topic(text, language, understood, intent)
    filters = dict.fromkeys((*given, *applied))
    return Question(text, language, intent, tuple(filters), topic, glossary.notions(topic, language))


def check_question(text: str) -> None:
    """Raises ``QuestionTooLong`` or ``QuestionEmpty`` for what can't be asked."""
    if len(text) > MAX_CHARACTERS:
        raise QuestionTooLong(length=len(text), limit=MAX_CHARACTERS)
    if not words(text):
        raise QuestionEmpty()


def _topic(text: str, language: Language, understood: Understood, intent: Intent) -> tuple[str, ...]:
    """The content words that the applied filters do not explain; for a question of fact all when none is left."""
    if intent is not Intent.FACT:
        return tuple(word for word in _unexplained(text, understood.spans) if word not in _WISHES)
    left = _unexplained(text, understood.plan_spans)
    if understood.plan_spans and _AMOUNT.search(text) and not _MONEY & set(left):
        return tuple(dict.fromkeys((*_AMOUNT_TOPIC[language], *left)))
    return left or _unexplained(text, ())


def _unexplained(text: str, spans: Sequence[tuple[int, int]]) -> tuple[str, ...]:
    explained = {word for start, end in spans for word in words(text[start:end])}
    return tuple(word for word in dict.fromkeys(content_words(text)) if word not in explained)


def _intent(text: str, understood: Understood) -> Intent:
    asked, facets = words(text), {found.facet for found in understood.filters}
    if "plan" in facets or not facets & _SELECTING:
        return Intent.FACT
    of_plans = "kind" in facets and len(facets) > 1
    if _counts(asked, understood.filters):
        # "Hoeveel pps'en telde het netwerk in 2021" asks for a figure that a text gives, not for a count of plans.
        return Intent.COUNT if of_plans or not _unexplained(text, understood.spans) else Intent.FACT
    if _DEFINITION.match(text):
        return Intent.LIST if of_plans else Intent.FACT
    if set(asked) & _LIST_WORDS:
        return Intent.LIST if facets != {"level"} else Intent.FACT
    keywords = len(asked) <= _KEYWORDS and not set(asked) & _ASKING and not _unexplained(text, understood.spans)
    return Intent.LIST if keywords else Intent.FACT


def _counts(asked: list[str], named: Sequence[Filter]) -> bool:
    """Whether it asks how many plans: "hoeveel" right before the word for a kind of plan."""
    kinds = {words(found.source_text)[0] for found in named if found.facet == "kind" and found.source_text}
    for cue in _COUNT_WORDS:
        for position in range(len(asked) - len(cue)):
            if tuple(asked[position : position + len(cue)]) == cue and asked[position + len(cue)] in kinds:
                return True
    return False
