"""Addresses from documents and catalogues that a link may be made of."""

from __future__ import annotations

from urllib.parse import urlsplit


def web_address(url: str) -> str:
    """``url`` where it is an address of the web (http or https) that can be linked to; ``""`` otherwise."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    linkable = parts.scheme in ("http", "https") and parts.hostname and url.isprintable() and not set(url) & set(' <>"`\\')
    return url if linkable else ""
