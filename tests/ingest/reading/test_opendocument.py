"""Texts, presentations and spreadsheets of LibreOffice."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from odfdo import Document, DrawPage, Element, Frame, Header, List, ListItem, Paragraph, Table

from ingest.reading.blocks import ReadDocument
from ingest.reading.opendocument import read_opendocument


def read(kind: str, *parts: Element, title: str = "") -> ReadDocument:
    document = Document(kind)
    document.meta.title = title
    document.body.clear()
    for part in parts:
        document.body.append(part)
    file = BytesIO()
    document.save(file)
    return read_opendocument(file.getvalue())


def blocks(*parts: Element) -> list[tuple[str, int]]:
    (page,) = read("text", *parts).pages
    return [(block.text, block.level) for block in page.blocks]


def table(name: str, *lines: Sequence[object]) -> Table:
    made = Table(name, width=len(lines[0]), height=len(lines))
    made.set_values(lines)
    return made


def test_headings_paragraphs_and_lists_stand_in_order() -> None:
    nested = ListItem("twee")
    nested.append(List(["onder"]))
    items = List(["een"])
    items.append(nested)
    assert blocks(Header(1, "Doel"), Header(2, ""), Paragraph(""), Paragraph("Een alinea."), items, Paragraph("Erna.")) == [
        ("Doel", 1),
        ("Een alinea.", 0),
        ("- een\n- twee\n- onder", 0),
        ("Erna.", 0),
    ]


def test_numbered_heading_in_a_list_is_a_heading() -> None:
    item = ListItem()
    item.append(Header(1, "Aanleiding"))
    numbered = List()
    numbered.append(item)
    assert blocks(numbered, Paragraph("Tekst.")) == [("Aanleiding", 1), ("Tekst.", 0)]


def test_headings_stand_below_the_title_of_the_document() -> None:
    assert blocks(Paragraph("Plan Oost", style="Title"), Header(1, "Doel"), Paragraph("Tekst.")) == [
        ("Plan Oost", 1),
        ("Doel", 2),
        ("Tekst.", 0),
    ]


def test_spaces_tabs_and_line_breaks_are_what_they_show() -> None:
    paragraph = Paragraph()
    paragraph.append_plain_text("een  twee\tdrie\nvier")
    assert blocks(paragraph) == [("een twee drie\nvier", 0)]


def test_rows_keep_their_header_and_merged_cells() -> None:
    made = table("T", ["Regio", "Plan", "Plaats"], ["Oost", "A", "Ede"], ["", "B", "Wijchen"])
    made.set_span((0, 1, 0, 2))
    assert blocks(made) == [("Regio: Oost; Plan: A; Plaats: Ede", 0), ("Regio: Oost; Plan: B; Plaats: Wijchen", 0)]


def test_note_stands_behind_its_paragraph() -> None:
    paragraph = Paragraph("Met een noot.")
    paragraph.insert_note(after="noot", note_id="n", citation="1", body="De noot zelf.")
    assert blocks(paragraph, Paragraph("Erna.")) == [("Met een noot.", 0), ("[1] De noot zelf.", 0), ("Erna.", 0)]


def test_deleted_text_and_comments_are_left_out_and_boxes_are_read() -> None:
    deleted = Element.from_tag(
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>weg</text:p></text:deletion></text:changed-region></text:tracked-changes>"
    )
    remark = Paragraph("Te zien.")
    remark.insert_annotation(after="zien", body="opmerking", creator="a")
    boxed = Paragraph()
    boxed.append(Frame.text_frame("In een kader."))
    assert blocks(deleted, remark, boxed) == [("Te zien.", 0), ("In een kader.", 0)]


def test_slides_are_pages() -> None:
    slide = DrawPage("p1")
    slide.append(Frame.text_frame(["Werven", "Scholen"]))
    slide.append(Frame.text_frame("Wat doen wij?", presentation_class="title"))
    (page,) = read("presentation", slide).pages
    assert (page.label, [(block.text, block.level) for block in page.blocks]) == (
        "1",
        [("Wat doen wij?", 2), ("Werven", 0), ("Scholen", 0)],
    )


def test_sheets_are_pages_and_rows_that_stand_a_million_times_cost_nothing() -> None:
    made = table("Blad A", ["Naam", "Plaats", "Uren"], ["A", "Ede", 3])
    made.append(Element.from_tag('<table:table-row table:number-rows-repeated="1048000"><table:table-cell/></table:table-row>'))
    (page,) = read("spreadsheet", made).pages
    assert (page.label, [block.text for block in page.blocks]) == ("Blad A", ["Blad A", "Naam: A; Plaats: Ede; Uren: 3"])


def test_columns_that_are_left_out_are_told() -> None:
    wide = [f"k{number}" for number in range(251)]
    assert read("spreadsheet", table("Blad A", wide, wide)).partial == "columns_left_out"
    assert read("spreadsheet", table("Blad A", wide[:250], wide[:250])).partial == ""


def test_title_is_that_of_the_properties_else_the_first_heading() -> None:
    assert read("text", Header(1, "Doel"), title="Plan Oost").title == "Plan Oost"
    assert read("text", Header(1, "Doel")).title == "Doel"
