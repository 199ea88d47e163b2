"""Words set with their letters apart, as in "V A N  D E", made whole where it is sure which letters belong together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby, pairwise

from ingest.reading.pdf.lines import Word

# Single letters in a row, from which they are a word and not a list of initials.
_FEWEST = 4
# The space between words to that between letters.
_WIDER = 1.6

Known = Callable[[str], bool]


def close_up(words: Sequence[Word], known: Known) -> tuple[Word, ...]:
    """The words of a line, with runs of single letters made words.

    The spaces tell which letters belong together; most letters must end up in words that are ``known``, else the
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
    narrow, wide = min(gaps), max(gaps)
    # The widest leap between gaps parts those between letters from those between words.
    ordered = sorted(gaps)
    leap, limit = (
        max((after - before, (after + before) / 2) for before, after in pairwise(ordered)) if len(gaps) > 1 else (0, wide)
    )
    if narrow <= 0 or wide < _WIDER * narrow or not leap:
        limit = wide + 1
    made = [_joined(part) for part in _parts(letters, gaps, limit)]
    sure = sum(len(word.text) for word in made if len(word.text) > 1 and known(word.text))
    return tuple(made) if 2 * sure > len(letters) else letters


def _parts(letters: tuple[Word, ...], gaps: list[float], limit: float) -> list[tuple[Word, ...]]:
    cuts = [0, *(at for at, gap in enumerate(gaps, start=1) if gap > limit), len(letters)]
    return [letters[begin:end] for begin, end in pairwise(cuts)]


def _joined(part: tuple[Word, ...]) -> Word:
    first, last = part[0], part[-1]
    return Word(
        "".join(word.text for word in part), first.at, first.left, last.right,
        min(word.bottom for word in part), max(word.top for word in part),
    )  # fmt: skip
