"""Beginnings of names that several plans share: who says "Technohub" may mean the one in Woerden or another."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from retrieval.dutch import Token, tokens
from retrieval.model import Plan
from retrieval.understanding.kinds import PROGRAMME
from retrieval.understanding.known import is_common

# More words of a name than these tell it apart; shorter words are abbreviations of anything.
_LONGEST, _SHORTEST = 3, 5
# What more plans share is no name.
_MOST = 4
_APART = re.compile(r"\([^)]*\)")


class PartialNames:
    """The runs of words with which the names of two to four plans begin, as one word: "Green Tech" may be GreenTech."""

    def __init__(self, plans: Sequence[Plan]) -> None:
        held: dict[str, dict[str, Plan]] = defaultdict(dict)
        # Names of programmes describe them: "Opschaling ...".
        for plan in (plan for plan in plans if plan.kind != PROGRAMME):
            for name in (plan.name, *plan.aliases):
                words = [token.folded for token in tokens(_APART.sub(" ", name))]
                for end in range(1, min(_LONGEST, len(words)) + 1):
                    held["".join(words[:end])][plan.id] = plan
        self._shared = {run: tuple(own.values()) for run, own in held.items() if 1 < len(own) <= _MOST}

    def mentions(self, text: str, explained: Sequence[tuple[int, int]]) -> list[tuple[int, int, tuple[Plan, ...]]]:
        """(start, end, plans) of the longest run in ``text`` that several plans share and nothing in ``explained`` holds."""
        found = []
        for run in sorted(_runs(tokens(text)), key=len, reverse=True):
            plans = self._shared.get("".join(token.folded for token in run))
            start, end = run[0].start, run[-1].end
            if plans and _is_name(run, text) and not any(begin < end and start < stop for begin, stop in explained):
                found.append((start, end, plans))
        return found[:1]


def _runs(words: Sequence[Token]) -> Iterator[Sequence[Token]]:
    for start in range(len(words)):
        for end in range(start + 1, min(start + _LONGEST, len(words)) + 1):
            yield words[start:end]


def _is_name(run: Sequence[Token], text: str) -> bool:
    """Whether it is written as a name: a strange word, or several with capitals."""
    if len(run) == 1:
        word = run[0].folded
        return len(word) >= _SHORTEST and not is_common(word)
    return all(text[token.start].isupper() for token in run)
