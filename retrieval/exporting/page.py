"""A report as one page of HTML to read, keep and print: nothing runs in it and nothing is fetched."""

from __future__ import annotations

import html
from collections.abc import Iterator

from retrieval.dates import written
from retrieval.exporting.characters import clean
from retrieval.exporting.report import Cell, Report, Source, Table
from retrieval.texts import Texts, load_texts

_STYLE = """
:root { color-scheme: light dark; }
body { max-width: 72rem; margin: 2rem auto; padding: 0 1rem; font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
h1 { font-size: 1.5rem; } h2 { margin-top: 2rem; font-size: 1.15rem; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0.2rem 1rem; } dt { font-weight: 600; } dd { margin: 0; }
.lead { font-size: 1.1rem; font-weight: 600; }
.scroll { overflow-x: auto; }
table { width: 100%; border-collapse: collapse; font-size: 0.9rem; }
th, td { padding: 0.4rem 0.6rem; border: 1px solid #8a9a9f; text-align: left; vertical-align: top; overflow-wrap: normal; }
.quoted { min-width: 15rem; } .long { overflow-wrap: anywhere; min-width: 9rem; }
thead th { background: #e3eff1; color: #174953; } tbody th { font-weight: 600; }
td p, th p { margin: 0; } td p + p { margin-top: 0.5rem; }
blockquote { margin: 0.2rem 0 1rem; padding-left: 0.9rem; border-left: 3px solid #7cc3d0; }
p, td, th, dd, blockquote { white-space: pre-wrap; }
footer { margin-top: 2rem; border-top: 1px solid #8a9a9f; font-size: 0.85rem; }
@media print {
  @page { size: A4 landscape; margin: 15mm; }
  :root { color-scheme: light; }
  body { max-width: none; margin: 0; padding: 0; font-size: 10pt; }
  a { color: inherit; text-decoration: none; }
  .scroll { overflow: visible; } .quoted { min-width: 12rem; } .long { min-width: 6rem; }
  thead { display: table-header-group; } tr, .source { break-inside: avoid; } h2 { break-after: avoid; }
}
"""
# A longer word, as an address is, may be broken off; others would be harder to read.
_LONG_WORD = 24
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def write(report: Report) -> str:
    """The text of the file."""
    head = (
        f'<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{_escaped(report.title)}</title><style>{_STYLE}</style>"
    )
    body = "\n".join(_parts(report))
    return f'<!DOCTYPE html>\n<html lang="{report.language}">\n<head>{head}</head>\n<body>\n{body}\n</body>\n</html>\n'


def _escaped(text: str) -> str:
    """``text`` as HTML that shows exactly its characters; a reader of HTML would change a bare carriage return."""
    return html.escape(clean(text)).replace("\r", "&#13;")


def _parts(report: Report) -> Iterator[str]:
    texts = load_texts(report.language)
    yield f"<h1>{_escaped(report.title)}</h1>"
    facts = (f"<dt>{_escaped(name)}</dt><dd>{_escaped(value)}</dd>" for name, value in report.asked())
    yield f"<dl>{''.join(facts)}</dl>" if report.asked() else ""
    if report.lead:
        yield f'<p class="lead">{_escaped(report.lead)}</p>'
    yield from (f"<p>{_escaped(note)}</p>" for note in report.notes)
    for table in report.tables:
        yield f"<h2>{_escaped(table.heading)}</h2>{_table(table, report)}"
    if report.sources:
        yield f"<h2>{_escaped(texts('export.sources'))}</h2>"
    yield from (_source(source, texts) for source in report.sources)
    date = f"{_escaped(texts('export.index'))}: {_escaped(written(report.date, report.language))}"
    yield f"<footer><p>{_escaped(report.coverage)}</p><p>{date}</p></footer>"


def _table(table: Table, report: Report) -> str:
    head = "".join(f'<th scope="col">{_escaped(name)}</th>' for name in table.columns)
    rows = "\n".join(f"<tr>{''.join(_cells(row, report))}</tr>" for row in table.rows)
    return f'<div class="scroll"><table><thead><tr>{head}</tr></thead><tbody>\n{rows}\n</tbody></table></div>'


def _cells(row: tuple[Cell, ...], report: Report) -> Iterator[str]:
    """The cells of a row; the first names it, unless it quotes."""
    for place, cell in enumerate(row):
        shown = "".join(f"<p>{_escaped(text)}{_marks(marks)}</p>" for text, marks in report.pieces(cell))
        style = _style(cell)
        heads = not place and cell.text and len(row) > 1
        yield f'<th scope="row"{style}>{shown}</th>' if heads else f"<td{style}>{shown}</td>"


def _style(cell: Cell) -> str:
    if cell.marks and not cell.text:
        return ' class="quoted"'
    return ' class="long"' if any(len(word) > _LONG_WORD for word in cell.text.split()) else ""


def _marks(marks: tuple[int, ...]) -> str:
    return "".join(f' <a href="#source-{mark}">[{mark}]</a>' for mark in marks)


def _source(source: Source, texts: Texts) -> str:
    url = _escaped(source.url)
    link = f' <a href="{url}" rel="noopener noreferrer">{url}</a>' if url else ""
    place = _escaped(texts("export.source", title=source.title, page=source.page))
    quote = f"<blockquote>{_escaped(source.quote)}</blockquote>"
    return f'<div class="source" id="source-{source.mark}"><p>[{source.mark}] {place}{link}</p>{quote}</div>'
