"""Where a conversation stands, as one opaque value that the client carries: a server keeps nothing of anybody.

It is not signed: whoever makes one up talks to himself. So it is checked like any other input, and what it names must be here.
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from retrieval.errors import FilterUnknown
from retrieval.model import Filter, Language, State
from retrieval.presenting import state_json, state_of
from serving.contract import MOST_STATE
from serving.errors import StateUnusable

Named = Callable[[str, str, Language], Filter]
_VERSION = "1."
# Of the plans shown last these are enough to point at ("de tweede", "die in Breda"), and fit.
_LISTED = 200
_MOST_FILTERS, _MOST_WORDS = 60, 4_000


def carried(state: State | None) -> str | None:
    """A state as a client carries it; ``None`` where there is none, or it is too long for any sensible conversation."""
    if state is None:
        return None
    told = json.dumps(state_json(replace(state, listed=state.listed[:_LISTED])), ensure_ascii=False, separators=(",", ":"))
    value = _VERSION + base64.urlsafe_b64encode(told.encode("utf-8")).decode("ascii")
    return value if len(value) <= MOST_STATE else None


def resumed(value: str, named: Named) -> State:
    """The state that ``carried`` gave. ``named``: a filter by facet, value and language. Raises ``StateUnusable``."""
    if not value.startswith(_VERSION) or len(value) > MOST_STATE:
        raise StateUnusable()
    try:
        told = json.loads(base64.b64decode(value.removeprefix(_VERSION), altchars=b"-_", validate=True).decode("utf-8"))
        state = state_of(told)
        json.dumps(state_json(state), ensure_ascii=False).encode("utf-8")  # half a surrogate is no text
    except (binascii.Error, ValueError, KeyError, TypeError, RecursionError) as error:
        raise StateUnusable() from error
    sets = (state.filters, *(own.filters for own in state.earlier))
    filters = [own for some in sets for own in some]
    if any(len(some) > _MOST_FILTERS for some in (*sets, state.lifted)):
        raise StateUnusable()
    if any(len(word) > _MOST_WORDS for word in _words(state, filters)):
        raise StateUnusable()
    if not all(_is_here(own, named) for own in filters):
        raise StateUnusable()
    return state


def _words(state: State, filters: Iterable[Filter]) -> Iterator[str]:
    yield from (state.text, state.asked, *state.said, *state.listed, *state.focus, *state.recent)
    yield from (own.text for own in state.earlier)
    yield from (value for _, value in state.lifted)
    yield from (own.source_text for own in filters)


def _is_here(own: Filter, named: Named) -> bool:
    """Whether a filter is one of this library, called by its own name."""
    try:
        known = {found.label for found in (named(own.facet, own.value, "nl"), named(own.facet, own.value, "en"))}
    except FilterUnknown:
        return False
    return own.label in known and len(own.article) <= len("the")
