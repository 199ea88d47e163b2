"""Words of the field with what they mean: each a heading of a glossary among the documents, its first sentence the meaning."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from retrieval.dutch import sentences
from retrieval.model import Passage
from retrieval.recogniser import Recogniser
from retrieval.vocabulary import Concept

# The kind of document that tells what words mean.
KIND = "begrippenlijst"
_FACET = "term"
# "Centre of Expertise (CoE)"; "Een consortium (meervoud: consortia) is ...".
_SHORT = re.compile(r"^(?P<name>.+?)\s*\((?P<short>[^()]+)\)$")
_PLURAL = re.compile(r"\((?:[^()]*,\s*)?meervoud: (?P<plural>[^();]+)[^()]*\)")


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the field, and the sentence of the glossary that says what it means."""

    name: str
    meaning: str


class Terms:
    """The words that a glossary explains, to be found in texts."""

    def __init__(self, terms: Sequence[Term]) -> None:
        self._terms = {term.name: term for term in terms}
        self._recogniser = Recogniser(Concept(_FACET, t.name, t.name, t.name, _labels(t)) for t in terms)
        # Quotations are drawn at every click.
        self.named = lru_cache(maxsize=10_000)(self._named)

    def _named(self, text: str) -> tuple[tuple[int, int, Term], ...]:
        """(start, end, term) of each word of the field that a text names, left to right."""
        return tuple((m.start, m.end, self._terms[m.concepts[0].id]) for m in self._recogniser.mentions(text))


def terms_of(passages: Iterable[Passage]) -> Terms:
    """The terms that the passages of a glossary explain."""
    found: dict[str, Term] = {}
    for passage in passages:
        if passage.heading and passage.heading[-1] not in found:
            start, end = next(iter(sentences(passage.text)), (0, 0))
            if end:
                found[passage.heading[-1]] = Term(passage.heading[-1], passage.text[start:end])
    return Terms(list(found.values()))


def _labels(term: Term) -> tuple[str, ...]:
    short, plural = _SHORT.match(term.name), _PLURAL.search(term.meaning)
    names = (short["name"], short["short"]) if short else (term.name,)
    return (*names, plural["plural"].strip()) if plural else names
