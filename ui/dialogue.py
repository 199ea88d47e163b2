"""A conversation as what was asked, and as parameters of the address: ``?v=first question&v=second``.

What was changed by hand stands beside it, each with the number of its question: ``bij=2:province:gelderland`` a filter that was
added, ``zonder=2:theme:waterstof`` one that was taken away, ``letterlijk=2`` typing errors left as typed, ``keuze=2`` a choice
between the meanings of the question before it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from retrieval.understanding.question import MAX_CHARACTERS
from ui.address import Params

QUESTION, ADDED, WITHOUT, TYPED, CHOICE = "v", "bij", "zonder", "letterlijk", "keuze"
KEYS = (QUESTION, ADDED, WITHOUT, TYPED, CHOICE)
# Longer addresses are cut off by mail programs and proxies.
MOST_CHARACTERS = 4_000
_PARTS = ":"

Value = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it was put.

    ``added``, ``without``: (facet, value) of filters that were added and taken away by hand, of the latter also (kind, value) of
    requirements; ``typed``: its typing errors are left; ``choice``: it says which meaning of the question before it was meant,
    and goes on from where that one did.
    """

    question: str
    added: tuple[Value, ...] = ()
    without: tuple[Value, ...] = ()
    typed: bool = False
    choice: bool = False


def params_of(asked: Sequence[Asked]) -> dict[str, tuple[str, ...]]:
    """The parameters that say what was asked; of a conversation that is too long for an address there are none."""
    found: dict[str, tuple[str, ...]] = {
        QUESTION: tuple(one.question for one in asked),
        ADDED: tuple(_value(number, value) for number, one in enumerate(asked, 1) for value in one.added),
        WITHOUT: tuple(_value(number, value) for number, one in enumerate(asked, 1) for value in one.without),
        TYPED: tuple(str(number) for number, one in enumerate(asked, 1) if one.typed),
        CHOICE: tuple(str(number) for number, one in enumerate(asked, 1) if one.choice),
    }
    long = sum(len(value) for values in found.values() for value in values) > MOST_CHARACTERS
    return dict.fromkeys(KEYS, ()) if long else found


def asked_in(params: Params) -> tuple[Asked, ...]:
    """What an address says was asked; what makes no sense in it is left out."""
    added, without = (_values(params.get(key, ())) for key in (ADDED, WITHOUT))
    typed, choice = (set(params.get(key, ())) for key in (TYPED, CHOICE))
    questions = _fitting([question[:MAX_CHARACTERS] for question in params.get(QUESTION, ())])
    return tuple(
        Asked(question, added[str(n)], without[str(n)], str(n) in typed, str(n) in choice and n > 1)
        for n, question in enumerate(questions, 1)
    )


def _fitting(questions: Sequence[str]) -> Sequence[str]:
    """The first questions, of which an address holds so many characters: a longer one was not made here."""
    lengths = accumulate(map(len, questions))
    return [question for question, length in zip(questions, lengths, strict=True) if length <= MOST_CHARACTERS]


def _value(number: int, value: Value) -> str:
    return _PARTS.join((str(number), *value))


def _values(told: Iterable[str]) -> defaultdict[str, tuple[Value, ...]]:
    found: defaultdict[str, tuple[Value, ...]] = defaultdict(tuple)
    for one in told:
        number, _, value = one.partition(_PARTS)
        facet, _, name = value.partition(_PARTS)
        if facet and name:
            found[number] = (*found[number], (facet, name))
    return found
