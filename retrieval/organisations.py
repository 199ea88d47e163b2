"""Organisations in the sentences about partners: names that are surely those of an organisation, in the sources of several plans.

The record has no table of partners. A name is taken over only where its form leaves no doubt; what is missed is the price.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from retrieval.dutch import STOP_WORDS, fold, words
from retrieval.model import Citation, Plan
from retrieval.surveying import Told
from retrieval.understanding.known import shipped_words

# A plan that an organisation is named with says little; two say that it is a link.
FEWEST_PLANS = 2
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
_ARTICLES = frozenset({"de", "het", "the", "een", "a", "an"})
# What stands before the name of a person, and how near.
_PERSON = re.compile(
    r"\b(?:voorzitter|directeur|bestuurder|lector|practor|hoogleraar|manager|regisseur|kwartiermaker|chair|director)\b",
    re.IGNORECASE,
)
_NEAR = 25
# Words that open a sentence and are no part of the name behind them.
_OPENING = STOP_WORDS["nl"] | STOP_WORDS["en"]


@dataclass(frozen=True, slots=True)
class Named:
    """A plan with the quotation that names the organisation."""

    plan: Plan
    citation: Citation


@dataclass(frozen=True, slots=True)
class Organisation:
    """A name as the sources write it, with each plan in whose sentences about partners it stands."""

    name: str
    plans: tuple[Named, ...]


def recurring(told: Sequence[Told], known: Iterable[str]) -> tuple[Organisation, ...]:
    """The organisations named with ``FEWEST_PLANS`` plans or more, most plans first.

    ``told``: the sentences about partners, and lead partners, of plans; ``known``: names of plans, places and notions, which
    are no organisations here.
    """
    taken = {tuple(words(name)) for name in known}
    found: dict[tuple[str, ...], dict[str, Named]] = defaultdict(dict)
    written: dict[tuple[str, ...], str] = {}
    for own, citation, name, sure in _names_told(told):
        key = _key(name)
        if taken.isdisjoint({key, tuple(words(name))}) and (sure or key in written):
            found[key].setdefault(own.plan.id, Named(own.plan, citation))
            written.setdefault(key, name)
    several = [Organisation(written[key], tuple(plans.values())) for key, plans in found.items() if len(plans) >= FEWEST_PLANS]
    return tuple(sorted(several, key=lambda o: (-len(o.plans), fold(o.name))))


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


def _names_told(told: Sequence[Told]) -> list[tuple[Told, Citation, str, bool]]:
    """Every name with where it was told, the sure ones first."""
    each = [(own, cited, name, sure) for own in told for cited in own.citations for name, sure in organisation_names(cited.quote)]
    return sorted(each, key=lambda found: not found[3])


def _is_organisation(name: str) -> bool:
    """Whether the form of a name leaves no doubt: a word of a body, an abbreviation, or one word that no dictionary has."""
    own = words(name)
    if any(word in _BODIES or word.endswith("college") for word in own):
        return len(own) > 1
    if any(part.isupper() and len(part) > 1 for part in name.split()):
        return True
    return " " not in name and not _NO_BODY.search(name) and not all(word in _everyday() for word in own)


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


def _key(name: str) -> tuple[str, ...]:
    """What two ways of writing a name have in common: "De Haagse Hogeschool", "Haagse Hogeschool"."""
    own = tuple(words(name))
    return own[1:] if own and own[0] in _ARTICLES and len(own) > 1 else own
