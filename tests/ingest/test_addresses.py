"""Addresses of one page are told to be so, and those of two pages never."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.addresses import page_key, plain, site_key

PAGE = "https://www.plan.nl/nieuws/lab/?id=3&p=2"


@pytest.mark.parametrize(
    "other",
    [
        *("http://plan.nl/nieuws/lab?id=3&p=2", "https://PLAN.nl:443/nieuws/lab/?p=2&id=3", f"{PAGE}#deel-2"),
        *(f"{PAGE}&cookie=accept", f"{PAGE}&utm_source=rss&utm_medium=rss", f"{PAGE}&fbclid=x&gclid=y&mc_eid=z"),
        *(f"{PAGE}&cookies-accepted=1", f"{PAGE}&CookieConsent=true", f"{PAGE}&", "http://plan.nl:80/nieuws/lab//?id=3&p=2"),
        *("https://www.plan.nl/nieuws/l%61b/;jsessionid=12?id=3&p=2", "https://plan.nl./nieuws/lab/?id=3&p=2"),
    ],
)
def test_one_page_under_several_addresses(other: str) -> None:
    assert page_key(other) == page_key(PAGE)


@pytest.mark.parametrize(
    "other",
    [
        *("https://www.plan.nl/nieuws/lab/?id=4&p=2", "https://www.plan.nl/nieuws/Lab/?id=3&p=2", "https://www.plan.nl/nieuws/"),
        *("https://plan.nl:8443/nieuws/lab/?id=3&p=2", "https://www2.plan.nl/nieuws/lab/?id=3&p=2", f"{PAGE}&uid=9"),
        *(f"{PAGE}&cid=1", f"{PAGE}&source=mbo", f"{PAGE}&keyword=lab", f"{PAGE}&lang=en", "https://plan.be/nieuws/lab?id=3&p=2"),
        *("https://www.plan.nl/nieuws/lab%2F?id=3&p=2", "https://www.plan.nl/nieuws/lab%3Fid=3&p=2"),
    ],
)
def test_two_pages(other: str) -> None:
    assert page_key(other) != page_key(PAGE)


def test_what_is_plain_still_leads_there() -> None:
    assert plain(f"{PAGE}&cookie=accept&utm_source=rss#deel") == PAGE
    assert plain("http://a.nl/x?q=a%20b&cookie=1") == "http://a.nl/x?q=a%20b"
    assert [plain("geen adres"), site_key("geen adres"), page_key("ftp://x")] == ["geen adres", "", "ftp://x"]


@given(st.text())
def test_any_text_has_a_key(text: str) -> None:
    for address in (text, f"https://{text}", f"https://x.nl/{text}"):
        assert page_key(plain(address)) == page_key(address)
        try:
            assert site_key(address) in ("", site_key(f"https://{urlsplit(address).netloc}"))
        except ValueError:
            assert not site_key(address)
