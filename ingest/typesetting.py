"""Typesets the shipped publications: Markdown in, PDF out, the same bytes every time.

``python -m ingest.typesetting [SOURCE OUTPUT]``; without arguments the publications of the corpus. The letters are the
Helvetica of every PDF viewer and nothing is compressed, so the bytes depend on no font file and no version of zlib.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode
from reportlab.lib.colors import HexColor, white
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, HRFlowable, PageBreak, PageTemplate, Paragraph

CORPUS = Path(__file__).parents[1] / "corpus"
PUBLICATIONS = ("samenvattingen-consortia", "programmagids")
PUBLISHER = "Planwijzer"
SUBJECT = "Publiek-private samenwerkingen in het beroepsonderwijs"
SOURCES_HEADING = "Bronnen"

_WIDTH, _HEIGHT = A4
# A measure of about 75 letters: wider is hard to read.
_LEFT, _RIGHT, _TOP, _BOTTOM = 34 * mm, 40 * mm, 25 * mm, 17 * mm
_BAND = 18 * mm
_INK, _GREY, _BLUE, _LINK = HexColor("#1a1a1a"), HexColor("#5a5a5a"), HexColor("#154273"), "#01589b"

_BODY = ParagraphStyle(
    "body", fontName="Helvetica", fontSize=10, leading=14, spaceAfter=9, textColor=_INK, allowWidows=0, allowOrphans=0
)
_CLAIM = ParagraphStyle("claim", _BODY, spaceAfter=1, keepWithNext=1)
_SOURCE = ParagraphStyle("source", _BODY, fontSize=8, leading=11, spaceAfter=8, textColor=_GREY)
_ITEM = ParagraphStyle("item", _BODY, leftIndent=14, spaceAfter=3)
_REFERENCE = ParagraphStyle("reference", _SOURCE, fontSize=7.5, leading=10, leftIndent=20, spaceAfter=5, bulletFontSize=7.5)
_HEADING = ParagraphStyle("heading", fontName="Helvetica-Bold", textColor=_BLUE, keepWithNext=1)
_HEADINGS = (
    ParagraphStyle("heading-1", _HEADING, fontSize=25, leading=31, spaceAfter=9 * mm),
    ParagraphStyle("heading-2", _HEADING, fontSize=17, leading=22, spaceBefore=14, spaceAfter=5),
    ParagraphStyle("heading-3", _HEADING, fontSize=11.5, leading=15, spaceBefore=6, spaceAfter=2),
)
_RULE = HRFlowable(width="100%", thickness=0.8, color=_BLUE, spaceBefore=0, spaceAfter=10)
_RULE.keepWithNext = 1

# An amount is never broken over two lines; the no-break space of Helvetica is read back as a plain one.
_AMOUNT = re.compile(r"€ \d[\d.,]*(?: (?:miljoen|miljard))?")


def main(arguments: Sequence[str] | None = None) -> None:
    """The door: typeset one file, or every publication of the corpus."""
    parser = argparse.ArgumentParser(prog="python -m ingest.typesetting", description="Typeset Markdown as PDF.")
    parser.add_argument("files", nargs="*", type=Path, metavar="SOURCE OUTPUT", help="default: the publications of the corpus")
    files: list[Path] = parser.parse_args(arguments).files
    if len(files) not in (0, 2):
        parser.error("give both SOURCE and OUTPUT, or neither")
    for source, output in [(files[0], files[1])] if files else shipped():
        output.write_bytes(typeset(source.read_text(encoding="utf-8")))


def shipped() -> list[tuple[Path, Path]]:
    """Source and output of the publications of the corpus."""
    return [(CORPUS / "sources" / f"{name}.md", CORPUS / "documents" / f"{name}.pdf") for name in PUBLICATIONS]


def typeset(markdown: str) -> bytes:
    """The PDF of a publication. It is laid out twice, because every page names the number of pages."""
    tree = SyntaxTreeNode(MarkdownIt("commonmark").parse(markdown))
    pages, _ = _lay_out(tree, 0)
    return _lay_out(tree, pages)[1]


def _lay_out(tree: SyntaxTreeNode, pages: int) -> tuple[int, bytes]:
    title = next(_text(node) for node in tree.children if node.tag == "h1")
    target = BytesIO()
    document = BaseDocTemplate(
        target, pagesize=A4, invariant=1, pageCompression=0, lang="nl-NL", displayDocTitle=1,
        title=title, author=PUBLISHER, creator=PUBLISHER, subject=SUBJECT,
    )  # fmt: skip
    frame = Frame(_LEFT, _BOTTOM, _WIDTH - _LEFT - _RIGHT, _HEIGHT - _TOP - _BOTTOM, 0, 0, 0, 0)
    document.addPageTemplates(PageTemplate(
        frames=[frame],
        onPage=lambda canvas, _: _draw_head(canvas, title.partition(":")[0]),
        onPageEnd=lambda canvas, _: _draw_foot(canvas, pages),
    ))  # fmt: skip
    document.build([*_flowables(tree), *_references(tree)])
    return document.page, target.getvalue()


def _draw_head(canvas: Canvas, title: str) -> None:
    if canvas.getPageNumber() > 1:
        canvas.setFont("Helvetica", 8)
        canvas.setFillColor(_GREY)
        canvas.drawString(_LEFT, _HEIGHT - 16 * mm, title)
        return
    canvas.setDateFormatter(lambda *_: "")
    canvas.addPageLabel(0, style="ARABIC", start=1)
    canvas.setFillColor(_BLUE)
    canvas.rect(0, _HEIGHT - _BAND, _WIDTH, _BAND, stroke=0, fill=1)
    canvas.setFont("Helvetica", 11)
    canvas.setFillColor(white)
    canvas.drawString(_LEFT, _HEIGHT - _BAND / 2 - 4, SUBJECT)


def _draw_foot(canvas: Canvas, pages: int) -> None:
    canvas.setFont("Helvetica", 8)
    canvas.setFillColor(_GREY)
    canvas.drawRightString(_WIDTH - _RIGHT, 10 * mm, f"{canvas.getPageNumber()} / {pages}")


class _Heading(Paragraph):  # type: ignore[misc]  # reportlab has no types
    """A heading that enters itself in the outline where it is drawn."""

    def __init__(self, text: str, level: int) -> None:
        super().__init__(escape(text), _HEADINGS[level])
        self.text, self.level = text, level

    def draw(self) -> None:
        key = f"heading-{self.canv.getPageNumber()}-{self.canv.absolutePosition(0, 0)[1]:.0f}"
        self.canv.bookmarkHorizontal(key, 0, self.height + 8)
        self.canv.addOutlineEntry(self.text, key, self.level, closed=self.level > 0)
        super().draw()


def _flowables(tree: SyntaxTreeNode) -> Iterator[Flowable]:
    chapters = [node for node in tree.children if node.tag == "h2"]
    for node in tree.children:
        if node.type == "heading":
            yield from _heading(_text(node), int(node.tag[1]) - 1, new_page=node in chapters[1:])
        elif node.type == "bullet_list":
            yield from (
                Paragraph(_marked(item.children[0].children[0].children), _ITEM, bulletText="–") for item in node.children
            )
        elif node.type == "paragraph":
            yield from _paragraph(node.children[0].children)
        else:
            raise ValueError(f"no typesetting for a {node.type}")


def _heading(text: str, level: int, *, new_page: bool) -> Iterator[Flowable]:
    if new_page:
        yield PageBreak()
    yield _Heading(text, level)
    if level == 1:
        yield _RULE


def _paragraph(inline: Sequence[SyntaxTreeNode]) -> Iterator[Flowable]:
    """A statement; what follows its last hard line break is where it comes from, and small."""
    breaks = [number for number, node in enumerate(inline) if node.type == "hardbreak"]
    if breaks:
        yield Paragraph(_marked(inline[: breaks[-1]]), _CLAIM)
        yield Paragraph(_marked(inline[breaks[-1] + 1 :]), _SOURCE)
    else:
        yield Paragraph(_marked(inline), _BODY)


def _references(tree: SyntaxTreeNode) -> Iterator[Flowable]:
    """The appendix: every address once, in the order of its host."""
    yield from _heading(SOURCES_HEADING, 1, new_page=True)
    addresses = {(_text(node), str(node.attrGet("href"))) for node in tree.walk() if node.type == "link"}
    for number, (host, url) in enumerate(sorted(addresses), 1):
        yield Paragraph(f"{escape(host)}<br/>{_anchor(url, escape(url))}", _REFERENCE, bulletText=f"{number}")


def _marked(inline: Sequence[SyntaxTreeNode]) -> str:
    """Inline Markdown in the mark-up of a ReportLab paragraph."""
    return "".join(_mark(node) for node in inline)


def _mark(node: SyntaxTreeNode) -> str:
    if node.type == "text":
        return _AMOUNT.sub(lambda amount: amount[0].replace(" ", "\u00a0"), escape(node.content))
    if node.type == "link":
        return _anchor(str(node.attrGet("href")), _marked(node.children))
    if node.type in ("softbreak", "hardbreak"):
        return " " if node.type == "softbreak" else "<br/>"
    raise ValueError(f"no typesetting for a {node.type}")


def _anchor(url: str, text: str) -> str:
    return f'<a href={quoteattr(url)} color="{_LINK}">{text}</a>'


def _text(node: SyntaxTreeNode) -> str:
    return "".join(part.content for part in node.walk() if part.type == "text")


if __name__ == "__main__":
    main()
