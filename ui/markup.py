"""HTML around text: every text goes through ``escaped``; the tags and classes are our own.

``st.html`` strips and dedents what it is given, so line ends travel as character references.
"""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Chip:
    """What was understood, what it was read from, and what a visitor hears of it who points at it."""

    label: str
    words: str = ""
    tip: str = ""


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


def chips(name: str, row: Sequence[Chip]) -> str:
    """A named row of chips."""
    return f'<div class="pw-chips"><span>{escaped(name)}</span><ul>{"".join(map(_chip, row))}</ul></div>'


def corrections(searched: str, instead: str, besides: str, pairs: Sequence[tuple[str, str]]) -> str:
    """A sentence that says what was read as what: (what was meant, what was typed) each."""
    told = (f"<em>{escaped(meant)}</em> {escaped(instead)} <em>{escaped(typed)}</em>" for meant, typed in pairs)
    return f'<p class="pw-text pw-corrected">{escaped(searched)} {f" {escaped(besides)} ".join(told)}.</p>'


def words(name: str, shown: Sequence[str], more: str, rest: Sequence[str]) -> str:
    """A named row of words, of which ``rest`` is shown at a click on ``more``."""
    row = f'<span class="pw-name">{escaped(name)}</span> {escaped(", ".join(shown))}'
    hidden = f" <details><summary>{escaped(more)}</summary> {escaped(', '.join(rest))}</details>" if rest else ""
    return f'<div class="pw-text pw-words">{row}{hidden}</div>'


def path(steps: Sequence[str]) -> str:
    """The headings that lead to a passage."""
    return f'<p class="pw-details">{" › ".join(escaped(step) for step in steps)}</p>'


def _chip(chip: Chip) -> str:
    text = escaped(chip.label) + _small(chip.words)
    if not chip.tip:
        return f"<li>{text}</li>"
    # Reached with the keyboard and by touch, where a ``title`` is not; a screen reader reads the tip with the chip.
    return f'<li class="pw-preferred" tabindex="0">{text} <span class="pw-tip">{escaped(chip.tip)}</span></li>'


def _small(text: str) -> str:
    return f" <small>{escaped(text)}</small>" if text else ""
