"""How many consortia were granted according to a source, where this library holds fewer of them."""

from __future__ import annotations

from collections.abc import Sequence

from retrieval.answering.evidence import Sentence, sentences_of
from retrieval.dutch import stem, words
from retrieval.model import Filter
from retrieval.numbers import find_numbers
from retrieval.snapshot import GRANTED, Snapshot

_KIND = "consortium"
_NAMES = ("consortia", "consortiums")
_CONDITIONS = {("kind", _KIND), ("status", GRANTED)}
# How far behind its number the name of what is counted may stand: "vijftien toegekende consortia".
_REACH = 3


def asks_all_granted(conditions: Sequence[Filter], found: int, snapshot: Snapshot) -> bool:
    """Whether the plans found are all the granted consortia that are known, and more were granted."""
    known, granted = snapshot.coverage.consortia
    asked = {(f.facet, f.value) for f in conditions if not f.negated}
    return len(asked) == len(conditions) and ("kind", _KIND) in asked <= _CONDITIONS and found == known < granted


def granted_said(snapshot: Snapshot) -> Sentence | None:
    """The sentence of a source that states how many consortia were granted, one that says how many are known before others."""
    known, granted = snapshot.coverage.consortia
    ids = sorted({int(i) for name in _NAMES for i in snapshot.holding((name,))})
    said = [s for s in sentences_of(snapshot.library.passages(ids).values()) if _states(s, granted, snapshot)]
    return max(said, key=lambda s: (known in {n.number.value for n in find_numbers(s.text)}, -len(s.text)), default=None)


def _states(sentence: Sentence, number: int, snapshot: Snapshot) -> bool:
    counted = {stem(name) for name in _NAMES}
    behind = (words(sentence.text[found.end :])[:_REACH] for found in find_numbers(sentence.text) if found.number.value == number)
    named = snapshot.filters.named_in(sentence.text)
    return ("status", GRANTED) in named and any(counted & {stem(word) for word in own} for own in behind)
