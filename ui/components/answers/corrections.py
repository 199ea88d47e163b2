"""Typing errors that were read as other words, and a way to search for what was typed after all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from retrieval.model import Correction
from retrieval.texts import Texts
from ui import markup
from ui.asking import LastTurn
from ui.picking import Picks


def block(corrections: Sequence[Correction], picks: Picks, texts: Texts, last: LastTurn | None = None) -> str:
    """What was read as what; ``""`` when every word was read as it was typed.

    ``last``: asks the question again; with it there is a button that chooses how it is read.
    """
    if last:
        return switch(corrections, picks, texts, last.read_typed, as_typed=last.turn.asked.typed)
    return _line(corrections, texts) if corrections else ""


def switch(
    corrections: Sequence[Correction], picks: Picks, texts: Texts, choose: Callable[[bool], None], *, as_typed: bool
) -> str:
    """What was read as what, and a button that chooses how it is read. ``choose``: told whether as typed."""
    if not corrections and not as_typed:
        return ""
    label = texts("corrections.correct") if as_typed else texts("corrections.typed")
    return _line(corrections, texts) + picks.button("as-typed", partial(choose, not as_typed), label)


def _line(corrections: Sequence[Correction], texts: Texts) -> str:
    if not corrections:
        return markup.paragraph(texts("corrections.none"), "corrected")
    pairs = tuple(dict.fromkeys((correction.meant, correction.typed) for correction in corrections))
    return markup.corrections(texts("corrections.searched"), texts("corrections.instead"), texts("corrections.and"), pairs)
