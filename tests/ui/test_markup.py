"""Text in HTML comes out as it went in, line ends and all."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from streamlit.string_util import clean_text

from retrieval.model import PageImage
from tests.ui.screen import read_html
from ui import markup

# Without NUL, which HTML has no way to write and no stored page holds.
_TEXTS = st.text(st.characters(exclude_characters="\0", codec="utf-8"))
_TABLE = {"table", "caption", "thead", "tbody", "tr", "th", "td"}


@given(_TEXTS, st.data())
def test_a_marked_page_holds_the_page_and_marks_exactly_the_span(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    shown, marked, tags = read_html(clean_text(markup.page(text, (start, end), text)), "mark")

    assert shown == text
    assert marked == [text[start:end]]
    assert tags == {"div", "mark"}


@given(_TEXTS)
def test_every_fragment_shows_its_text_and_only_our_tags(text: str) -> None:
    for body, own in (
        (markup.paragraph(text), {"p"}),
        (markup.paragraph(text, "lead"), {"p"}),
        (markup.heading(text), {"h3"}),
        (markup.aspect(text), {"h4"}),
        (markup.plan(text, [text], text), {"h4", "p", "span"}),
        (markup.quotation(text), {"blockquote"}),
        (markup.asked(text), {"h2"}),
        (markup.lead(text), {"h3"}),
        (markup.chips(text, [markup.chip(markup.Chip(text, text, text, "carried"))]), {"div", "span", "ul", "li", "small"}),
        (markup.more(text, text, markup.answered(markup.paragraph(text))), {"details", "summary", "div", "p"}),
        (markup.folded(text, text, markup.paragraph(text)), {"details", "summary", "p"}),
        (markup.meanings(text, [(text, text)]), {"details", "summary", "dl", "dt", "dd"}),
        (markup.found(text, [(0, len(text))]), {"mark"}),
        (markup.table(text, [text], [markup.Line(text, (text,), marked=True)]), _TABLE),
        (markup.summary(text, [(text, [1])], [text]), {"section", "h4", "p", "span", "small"}),
        (markup.corrections(text, text, text, [(text, text), (text, text)]), {"p", "em"}),
        (markup.words(text, [text], text, [text]), {"div", "span", "details", "summary"}),
        (markup.path([text]), {"p"}),
        (markup.page(text, None, text), {"div"}),
        (markup.picture(PageImage(b"", 1, 1), text) + markup.paragraph(text), {"div", "img", "p"}),
        (markup.welcome(text, text), {"h1", "p"}),
    ):
        shown, _, tags = read_html(clean_text(body))
        assert text in shown
        assert tags <= own
