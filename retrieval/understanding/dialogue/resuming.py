"""Where a conversation stands, as far as this library knows it: it may be that of an earlier library, or made up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from retrieval.dutch import words
from retrieval.model import Filter, Plan, Standing, State
from retrieval.understanding.filters import FilterReader
from retrieval.understanding.organisations import ORGANISATION
from retrieval.understanding.question import MAX_CHARACTERS


def resumed_here(state: State | None, reader: FilterReader, plans: Sequence[Plan]) -> State | None:
    """The state without plans and filters that are not in this library; ``None`` where no question is in force that can be."""
    if state is None or not _askable(state.text):
        return None
    known = {plan.id for plan in plans}
    listed, focus, recent = (tuple(p for p in own if p in known) for own in (state.listed, state.focus, state.recent))
    return replace(
        state,
        filters=_known(state.filters, reader),
        asked=state.asked if _askable(state.asked) else "",
        listed=listed,
        focus=focus,
        recent=recent,
        earlier=tuple(_standing(own, reader) for own in state.earlier if _askable(own.text)),
    )


def _standing(own: Standing, reader: FilterReader) -> Standing:
    return replace(own, filters=tuple(f for f in _known(own.filters, reader) if f.facet != "plan"))


def _known(filters: Sequence[Filter], reader: FilterReader) -> tuple[Filter, ...]:
    return tuple(f for f in filters if reader.holds(f) or (f.facet == ORGANISATION and reader.told_by(f.value)))


def _askable(text: str) -> bool:
    return len(text) <= MAX_CHARACTERS and bool(words(text))
