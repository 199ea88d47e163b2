"""Which addresses a link is made of."""

from __future__ import annotations

import pytest

from retrieval.links import web_address


@pytest.mark.parametrize("url", ["https://a.nl/b?c=d&e=(f)#g", "http://voorbeeld.nl"])
def test_an_address_of_the_web_becomes_a_link(url: str) -> None:
    assert web_address(url) == url


@pytest.mark.parametrize(
    "url",
    [
        "",
        "x",
        "javascript:alert(1)",
        "JaVaScRiPt://voorbeeld.nl/%0aalert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "//voorbeeld.nl",
        "https://",
        "http://[",
        "http://:80",
        "https://a b",
        'https://a"onmouseover="x',
        "https://a/<b>",
        "https://a\u202eb",
        "http://a\nb",
        "https://a`b",
        "https://a\\b",
    ],
)
def test_nothing_else_does(url: str) -> None:
    assert web_address(url) == ""
