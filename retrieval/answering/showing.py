"""How well a sentence shows that a plan meets filters: by naming what they ask for, or something that says as much."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from retrieval.answering.sums import tells_of_grant
from retrieval.coverage import shares_word_start
from retrieval.dutch import fold
from retrieval.model import Filter
from retrieval.understanding.filters import FilterReader
from retrieval.understanding.kinds import GRANTED, UNKNOWN
from retrieval.vocabulary import PLACES, SUBJECTS

Values = frozenset[tuple[str, str]]

# What a sentence gains by naming the value of a filter. The subject counts most, whatever else is named: a place is shown by any
# sentence. Judged by hand on forty questions of the development half.
# Another name for it ("duurzame energie" for energietransitie), something narrower ("waterstof"), a longer word
# with its name ("zorgrobot" for robotica) or a part of the word ("energie") says less.
_NAMED = {
    "theme": 6.0,
    "offer": 6.0,
    "organisation": 6.0,
    "sector": 3.0,
    "level": 2.0,
    "place": 1.0,
    "region": 1.0,
    "province": 0.7,
    "status": 3.0,
    "kind": 0.3,
}
_OTHER_NAME, _NARROWER, _IN_WORD, _PART = 0.9, 0.7, 0.6, 0.4
# So does the sentence from which it was read that a plan has it: a town says in which province.
_SHOWN = 0.6
# A place within the one that is asked for shows it nearly as well, a larger one somewhat.
_WITHIN, _AROUND = 0.8, 0.4


def shows(text: str, filters: Sequence[Filter], reader: FilterReader, held: Values = frozenset()) -> float:
    """What a sentence gains by the filters that it shows: what is denied is no reason to quote it.

    ``held``: the (facet, value) that were read from it.
    """
    named = reader.named_in(text)
    worth: dict[str, float] = {}
    for wanted in (_undecided(f) if f.negated and f.facet == "status" else f for f in filters):
        if wanted.negated:
            continue
        own = _NAMED.get(wanted.facet, 0.0) * _share(text, named, held, wanted, reader)
        # Of values that are alternatives the best that is named counts.
        before = worth.get(wanted.facet, 0.0)
        worth[wanted.facet] = before + own if wanted.together else max(before, own)
    return sum(worth.values())


def _share(text: str, named: Values, held: Values, wanted: Filter, reader: FilterReader) -> float:
    """How well a sentence that names some values shows one filter, 0 to 1."""
    if (wanted.facet, wanted.value) in named:
        return 1.0 if fold(wanted.label) in fold(text) else _OTHER_NAME
    if named & reader.values(wanted):
        return _NARROWER
    if held & reader.values(wanted):
        return _SHOWN
    if wanted.facet in PLACES:
        if any(reader.geography.lies_in(own, wanted) for own in named):
            return _WITHIN
        return _AROUND if any(reader.geography.holds(own, wanted) for own in named) else 0.0
    if wanted.value == GRANTED and tells_of_grant(text):
        return _OTHER_NAME
    if wanted.facet not in SUBJECTS:
        return 0.0
    return _IN_WORD if reader.within_words(text, wanted) else _PART if shares_word_start(wanted.label, text) else 0.0


def _undecided(denied: Filter) -> Filter:
    """What shows that a plan was not said to be granted: that the sources do not say so."""
    return replace(denied, value=UNKNOWN, negated=False)
