"""What the sources say of aspects of plans: one as a card, a few side by side, more in lines or below each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from retrieval.model import Answer, Cell, Row
from retrieval.texts import Texts
from ui import explaining, markup
from ui.components import citation

# In narrower columns quotations are hard to read.
SIDE_BY_SIDE = 3
_NAME, _SAID = 1.0, 2.8


def show(answer: Answer, key: str, texts: Texts, *, level: int = 4) -> None:
    """Draw the rows of an answer. ``key``: parts it from other answers on the page; ``level``: of the headings of aspects."""
    names = {entry.plan.id: entry.plan.name for entry in answer.plans}
    if len(names) == 1:
        for row in answer.rows:
            with st.container(gap="xxsmall", key=f"aspect-{key}-{row.aspect}"):
                _beside(markup.aspect(row.label, level=level), row.cells[0], row, answer, key, texts)
    elif len(names) <= SIDE_BY_SIDE:
        _side_by_side(answer, names, key, texts)
    elif 1 < len(answer.rows) <= SIDE_BY_SIDE:
        _line_by_line(answer, names, key, texts)
    else:
        _stacked(answer, names, key, texts)


def heads(names: Sequence[str], key: str) -> None:
    """Draw the names of plans above their columns, where they stay in sight."""
    with st.container(key=f"columns-{key}"):
        for column, name in zip(st.columns(len(names)), names, strict=True):
            column.html(markup.paragraph(name, "column"))


def beside(row: Row, answer: Answer, names: Mapping[str, str], key: str, texts: Texts) -> None:
    """Draw the cells of an aspect in the columns of their plans; on a narrow screen, below each other, each has its own name."""
    for column, cell in zip(st.columns(len(row.cells)), row.cells, strict=True):
        with column, st.container(gap="xxsmall"):
            st.html(markup.paragraph(names[cell.plan], "cell"))
            _cell(cell, row, answer, key, texts)


def _side_by_side(answer: Answer, names: Mapping[str, str], key: str, texts: Texts) -> None:
    with st.container(gap="xsmall", key=f"compared-{key}"):
        heads(list(names.values()), key)
        for row in answer.rows:
            with st.container(gap="xxsmall", key=f"aspect-{key}-{row.aspect}"):
                st.html(markup.aspect(row.label))
                beside(row, answer, names, key, texts)


def _line_by_line(answer: Answer, names: Mapping[str, str], key: str, texts: Texts) -> None:
    """A line for each plan, its aspects in columns; on a narrow screen, below each other, each cell has its own aspect."""
    with st.container(gap="xsmall", key=f"compared-{key}"):
        heads([row.label for row in answer.rows], key)
        for place, name in enumerate(names.values()):
            with st.container(gap="xxsmall", key=f"plan-{key}-{place}"):
                st.html(markup.aspect(name))
                for column, row in zip(st.columns(len(answer.rows)), answer.rows, strict=True):
                    with column, st.container(gap="xxsmall"):
                        st.html(markup.paragraph(row.label, "cell"))
                        _cell(row.cells[place], row, answer, key, texts)


def _stacked(answer: Answer, names: Mapping[str, str], key: str, texts: Texts) -> None:
    for row in answer.rows:
        st.html(markup.aspect(row.label))
        for cell in row.cells:
            with st.container(gap="xxsmall", key=f"aspect-{key}-{row.aspect}-{cell.plan}"):
                _beside(markup.paragraph(names[cell.plan], "owner"), cell, row, answer, key, texts)


def _beside(name: str, cell: Cell, row: Row, answer: Answer, key: str, texts: Texts) -> None:
    left, right = st.columns([_NAME, _SAID])
    left.html(name)
    with right, st.container(gap="xxsmall"):
        _cell(cell, row, answer, key, texts)


def _cell(cell: Cell, row: Row, answer: Answer, key: str, texts: Texts) -> None:
    """What is said, or that nothing is, with the button of the place that says so."""
    if not cell.said:
        st.html(markup.paragraph(texts("aspects.silent"), "silent"))
    for quoted in map(answer.citation, cell.citations):
        if cell.said:
            st.html(explaining.quotation(quoted.quote))
        citation.show(quoted, f"source-{key}-{row.aspect}-{cell.plan}-{quoted.mark}", texts)
