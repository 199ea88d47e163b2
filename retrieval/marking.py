"""Marking in a text the words that were looked for: as written, in another form, within a compound, or by a synonym."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from retrieval.dutch import STOP_WORDS, Token, fold, sentences, stem, tokens
from retrieval.model import Language, Ranking

Span = tuple[int, int]
_CACHED = 20_000


@dataclass(frozen=True, slots=True)
class _Word:
    """What a word of a text says: its stem, that it is looked for, and which parts of asked compounds it is or holds."""

    stem: str
    sought: bool
    parts: frozenset[str]


class Marker:
    """Marks the words that a ranking was looked for with, by the rules of the lexical index.

    ``parts``: the parts of a folded compound, none for a word that is no compound. The parts of an asked compound count where
    all of them stand: "onderhoudsmonteur" is not meant by "monteur" alone, nor "waterstof" by "water".
    """

    def __init__(self, ranking: Ranking, parts: Callable[[str], Sequence[str]]) -> None:
        self._parts = parts
        # As the index is asked: the stems of Dutch, and those of the language of the query.
        self._languages: tuple[Language, ...] = ("nl", ranking.language)
        joined = {first + link + second for first, second in pairwise(ranking.asked) for link in ("", "s")}
        related = {name[0] for name in ranking.related if len(name) == 1}
        self._written = {*ranking.asked, *related}
        self._stems = {stem(word, language) for word in self._written for language in self._languages} | set(map(stem, joined))
        self._compounds = {frozenset(map(stem, found)) for word in ranking.asked if (found := parts(word))}
        self._phrases: dict[str, set[tuple[str, ...]]] = defaultdict(set)
        for name in ranking.related:
            for language in self._languages:
                stems = _stems(name, language)
                if len(stems) > 1:
                    self._phrases[stems[0]].add(stems)
        self._read = lru_cache(maxsize=_CACHED)(self._reading)

    def spans(self, text: str, language: Language) -> tuple[Span, ...]:
        """The spans of ``text`` to mark, in order, none in or next to another. ``language``: that of the text."""
        found = [token for token in tokens(text) if token.folded not in STOP_WORDS[language]]
        words = [self._read(token.folded, language) for token in found]
        held = frozenset[str]().union(*(word.parts for word in words))
        whole = frozenset[str]().union(*(compound for compound in self._compounds if compound <= held))
        marked = [(t.start, t.end) for t, word in zip(found, words, strict=True) if word.sought or word.parts & whole]
        return _merged([*marked, *self._standing(found, [word.stem for word in words])], text)

    def _reading(self, word: str, language: Language) -> _Word:
        stemmed = stem(word, language)
        stems = {stemmed, *map(stem, self._parts(word))}
        sought = word in self._written or bool(stems & self._stems)
        return _Word(stemmed, sought, frozenset(stems & frozenset[str]().union(*self._compounds)))

    def _standing(self, found: Sequence[Token], stems: Sequence[str]) -> Iterator[Span]:
        """Where phrases stand, stop words apart, as in the index."""
        for at, first in enumerate(stems):
            for phrase in self._phrases.get(first, ()):
                if tuple(stems[at : at + len(phrase)]) == phrase:
                    yield found[at].start, found[at + len(phrase) - 1].end


def excerpt(text: str, spans: Sequence[Span], most: int) -> Span:
    """The span of whole sentences of ``text`` that holds most of what is marked, in about ``most`` characters at most.

    A sentence that is longer is kept whole; the first of equals is taken. Different words say more than one word again.
    """
    found = list(sentences(text)) or [(0, len(text))]
    windows = [
        (start, max(end for begin, end in found[at:] if end - start <= most or begin == start))
        for at, (start, _) in enumerate(found)
    ]

    def worth(window: Span) -> tuple[int, int]:
        within = [fold(text[a:b]) for a, b in spans if window[0] <= a and b <= window[1]]
        return len(set(within)), len(within)

    return max(windows, key=worth)


def _stems(name: Sequence[str], language: Language) -> tuple[str, ...]:
    return tuple(stem(word, language) for word in name if word not in STOP_WORDS[language])


def _merged(spans: Sequence[Span], text: str) -> tuple[Span, ...]:
    """Spans in order; those that overlap, or that nothing but white space parts, as one."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and not text[found[-1][1] : start].strip():
            found[-1] = found[-1][0], max(found[-1][1], end)
        else:
            found.append((start, end))
    return tuple(found)
