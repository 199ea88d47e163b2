"""A report as Markdown in which every text shows literally."""

from __future__ import annotations

import re
from collections.abc import Iterator

from retrieval.dates import written
from retrieval.exporting.characters import clean
from retrieval.exporting.report import Report, Source, Table, shown
from retrieval.texts import Texts, load_texts

_SPECIAL = re.compile(r"[\\`*_\[\]<>&~$#]|(?<=[A-Za-z]):(?=/)|(?<=[Ww]{3})\.|@")
# What begins a list, a rule or the line under a heading.
_BEGIN = re.compile(r"^([-+=]|\d{1,9}(?=[.)]))")
# What would end a line or be stripped; a pipe would end a cell.
_BLANK = re.compile(r"^\s+|\s+$|[\t\n\r]|\|")
# Controls that Markdown has no way to write.
_CONTROL = re.compile("[\x7f-\x9f]")


def write(report: Report) -> str:
    """The text of the file."""
    return "\n\n".join(_parts(report)) + "\n"


def literal(text: str) -> str:
    """``text`` as Markdown, on one line, that shows exactly its characters."""
    escaped = _SPECIAL.sub(r"\\\g<0>", _CONTROL.sub("", clean(text)))
    escaped = _BEGIN.sub(_begun, escaped)
    return _BLANK.sub(lambda blank: "".join(f"&#{ord(character)};" for character in blank[0]), escaped)


def _begun(match: re.Match[str]) -> str:
    return f"&#{ord(match[0][0])};{match[0][1:]}"


def _parts(report: Report) -> Iterator[str]:
    texts = load_texts(report.language)
    yield f"# {literal(report.title)}"
    yield from (_fact(name, value) for name, value in report.asked())
    if report.lead:
        yield f"**{literal(report.lead)}**"
    yield from map(literal, report.notes)
    for table in report.tables:
        yield f"## {literal(table.heading)}"
        yield _table(table, report)
    if report.sources:
        yield f"## {literal(texts('export.sources'))}"
    for source in report.sources:
        yield from _source(source, texts)
    yield "---"
    yield literal(report.coverage)
    yield _fact(texts("export.index"), written(report.date, report.language))


def _fact(name: str, value: str) -> str:
    return f"**{literal(name)}:** {literal(value)}"


def _table(table: Table, report: Report) -> str:
    rows = [[_cell(report.pieces(cell)) for cell in row] for row in table.rows]
    lines = [list(map(literal, table.columns)), ["---"] * len(table.columns), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _cell(pieces: tuple[tuple[str, tuple[int, ...]], ...]) -> str:
    return " · ".join(literal(shown(text, marks)) for text, marks in pieces)


def _source(source: Source, texts: Texts) -> Iterator[str]:
    address = f" <{source.url}>" if source.url else ""
    yield f"{literal(f'[{source.mark}]')} {literal(texts('export.source', title=source.title, page=source.page))}{address}"
    yield f"> {literal(source.quote)}"
