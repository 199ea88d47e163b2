"""Names of organisations in a sentence, taken over only where their form leaves no doubt."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from retrieval.dutch import STOP_WORDS, fold, words
from retrieval.understanding.known import shipped_words

# Words of which one makes capitalised words the name of an organisation, not of a person or a project.
_BODIES = frozenset(
    "college colleges hogeschool universiteit university roc aoc opleidingen academie academy instituut institute school scholen "
    "stichting foundation vereniging group groep wetterskip waterschap".split()
)
_WORD = r"[A-Z][\w’'@.-]*(?<![.’'-])"
# "ROC van Twente", "Hogeschool van Amsterdam": a small word joins a body to what it is of, and nothing else.
_OF = r"(?:(?:ROC|AOC|Universiteit|Hogeschool|University|Stichting|Institute|Academy)\s(?:van|voor|of|for)\s(?:de\s|the\s)?)"
_NAME = re.compile(rf"(?<![\w@.-])(?:{_OF})?{_WORD}(?:[ ]{_WORD})*(?:\s(?=(?:college|opleidingen)\b)\w+)?")
# What a name goes on with or comes from, of which it would be a part: "Crown van Gelder", "Centre of Expertise".
_GOES_ON = re.compile(r"(?: (?:van|de|der|den|ten|of|voor|for|&)){1,2} [A-Z]|\s?&")
_CAME_FROM = re.compile(r"[A-Z][\w-]*(?: (?:van|de|der|den|ten|of|voor|for|&)){1,2} $")
# What is paid from or agreed on is named in capitals too.
_NO_BODY = re.compile(r"-[a-z]|(?:fonds|regeling|subsidie|programma|project|deal|akkoord|agenda)$")
# What stands before the name of a person, and how near.
_PERSON = re.compile(
    r"\b(?:voorzitter|directeur|bestuurder|lector|practor|hoogleraar|manager|regisseur|kwartiermaker|chair|director)\b",
    re.IGNORECASE,
)
_NEAR = 25
# Words that open a sentence and are no part of the name behind them.
_OPENING = STOP_WORDS["nl"] | STOP_WORDS["en"]


def organisation_names(sentence: str) -> Iterator[tuple[str, bool]]:
    """The names in a sentence that are those of an organisation, as written, and whether that is sure.

    It is not of the first word of a sentence, which has a capital anyway.
    """
    for match in _NAME.finditer(sentence):
        name, first = match.group(), not sentence[: match.start()].strip()
        head, _, rest = name.partition(" ")
        if first and rest and fold(head) in _OPENING:
            name, first = rest, False
        if _is_organisation(name) and not _is_part(match, sentence) and not _is_person(match, sentence):
            yield name, not first or " " in name


def has_body(name: str) -> bool:
    """Whether a word of a name says that it is an organisation: "Da Vinci College"."""
    return any(word in _BODIES or word.endswith("college") for word in words(name))


def _is_organisation(name: str) -> bool:
    """Whether the form of a name leaves no doubt: a word of a body, an abbreviation, or one word that no dictionary has."""
    if has_body(name):
        return len(words(name)) > 1
    if any(part.isupper() and len(part) > 1 for part in name.split()):
        return True
    return " " not in name and not _NO_BODY.search(name) and not all(word in _everyday() for word in words(name))


def _is_part(match: re.Match[str], sentence: str) -> bool:
    """Whether a longer name goes on where a short one ends, or ends there."""
    bodied = any(word in _BODIES for word in words(match.group()))
    before = bool(_CAME_FROM.search(sentence[: match.start()])) and not bodied
    return before or bool(_GOES_ON.match(sentence, match.end()))


def _is_person(match: re.Match[str], sentence: str) -> bool:
    return bool(_PERSON.search(sentence[max(0, match.start() - _NEAR) : match.start()]))


@cache
def _everyday() -> frozenset[str]:
    return frozenset(shipped_words("nl")) | frozenset(shipped_words("en")) | _OPENING
