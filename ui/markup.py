"""HTML around text: every text goes through ``escaped``; the tags and classes are our own.

``st.html`` strips and dedents what it is given, so line ends travel as character references.
"""

from __future__ import annotations

import base64
import html
from collections.abc import Sequence
from dataclasses import dataclass

from retrieval.model import Box, PageImage


@dataclass(frozen=True, slots=True)
class Chip:
    """What was understood, what it was read from, and what a visitor hears of it who points at it.

    ``style``: the name of one of our classes without its prefix, for a chip that differs.
    """

    label: str
    words: str = ""
    tip: str = ""
    style: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a table: its name, its values, and whether it stands out."""

    name: str
    values: tuple[str, ...]
    marked: bool = False


def escaped(text: str) -> str:
    """``text`` as HTML that shows exactly its characters, line ends included."""
    return html.escape(text, quote=True).replace("\r", "&#13;").replace("\n", "&#10;")


def paragraph(text: str, style: str = "") -> str:
    """A paragraph. ``style``: the name of one of our classes without its prefix."""
    classes = f"pw-text pw-{style}" if style else "pw-text"
    return f'<p class="{classes}">{escaped(text)}</p>'


def lead(text: str) -> str:
    """The first sentence of an answer, the heading of what follows."""
    return f'<h3 class="pw-text pw-lead">{escaped(text)}</h3>'


def asked(question: str) -> str:
    """A question, the heading of its answer."""
    return f'<h2 class="pw-text pw-asked">{escaped(question)}</h2>'


def answered(body: str) -> str:
    """The room of an answer. ``body``: HTML."""
    return f'<div class="pw-answer">{body}</div>'


def unseen_title(text: str) -> str:
    """The name of a page whose look tells it already, for who can't see it."""
    return f'<h1 class="pw-unseen">{escaped(text)}</h1>'


def title(text: str, subtitle: str = "") -> str:
    """The name of a page, with what it is for."""
    below = paragraph(subtitle, "subtitle") if subtitle else ""
    return f'<h1 class="pw-title">{escaped(text)}</h1>{below}'


def heading(text: str) -> str:
    """The heading of a part of an answer."""
    return f'<h3 class="pw-heading">{escaped(text)}</h3>'


def section(text: str, subtitle: str = "") -> str:
    """The heading of a part of a page, with what it is."""
    below = paragraph(subtitle, "note") if subtitle else ""
    return f'<h2 class="pw-section">{escaped(text)}</h2>{below}'


def aspect(text: str, mark: str = "", level: int = 4) -> str:
    """The name of an aspect of plans, before what the sources say of it.

    ``mark``: a chip behind it; ``level``: of the heading.
    """
    chip = f' <span class="pw-mark">{escaped(mark)}</span>' if mark else ""
    return f'<h{level} class="pw-aspect">{escaped(text)}{chip}</h{level}>'


def plan(name: str, details: Sequence[str], mark: str = "") -> str:
    """The name of a plan with its details, small, below it. ``mark``: a chip behind the name."""
    small = " · ".join(escaped(detail) for detail in details)
    chip = f' <span class="pw-mark">{escaped(mark)}</span>' if mark else ""
    return f'<h4 class="pw-plan">{escaped(name)}{chip}</h4><p class="pw-details">{small}</p>'


def quotation(text: str, tips: Sequence[tuple[int, int, str]] = ()) -> str:
    """A quotation. ``tips``: (start, end, what it means) of words in it, left to right without overlap."""
    parts, at = [], 0
    for start, end, tip in tips:
        parts += [escaped(text[at:start]), f'<abbr title="{escaped(tip)}">{escaped(text[start:end])}</abbr>']
        at = end
    return f'<blockquote class="pw-quote">{"".join(parts)}{escaped(text[at:])}</blockquote>'


def meanings(name: str, pairs: Sequence[tuple[str, str]]) -> str:
    """A list of (word, what it means) behind a click on ``name``."""
    told = "".join(f"<dt>{escaped(word)}</dt><dd>{escaped(meaning)}</dd>" for word, meaning in pairs)
    return f'<details class="pw-meanings" data-part="meanings"><summary>{escaped(name)}</summary><dl>{told}</dl></details>'


def listed(pairs: Sequence[tuple[str, str]]) -> str:
    """Named texts, below each other."""
    told = "".join(f"<div><dt>{escaped(name)}</dt><dd>{escaped(value)}</dd></div>" for name, value in pairs)
    return f'<dl class="pw-listed">{told}</dl>'


def facts(pairs: Sequence[tuple[str, str]]) -> str:
    """Named numbers, side by side."""
    told = "".join(f"<div><dt>{escaped(name)}</dt><dd>{escaped(value)}</dd></div>" for name, value in pairs)
    return f'<dl class="pw-facts">{told}</dl>'


