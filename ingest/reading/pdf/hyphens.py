"""Words broken over the ends of lines, made whole."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ingest.reading.pdf.pdfium import BROKEN
from ingest.reading.pdf.spelling import is_listed, is_word
from retrieval.dutch import fold

# Marks that only break a word. A hyphen may be one, or be part of the word ("publiek-private").
BREAKS = f"\u00ad\u2010\x02{BROKEN}"
_BROKEN_WORD = re.compile(rf"\w+(?:{BROKEN}\w+)+")
_HYPHENATED = re.compile(r"\w+(?:-\w+)+")
_LAST, _FIRST = re.compile(r"[^\W\d_]+$"), re.compile(r"[^\W\d_]+")


def breaks_word(text: str, line: str) -> bool:
    """Whether ``line`` goes on with the word at the end of ``text``."""
    return text[-1:] in ("-", *BREAKS) and text[-2:-1].isalpha() and line[:1].islower()


def join(text: str, line: str) -> str:
    """Two lines as one. What PDFium knows to be a break stays to be mended."""
    if not breaks_word(text, line):
        return f"{text.rstrip(BROKEN)} {line}"
    if text[-1] == BROKEN:
        return text + line
    return text[:-1] + line if text[-1] in BREAKS or _one_word(text[:-1], line) else text + line


def _one_word(text: str, line: str) -> bool:
    """Whether the parts around a hyphen are a word together: a listed one, or a compound and not of two words."""
    last, first = _LAST.search(text), _FIRST.match(line)
    if last is None or first is None:
        return False
    before, after = fold(last.group()), fold(first.group())
    return is_listed(before + after) or (is_word(before + after) and not (is_word(before) and is_word(after)))


def hyphenated(texts: Iterable[str]) -> frozenset[str]:
    """The words that have a hyphen within a line, in lower case."""
    return frozenset(word for text in texts if "-" in text for word in _HYPHENATED.findall(text.casefold()))


def mend(text: str, whole: frozenset[str]) -> str:
    """The text without the marks of PDFium for a broken word, with a hyphen in a word that stands so in ``whole``."""

    def mended(match: re.Match[str]) -> str:
        with_hyphen = match.group().replace(BROKEN, "-")
        return with_hyphen if with_hyphen.casefold() in whole else match.group().replace(BROKEN, "")

    return _BROKEN_WORD.sub(mended, text) if BROKEN in text else text
