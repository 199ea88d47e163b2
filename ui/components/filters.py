"""How a question was understood: the filters that were applied, with the words they were read from."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from retrieval.model import Filter
from retrieval.texts import Texts
from ui import markup


def show(filters: Sequence[Filter], texts: Texts) -> None:
    """Draw the filters as chips; nothing when there are none."""
    if filters:
        st.html(markup.chips(texts("filters.understood"), [chip(f, texts) for f in filters]))


def chip(condition: Filter, texts: Texts) -> markup.Chip:
    """What a filter selects on, the words it was read from where they differ from its name, and that it is a preference."""
    facet = facet_name(condition.facet, texts)
    if condition.negated:
        label = texts("filters.chip_not", facet=facet, label=condition.label)
    else:
        label = texts("filters.chip", facet=facet, label=condition.label)
    told = condition.source_text.casefold() in ("", condition.label.casefold())
    words = "" if told else texts("filters.read_from", words=condition.source_text)
    return markup.Chip(label, words, texts("filters.preferred") if condition.preferred else "")


def facet_name(facet: str, texts: Texts) -> str:
    """The name of a facet, or its id when it is a new one."""
    return texts(f"facet.{facet}") if f"facet.{facet}" in texts.keys() else facet  # noqa: SIM118
