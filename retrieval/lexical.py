"""What the lexical index holds of a passage, and what a question asks of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from retrieval.compounds import CompoundSplitter
from retrieval.dutch import STOP_WORDS, content_words, stem, stems, words
from retrieval.model import Language, Passage
from retrieval.ports import LexicalRow, Term

BODY, SURFACE, HEADING, PARTS = "body", "surface", "heading", "parts"
FIELDS = (BODY, SURFACE, HEADING, PARTS)
# Stems carry the ranking; the written form breaks ties between words of one stem; a heading names what a passage
# is about without saying it; a part of a compound says less than a word. Figures: docs/evaluation.md.
WEIGHTS = {BODY: 1.0, SURFACE: 0.2, HEADING: 0.4, PARTS: 0.4}
# What a part of a compound of the question weighs, and two of its words written as one.
PART_WEIGHT, JOINED_WEIGHT = 0.3, 0.3
# An English question finds Dutch text by its synonyms alone.
SYNONYM_WEIGHT: dict[Language, float] = {"nl": 0.4, "en": 0.8}
# More words than this say nothing more about what is asked, and cost a term query each.
MAX_TERMS = 64


def rows(passages: Iterable[Passage], titles: Mapping[int, str], splitter: CompoundSplitter) -> Iterator[LexicalRow]:
    """Rows of the lexical index. ``titles``: document title by version."""
    for passage in passages:
        written = words(passage.text)
        heading = " ".join([titles.get(passage.version, ""), *passage.heading])
        yield LexicalRow(
            passage.id,
            {
                BODY: stems(passage.text, passage.language),
                SURFACE: written,
                HEADING: stems(heading, passage.language),
                PARTS: [stem(part) for word in written for part in splitter.parts(word)],
            },
        )


def terms(query: str, language: Language, splitter: CompoundSplitter | None, synonyms: Sequence[str] = ()) -> list[Term]:
    """The weighted terms of a query: its content words, or all its words when there are no others.

    ``splitter``: ``None`` asks for no parts of compounds; ``synonyms``: words to look for besides, for less.
    """
    asked = content_words(query) or [w for w in words(query) if w not in STOP_WORDS[language]] or words(query)
    weighted = dict.fromkeys(asked, 1.0) | dict.fromkeys((w for w in synonyms if w not in asked), SYNONYM_WEIGHT[language])
    found: dict[tuple[str, str], float] = {}
    for word, weight in list(weighted.items())[:MAX_TERMS]:
        for field, token, share in _word_terms(word, language, splitter):
            # A synonym may have the stem of a word that was asked.
            found[field, token] = max(found.get((field, token), 0.0), weight * share)
    for joined in _joined(asked, splitter) if splitter else ():
        found.setdefault((BODY, stem(joined)), JOINED_WEIGHT)
    return [Term(field, token, weight) for (field, token), weight in found.items()]


def _word_terms(word: str, language: Language, splitter: CompoundSplitter | None) -> Iterator[tuple[str, str, float]]:
    fields = (BODY, HEADING, PARTS) if splitter else (BODY, HEADING)
    yield SURFACE, word, WEIGHTS[SURFACE]
    for form in dict.fromkeys((stem(word, "nl"), stem(word, language))):
        for field in fields:
            yield field, form, WEIGHTS[field]
    for part in splitter.parts(word) if splitter else ():
        for field in fields:
            yield field, stem(part), PART_WEIGHT * WEIGHTS[field]


def _joined(asked: Sequence[str], splitter: CompoundSplitter) -> Iterator[str]:
    """Words of the question that follow each other, written as one word that exists: "zorg technologie"."""
    for first, second in pairwise(asked):
        for link in ("", "s"):
            if splitter.knows(first + link + second):
                yield first + link + second
