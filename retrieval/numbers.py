"""The numbers that a text states, in Dutch or English, as values: "€ 8,7 miljoen" and "8.7 million" are one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from retrieval.dutch import fold

# The words for numbers that are met most, as a pattern.
NUMBER_WORDS = (
    r"(?:twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|twintig|dertig|veertig|vijftig|honderd|duizend|two|three|four|"
    r"five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|hundred|thousand)"
)
# "Een" and "one" are articles and pronouns more often than numbers, but for "een miljoen".
_ONE, _LARGE = (
    frozenset({"een", "a", "one"}),
    re.compile(r"[\s-]+(?:miljoen|million|mln|miljard|billion|mld|bn)\b", re.IGNORECASE),
)
_HALF_OF = re.compile(r"\bhalf\s+$", re.IGNORECASE)
_DUTCH = "twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien achttien negentien"
_ENGLISH = (
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
)
_DUTCH_TENS = "twintig dertig veertig vijftig zestig zeventig tachtig negentig"
_ENGLISH_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_SCALES = {
    "honderd": 100, "hundred": 100, "duizend": 1000, "thousand": 1000, "k": 1000, "ton": 100_000,
    "mln": 10**6, "miljoen": 10**6, "million": 10**6, "m": 10**6, "mld": 10**9, "miljard": 10**9, "billion": 10**9, "bn": 10**9,
}  # fmt: skip
_SHARES = {
    "half": Fraction(1, 2), "halve": Fraction(1, 2), "helft": Fraction(1, 2), "anderhalf": Fraction(3, 2),
    "anderhalve": Fraction(3, 2), "derde": Fraction(1, 3), "third": Fraction(1, 3), "thirds": Fraction(1, 3),
    "kwart": Fraction(1, 4), "quarter": Fraction(1, 4), "quarters": Fraction(1, 4),
}  # fmt: skip
# "Two thirds", "drie kwart"; "half" behind a number is added to it, and stays a number of its own.
_MULTIPLIED = ("derde", "third", "thirds", "kwart", "quarter", "quarters")
_LETTERS = ("m", "k")
_PERCENT = ("%", "procent", "percent")
_GROUPED = re.compile(r"\d{1,3}(?:[.,\u00a0\u202f]\d{3})+(?![.,]?\d)")
# Figures behind letters ("H2", "m2") belong to a name.
_NUMBER = re.compile(r"(?<![^\W_])(?<!\d[.,])(?P<figures>\d+(?:[.,\u00a0\u202f]\d+)*)|(?P<word>[^\W\d_]+)")
_NEXT = re.compile(r"[\s-]*(%|[^\W\d_]+(?!\w))")


@dataclass(frozen=True, slots=True)
class Number:
    """A value, and whether it is a percentage."""

    value: Fraction
    percent: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """A number and its place in the text, half open."""

    number: Number
    start: int
    end: int


def _spelled() -> dict[str, int]:
    units = {word: n for words in (_DUTCH, _ENGLISH) for n, word in enumerate(words.split(), start=2)}
    tens = {word: 10 * n for words in (_DUTCH_TENS, _ENGLISH_TENS) for n, word in enumerate(words.split(), start=2)}
    ones = ["een", *_DUTCH.split()[:8]]
    joined = {f"{one}en{ten}": n + tens[ten] for n, one in enumerate(ones, start=1) for ten in _DUTCH_TENS.split()}
    small = units | tens | joined | {"nul": 0, "zero": 0, "honderd": 100, "hundred": 100, "duizend": 1000, "thousand": 1000}
    large = {f"{word}{name}": n * _SCALES[name] for word, n in small.items() for name in ("honderd", "duizend") if n < 100}
    return small | large | {f"{word}tal": n for word, n in small.items()} | {"dozen": 12, "dozijn": 12}


_SPELLED = _spelled()
_TENS = frozenset(_ENGLISH_TENS.split())


def numbers(text: str) -> Iterator[Number]:
    """The numbers of a text in order: in figures or words, with "miljoen" and the like, parts ("two thirds"), percentages."""
    return (found.number for found in find_numbers(text))


def find_numbers(text: str) -> Iterator[Found]:
    """The numbers of a text in order, with where they stand."""
    place = 0
    while match := _NUMBER.search(text, place):
        place = match.end()
        value = _value(match, text)
        if value is None:
            continue
        following = _next(text, place)
        if following and match["word"] and fold(match["word"]) in _TENS and 2 <= _SPELLED.get(following[0], 0) <= 9:
            value, place = value + _SPELLED[following[0]], following[1]
            following = _next(text, place)
        while following and (factor := _factor(following[0], text[: match.start()])):
            value, place = value * factor, following[1]
            following = _next(text, place)
        yield Found(Number(value, following is not None and following[0] in _PERCENT), match.start(), place)


def _value(match: re.Match[str], text: str) -> Fraction | None:
    if not match["figures"]:
        word = fold(match["word"])
        if match["word"].casefold() == "één":
            return Fraction(1)
        if word in _ONE and _LARGE.match(text, match.end()) and not _HALF_OF.search(text, 0, match.start()):
            return Fraction(1)
        return Fraction(_SPELLED[word]) if word in _SPELLED else _SHARES.get(word)
    figures = match["figures"]
    following = _next(text, match.end())
    scaled = following is not None and _SCALES.get(following[0], 0) >= 10**5
    # "1.200 studenten" is a thousand and more, "1,125 miljoen" hardly more than one.
    if _GROUPED.fullmatch(figures) and not (scaled and len(re.findall(r"\D", figures)) == 1):
        return Fraction(re.sub(r"\D", "", figures))
    *whole, decimals = re.split(r"\D", figures) if re.search(r"\D", figures) else (figures, "0")
    return Fraction(f"{''.join(whole)}.{decimals}")


def _factor(word: str, before: str) -> Fraction | None:
    """What a word behind a number multiplies it by. A single letter counts with money alone: "6 m" may be metres."""
    if word in _LETTERS and not re.search(r"[€$£]\s*$", before):
        return None
    return Fraction(_SCALES[word]) if word in _SCALES else _SHARES.get(word) if word in _MULTIPLIED else None


def _next(text: str, place: int) -> tuple[str, int] | None:
    match = _NEXT.match(text, place)
    return (fold(match[1]), match.end()) if match else None
