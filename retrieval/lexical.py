"""What the lexical index holds of a passage, and what a question asks of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from retrieval.compounds import CompoundSplitter
from retrieval.dutch import STOP_WORDS, content_words, stem, stems, words
from retrieval.model import Language, Notion, Passage
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
                BODY: stems(written, passage.language),
                SURFACE: written,
                HEADING: stems(words(heading), passage.language),
                PARTS: [stem(part) for word in written for part in splitter.parts(word)],
            },
        )


def terms(
    query: str, notions: Sequence[Notion], language: Language, splitter: CompoundSplitter | None, *, expand: bool = True
) -> list[Term]:
    """The weighted terms of a query: the words of its notions, or all its words when it has none.

    ``splitter``: ``None`` asks for no parts of compounds; ``expand``: look for the synonyms of the notions besides, for
    less; those of several words as phrases.
    """
    asked = asked_words(query, notions, language)
    own = frozenset(asked)
    found: dict[tuple[str, tuple[str, ...]], float] = {}
    for name in sought(asked, notions, expand=expand):
        weight = 1.0 if own.issuperset(name) and len(name) == 1 else SYNONYM_WEIGHT[language]
        for field, tokens, share in _terms_of(name, language, splitter):
            # A synonym may have the stem of a word that was asked.
            found[field, tokens] = max(found.get((field, tokens), 0.0), weight * share)
    for joined in _joined(asked, splitter) if splitter else ():
        found.setdefault((BODY, (stem(joined),)), JOINED_WEIGHT)
    return [Term(field, tokens, weight) for (field, tokens), weight in found.items()]


def asked_words(query: str, notions: Sequence[Notion], language: Language) -> list[str]:
    """The folded words that a query looks for: those of its notions, or all its words when it has none."""
    return [word for notion in notions for word in notion.words] or _any_words(query, language)


def sought(asked: Iterable[str], notions: Iterable[Notion], *, expand: bool) -> tuple[tuple[str, ...], ...]:
    """The words and phrases that a query looks for: its own words, then the synonyms of its notions if ``expand``."""
    own = [(word,) for word in asked]
    others = [synonym for notion in notions for synonym in notion.synonyms] if expand else []
    return tuple(dict.fromkeys((*own, *others)))[:MAX_TERMS]


def phrase(written: Sequence[str]) -> Term:
    """The term for words that must stand there as written, one after the other."""
    return Term(SURFACE, tuple(written), 1.0)


def _any_words(query: str, language: Language) -> list[str]:
    return content_words(query) or [w for w in words(query) if w not in STOP_WORDS[language]] or words(query)


def _terms_of(
    name: tuple[str, ...], language: Language, splitter: CompoundSplitter | None
) -> Iterator[tuple[str, tuple[str, ...], float]]:
    if len(name) == 1:
        yield from _word_terms(name[0], language, splitter)
        return
    for own in dict.fromkeys(("nl", language)):
        stemmed = tuple(stem(word, own) for word in name if word not in STOP_WORDS[own])
        for field in (BODY, HEADING) if stemmed else ():
            yield field, stemmed, WEIGHTS[field]


def _word_terms(word: str, language: Language, splitter: CompoundSplitter | None) -> Iterator[tuple[str, tuple[str, ...], float]]:
    fields = (BODY, HEADING, PARTS) if splitter else (BODY, HEADING)
    yield SURFACE, (word,), WEIGHTS[SURFACE]
    for form in dict.fromkeys((stem(word, "nl"), stem(word, language))):
        for field in fields:
            yield field, (form,), WEIGHTS[field]
    for part in splitter.parts(word) if splitter else ():
        for field in fields:
            yield field, (stem(part),), PART_WEIGHT * WEIGHTS[field]


def _joined(asked: Sequence[str], splitter: CompoundSplitter) -> Iterator[str]:
    """Words of the question that follow each other, written as one word that exists: "zorg technologie"."""
    for first, second in pairwise(asked):
        for link in ("", "s"):
            if splitter.knows(first + link + second):
                yield first + link + second
