"""Presentations: a slide is a page."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.oxml import parse_xml
from pptx.slide import Slide
from pptx.util import Inches

from ingest.reading.blocks import ReadDocument
from ingest.reading.pptx import read_pptx

TITLE, CONTENT, SECTION, TITLE_ONLY, BLANK = 0, 1, 2, 5, 6
BOX = (0, 0, Inches(2), Inches(2))


def read(*slides: tuple[int, Callable[[Slide], object]], title: str = "") -> ReadDocument:
    presentation = Presentation()
    presentation.core_properties.title = title
    for layout, fill in slides:
        fill(presentation.slides.add_slide(presentation.slide_layouts[layout]))
    file = BytesIO()
    presentation.save(file)
    return read_pptx(file.getvalue())


def blocks(fill: Callable[[Slide], object], layout: int = BLANK) -> list[tuple[str, int]]:
    (page,) = read((layout, fill)).pages
    return [(block.text, block.level) for block in page.blocks]


def titled(text: str) -> Callable[[Slide], None]:
    def fill(slide: Slide) -> None:
        slide.shapes.title.text = text

    return fill


def test_slide_is_a_page_with_its_number_and_its_title_a_heading() -> None:
    document = read((TITLE, titled("Plan Oost")), (TITLE_ONLY, titled("Wat doen\vwij?")), (SECTION, titled("Deel 2")))
    assert [(page.label, *((b.text, b.level) for b in page.blocks)) for page in document.pages] == [
        ("1", ("Plan Oost", 1)),
        ("2", ("Wat doen wij?", 2)),
        ("3", ("Deel 2", 1)),
    ]
    assert document.title == "Plan Oost"


def test_body_is_a_list_and_notes_stand_under_a_heading_that_says_so() -> None:
    def fill(slide: Slide) -> None:
        slide.shapes.title.text = "Doel"
        slide.placeholders[1].text = "Wij scholen mensen om\n\nin de zorg"
        slide.notes_slide.notes_text_frame.text = "Noem hier het bedrag."

    assert blocks(fill, CONTENT) == [
        ("Doel", 2),
        ("- Wij scholen mensen om\n- in de zorg", 0),
        ("Notities", 3),
        ("Noem hier het bedrag.", 0),
    ]


def test_hidden_slide_is_an_empty_page_so_that_numbers_stay_right() -> None:
    def hide(slide: Slide) -> None:
        slide._element.set("show", "0")
        slide.shapes.title.text = "geheim"

    pages = read((TITLE_ONLY, hide), (TITLE_ONLY, titled("Open"))).pages
    assert [(page.label, len(page.blocks)) for page in pages] == [("1", 0), ("2", 1)]


def test_shapes_in_groups_within_groups_are_read() -> None:
    def fill(slide: Slide) -> None:
        inner = slide.shapes.add_group_shape().shapes.add_group_shape()
        inner.shapes.add_textbox(*BOX).text_frame.text = "Diep"

    assert blocks(fill) == [("Diep", 0)]


def test_table_keeps_its_header_and_its_merged_cells() -> None:
    def fill(slide: Slide) -> None:
        table = slide.shapes.add_table(3, 3, *BOX).table
        for place, text in enumerate(["Regio", "Plan", "Bedrag", "Oost", "A", "€ 1", "", "B", "€ 2"]):
            table.cell(*divmod(place, 3)).text = text
        table.cell(1, 0).merge(table.cell(2, 0))

    assert blocks(fill) == [("Regio: Oost; Plan: A; Bedrag: € 1", 0), ("Regio: Oost; Plan: B; Bedrag: € 2", 0)]


def test_figures_of_a_chart_are_read() -> None:
    def fill(slide: Slide) -> None:
        data = CategoryChartData()
        data.categories = ["2024", "2025"]
        data.add_series("Studenten", (120, None))
        data.add_series("Groei", (0.5, 1.25))
        chart = slide.shapes.add_chart(XL_CHART_TYPE.LINE, *BOX, data).chart
        chart.has_title = True
        chart.chart_title.text_frame.text = "Bereik"

    assert blocks(fill) == [("Bereik", 0), ("2024; Studenten: 120; Groei: 0,5", 0), ("2025; Groei: 1,25", 0)]


def test_texts_of_a_diagram_are_read() -> None:
    space = "http://schemas.openxmlformats.org/drawingml/2006"
    names = f'xmlns:a="{space}/main" xmlns:d="{space}/diagram"'
    point = "<d:pt><d:t><a:p><a:r><a:t>{}</a:t></a:r></a:p></d:t></d:pt>"
    points = "".join(map(point.format, ["Werven", "Scholen", ""]))
    data = f"<d:dataModel {names}><d:ptLst>{points}</d:ptLst></d:dataModel>"
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

    def fill(slide: Slide) -> None:
        part = Part(PackURI("/ppt/diagrams/data1.xml"), "application/xml", slide.part.package, data.encode())
        name = slide.part.relate_to(part, f"{relation}/diagramData")
        slide.shapes._spTree.append(
            parse_xml(
                '<p:graphicFrame xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
                f'{names} xmlns:r="{relation}"><p:nvGraphicFramePr><p:cNvPr id="9" name="d"/><p:cNvGraphicFramePr/><p:nvPr/>'
                '</p:nvGraphicFramePr><p:xfrm/><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/diagram">'
                f'<d:relIds r:dm="{name}"/></a:graphicData></a:graphic></p:graphicFrame>'
            )
        )

    assert blocks(fill) == [("- Werven\n- Scholen", 0)]


def test_name_of_the_template_is_no_title() -> None:
    assert read((TITLE, titled("Plan Oost")), title="PowerPoint Presentation").title == "Plan Oost"
    assert read((TITLE, titled("Plan Oost")), title="Plan").title == "Plan"


def test_picture_and_empty_slide_are_nothing() -> None:
    assert blocks(lambda slide: slide.shapes.add_connector(1, *BOX)) == []
