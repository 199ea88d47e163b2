"""A small file of every format that is read, with most of what such files hold: headings, lists, tables, notes."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from functools import cache
from io import BytesIO

import docx
import odfdo
import openpyxl
import pptx
from pptx.util import Inches

from ingest.catalogue import read_catalogue
from retrieval.settings import CATALOGUE, CORPUS
from tests.ingest import hostile

WORDS = "Het consortium leidt vakmensen op voor de energietransitie in Groningen."
MARKDOWN = f"""---
title: Plan Oost
---
# Plan Oost

{WORDS}

## Partners

- Noordercollege
- firma *Staal* met [een adres](https://voorbeeld.example)

| jaar | bedrag |
| --- | ---: |
| 2024 | € 1.000 |

> Een citaat, `code` en een <b>tag</b>.

```
vast
```
"""
HTML = f"""<!DOCTYPE html><html lang="nl"><head><title>Plan Oost</title><meta charset="utf-8"></head><body><nav>Menu</nav>
<main><article><h1>Plan Oost</h1><p>{WORDS * 3}</p><ul><li>Noordercollege</li><li>Staal &amp; zoon</li></ul>
<table><tr><th>jaar</th><th>bedrag</th></tr><tr><td rowspan="2">2024</td><td>&euro; 1.000</td></tr><tr><td>2</td></tr></table>
<p>{WORDS}<br>Nog een regel.</p></article></main><footer>Voet</footer></body></html>"""
CSV = f'plan;jaar;bedrag\nOost;2024;1000\n"West; en meer";2025;"2""5"\n{WORDS};;\n'


def _docx() -> bytes:
    document = docx.Document()
    document.core_properties.title = "Plan Oost"
    document.add_heading("Doel", 1)
    document.add_paragraph(WORDS)
    document.add_paragraph("Noordercollege", style="List Bullet")
    table = document.add_table(2, 2)
    for number, cell in enumerate(cell for row in table.rows for cell in row.cells):
        cell.text = f"cel {number}"
    document.sections[0].footer.paragraphs[0].text = "Voet"
    return _saved(document.save)


def _pptx() -> bytes:
    presentation = pptx.Presentation()
    slide = presentation.slides.add_slide(presentation.slide_layouts[1])
    slide.shapes.title.text = "Plan Oost"
    slide.placeholders[1].text = WORDS
    table = slide.shapes.add_table(2, 2, 0, 0, Inches(2), Inches(1)).table
    table.cell(0, 0).text, table.cell(1, 1).text = "jaar", "2024"
    slide.notes_slide.notes_text_frame.text = "Een notitie."
    return _saved(presentation.save)


def _xlsx() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (("plan", "jaar", "bedrag"), ("Oost", 2024, 1000.5), (WORDS, True, "=A1")):
        sheet.append(row)
    sheet.merge_cells("A4:C4")
    book.create_sheet("Tweede")["B2"] = "los"
    return _saved(book.save)


def _opendocument(kind: str) -> bytes:
    document = odfdo.Document(kind)
    table = odfdo.Table("Blad", width=2, height=2)
    table.set_values([["plan", "jaar"], ["Oost", 2024]])
    if kind == "text":
        document.body.clear()
        for part in (odfdo.Header(1, "Doel"), odfdo.Paragraph(WORDS), odfdo.List(["een", "twee"]), table):
            document.body.append(part)
    elif kind == "spreadsheet":
        document.body.clear()
        document.body.append(table)
    else:
        document.body.clear()
        page = odfdo.DrawPage("p1", name="Plan Oost")
        page.append(odfdo.Frame.text_frame(WORDS))
        document.body.append(page)
    return _saved(document.save)


def _saved(save: Callable[[BytesIO], object]) -> bytes:
    file = BytesIO()
    save(file)
    return file.getvalue()


def _jsonl() -> bytes:
    lines = [{"id": f"d{number}", "title": "Plan Oost", "text": WORDS, "language": "nl"} for number in range(3)]
    return "\n".join(json.dumps(line, ensure_ascii=False) for line in lines).encode()


def _zip() -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("plan.md", MARKDOWN)
        archive.writestr("map/blad.csv", CSV)
        archive.writestr("map/regels.jsonl", _jsonl())
        archive.writestr("pagina.html", HTML)
    return file.getvalue()


def _shipped_pdf() -> bytes:
    entries = read_catalogue(CORPUS / CATALOGUE)
    files = sorted((CORPUS / own.file for own in entries if own.file.endswith(".pdf")), key=lambda file: file.stat().st_size)
    return files[0].read_bytes()


_MADE: dict[str, tuple[Callable[[], bytes], ...]] = {
    ".pdf": (hostile.good, _shipped_pdf),
    ".docx": (_docx,),
    ".pptx": (_pptx,),
    ".xlsx": (_xlsx,),
    ".odt": (lambda: _opendocument("text"),),
    ".odp": (lambda: _opendocument("presentation"),),
    ".ods": (lambda: _opendocument("spreadsheet"),),
    ".html": (HTML.encode, lambda: HTML.encode("utf-16"), lambda: HTML.encode("latin-1", "xmlcharrefreplace")),
    ".md": (MARKDOWN.encode,),
    ".txt": (MARKDOWN.encode, lambda: WORDS.encode("utf-16-le"), lambda: MARKDOWN.encode("cp1252")),
    ".csv": (CSV.encode, lambda: CSV.replace(";", "\t").encode("utf-16")),
    ".jsonl": (_jsonl,),
    ".zip": (_zip,),
}
FORMATS = tuple(_MADE)


@cache
def seeds(suffix: str) -> tuple[bytes, ...]:
    """The files of one format that mutants are made of."""
    return tuple(make() for make in _MADE[suffix])
