"""A report as plain text, to paste in a message or a document."""

from __future__ import annotations

from collections.abc import Iterator

from retrieval.exporting.characters import clean
from retrieval.exporting.report import Report, Source, Table, shown
from retrieval.texts import Texts, load_texts


def write(report: Report) -> str:
    """The text: a line for each fact, a paragraph for each row, and the sources that the marks stand for."""
    return clean("\n\n".join(_parts(report))) + "\n"


def _parts(report: Report) -> Iterator[str]:
    texts = load_texts(report.language)
    yield "\n".join(f"{name}: {value}" for name, value in report.asked()) or report.title
    yield from (part for part in (report.lead, *report.notes) if part)
    for table in report.tables:
        yield table.heading.upper()
        yield from _rows(table, report)
    if report.sources:
        yield texts("export.sources").upper()
        yield from (_source(source, texts) for source in report.sources)
    yield report.coverage


def _rows(table: Table, report: Report) -> Iterator[str]:
    """Each row: its first cell, and below it the others that hold something, by the name of their column."""
    for first, *others in table.rows:
        lines = [shown(first.text, first.marks)]
        for column, cell in zip(table.columns[1:], others, strict=True):
            told = [shown(text, marks) for text, marks in report.pieces(cell) if text]
            lines += [f"  {column}: {' · '.join(told)}"] if told else []
        yield "\n".join(lines)


def _source(source: Source, texts: Texts) -> str:
    where = texts("export.source", title=source.title, page=source.page)
    lines = [f"[{source.mark}] {where}", f"  “{source.quote}”", *([f"  {source.url}"] if source.url else [])]
    return "\n".join(lines)
