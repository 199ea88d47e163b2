"""Text in Markdown comes out as it went in."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from tests.ui.screen import read_html
from ui.markdown import literal

_PARSER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
_HOSTILE = st.lists(
    st.sampled_from(
        [
            "![x](http://evil.example/p.png)",
            "[klik](javascript:alert(1))",
            "<img src=x onerror=alert(1)>",
            "<script>",
            "$x^2$",
            "$$",
            ":red[rood]",
            ":smile:",
            ":material/home:",
            ":material_home:",
            ":streamlit:",
            "`code`",
            "```",
            "# kop",
            "1. een",
            "- lijst",
            "> citaat",
            "    ingesprongen",
            "***",
            "__vet__",
            "~~weg~~",
            "&amp;",
            "&#42;",
            "\\",
            "http://evil.example",
            "www.evil.example",
            "WWW.evil.example",
            "a@evil.example",
            "->",
            "<->",
            "--",
            ">=",
            " ",
            "\n",
            "tekst",
        ]
    )
).map(" ".join)


def _plain(text: str) -> str:
    """What is expected on the screen: one line, without control characters."""
    return " ".join(re.sub(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]", " ", text).split())


@given(st.one_of(st.text(), _HOSTILE))
def test_only_the_same_characters_come_out(text: str) -> None:
    shown, _, tags = read_html(_PARSER.render(literal(text)))

    assert shown.replace("\u2060", "").rstrip("\n") == _plain(text)
    assert tags <= {"p"}


@given(st.one_of(st.text(), _HOSTILE))
def test_nothing_is_left_that_streamlit_rewrites_after_parsing(text: str) -> None:
    shown = read_html(_PARSER.render(literal(text)))[0]

    assert not re.search(r"https?://|www\.|:material|:streamlit:|:\w+:", shown, re.IGNORECASE)
    assert not re.search(r"(^|\s)(<->|->|<-|--|>=|<=|~=)(\s|$)", shown)
    assert not re.search(r"[\w.+-]@[\w-]", shown)


@given(st.text())
def test_the_source_holds_no_mark_of_any_dialect(text: str) -> None:
    assert not re.search(r"[!-\"$%'-/:<-@\[-`{-~]", re.sub(r"&#\d+;", "", literal(text)))


@pytest.mark.parametrize("text", ["Groningen", "Zuid-Holland", "€ 9,5 miljoen", "pps’en in ’s-Hertogenbosch"])
def test_ordinary_words_gain_nothing_invisible(text: str) -> None:
    assert "\u2060" not in literal(text)
