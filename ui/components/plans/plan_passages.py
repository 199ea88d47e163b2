"""All that the documents say of a plan: its passages by document and page."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from retrieval.model import Citation, Document, Passage
from retrieval.texts import Texts
from ui import markup
from ui.components import citation, clickable
from ui.picking import Picks


def show(passages: Sequence[tuple[Passage, Document]], first: int, texts: Texts) -> None:
    """Draw the passages. ``first``: the mark of the first one."""
    picks = Picks()
    cited = [cite(passage, document, first + number) for number, (passage, document) in enumerate(passages)]
    parts = []
    for _, own in groupby(cited, key=lambda one: one.document.id):
        told = list(own)
        parts.append(markup.heading(told[0].document.title or texts("source.untitled")))
        for page, on_page in groupby(told, key=lambda one: one.page):
            parts.append(markup.aspect(texts("plan.page", page=page)))
            parts += [_passage(one, picks, texts) for one in on_page]
    clickable.show(markup.answered("".join(parts)), "plan-passages", picks.take)


def _passage(one: Citation, picks: Picks, texts: Texts) -> str:
    steps = [step for step in one.heading if step != one.document.title]
    told = markup.path(steps) + markup.quotation(one.quote) + citation.button(one, picks, texts)
    return f'<div class="pw-entry">{told}</div>'


def cite(passage: Passage, document: Document, mark: int) -> Citation:
    """A passage as a citation: it is a span of its page."""
    return Citation(mark, document, passage.page, passage.heading, passage.text, passage.start, passage.end)
