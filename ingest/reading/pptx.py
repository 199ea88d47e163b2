"""PowerPoint presentations through python-pptx: a slide is a page, its title a heading."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import TYPE_CHECKING, Any

from ingest.errors import Unreadable
from ingest.reading.blocks import Block, ReadDocument, ReadPage, first_heading
from ingest.reading.figures import shown
from ingest.reading.packages import check_package
from ingest.reading.tables import Cell, table_blocks
from retrieval.language import language_of

if TYPE_CHECKING:
    from pptx.slide import Slide
    from pptx.table import Table
    from pptx.text.text import TextFrame

_NOTES = {"nl": "Notities", "en": "Notes"}
# Levels: a title of the whole or of a part, of a slide, of what a slide has beside it.
_PART, _SLIDE, _BESIDE = 1, 2, 3
_DIAGRAM = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/diagramData"


def read_pptx(data: bytes) -> ReadDocument:
    """A page a slide, labelled with its number; hidden slides are empty pages. Raises ``Unreadable``.

    Notes stand under a heading of their own. Left out: footers, dates, numbers and what the layout of slides says.
    """
    check_package(data, "ppt/presentation.xml")
    from pptx import Presentation

    try:
        presentation = Presentation(BytesIO(data))
        pages = tuple(ReadPage(tuple(_blocks(slide)), str(n)) for n, slide in enumerate(presentation.slides, start=1))
        title = (presentation.core_properties.title or "").strip()
    except Exception as error:  # The library raises what it comes upon: KeyError, ValueError, errors of XML.
        raise Unreadable("damaged", str(error)) from error
    # What the template for new presentations is called.
    named = "" if title == "PowerPoint Presentation" else title
    return ReadDocument(named or first_heading(block for page in pages for block in page.blocks), pages)


def _blocks(slide: Slide) -> list[Block]:
    if slide._element.get("show") == "0":
        return []
    title = slide.shapes.title
    told = [Block(_on_one_line(title.text_frame.text), _title_level(slide))] if title is not None else []
    shapes = (shape for shape in slide.shapes if title is None or shape.shape_id != title.shape_id)
    told += [block for block in _shapes(shapes) if block.text]
    notes = _paragraphs(slide.notes_slide.notes_text_frame) if slide.has_notes_slide else []
    if notes:
        told.append(Block(_NOTES[language_of(" ".join(notes))], _BESIDE))
    return [block for block in told + [Block(note) for note in notes] if block.text]


def _title_level(slide: Slide) -> int:
    return _PART if slide.slide_layout._element.get("type") in ("title", "secHead") else _SLIDE


def _shapes(shapes: Iterable[Any]) -> Iterator[Block]:
    from pptx.enum.shapes import MSO_SHAPE_TYPE

    for shape in shapes:
        if shape.shape_type == MSO_SHAPE_TYPE.GROUP:
            yield from _shapes(shape.shapes)
        elif shape.has_text_frame and not _is_furniture(shape):
            yield from _frame(shape)
        elif getattr(shape, "has_table", False):
            yield from _table(shape.table)
        elif getattr(shape, "has_chart", False):
            yield from _chart(shape.chart)
        else:
            yield from _diagram(shape)


def _is_furniture(shape: Any) -> bool:
    from pptx.enum.shapes import PP_PLACEHOLDER as KINDS

    return shape.is_placeholder and shape.placeholder_format.type in (
        KINDS.DATE, KINDS.FOOTER, KINDS.HEADER, KINDS.SLIDE_NUMBER,
    )  # fmt: skip


def _frame(shape: Any) -> list[Block]:
    """The paragraphs of a shape; those of a body, which have bullets, as a list."""
    paragraphs = _paragraphs(shape.text_frame)
    if shape.is_placeholder and len(paragraphs) > 1:
        return [Block("\n".join(f"- {_on_one_line(paragraph)}" for paragraph in paragraphs))]
    return [Block(paragraph) for paragraph in paragraphs]


def _paragraphs(frame: TextFrame | None) -> list[str]:
    """The paragraphs that are not empty. A line break is a vertical tab in this library."""
    paragraphs = frame.paragraphs if frame is not None else ()
    return [text for paragraph in paragraphs if (text := paragraph.text.replace("\v", "\n").strip())]


def _on_one_line(text: str) -> str:
    return " ".join(text.split())


def _table(table: Table) -> list[Block]:
    rows = [[_cell(cell) for cell in row.cells if not cell.is_spanned] for row in table.rows]
    return table_blocks(rows, 1 if table.first_row else None)


def _cell(cell: Any) -> Cell:
    wide, high = (cell.span_width, cell.span_height) if cell.is_merge_origin else (1, 1)
    return Cell("\n".join(_paragraphs(cell.text_frame)), wide, high)


def _chart(chart: Any) -> list[Block]:
    """The title of a chart and the figures that it draws, as a table."""
    title = chart.chart_title.text_frame.text if chart.has_title and chart.chart_title.has_text_frame else ""
    series = [one for plot in chart.plots for one in plot.series]
    columns = [[Cell(""), *(Cell(str(name)) for name in chart.plots[0].categories)]]
    columns += [[Cell(one.name or ""), *(Cell(shown(value, "General", "nl")) for value in one.values)] for one in series]
    rows = [list(row) for row in zip(*columns, strict=False)]
    return [Block(_on_one_line(title)), *table_blocks(rows, 1)]


def _diagram(shape: Any) -> list[Block]:
    """The texts of a diagram (SmartArt), a line each."""
    from pptx.oxml import parse_xml

    lines = []
    for name in shape._element.xpath(".//*[local-name()='relIds']/@*[local-name()='dm']"):
        data = shape.part.related_part(name)
        paragraphs = parse_xml(data.blob).xpath("//*[local-name()='pt']//*[local-name()='p']")
        lines += ["".join(paragraph.xpath(".//*[local-name()='t']/text()")).strip() for paragraph in paragraphs]
    return [Block("\n".join(f"- {line}" for line in lines if line))]
