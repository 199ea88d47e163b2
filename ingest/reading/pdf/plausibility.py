"""How plausible the text of a page is as Dutch or English, measured from the text alone.

The thresholds, and the good and broken pages that they were measured on: docs/pdf-text.md.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from ingest.reading.pdf.spelling import is_word, is_wordlike
from retrieval.dutch import fold

# Text below this is read by others, too.
BROKEN_BELOW = 0.8
# Text below this is worse than what Tesseract makes of the picture, which takes seconds and has no place on the page.
POOR_BELOW = 0.6
# Text below this, when all have read it, is no text.
USELESS_BELOW = 0.3
# Fewer words than this can't be judged.
_FEWEST_WORDS = 8
# A word this long is a compound, or several that lost their spaces.
_LONG = 22
_ODD = re.compile(r"\(cid:\d+\)|[\ufffd\ue000-\uf8ff\U000f0000-\U0010fffd\x00-\x08\x0e-\x1b\x7f-\x9f]")
_ADDRESS = re.compile(r"://|www\.|@|\.(?:nl|com|eu|org|net)\b")
_WORD = re.compile(r"[^\W\d_]+")
# Letters apart in a row, from which they count: fewer are initials, or a choice of A and B.
_RUN = 4


@dataclass(frozen=True, slots=True)
class Plausibility:
    """Shares, 0 to 1, of the letters. ``known``: in words that are Dutch or English or spelled so; ``apart``: standing
    apart, as in "V A N"; ``run_on``: in words too long to be one; ``odd``: of the characters, those that no text holds."""

    known: float
    apart: float
    run_on: float
    odd: float

    @property
    def quality(self) -> float:
        """One number, 1 for the best text."""
        return round(self.known * (1 - self.apart) * (1 - self.run_on) * (1 - self.odd) ** 2, 3)


def plausibility(text: str) -> Plausibility:
    """Measures of the text of a page. Of a few words only the odd characters count."""
    parts = text.split()
    # Most pages have no odd character, and no letters apart: cheaper to see than to look for.
    suspect = not "".join(parts).isprintable() or "\ufffd" in text or "(cid:" in text
    marks = _ODD.findall(text) if suspect else []
    odd = sum(map(len, marks)) / max(sum(map(len, parts)), 1)
    plain = " ".join(part for part in parts if not _is_address(part))
    found = _WORD.findall(_ODD.sub("", plain) if marks else plain)
    total = sum(map(len, found))
    if len(found) < _FEWEST_WORDS:
        return Plausibility(1.0, 0.0, 0.0, odd)
    apart = _apart(text) if sum(len(part) == 1 for part in parts) >= _RUN else 0
    run_on = sum(len(word) for word in found if len(word) >= _LONG and not is_word(fold(word)))
    known = sum(len(word) for word in found if _is_known(word))
    return Plausibility(known / total, min(apart / total, 1.0), run_on / total, odd)


@lru_cache(maxsize=100_000)
def _is_known(word: str) -> bool:
    return is_wordlike(fold(word))


def _apart(text: str) -> int:
    """How many letters stand apart, several in a row on a line."""
    runs = (
        len(list(run))
        for line in text.splitlines()
        for single, run in groupby(line.split(), key=lambda part: len(part) == 1 and part.isalpha())
        if single
    )
    return sum(length for length in runs if length >= _RUN)


def _is_address(part: str) -> bool:
    return ("." in part or "@" in part or "://" in part) and bool(_ADDRESS.search(part))
