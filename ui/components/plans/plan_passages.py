"""All that the documents say of a plan: its passages by document and page."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

import streamlit as st

from retrieval.model import Citation, Document, Passage
from retrieval.texts import Texts
from ui import markup
from ui.components import citation


def show(passages: Sequence[tuple[Passage, Document]], first: int, texts: Texts) -> None:
    """Draw the passages. ``first``: the mark of the first one."""
    cited = [cite(passage, document, first + number) for number, (passage, document) in enumerate(passages)]
    for _, own in groupby(cited, key=lambda one: one.document.id):
        told = list(own)
        st.html(markup.heading(told[0].document.title or texts("source.untitled")))
        for page, on_page in groupby(told, key=lambda one: one.page):
            st.html(markup.aspect(texts("plan.page", page=page)))
            for one in on_page:
                with st.container(gap="xxsmall", key=f"passage-{one.mark}"):
                    steps = [step for step in one.heading if step != one.document.title]
                    st.html(markup.path(steps) + markup.quotation(one.quote))
                    citation.show(one, f"source-passage-{one.mark}", texts)


def cite(passage: Passage, document: Document, mark: int) -> Citation:
    """A passage as a citation: it is a span of its page."""
    return Citation(mark, document, passage.page, passage.heading, passage.text, passage.start, passage.end)
