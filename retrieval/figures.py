"""The figures in quotations: amounts of money that can be compared, and numbers of people and companies."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from retrieval.dutch import fold, words
from retrieval.model import Citation, Plan
from retrieval.numbers import Found, find_numbers
from retrieval.surveying import Told
from retrieval.understanding.amounts import JOINT, is_money

# An amount a year and an amount that somebody hopes for do not compare with one that was given.
_YEARLY = re.compile(r"\b(?:(?:per|elk|ieder) jaar|jaarlijkse?|(?:per|each|every) year|annual(?:ly)?)\b", re.IGNORECASE)
_HOPED = re.compile(
    r"\b(?:hoopte?|hopen|wil|wilde|willen|wenst|streeft|zou|aangevraagd|hopes?|wants?|aims?|would|requested)\b", re.IGNORECASE
)
_EURO = re.compile(r"\s(?:euro|EUR)\b", re.IGNORECASE)
# Whom a plan reaches, or who works in it; also at the end of a compound ("mbo-studenten", "mkb-bedrijven").
_REACHED = tuple(
    "studenten student leerlingen leerling docenten docent deelnemers deelnemer mensen professionals vakmensen vakkrachten "
    "medewerkers werknemers werkenden werkzoekenden jongeren instromers begeleiders onderzoekers experts bedrijven bedrijf "
    "ondernemingen ondernemers werkgevers mkb partners instellingen scholen hogescholen organisaties leden "
    "students pupils teachers participants people professionals workers employees jobseekers researchers companies company "
    "firms businesses entrepreneurs employers smes partners institutions schools organisations members".split()
)
_CLAUSE_END = re.compile(r"[.;:!?](?:\s|$)")
# So far behind a number stands what it counts: "42.000 naar 152.000 bereikte studenten".
_WITHIN = 5
_RANGE = frozenset(("naar", "tot", "en", "of", "to", "and", "or"))
_YEARS = range(1900, 2100)


@dataclass(frozen=True, slots=True)
class Figures:
    """A quotation about a plan with its figures: ``spans`` are offsets in the quotation, half open.

    ``amount``: that of the first span, in euros, where it is the only one that is stated of this plan alone; else ``None``.
    What follows a semicolon adds to what stands before it: "€ 9 miljoen; met de inbreng van partners € 21,5 miljoen".
    """

    plan: Plan
    citation: Citation
    spans: tuple[tuple[int, int], ...]
    amount: Fraction | None = None


def amounts(told: Iterable[Told]) -> tuple[Figures, ...]:
    """The quotations that state an amount of money: those of one amount first, the largest in front."""
    found = []
    for plan, citation in _quoted(told):
        stated = _numbers(citation.quote, is_money)
        first = citation.quote.partition(";")[0]
        alone = len([number for number in stated if number.start < len(first)]) == 1
        amount = stated[0].number.value if alone and _compares(plan, first) else None
        if stated:
            found.append(Figures(plan, citation, tuple(_span(number, citation.quote) for number in stated), amount))
    return tuple(sorted(found, key=lambda f: (f.amount is None, -(f.amount or 0))))


def counts(told: Iterable[Told]) -> tuple[Figures, ...]:
    """The quotations that state a number of people or organisations, in the order of the plans."""
    found = []
    for plan, citation in _quoted(told):
        quote = citation.quote
        names = [span for name in (plan.name, *plan.aliases) for span in _places(name, quote)]
        stated = [n for n in _numbers(quote, _is_count) if not any(a <= n.start < b for a, b in names)]
        if stated:
            found.append(Figures(plan, citation, tuple((number.start, number.end) for number in stated)))
    return tuple(found)


def _quoted(told: Iterable[Told]) -> list[tuple[Plan, Citation]]:
    return [(own.plan, citation) for own in told for citation in own.citations]


def _numbers(text: str, wanted: Callable[[Found, str], bool]) -> Sequence[Found]:
    return [found for found in find_numbers(text) if not found.number.percent and wanted(found, text)]


def _compares(plan: Plan, quote: str) -> bool:
    """Whether an amount is one of the plan itself, and one that was given: it names the plan."""
    named = any(fold(name) in fold(quote) for name in (plan.name, *plan.aliases))
    return named and not any(pattern.search(quote) for pattern in (JOINT, _YEARLY, _HOPED))


def _is_count(found: Found, text: str) -> bool:
    """Whether a number counts people or organisations."""
    behind = _counted(words(_CLAUSE_END.split(text[found.end :], maxsplit=1)[0])[:_WITHIN])
    if found.number.value in _YEARS:
        behind = behind[:1]
    return not is_money(found, text) and any(word.endswith(_REACHED) for word in behind)


def _counted(behind: Sequence[str]) -> Sequence[str]:
    """The words behind a number that may say what it counts: those before another number, but for the end of a range."""
    for place, word in enumerate(behind):
        if any(map(str.isdigit, word)) and (not place or behind[place - 1] not in _RANGE):
            return behind[:place]
    return behind


def _span(found: Found, text: str) -> tuple[int, int]:
    """Where an amount stands, with its sign or the word for its currency."""
    before = re.search(r"€\s?$", text[: found.start])
    after = _EURO.match(text, found.end)
    return before.start() if before else found.start, after.end() if after else found.end


def _places(name: str, text: str) -> list[tuple[int, int]]:
    return [match.span() for match in re.finditer(re.escape(name), text)]
