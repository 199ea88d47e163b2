"""The address that a page says is its own."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html.parser import HTMLParser
from urllib.parse import urljoin

from ingest.addresses import site_key

# The head of a page stands at its beginning.
_HEAD = 200_000
_LINK = re.compile(r'<([^<>\s]+)>\s*;[^,<]*\brel\s*=\s*"?canonical\b', re.IGNORECASE)


def canonical(address: str, headers: Mapping[str, str], body: bytes, *, html: bool) -> str:
    """The address by which a page wants to be known, ``""`` where it names none or one of another website."""
    told = _LINK.search(headers.get("link", "")[:_HEAD])
    named = told.group(1) if told else _named(body[:_HEAD].decode("utf-8", "replace")) if html else ""
    try:
        found = urljoin(address, named.strip()) if named.strip() else ""
    except ValueError:
        return ""
    return found if site_key(found) == site_key(address) else ""


def _named(text: str) -> str:
    head = _Head()
    head.feed(text)
    return head.canonical


class _Head(HTMLParser):
    canonical = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """See ``HTMLParser``."""
        told = dict(attrs)
        if tag == "link" and not self.canonical and "canonical" in (told.get("rel") or "").lower().split():
            self.canonical = told.get("href") or ""
