"""Word documents: what their readers see, in the order in which it stands."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import docx
import pytest
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from ingest.errors import Unreadable
from ingest.reading.blocks import ReadDocument
from ingest.reading.docx import read_docx

W = nsdecls("w")


def read(fill: Callable[[Document], object]) -> ReadDocument:
    document = docx.Document()
    fill(document)
    file = BytesIO()
    document.save(file)
    return read_docx(file.getvalue())


def blocks(fill: Callable[[Document], object]) -> list[tuple[str, int]]:
    (page,) = read(fill).pages
    return [(block.text, block.level) for block in page.blocks]


def put(document: Document, xml: str) -> None:
    """Add an element to the body."""
    document.element.body.insert(len(document.element.body) - 1, parse_xml(xml))


def test_headings_have_the_level_of_their_style_and_those_without_text_are_gone() -> None:
    def fill(document: Document) -> None:
        for text, level in [("1 Aanleiding", 1), ("", 2), ("1.1 Doel", 2)]:
            document.add_heading(text, level)
        document.add_paragraph("")
        document.add_paragraph("Een alinea.")

    assert blocks(fill) == [("1 Aanleiding", 1), ("1.1 Doel", 2), ("Een alinea.", 0)]


def test_style_based_on_a_heading_and_outline_level_of_a_paragraph_make_headings() -> None:
    def fill(document: Document) -> None:
        own = document.styles.add_style("Kop van 'ons' huis", WD_STYLE_TYPE.PARAGRAPH)
        own.base_style = document.styles["Heading 2"]
        document.add_paragraph("Eigen stijl", own)
        put(document, f'<w:p {W}><w:pPr><w:outlineLvl w:val="2"/></w:pPr><w:r><w:t>Eigen niveau</w:t></w:r></w:p>')
        document.add_paragraph("Tekst.")

    assert blocks(fill) == [("Eigen stijl", 2), ("Eigen niveau", 3), ("Tekst.", 0)]


def test_style_based_on_itself_does_not_go_round() -> None:
    def fill(document: Document) -> None:
        own = document.styles.add_style("Rond", WD_STYLE_TYPE.PARAGRAPH)
        own.base_style = own
        document.add_paragraph("Tekst.", own)

    assert blocks(fill) == [("Tekst.", 0)]


def test_headings_stand_below_the_title_of_the_document() -> None:
    def fill(document: Document) -> None:
        document.add_paragraph("Plan Oost", "Title")
        document.add_heading("Doel", 1)
        document.add_paragraph("Tekst.")

    assert blocks(fill) == [("Plan Oost", 1), ("Doel", 2), ("Tekst.", 0)]


def test_short_bold_paragraph_above_text_is_a_heading_and_a_bold_sentence_is_not() -> None:
    def fill(document: Document) -> None:
        for text, bold in [
            ("Doelgroep", True),
            ("Wij werken voor zij-instromers.", False),
            ("Let op: dit is vet.", True),
            ("Einde", True),
        ]:
            document.add_paragraph().add_run(text).bold = bold

    assert [level for _, level in blocks(fill)] == [6, 0, 0, 0]


def test_lists_and_tables_stand_where_they_stood() -> None:
    def fill(document: Document) -> None:
        document.add_paragraph("Vooraf.")
        for text, style in [("een", "List Bullet"), ("onder", "List Bullet 2"), ("twee", "List Number")]:
            document.add_paragraph(text, style)
        table = document.add_table(3, 3)
        for place, text in enumerate(["Partner", "Rol", "Budget", "ROC", "Penvoerder", "€ 1", "", "Uitvoerder", "€ 2"]):
            table.cell(*divmod(place, 3)).text = text
        table.cell(1, 0).merge(table.cell(2, 0))
        document.add_paragraph("Erna.")

    shown = [text for text, _ in blocks(fill)]
    assert "\n".join(shown[1:-3]) == "- een\n- onder\n- twee"
    assert shown[-3:] == ["Partner: ROC; Rol: Penvoerder; Budget: € 1", "Partner: ROC; Rol: Uitvoerder; Budget: € 2", "Erna."]


def test_what_was_deleted_under_tracked_changes_is_gone_and_what_was_inserted_is_there() -> None:
    def fill(document: Document) -> None:
        put(
            document,
            f'<w:p {W}><w:r><w:t xml:space="preserve">Wij </w:t></w:r>'
            '<w:del w:id="1" w:author="a"><w:r><w:delText>niet</w:delText></w:r></w:del>'
            '<w:ins w:id="2" w:author="a"><w:r><w:t>wel.</w:t></w:r></w:ins></w:p>',
        )

    assert blocks(fill) == [("Wij wel.", 0)]


def test_text_in_boxes_and_in_fields_to_fill_in_is_read() -> None:
    def fill(document: Document) -> None:
        inner = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"
        put(document, f"<w:sdt {W}><w:sdtContent>{inner.format('In een veld.')}</w:sdtContent></w:sdt>")
        put(
            document,
            f'<w:p {W} xmlns:v="urn:schemas-microsoft-com:vml"><w:r><w:pict><v:shape><v:textbox><w:txbxContent>'
            f"{inner.format('In een kader.')}</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>",
        )

    assert blocks(fill) == [("In een veld.", 0), ("In een kader.", 0)]


def test_headers_footers_hidden_text_and_contents_are_left_out() -> None:
    def fill(document: Document) -> None:
        document.sections[0].header.paragraphs[0].text = "Boven"
        document.sections[0].footer.paragraphs[0].text = "Onder"
        document.styles.add_style("toc 1", WD_STYLE_TYPE.PARAGRAPH)
        document.add_paragraph("Aanleiding 3", "toc 1")
        paragraph = document.add_paragraph("Te zien.")
        paragraph.add_run(" Verborgen.").font.hidden = True

    assert blocks(fill) == [("Te zien.", 0)]


def test_notes_stand_behind_their_paragraph() -> None:
    note = '<w:footnote w:id="{}"><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:footnote>'
    part = f"<w:footnotes {W}>{note.format(2, 'Eerste noot.')}{note.format(3, 'Tweede noot.')}</w:footnotes>"

    def fill(document: Document) -> None:
        from docx.opc.constants import RELATIONSHIP_TYPE
        from docx.opc.packuri import PackURI
        from docx.opc.part import Part

        kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
        document.part.relate_to(
            Part(PackURI("/word/footnotes.xml"), kind, part.encode(), document.part.package), RELATIONSHIP_TYPE.FOOTNOTES
        )
        put(
            document,
            f'<w:p {W}><w:r><w:t>Met noten</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r>'
            '<w:r><w:t>.</w:t></w:r><w:r><w:footnoteReference w:id="3"/></w:r></w:p>',
        )
        document.add_paragraph("Erna.")

    assert [text for text, _ in blocks(fill)] == ["Met noten.", "[1] Eerste noot.", "[2] Tweede noot.", "Erna."]


def test_title_is_that_of_the_properties_else_the_first_heading() -> None:
    assert read(lambda document: setattr(document.core_properties, "title", "Plan Oost")).title == "Plan Oost"
    assert read(lambda document: document.add_heading("Plan West")).title == "Plan West"


@pytest.mark.parametrize("data", [b"PK", b"PK\x03\x04" + b"x" * 100])
def test_file_that_is_broken_is_damaged(data: bytes) -> None:
    with pytest.raises(Unreadable) as caught:
        read_docx(data)
    assert caught.value.reason == "damaged"
