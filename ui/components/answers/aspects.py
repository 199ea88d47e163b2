"""What the sources say of aspects of plans: one as a card, a few side by side, more in lines or below each other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from retrieval.model import Answer, Cell, Row
from retrieval.texts import Texts
from ui import markup
from ui.components import citation
from ui.naming import named
from ui.picking import Picks

# In narrower columns quotations are hard to read.
SIDE_BY_SIDE = 3


def block(answer: Answer, picks: Picks, texts: Texts, *, level: int = 4) -> str:
    """The rows of an answer. ``level``: of the headings of aspects."""
    names = {entry.plan.id: named(entry.plan, texts) for entry in answer.plans}
    if len(names) == 1:
        return "".join(
            _beside(markup.aspect(row.label, level=level), cell(row.cells[0], answer, picks, texts)) for row in answer.rows
        )
    if len(names) <= SIDE_BY_SIDE:
        rows = (markup.aspect(row.label) + beside(row, answer, names, picks, texts) for row in answer.rows)
        return compared(list(names.values()), rows)
    if 1 < len(answer.rows) <= SIDE_BY_SIDE:
        lines = (_line(place, name, answer, picks, texts) for place, name in enumerate(names.values()))
        return compared([row.label for row in answer.rows], lines)
    return "".join(_stacked(row, answer, names, picks, texts) for row in answer.rows)


def compared(names: Sequence[str], rows: Iterable[str]) -> str:
    """Rows of columns below their names, which stay in sight. ``rows``: HTML, each with as many columns as names."""
    heads = "".join(markup.paragraph(name, "column") for name in names)
    body = "".join(f'<div class="pw-row">{row}</div>' for row in rows)
    return f'<div class="pw-compared"><div class="pw-columns pw-heads">{heads}</div>{body}</div>'


def beside(row: Row, answer: Answer, names: Mapping[str, str], picks: Picks, texts: Texts) -> str:
    """The cells of an aspect in the columns of their plans."""
    return columns((names[own.plan], cell(own, answer, picks, texts)) for own in row.cells)


def columns(cells: Iterable[tuple[str, str]]) -> str:
    """(name, HTML) each, in columns; on a narrow screen, below each other, each has its own name."""
    body = "".join(f"<div>{markup.paragraph(name, 'cell')}{told}</div>" for name, told in cells)
    return f'<div class="pw-columns">{body}</div>'


def _line(place: int, name: str, answer: Answer, picks: Picks, texts: Texts) -> str:
    """A plan, with its aspects in columns."""
    return markup.aspect(name) + columns((row.label, cell(row.cells[place], answer, picks, texts)) for row in answer.rows)


def cell(own: Cell, answer: Answer, picks: Picks, texts: Texts) -> str:
    """What is said, or that nothing is, with the button of the place that says so."""
    quoted = map(answer.citation, own.citations)
    if own.said:
        return "".join(citation.quoted(one, picks, texts) for one in quoted)
    buttons = "".join(citation.button(one, picks, texts) for one in quoted)
    return markup.paragraph(texts("aspects.silent"), "silent") + buttons


def _stacked(row: Row, answer: Answer, names: Mapping[str, str], picks: Picks, texts: Texts) -> str:
    told = (_beside(markup.paragraph(names[own.plan], "owner"), cell(own, answer, picks, texts)) for own in row.cells)
    return markup.aspect(row.label) + "".join(told)


def _beside(name: str, body: str) -> str:
    return f'<div class="pw-row pw-told">{name}<div>{body}</div></div>'
