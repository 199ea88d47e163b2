"""HTML around text: every text goes through ``escaped``; the tags and classes are our own.

``st.html`` strips and dedents what it is given, so line ends travel as character references.
"""

from __future__ import annotations

import html
from collections.abc import Sequence


def escaped(text: str) -> str:
    """``text`` as HTML that shows exactly its characters, line ends included."""
    return html.escape(text, quote=True).replace("\r", "&#13;").replace("\n", "&#10;")


def paragraph(text: str, style: str = "") -> str:
    """A paragraph. ``style``: the name of one of our classes without its prefix."""
    classes = f"pw-text pw-{style}" if style else "pw-text"
    return f'<p class="{classes}">{escaped(text)}</p>'


def heading(text: str) -> str:
    """The heading of a part of an answer."""
    return f'<h3 class="pw-heading">{escaped(text)}</h3>'


def plan(name: str, details: Sequence[str]) -> str:
    """The name of a plan with its details, small, below it."""
    small = " · ".join(escaped(detail) for detail in details)
    return f'<h4 class="pw-plan">{escaped(name)}</h4><p class="pw-details">{small}</p>'


def quotation(text: str) -> str:
    """A quotation."""
    return f'<blockquote class="pw-quote">{escaped(text)}</blockquote>'


def marked(text: str, start: int, end: int) -> str:
    """The text of a page with ``text[start:end]`` marked."""
    before, quote, after = escaped(text[:start]), escaped(text[start:end]), escaped(text[end:])
    return f'<div class="pw-page">{before}<mark>{quote}</mark>{after}</div>'


def page(text: str) -> str:
    """The text of a page without a mark."""
    return f'<div class="pw-page">{escaped(text)}</div>'


def welcome(title: str, subtitle: str) -> str:
    """What a visitor reads first."""
    return f'<h1 class="pw-welcome">{escaped(title)}</h1><p class="pw-text pw-subtitle">{escaped(subtitle)}</p>'


def chips(name: str, labels: Sequence[tuple[str, str]]) -> str:
    """A named row of chips: (what was understood, what it was read from) each."""
    items = "".join(f"<li>{escaped(label)}{_small(words)}</li>" for label, words in labels)
    return f'<div class="pw-chips"><span>{escaped(name)}</span><ul>{items}</ul></div>'


def path(steps: Sequence[str]) -> str:
    """The headings that lead to a passage."""
    return f'<p class="pw-details">{" › ".join(escaped(step) for step in steps)}</p>'


def _small(text: str) -> str:
    return f" <small>{escaped(text)}</small>" if text else ""
