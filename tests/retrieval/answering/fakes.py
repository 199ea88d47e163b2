"""A lexical index without texts."""

from __future__ import annotations

from collections.abc import Sequence

from retrieval.lexical import BODY
from retrieval.ports import Ids, Scores, Term


class Frequencies:
    """A lexical index that only knows in how many of its passages each stem stands."""

    def __init__(self, count: int, frequencies: dict[str, int]) -> None:
        self._count = count
        self._frequencies = frequencies

    def search(self, terms: Sequence[Term], limit: int, among: Ids | None = None) -> tuple[Ids, Scores]:
        raise NotImplementedError

    def count(self) -> int:
        return self._count

    def document_frequency(self, field: str, term: str) -> int:
        return self._frequencies.get(term, 0) if field == BODY else 0
