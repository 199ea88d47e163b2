"""Sources that contradict each other: amounts, dates and numbers that differ between the sentences that answer."""

from __future__ import annotations

import re
from collections.abc import Sequence

from retrieval.answering.evidence import Sentence
from retrieval.answering.expected import form_of
from retrieval.answering.quoting import Quoter

_AMOUNT = re.compile(
    r"€\s?\d[\d.,]*(?:\s*(?:miljoen|miljard|million|billion))?|\b\d[\d.,]*\s*(?:miljoen|miljard|million|billion)\b", re.IGNORECASE
)
_DATE = re.compile(
    r"\b(?:\d{1,2} )?(?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december)? ?(?:19|"
    r"20)\d\d\b"
)
_FIGURES = {"money": _AMOUNT, "duration": _DATE}


def differing(asked: str, sentences: Sequence[Sentence], quoter: Quoter) -> list[tuple[str, int]]:
    """(figure, mark) of the sentences that answer a question for an amount or a date, where they name different ones.

    Empty when they agree, or when the question asks for something else: then figures may differ as they like.
    """
    form = form_of(asked)
    pattern = _FIGURES.get(form.aspect) if form else None
    if pattern is None or len(sentences) < 2:
        return []
    found: list[tuple[str, int]] = []
    seen: list[frozenset[str]] = []
    for sentence in sentences:
        figures = tuple(" ".join(m.group().split()) for m in pattern.finditer(sentence.text))
        cited = quoter.cite(sentence.quotation())
        if not figures or cited is None:
            return []
        # A sentence that repeats a figure of another one agrees with it.
        if not any(frozenset(figures) & own for own in seen):
            seen.append(frozenset(figures))
            found.append((figures[0], cited.mark))
    return found if len(found) > 1 else []
