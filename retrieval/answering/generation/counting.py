"""What the numbers of a claim count: "40 bedrijven" is not proven by "40 studenten", nor "vier maanden" by "vier jaar"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import dropwhile, takewhile

from retrieval.alignment import Aligner
from retrieval.coverage import Weighted
from retrieval.dutch import STOP_WORDS, stem, words
from retrieval.numbers import Number, find_numbers

# Words behind a number among which stands what it counts; in a quotation it may also stand before it ("studenten: 40").
_PHRASE, _BEHIND, _BEFORE = 3, 3, 4
# Two words that name the same thing: "companies" and "bedrijven" have a cosine of 0.79, "jaar" and "maanden" 0.43.
_SAME = 0.5
_STOP = (
    STOP_WORDS["nl"]
    | STOP_WORDS["en"]
    | frozenset("ruim bijna ongeveer circa zo'n about around nearly almost over euro euros".split())
)
_END = re.compile(r"[.;:?!](?=\s|$)|,(?=\s)")
_MONEY_BEFORE = re.compile(r"[€$£]\s*$")
_MONEY_BEHIND = re.compile(r"\s*(?:euro|eur)\b", re.IGNORECASE)
_MONTHS = (
    "januari january", "februari february", "maart march", "april", "mei may", "juni june", "juli july", "augustus august",
    "september", "oktober october", "november", "december",
)  # fmt: skip
_MONTH_OF = {name: number for number, names in enumerate(_MONTHS, start=1) for name in names.split()}
# Words of other meanings, which are months with a capital alone.
_AMBIGUOUS = ("may", "march")
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Counted:
    """A number of a text, whether it is money, and the words around it among which stands what it counts.

    ``phrase``: the words right behind it that no small word parts; ``behind`` and ``before``: those near it on either side.
    """

    number: Number
    money: bool
    phrase: tuple[str, ...]
    behind: tuple[str, ...]
    before: tuple[str, ...]


def months(text: str) -> frozenset[int]:
    """The months that a text names, 1 to 12, in Dutch or English."""
    named = (word for word in _WORD.findall(text) if word[0].isupper() or word not in _AMBIGUOUS)
    return frozenset(_MONTH_OF[word.casefold()] for word in named if word.casefold() in _MONTH_OF)


def counts_alike(claim: str, given: str, similarity: Aligner) -> bool:
    """Whether each number of a claim counts there what it counts in the quotations ``given``. A year counts nothing."""
    quoted = list(_counted(given))
    return all(
        any(own.number == other.number and _alike(own, other, similarity) for other in quoted)
        for own in _counted(claim)
        if not _is_year(own)
    )


def _alike(own: Counted, other: Counted, similarity: Aligner) -> bool:
    if own.money or own.number.percent:
        return own.money == other.money
    if not own.phrase:
        return True
    # Only the word right behind the number is looked for before the other one: what follows it may be the verb.
    return _near(own.phrase[0], other.before, similarity) or any(_near(word, other.behind, similarity) for word in own.phrase)


def _near(word: str, around: Sequence[str], similarity: Aligner) -> bool:
    if stem(word) in map(stem, around) or any(len(word) >= 5 and other.endswith(word) for other in around):
        return True
    return float(similarity.alignment([Weighted((), 1.0, (word,))], [around])[0]) >= _SAME


def _is_year(own: Counted) -> bool:
    return not own.money and own.number.value.denominator == 1 and 1900 <= own.number.value <= 2100


def _counted(text: str) -> Iterator[Counted]:
    found = list(find_numbers(text))
    for place, own in enumerate(found):
        end = found[place + 1].start if place + 1 < len(found) else len(text)
        following = _END.split(text[own.end : end])[0]
        # What stands between two numbers mostly belongs to the first.
        before = _content(_END.split(text[: own.start])[-1])[-_BEFORE:] if not place else []
        money = bool(_MONEY_BEFORE.search(text[: own.start]) or _MONEY_BEHIND.match(text, own.end))
        yield Counted(own.number, money, _phrase(following), tuple(_content(following)[:_BEHIND]), tuple(before))


def _phrase(text: str) -> tuple[str, ...]:
    """The first words that say something, up to a small word behind them: "van de zes groene centra in" -> groene centra."""
    behind = list(dropwhile(_STOP.__contains__, words(text)))
    return tuple(takewhile(lambda word: word not in _STOP and word not in _MONTH_OF, behind))[:_PHRASE]


def _content(text: str) -> list[str]:
    return [word for word in words(text) if word not in _STOP and word not in _MONTH_OF]
