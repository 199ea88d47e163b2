"""A text as word sequences in which names stand as what they name: "en in #Place ?"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from retrieval.dutch import fold

_TOKENS = re.compile(r"[\w'’-]+|[?!]")
_LONGEST = 3


@dataclass(frozen=True, slots=True)
class Named:
    """A span of a text, and what its words name."""

    start: int
    end: int
    kind: str


def masked(text: str, named: Sequence[Named]) -> list[str]:
    """The folded words of a text, and ``#kind`` for those of a name; of names that overlap the first, and the longest."""
    found: list[str] = []
    position = 0
    for name in sorted(named, key=lambda own: (own.start, -own.end)):
        if name.start >= position:
            found += [*_words(text[position : name.start]), f"#{name.kind}"]
            position = name.end
    return [*found, *_words(text[position:])]


def grams(tokens: Sequence[str]) -> Iterator[str]:
    """All sequences of one to three tokens, where the text begins and ends among them."""
    edged = ["^", *tokens, "$"]
    for length in range(1, _LONGEST + 1):
        for start in range(len(edged) - length + 1):
            yield " ".join(edged[start : start + length])


def bare(tokens: Sequence[str]) -> str:
    """The words without what stands for names."""
    return " ".join(token for token in tokens if not token.startswith("#"))


def _words(text: str) -> list[str]:
    return [fold(word) for word in _TOKENS.findall(text)]