def found(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """Text with some spans of it marked; ``spans`` in order, none in another. No element of its own."""
    parts, after = [], 0
    for start, end in spans:
        parts.append(f"{escaped(text[after:start])}<mark>{escaped(text[start:end])}</mark>")
        after = end
    return "".join(parts) + escaped(text[after:])


def page(text: str, span: tuple[int, int] | None, name: str) -> str:
    """The text of a page, with a span of it marked. ``name``: what it is called by who scrolls in it without seeing it."""
    body = found(text, [span] if span else [])
    return f'<div class="pw-page" role="region" tabindex="0" aria-label="{escaped(name)}">{body}</div>'


def picture(image: PageImage, description: str) -> str:
    """The picture of a page with its marks; ``description``: what it is, for who does not see it."""
    source = f"data:image/png;base64,{base64.b64encode(image.png).decode('ascii')}"
    shown = f'<img src="{source}" alt="{escaped(description)}" width="{image.width}" height="{image.height}">'
    return f'<div class="pw-picture">{shown}{"".join(map(_spot, image.boxes))}</div>'


def welcome(title: str, subtitle: str) -> str:
    """What a visitor reads first."""
    return f'<h1 class="pw-welcome">{escaped(title)}</h1><p class="pw-text pw-subtitle">{escaped(subtitle)}</p>'


def folded(key: str, summary: str, body: str) -> str:
    """A part of a page that is folded on a narrow screen alone. ``key``: its id; ``body``: HTML."""
    return f'<details class="pw-fold" id="{escaped(key)}"><summary>{escaped(summary)}</summary>{body}</details>'


def chips(name: str, row: Sequence[str]) -> str:
    """A row of chips, each HTML of ``chip``. ``name``: stands before it."""
    return f'<div class="pw-chips"><span>{escaped(name)}</span><ul>{"".join(row)}</ul></div>'


def chip(chip: Chip, removal: str = "") -> str:
    """A chip. ``removal``: HTML of the button that takes it away."""
    text = f"<span>{escaped(chip.label)}{_small(chip.words)}</span>"
    if not chip.tip:
        return f"<li>{text}{removal}</li>"
    # Reached with the keyboard and by touch, where a ``title`` is not; a screen reader reads the tip with the chip.
    tip = f'<span class="pw-tip">{escaped(chip.tip)}</span>'
    return f'<li class="pw-{chip.style}"><span tabindex="0">{text} {tip}</span>{removal}</li>'


def more(key: str, summary: str, body: str) -> str:
    """What waits behind a click on ``summary``. ``key``: its id; ``body``: HTML."""
    return f'<details class="pw-more" id="{escaped(key)}"><summary>{escaped(summary)}</summary>{body}</details>'


def table(caption: str, columns: Sequence[str], lines: Sequence[Line]) -> str:
    """A table of a name and numbers a line."""
    head = "".join(f'<th scope="col">{escaped(column)}</th>' for column in columns)
    return (
        f'<table class="pw-table"><caption>{escaped(caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{''.join(map(_line, lines))}</tbody></table>"
    )


def register(caption: str, columns: Sequence[str], rows: Sequence[tuple[Sequence[str], bool]]) -> str:
    """A table of texts in a frame that scrolls: (a text for each column, whether the row asks for attention) each."""
    head = "".join(f'<th scope="col">{escaped(column)}</th>' for column in columns)
    body = "".join(_entry(texts, attention) for texts, attention in rows)
    return (
        f'<div class="pw-scroll pw-register" role="region" tabindex="0" aria-label="{escaped(caption)}"><table>'
        f"<caption>{escaped(caption)}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def shelved(name: str, size: str, became: str) -> str:
    """A file with its size and what became of it."""
    return f'<p class="pw-shelved"><b>{escaped(name)}</b><small>{escaped(size)} · {escaped(became)}</small></p>'


def summary(name: str, sentences: Sequence[tuple[str, Sequence[int]]], notes: Sequence[str]) -> str:
    """A block that says that it is no quotation: sentences with the marks of what supports each."""
    said = "".join(f"<p>{escaped(text)}{''.join(f' <span>[{mark}]</span>' for mark in marks)}</p>" for text, marks in sentences)
    small = "".join(f"<p><small>{escaped(note)}</small></p>" for note in notes)
    return f'<section class="pw-summary"><h4>{escaped(name)}</h4>{said}{small}</section>'


def corrections(searched: str, instead: str, besides: str, pairs: Sequence[tuple[str, str]]) -> str:
    """A sentence that says what was read as what: (what was meant, what was typed) each."""
    told = (f"<em>{escaped(meant)}</em> {escaped(instead)} <em>{escaped(typed)}</em>" for meant, typed in pairs)
    return f'<p class="pw-text pw-corrected">{escaped(searched)} {f" {escaped(besides)} ".join(told)}.</p>'


def words(name: str, shown: Sequence[str], more: str, rest: Sequence[str]) -> str:
    """A named row of words, of which ``rest`` is shown at a click on ``more``."""
    row = f'<span class="pw-name">{escaped(name)}</span> {escaped(", ".join(shown))}'
    others = f' <details data-part="words"><summary>{escaped(more)}</summary> {escaped(", ".join(rest))}</details>'
    hidden = others if rest else ""
    return f'<div class="pw-text pw-words">{row}{hidden}</div>'


def path(steps: Sequence[str], style: str = "details") -> str:
    """The headings that lead to a passage. ``style``: the name of one of our classes without its prefix."""
    return f'<p class="pw-{style}">{" › ".join(escaped(step) for step in steps)}</p>'


def _spot(box: Box) -> str:
    width, height = box.right - box.left, box.bottom - box.top
    return f'<span class="pw-spot" style="left:{box.left:.3%};top:{box.top:.3%};width:{width:.3%};height:{height:.3%}"></span>'


def _line(line: Line) -> str:
    style = ' class="pw-white"' if line.marked else ""
    values = "".join(f"<td>{escaped(value)}</td>" for value in line.values)
    return f'<tr{style}><th scope="row">{escaped(line.name)}</th>{values}</tr>'


def _entry(texts: Sequence[str], attention: bool) -> str:
    style = ' class="pw-attention"' if attention else ""
    rest = "".join(f"<td>{escaped(text)}</td>" for text in texts[1:])
    return f'<tr{style}><th scope="row">{escaped(texts[0])}</th>{rest}</tr>'


def _small(text: str) -> str:
    return f" <small>{escaped(text)}</small>" if text else ""
