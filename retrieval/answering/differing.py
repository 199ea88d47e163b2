"""Sources that contradict each other: amounts and dates that differ between the sentences that answer."""

from __future__ import annotations

import re
from collections.abc import Sequence

from retrieval.answering.evidence import Sentence
from retrieval.answering.expected import NUMBER, form_of
from retrieval.answering.quoting import Quoter

_NUMBER = r"\d+(?:[.,]\d+)*"
_UNITS = {"miljoen": 1e6, "million": 1e6, "miljard": 1e9, "billion": 1e9}
_UNIT = rf"(?:{'|'.join(_UNITS)})\b"
_AMOUNT = re.compile(rf"€\s?{_NUMBER}(?:\s*{_UNIT})?|\b{_NUMBER}\s*{_UNIT}", re.IGNORECASE)
_DATE = re.compile(
    r"\b(?:(?:\d{1,2} )?(?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december|january|"
    r"february|march|may|june|july|august|october) )?(?:19|20)\d\d\b",
    re.IGNORECASE,
)
_THOUSANDS = re.compile(r"[.,](?=\d{3}(?:\D|$))")


_YEARLY = re.compile(r"\b(?:per jaar|jaarlijks\w*|elk jaar|a year|per year|yearly|annual\w*)\b", re.IGNORECASE)


def differing(asked: str, sentences: Sequence[Sentence], quoter: Quoter) -> list[tuple[str, int]]:
    """(figure, mark) of the sentences that answer a question for an amount or a date, where they name different ones.

    Empty when they agree, or when the question asks for something else: then figures may differ as they like.
    """
    pattern = _pattern(asked)
    # An amount a year, or up to a year, stands for something else than a total.
    if pattern is None or len(sentences) < 2 or len({bool(_YEARLY.search(s.text)) for s in sentences}) > 1:
        return []
    found: list[tuple[str, int]] = []
    seen: list[list[str]] = []
    for sentence in sentences:
        figures = [" ".join(m.group().split()) for m in pattern.finditer(sentence.text)]
        cited = quoter.cite(sentence.quotation())
        if not figures or cited is None:
            return []
        # A sentence that repeats a figure of another one agrees with it.
        if not any(_same(one, other) for own in seen for one in own for other in figures):
            seen.append(figures)
            found.append((figures[0], cited.mark))
    return found if len(found) > 1 else []


def _pattern(asked: str) -> re.Pattern[str] | None:
    """What the figures look like that a question asks for."""
    form = form_of(asked)
    if form is None or form is NUMBER:
        return None
    return _AMOUNT if form.shown.search("€ 1") else _DATE if form.shown.search("2023") else None


def _same(one: str, other: str) -> bool:
    """Whether two figures say the same: "€ 4.200.000" and "€ 4,2 miljoen", or "2023" and "september 2023"."""
    if _AMOUNT.fullmatch(one) and _AMOUNT.fullmatch(other):
        return _value(one) == _value(other)
    return one.lower().endswith(other.lower()) or other.lower().endswith(one.lower())


def _value(amount: str) -> float:
    number, unit = re.search(_NUMBER, amount), re.search(_UNIT, amount, re.IGNORECASE)
    digits = number.group() if number else "0"
    plain = digits if unit else _THOUSANDS.sub("", digits)
    value = float(re.sub(r"[.,](?=.*[.,])", "", plain).replace(",", "."))
    return round(value * (_UNITS[unit.group().lower()] if unit else 1.0), 2)
