"""Words set with their letters apart, as in "V A N  D E", made whole where it is sure which letters belong together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby, pairwise

from ingest.reading.pdf.lines import Word
from retrieval.dutch import fold

# Single letters in a row, from which they are a word and not a list of initials.
_FEWEST = 4
# The space between words to that between letters.
_WIDER = 1.6
# The widest space within a word, in heights of its letters.
_WIDEST = 1.2

Known = Callable[[str], bool]


def close_up(words: Sequence[Word], known: Known) -> tuple[Word, ...]:
    """The words of a line, with runs of single letters made words.

    The spaces tell which letters belong together; most letters must end up in words that are ``known`` when folded, else the
    run stays as it is.
    """
    if sum(len(word.text) == 1 for word in words) < _FEWEST:
        return tuple(words)
    closed: list[Word] = []
    for single, run in groupby(words, key=lambda word: len(word.text) == 1 and word.text.isalpha()):
        letters = tuple(run)
        closed += _closed(letters, known) if single and len(letters) >= _FEWEST else letters
    return tuple(closed)


def _closed(letters: tuple[Word, ...], known: Known) -> tuple[Word, ...]:
    gaps = [after.left - before.right for before, after in pairwise(letters)]
    limit = _limit(gaps)
    if limit > _WIDEST * (letters[0].top - letters[0].bottom):
        return letters
    made = [_joined(part) for part in _parts(letters, gaps, limit)]
    sure = sum(len(word.text) for word in made if len(word.text) > 1 and known(fold(word.text)))
    return tuple(made) if 2 * sure > len(letters) else letters


def _limit(gaps: list[float]) -> float:
    """The widest space within words: below the widest leap from one space to the next, where there are wider ones."""
    ordered = sorted(gaps)
    if ordered[0] <= 0 or ordered[-1] < _WIDER * ordered[0]:
        return ordered[-1]
    return max(pairwise(ordered), key=lambda pair: pair[1] - pair[0])[0]


def _parts(letters: tuple[Word, ...], gaps: list[float], limit: float) -> list[tuple[Word, ...]]:
    cuts = [0, *(at for at, gap in enumerate(gaps, start=1) if gap > limit), len(letters)]
    return [letters[begin:end] for begin, end in pairwise(cuts)]


def _joined(part: tuple[Word, ...]) -> Word:
    first, last = part[0], part[-1]
    return Word(
        "".join(word.text for word in part), first.at, first.left, last.right,
        min(word.bottom for word in part), max(word.top for word in part),
    )  # fmt: skip
