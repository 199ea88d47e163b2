"""What the lexical index holds of a passage, and what a question asks of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from retrieval.dutch import STOP_WORDS, content_words, stem, stems, words
from retrieval.model import Language, Passage
from retrieval.ports import LexicalRow, Term

BODY, SURFACE, HEADING = "body", "surface", "heading"
FIELDS = (BODY, SURFACE, HEADING)
# Stems carry the ranking; the written form breaks ties between words of one stem; a heading names what a passage
# is about without saying it. Untuned: the issue on Dutch retrieval sets them by ablation.
WEIGHTS = {BODY: 1.0, SURFACE: 0.2, HEADING: 0.4}
# An English question finds Dutch text by its synonyms alone.
SYNONYM_WEIGHT: dict[Language, float] = {"nl": 0.4, "en": 0.8}
# More words than this say nothing more about what is asked, and cost a term query each.
MAX_TERMS = 64


def rows(passages: Iterable[Passage], titles: dict[int, str]) -> Iterator[LexicalRow]:
    """Rows of the lexical index. ``titles``: document title by version."""
    for passage in passages:
        heading = " ".join([titles.get(passage.version, ""), *passage.heading])
        yield LexicalRow(
            passage.id,
            {
                BODY: stems(passage.text, passage.language),
                SURFACE: words(passage.text),
                HEADING: stems(heading, passage.language),
            },
        )


def terms(query: str, language: Language, synonyms: Sequence[str] = ()) -> list[Term]:
    """The weighted terms of a query: its content words, or all its words when there are no others.

    ``synonyms``: words to look for besides, for less.
    """
    asked = content_words(query) or [w for w in words(query) if w not in STOP_WORDS[language]] or words(query)
    weighted = dict.fromkeys(asked, 1.0) | dict.fromkeys((w for w in synonyms if w not in asked), SYNONYM_WEIGHT[language])
    found: dict[tuple[str, str], float] = {}
    for word, weight in list(weighted.items())[:MAX_TERMS]:
        found[SURFACE, word] = weight * WEIGHTS[SURFACE]
        for form in dict.fromkeys((stem(word, "nl"), stem(word, language))):
            for field in (BODY, HEADING):
                # A synonym may have the stem of a word that was asked.
                found[field, form] = max(found.get((field, form), 0.0), weight * WEIGHTS[field])
    return [Term(field, token, weight) for (field, token), weight in found.items()]
