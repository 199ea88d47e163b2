"""Questions as they were meant: typing errors mended, except within quotation marks, and words as they were typed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from retrieval.dutch import words
from retrieval.model import Correction, Filter, Language
from retrieval.understanding.spelling import Speller

_QUOTED = re.compile(r'"[^"]*"|[“”„][^“”„]*[“”„]|[«»][^«»]*[«»]|‘[^’]*’')


def corrected(text: str, language: Language, speller: Speller) -> tuple[str, tuple[Correction, ...]]:
    """The text with its typing errors mended; words in quotation marks are meant as they stand."""
    read, found, start = "", [], 0
    for quoted in [*_QUOTED.finditer(text), None]:
        end = quoted.start() if quoted else len(text)
        own, corrections = speller.corrected(text[start:end], language)
        found += [replace(c, start=c.start + start, end=c.end + start) for c in corrections]
        read += own + (quoted.group() if quoted else "")
        start = quoted.end() if quoted else end
    return read, tuple(found)


def phrases(text: str) -> tuple[tuple[str, ...], ...]:
    """The words that stand in quotation marks, folded, by stretch."""
    return tuple(found for quoted in _QUOTED.finditer(text) if (found := tuple(words(quoted.group()))))


def as_read(text: str, corrections: Sequence[Correction]) -> str:
    """Words as typed with their typing errors mended."""
    for correction in corrections:
        text = text.replace(correction.typed, correction.meant)
    return text


def as_typed(found: Filter, corrections: Sequence[Correction]) -> Filter:
    """The filter with the words as they were typed."""
    written = found.source_text
    for correction in corrections:
        whole = re.compile(rf"(?<!\w){re.escape(correction.meant)}(?!\w)")
        if whole.search(written):
            written = whole.sub(correction.typed.replace("\\", r"\\"), written)
        elif written and written in correction.meant:
            written = correction.typed
    return found if written == found.source_text else replace(found, source_text=written)
