"""The filters on what the sources name with a plan, behind a button: an organisation, and a year or a range of years."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from retrieval.dutch import fold
from retrieval.model import Filter, Spot
from retrieval.texts import Texts
from ui import years
from ui.components import unfolding

_FACET = "organisation"
_ORGANISATION, _FROM, _UNTIL = "search-organisation", "search-years-from", "search-years-until"


def show(
    counts: Mapping[str, Sequence[Spot]],
    chosen: Sequence[Filter],
    picked: Callable[[str, str], None],
    within: Callable[[str], None],
    texts: Texts,
) -> None:
    """Draw the button. ``picked``: told the facet and the value of an organisation; ``within``: a range of years, or ``""``."""
    place = unfolding.show(texts("search.named"), "filter_alt", "search-named")
    if place:
        with place:
            _organisation(counts[_FACET], chosen, picked, texts)
            _years(counts[years.YEARS], chosen, within, texts)


def _organisation(spots: Sequence[Spot], chosen: Sequence[Filter], picked: Callable[[str, str], None], texts: Texts) -> None:
    already = {f.value for f in chosen if f.facet == _FACET}
    by_name = sorted(spots, key=lambda spot: fold(spot.value.label))
    counts = {spot.value.value: spot.count for spot in by_name if spot.count and spot.value.value not in already}

    def added() -> None:
        value, st.session_state[_ORGANISATION] = st.session_state[_ORGANISATION], None
        if value:
            picked(_FACET, value)

    st.selectbox(
        texts("facet.organisation").capitalize(),
        list(counts),
        index=None,
        format_func=lambda value: texts("plans.counted", label=value, count=counts.get(value, 0)),
        placeholder=texts("search.organisation_any"),
        key=_ORGANISATION,
        on_change=added,
    )


def _years(spots: Sequence[Spot], chosen: Sequence[Filter], within: Callable[[str], None], texts: Texts) -> None:
    low, high = next((years.ends(f.value) for f in chosen if f.facet == years.YEARS), ("", ""))
    counts = {spot.value.value: spot.count for spot in spots if spot.count}

    def changed() -> None:
        first, last = st.session_state[_FROM] or "", st.session_state[_UNTIL] or ""
        # Whoever chooses a first year after the last one wants that year alone, and the other way round.
        if first and last and first > last:
            first = last = first if first != low else last
        within(years.written(first, last) if first or last else "")

    with st.container(horizontal=True, gap="small"):
        for key, value, name in ((_FROM, low, "year_from"), (_UNTIL, high, "year_until")):
            options = sorted({*counts, *([value] if value else [])})
            st.session_state[key] = value or None
            st.selectbox(
                texts(f"search.{name}"),
                options,
                index=None,
                format_func=lambda year: texts("plans.counted", label=year, count=counts.get(year, 0)),
                placeholder=texts("search.year_any"),
                key=key,
                on_change=changed,
                width=150,
            )
    st.caption(texts("search.years_how"))
