"""Nearly the same documents: the same text as PDF and as HTML, with another header or footer; not another edition.

MinHash finds documents that share most of their words; then both are laid side by side, word by word. They are the same
only where all that differs is furniture: whole lines at the beginning or the end, or that recur on page after page. One other
word or amount between is another edition, and both stay. Figures: docs/duplicates.md.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
import zlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from rapidfuzz.distance import Levenshtein

from ingest.addresses import page_key

# A shorter text has too little of its own to be told from another one made by the same form; it must be equal.
LEAST_WORDS = 150
# With fewer words two texts are the same by chance.
_FEW = 20
# Words that the longer of two must share with the other, in their order.
LEAST_SHARED = 0.9
_SHINGLE = 3
# Two texts of which 80 % of all shingles are in both share a band in 99.98 % of all cases, at 50 % in 64 %.
_BANDS, _ROWS = 16, 4
_WORD = re.compile(r"\w+")
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of a text; ``begins``: the places of those that begin a line, and the place behind the last."""

    words: list[str]
    begins: frozenset[int]


@dataclass(frozen=True, slots=True)
class _Difference:
    """Words of the one, and of the other, between words that both have; ``first`` before all those, ``last`` behind them."""

    ours: tuple[str, ...]
    theirs: tuple[str, ...]
    whole_lines: bool
    first: bool
    last: bool

    @property
    def edge(self) -> bool:
        return self.first or self.last


def bands_of(pages: Iterable[str]) -> tuple[bytes, ...]:
    """What texts that are nearly the same share at least one of; short ones only when they have the same words."""
    words = _words(pages).words
    if len(words) < LEAST_WORDS:
        return (
            (hashlib.blake2b(" ".join(words).encode("utf-8", "replace"), digest_size=8).digest(),) if len(words) >= _FEW else ()
        )
    from datasketch import MinHash  # brings half of scipy: half a second, which short texts do without

    signature = MinHash(num_perm=_BANDS * _ROWS, hashfunc=zlib.crc32)
    shingles = {" ".join(words[start : start + _SHINGLE]) for start in range(len(words) - _SHINGLE + 1)}
    signature.update_batch([shingle.encode("utf-8", "replace") for shingle in shingles])
    rows = signature.digest().reshape(_BANDS, _ROWS)
    return tuple(hashlib.blake2b(bytes([place]) + row.tobytes(), digest_size=8).digest() for place, row in enumerate(rows))


def address_bands(addresses: Iterable[str]) -> tuple[bytes, ...]:
    """What documents of one page of the web share."""
    keys = sorted({page_key(address) for address in addresses if address})
    return tuple(hashlib.blake2b(b"address " + key.encode("utf-8", "replace"), digest_size=8).digest() for key in keys)


def same_page(ours: Iterable[str], theirs: Iterable[str]) -> bool:
    """Whether the texts of two documents that are said to be one page of the web are so: most words are in both."""
    one, other = _words(ours), _words(theirs)
    longer = max(len(one.words), len(other.words))
    return bool(longer) and _aligned(one, other)[0] >= LEAST_SHARED * longer


def same_text(ours: Iterable[str], theirs: Iterable[str]) -> bool:
    """Whether the pages of two documents have the same text but for furniture."""
    one, other = _words(ours), _words(theirs)
    if len(one.words) >= _FEW and one.words == other.words:
        return True
    longer = max(len(one.words), len(other.words))
    if min(len(one.words), len(other.words)) < max(LEAST_WORDS, LEAST_SHARED * longer):
        return False
    shared, differences = _aligned(one, other)
    if shared < LEAST_SHARED * longer:
        return False
    recurring = Counter(_letters(side) for d in differences if not d.edge for side in (d.ours, d.theirs) if side)
    return all(_is_furniture(difference, recurring) for difference in differences)


def _words(pages: Iterable[str]) -> _Words:
    words: list[str] = []
    begins = {0}
    for page in pages:
        for line in unicodedata.normalize("NFKC", page).casefold().split("\n"):
            words += _WORD.findall(line)
            begins.add(len(words))
    return _Words(words, frozenset(begins))


def _aligned(one: _Words, other: _Words) -> tuple[int, list[_Difference]]:
    """(words that both have in their order, what differs)."""
    steps = Levenshtein.opcodes(one.words, other.words)
    shared = sum(step.src_end - step.src_start for step in steps if step.tag == "equal")
    differences = []
    for equal, group in groupby(steps, key=lambda step: step.tag == "equal"):
        if not equal:
            own = list(group)
            spans = (own[0].src_start, own[-1].src_end), (own[0].dest_start, own[-1].dest_end)
            differences.append(_difference(one, other, *spans))
    return shared, differences


def _difference(one: _Words, other: _Words, ours: tuple[int, int], theirs: tuple[int, int]) -> _Difference:
    first = ours[0] == theirs[0] == 0
    last = ours[1] == len(one.words) and theirs[1] == len(other.words)
    whole = one.begins.issuperset(ours) and other.begins.issuperset(theirs)
    return _Difference(tuple(one.words[slice(*ours)]), tuple(other.words[slice(*theirs)]), whole, first, last)


def _is_furniture(difference: _Difference, recurring: Counter[str]) -> bool:
    """Whether a difference is none in what is said."""
    ours, theirs = difference.ours, difference.theirs
    if "".join(ours) == "".join(theirs):
        return True  # a space that one reader saw and the other did not
    if not difference.whole_lines or (_numbers(ours) and _numbers(theirs)):
        return False
    sides = [side for side in (ours, theirs) if side]
    if difference.edge and (len(sides) == 1 or not difference.first):
        return True
    # A page number alone, or a line of every page. Another line at the beginning alone is another title.
    least = 0 if difference.edge else 1
    return all(recurring[_letters(side)] > least or (len(sides) == 1 and _is_page_number(side)) for side in sides)


def _letters(words: Sequence[str]) -> str:
    """Words with one sign for every number."""
    return _DIGITS.sub("#", " ".join(words))


def _numbers(words: Sequence[str]) -> bool:
    return any(map(_DIGITS.search, words))


def _is_page_number(words: Sequence[str]) -> bool:
    return len(words) == 1 and words[0].isdecimal() and len(words[0]) <= 3
